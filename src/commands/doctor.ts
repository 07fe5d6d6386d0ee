import type { Command } from 'commander';
import { dateOf } from '../domain/time.ts';
import type { Errand } from './desk.ts';

export const addDoctor = (program: Command, errand: Errand): Command =>
  program
    .command('doctor')
    .description('look whether everything works')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) => doctorCommand(errand, options));

async function doctorCommand({ desk: { app }, paper }: Errand, options: { json?: boolean }): Promise<void> {
  const { waiting, parked } = await app.database.store.inbox.counts();
  const facts = {
    database: app.database.kind,
    now: dateOf(app.clock.now()).toISOString(),
    zone: app.zone,
    waiting,
    parked,
  };
  if (options.json) return paper.json(facts);
  for (const [name, value] of Object.entries(facts)) paper.line(`${name}: ${value}`);
}
