import { resolve } from 'node:path';
import type { Command } from 'commander';
import { writeRosterTemplate } from '../use-cases/organisation/write-roster-template.ts';
import type { Errand } from './desk.ts';
import { writeNew } from './new-file.ts';

export const addTemplate = (program: Command, errand: Errand): Command =>
  program
    .command('template')
    .description('write an empty roster (.xlsx) to be filled in and imported')
    .argument('<file>')
    .action((path: string) => templateCommand(errand, resolve(errand.folder, path)));

async function templateCommand({ desk: { app, language }, paper }: Errand, path: string): Promise<void> {
  await writeNew(path, await writeRosterTemplate((key) => app.translate(language, key)));
  paper.line(app.translate(language, 'cli.template-written', { path }));
}
