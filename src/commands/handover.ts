import type { Command } from 'commander';
import { fullUnitName } from '../domain/unit.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import { handOver } from '../use-cases/organisation/hand-over.ts';
import { dayWritten } from '../use-cases/organisation/wording.ts';
import type { Errand } from './desk.ts';
import { dayTyped, decisionTyped, personTyped, unitTyped } from './typed.ts';

type HandoverOptions = {
  unit: string;
  to: string;
  from?: string;
  on?: string;
  decision: string;
  decided?: string;
  json?: boolean;
};

export const addHandover = (program: Command, errand: Errand): Command =>
  program
    .command('handover')
    .description('pass a unit from its lead to the next, with all that is open')
    .requiredOption('--unit <code>', 'which unit')
    .requiredOption('--to <code>', 'who leads it from then on')
    .option('--from <code>', 'who led it, where there are several')
    .option('--on <dd/mm/yyyy>', 'the first day of the new lead (today)')
    .requiredOption('--decision <text>', 'the number or name of the decision')
    .option('--decided <dd/mm/yyyy>', 'its date')
    .option('--json', 'as JSON')
    .action((options: HandoverOptions) => handoverCommand(errand, options));

async function handoverCommand(
  { desk: { app, language }, paper }: Errand,
  options: HandoverOptions,
): Promise<void> {
  const { unit, former, to, assignment, invitations } = await inAct(app, async (act) =>
    handOver(act, {
      unit: (await unitTyped(act, options.unit)).id,
      to: (await personTyped(act, options.to)).id,
      from: options.from === undefined ? undefined : (await personTyped(act, options.from)).id,
      on: dayTyped(act, options.on),
      decision: decisionTyped(act, options),
      by: undefined,
    }),
  );
  if (options.json)
    return paper.json({
      unit: unit.code,
      from: former?.code ?? null,
      to: to.code,
      on: assignment.from,
      invitations,
    });
  paper.line(
    app.translate(language, former ? 'assignment.done.handed-over' : 'assignment.done.handed-over-vacant', {
      name: to.name,
      unit: fullUnitName(unit),
      from: dayWritten(assignment.from),
      former: former?.name ?? '',
      count: invitations,
    }),
  );
}
