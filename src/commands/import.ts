import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Refusal } from '../domain/refusal.ts';
import type { RosterProblem } from '../domain/roster/problem.ts';
import { type Roster, readFound } from '../domain/roster.ts';
import type { Act } from '../use-cases/app.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import { importRoster, previewRoster } from '../use-cases/organisation/import-roster.ts';
import { readRosterPath } from '../use-cases/organisation/read-roster-path.ts';
import { differenceLines, leaverLine, problemLine } from '../use-cases/organisation/roster-words.ts';
import { type Errand, ManyRefusals } from './desk.ts';

/** Ten provinces on a machine that has much else to do. */
const mostMs = 15 * 60_000;

type ImportOptions = { dryRun?: boolean; endMissing?: boolean; all?: boolean; json?: boolean };

export const addImport = (program: Command, errand: Errand): Command =>
  program
    .command('import')
    .description(
      'import a roster: a workbook (.xlsx) or a folder of CSV files; `template` makes an empty one',
    )
    .argument('<path>')
    .option('--dry-run', 'say what would change, and change nothing')
    .option(
      '--end-missing',
      'people and assignments that are no longer in the roster have had their last day',
    )
    .option('--all', 'with --end-missing: even where that is more than a third of all people')
    .option('--json', 'as JSON')
    .action((path: string, options: ImportOptions) =>
      importCommand(errand, resolve(errand.folder, path), options).finally(() =>
        errand.paper.progress?.(1, 1),
      ),
    );

async function importCommand(errand: Errand, path: string, options: ImportOptions): Promise<void> {
  const { app, language } = errand.desk;
  const { paper } = errand;
  const say = (key: string, values?: Parameters<typeof app.translate>[2]) =>
    app.translate(language, key, values);
  const inWords = (problem: RosterProblem) => ({ ...problem, sentence: problemLine(say, problem) });
  // To read it and to compare it takes a while too.
  paper.progress?.(0, 1);
  const { roster, warnings } = await rosterAt(path, errand, options);
  const { dryRun = false, endMissing = false, all: evenMany = false } = options;
  const wishes = { endMissing, evenMany, ...(paper.progress && { onStep: paper.progress }) };
  const work = async (act: Act) => {
    const difference = await (dryRun ? previewRoster : importRoster)(act, roster, wishes);
    return { difference, leavers: await act.store.roster.named(difference.people.missing) };
  };
  const { difference, leavers } = await inAct(app, work, app.clock.now(), mostMs);
  if (options.json) return paper.json({ dryRun, ...difference, warnings: warnings.map(inWords) });
  for (const warning of warnings) paper.line(problemLine(say, warning));
  paper.line(say(dryRun ? 'cli.would-import' : 'cli.imported'));
  for (const line of differenceLines(say, difference)) paper.line(line);
  for (const line of leaverLine(say, 'cli.leavers', leavers)) paper.line(line);
}

type RosterAt = { readonly roster: Roster; readonly warnings: readonly RosterProblem[] };

/** The roster that lies there; or everything that is wrong with it, thrown. */
async function rosterAt(
  path: string,
  { desk: { app, language }, paper }: Errand,
  options: ImportOptions,
): Promise<RosterAt> {
  const read = await readRosterPath(path);
  if (!read) throw new Refusal('cli.no-file', { path });
  const reading = readFound(read);
  if ('roster' in reading) return reading;
  const inWords = (problem: RosterProblem) =>
    problemLine((key, values) => app.translate(language, key, values), problem);
  const { problems, warnings } = reading;
  if (options.json)
    paper.json({ problems: problems.map((problem) => ({ ...problem, sentence: inWords(problem) })) });
  else for (const warning of warnings) paper.line(inWords(warning));
  throw new ManyRefusals(problems.map(inWords).join('\n'));
}
