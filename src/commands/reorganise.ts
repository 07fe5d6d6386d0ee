import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Refusal } from '../domain/refusal.ts';
import type { PlanProblem, ReorganisationPlan } from '../domain/reorganisation/plan.ts';
import { parse } from '../domain/time.ts';
import type { App } from '../use-cases/app.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import { type PlacedProblem, readPlan } from '../use-cases/organisation/reorganise/read-plan.ts';
import { isAhead, PlanRefused, reorganise } from '../use-cases/organisation/reorganise/reorganise.ts';
import type { ReorganisationReport } from '../use-cases/organisation/reorganise/report.ts';
import { type Desk, type Errand, ManyRefusals, momentFor } from './desk.ts';

type Options = { dryRun?: boolean; json?: boolean };

const mostBytes = 5 * 1024 * 1024;
const linesAtMost = 30;

export const addReorganise = (program: Command, errand: Errand): Command =>
  program
    .command('reorganise')
    .description('carry out a reform of the units by a plan: merge, split, rename, move, dissolve a level')
    .argument('<plan>', 'a YAML file; the README shows one')
    .option('--dry-run', 'say what would happen, and change nothing')
    .option('--json', 'as JSON')
    .action((path: string, options: Options) =>
      reorganiseCommand(errand, resolve(errand.folder, path), options),
    );

async function reorganiseCommand({ desk, paper }: Errand, path: string, options: Options): Promise<void> {
  const { app, language } = desk;
  const { plan, problems, lineOf } = readPlan(await textOf(path));
  if (!plan) throw new ManyRefusals(problemLines(app, language, problems));
  const report = await carriedOut(app, plan, options.dryRun ?? false).catch((error: unknown) => {
    if (!(error instanceof PlanRefused)) throw error;
    const placed = error.problems.map((problem) => ({ ...problem, line: lineOf(problem.path) }));
    throw new ManyRefusals(problemLines(app, language, placed));
  });
  if (options.json) return paper.json({ dryRun: options.dryRun ?? false, ...report });
  paper.line(
    app.translate(language, options.dryRun ? 'reorganise.would' : 'reorganise.done', {
      date: dayOf(plan.on),
    }),
  );
  for (const line of reportLines(desk, report)) paper.line(line);
}

async function textOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new Refusal('reorganise.no-file', { path });
  if (found.size > mostBytes) throw new Refusal('reorganise.too-large', { most: mostBytes / 1024 / 1024 });
  return readFile(path, 'utf8');
}

/** Only tried: all of it is done, looked at, and undone. */
class Tried extends Error {
  readonly report: ReorganisationReport;

  constructor(report: ReorganisationReport) {
    super('tried');
    this.report = report;
  }
}

async function carriedOut(
  app: App,
  plan: ReorganisationPlan,
  dryRun: boolean,
): Promise<ReorganisationReport> {
  try {
    return await inAct(app, async (act) => {
      if (!dryRun && isAhead(act, plan)) throw new Refusal('reorganise.ahead', { date: dayOf(plan.on) });
      const report = await reorganise(act, plan);
      if (dryRun) throw new Tried(report);
      return report;
    });
  } catch (error) {
    if (error instanceof Tried) return error.report;
    throw error;
  }
}

const dayOf = (iso: string): string => iso.split('-').reverse().join('/');

function problemLines(app: App, language: string, problems: readonly PlacedProblem[]): string {
  return problems
    .map((problem) => {
      const reason = app.translate(language, `reorganise.problem.${problem.reason}`, problem.values);
      const at = placeOf(problem.path);
      if (problem.line === undefined) return reason;
      return app.translate(language, 'reorganise.at', { line: problem.line, at, reason });
    })
    .join('\n');
}

const placeOf = (path: PlanProblem['path']): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key + 1}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');

function reportLines(desk: Desk, report: ReorganisationReport): readonly string[] {
  const say = (key: string, values: Readonly<Record<string, string | number>>) =>
    desk.app.translate(desk.language, `reorganise.report.${key}`, values);
  const list = <Item>(items: readonly Item[], line: (item: Item) => string): readonly string[] => [
    ...items.slice(0, linesAtMost).map(line),
    ...(items.length > linesAtMost ? [say('more', { count: items.length - linesAtMost })] : []),
  ];
  const { units, offices, assignments, seats, recommendations } = report;
  return [
    say('units', {
      made: units.made.length,
      ended: units.ended.length,
      renamed: units.renamed.length,
      moved: units.moved,
    }),
    ...list(units.renamed, ({ code, name, formerly }) => say('renamed', { code, name, formerly })),
    ...list(units.ended, ({ code, name, heir }) =>
      say('ended', { code, name, heir: heir.name, heirCode: heir.code }),
    ),
    say('offices', { ended: offices.ended.length, moved: offices.moved.length }),
    ...list(offices.ended, ({ code, name, heir }) =>
      say('ended', { code, name, heir: heir.name, heirCode: heir.code }),
    ),
    say('assignments', assignments),
    ...(report.severalLeads.length > 0
      ? [
          say('several-leads', {
            count: report.severalLeads.length,
            units: report.severalLeads
              .slice(0, 10)
              .map(({ name }) => name)
              .join(', '),
          }),
        ]
      : []),
    say('seats', seats),
    say('recommendations', { count: recommendations.length }),
    ...list(recommendations, (one) =>
      say(one.deadline === null ? 'answered' : 'recommendation', {
        number: one.number,
        from: one.from,
        to: one.to,
        deadline: one.deadline === null ? '' : momentFor(desk, parse(one.deadline)),
        legal: momentFor(desk, parse(one.legalDeadline)),
      }),
    ),
    say('rest', { meetings: report.meetings, clusters: report.clusters, told: report.told }),
  ];
}
