import { type Command, Option } from 'commander';
import { plain } from '../domain/markup.ts';
import { fullUnitName, type Unit } from '../domain/unit.ts';
import type { Followed } from '../store/assignments.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import { readerOf } from '../use-cases/messaging/say.ts';
import { assign } from '../use-cases/organisation/assign.ts';
import { endAssignment } from '../use-cases/organisation/end-assignment.ts';
import { followedLine, followedOn } from '../use-cases/organisation/followed.ts';
import { dayWritten } from '../use-cases/organisation/wording.ts';
import type { Errand } from './desk.ts';
import { dayTyped, decisionTyped, personTyped, unitTyped } from './typed.ts';

type AssignOptions = {
  person?: string;
  unit: string;
  role: 'lead' | 'support';
  from?: string;
  on?: string;
  decision?: string;
  decided?: string;
  end?: boolean;
  history?: boolean;
  json?: boolean;
};
type WithPerson = AssignOptions & { person: string };

export const addAssign = (program: Command, errand: Errand): Command =>
  program
    .command('assign')
    .description('make somebody follow a unit, end that, or say who followed it')
    .option('--person <code>', 'who')
    .requiredOption('--unit <code>', 'which unit')
    .addOption(
      new Option('--role <role>', 'lead: phụ trách; support: phối hợp')
        .choices(['lead', 'support'])
        .default('lead'),
    )
    .option('--from <dd/mm/yyyy>', 'the first day (today)')
    .option('--end', 'end the assignment')
    .option(
      '--on <dd/mm/yyyy>',
      'with --end: from which day not any more (today); with --history: on that day only',
    )
    .option('--decision <text>', 'the number or name of the decision')
    .option('--decided <dd/mm/yyyy>', 'its date')
    .option('--history', 'who followed the unit, and when')
    .option('--json', 'as JSON')
    .action((options: AssignOptions, command: Command) => {
      if (options.history) return historyCommand(errand, options);
      const { person } = options;
      const needs = errand.desk.app.translate(errand.desk.language, 'assignment.cli.needs', {
        options: '--person MÃ',
      });
      if (person === undefined) return command.error(needs);
      const given = { ...options, person };
      return options.end ? endCommand(errand, given) : assignCommand(errand, given);
    });

async function assignCommand({ desk: { app, language }, paper }: Errand, options: WithPerson): Promise<void> {
  const { assignment, unit, person, otherLeads } = await inAct(app, async (act) =>
    assign(act, {
      unit: (await unitTyped(act, options.unit)).id,
      person: (await personTyped(act, options.person)).id,
      role: options.role,
      from: dayTyped(act, options.from),
      decision: decisionTyped(act, options),
      by: undefined,
    }),
  );
  if (options.json)
    return paper.json({
      person: person.code,
      unit: unit.code,
      role: assignment.role,
      from: assignment.from,
      otherLeads: otherLeads.map(({ code }) => code),
    });
  const say = (key: string, values: Record<string, string>) => app.translate(language, key, values);
  paper.line(
    say('assignment.done.assigned', {
      name: person.name,
      role: say(`assignment.role.${assignment.role}`, {}).toLowerCase(),
      unit: fullUnitName(unit),
      from: dayWritten(assignment.from),
    }),
  );
  if (otherLeads.length > 0)
    paper.line(say('assignment.two-leads', { names: otherLeads.map(({ name }) => name).join(', ') }));
}

async function endCommand({ desk: { app, language }, paper }: Errand, options: WithPerson): Promise<void> {
  const { unit, ended, lastDay, vacant, withdrawn } = await inAct(app, async (act) =>
    endAssignment(act, {
      unit: (await unitTyped(act, options.unit)).id,
      person: (await personTyped(act, options.person)).id,
      on: dayTyped(act, options.on),
      decision: decisionTyped(act, options),
      by: undefined,
    }),
  );
  const { count } = withdrawn;
  if (options.json)
    return paper.json({
      person: ended.code,
      unit: unit.code,
      until: lastDay,
      vacant,
      invitationsWithdrawn: count,
    });
  const values = { name: ended.name, unit: fullUnitName(unit), until: dayWritten(lastDay), count };
  paper.line(app.translate(language, 'assignment.done.ended', values));
  if (count > 0) paper.line(app.translate(language, 'assignment.invitations-withdrawn', values));
  if (vacant) paper.line(app.translate(language, 'assignment.vacant', values));
}

const historyAtMost = 500;

async function historyCommand(
  { desk: { app, language }, paper }: Errand,
  options: AssignOptions,
): Promise<void> {
  const { unit, day, there } = await inAct(app, async (act) => {
    const unit = await unitTyped(act, options.unit);
    const day = options.on === undefined ? undefined : dayTyped(act, options.on);
    const all = async () => [{ unit, rows: await act.store.assignments.history(unit.id, historyAtMost) }];
    return { unit, day, there: day ? await followedOn(act.store, unit, day) : await all() };
  });
  if (options.json)
    return paper.json(there.flatMap(({ unit: one, rows }) => rows.map((row) => rowOf(one, row))));
  const values = (one: Unit) => ({ unit: fullUnitName(one), day: day ? dayWritten(day) : '' });
  const say = (key: string, one: Unit) => plain(app.translate(language, key, values(one)));
  if (day && there.length === 0) return paper.line(say('assignment.history.nobody', unit));
  for (const { unit: one, rows } of there) {
    if (one.id !== unit.id) paper.line(say('assignment.history.on', one));
    for (const row of rows) paper.line(plain(followedLine(readerOf(app, language), row)));
  }
}

const rowOf = (
  unit: Unit,
  { code, name, role, from, until, decision, decidedOn, endDecision }: Followed,
) => ({
  unit: unit.code,
  person: code,
  name,
  role,
  from,
  until: until ?? null,
  decision: decision ?? null,
  decidedOn: decidedOn ?? null,
  endDecision: endDecision ?? null,
});
