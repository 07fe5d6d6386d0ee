import type { Command } from 'commander';
import { fullUnitName } from '../domain/unit.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import { endPerson } from '../use-cases/organisation/end-person.ts';
import { dayWritten } from '../use-cases/organisation/wording.ts';
import type { Errand } from './desk.ts';
import { dayTyped, personTyped } from './typed.ts';

type EndOptions = { person: string; on?: string; json?: boolean };

export const addEnd = (program: Command, errand: Errand): Command =>
  program
    .command('end')
    .description('end somebody’s access, seats and assignments')
    .requiredOption('--person <code>', 'who')
    .option('--on <dd/mm/yyyy>', 'the first day without access (today)')
    .option('--json', 'as JSON')
    .action((options: EndOptions) => endCommand(errand, options));

async function endCommand({ desk: { app, language }, paper }: Errand, options: EndOptions): Promise<void> {
  const { person, units, on } = await inAct(app, async (act) => {
    const on = dayTyped(act, options.on);
    return { on, ...(await endPerson(act, (await personTyped(act, options.person)).id, on)) };
  });
  if (options.json)
    return paper.json({ person: person.code, endedOn: on, units: units.map(({ code }) => code) });
  paper.line(
    app.translate(language, 'assignment.done.person-ended', {
      name: person.name,
      day: dayWritten(on),
      units: units.map(fullUnitName).join('; ') || app.translate(language, 'chat.none'),
    }),
  );
}
