import type { Command } from 'commander';
import { inAct } from '../use-cases/messaging/act.ts';
import { nameSubstitute } from '../use-cases/organisation/substitute.ts';
import { dayWritten } from '../use-cases/organisation/wording.ts';
import type { Errand } from './desk.ts';
import { dayTyped, decisionTyped, personTyped } from './typed.ts';

type SubstituteOptions = {
  for: string;
  by: string;
  from?: string;
  until: string;
  decision?: string;
  decided?: string;
  json?: boolean;
};

export const addSubstitute = (program: Command, errand: Errand): Command =>
  program
    .command('substitute')
    .description('name who acts for somebody between two days; it ends by itself')
    .requiredOption('--for <code>', 'who is away')
    .requiredOption('--by <code>', 'who stands in')
    .option('--from <dd/mm/yyyy>', 'the first day (today)')
    .requiredOption('--until <dd/mm/yyyy>', 'the last day')
    .option('--decision <text>', 'the number or name of the decision')
    .option('--decided <dd/mm/yyyy>', 'its date')
    .option('--json', 'as JSON')
    .action((options: SubstituteOptions) => substituteCommand(errand, options));

async function substituteCommand(
  { desk: { app, language }, paper }: Errand,
  options: SubstituteOptions,
): Promise<void> {
  const { from, until, named } = await inAct(app, async (act) => {
    const from = dayTyped(act, options.from);
    const until = dayTyped(act, options.until);
    const named = await nameSubstitute(act, {
      person: (await personTyped(act, options.for)).id,
      substitute: (await personTyped(act, options.by)).id,
      from,
      until,
      decision: decisionTyped(act, options),
      by: undefined,
    });
    return { from, until, named };
  });
  const { person, substitute, units, invited } = named;
  if (options.json)
    return paper.json({
      person: person.code,
      substitute: substitute.code,
      from,
      until,
      units: units.map(({ code }) => code),
      invited,
    });
  paper.line(
    app.translate(language, 'assignment.done.substituted', {
      name: person.name,
      substitute: substitute.name,
      from: dayWritten(from),
      until: dayWritten(until),
      count: invited,
    }),
  );
}
