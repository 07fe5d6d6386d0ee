import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { type Ladder, ladderKinds, type RecommendationKind, type Urgency } from '../domain/ladder.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Span } from '../domain/span.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import { readLadders } from '../use-cases/recommendations/ladders/read-ladders.ts';
import { type LadderWrong, setLadders } from '../use-cases/recommendations/ladders/set-ladders.ts';
import { verifyLadder } from '../use-cases/recommendations/ladders/verify-ladder.ts';
import { type Desk, type Errand, ManyRefusals } from './desk.ts';

type Json = { json?: boolean };
type Which = Json & { urgent?: boolean };

export function addLadder(program: Command, errand: Errand): Command {
  const ladder = program
    .command('ladder')
    .description('how long each office may take, who is warned and who is next: list, show, set, verify');
  ladder
    .command('list', { isDefault: true })
    .description('all ladders, with their source and whether somebody has verified it')
    .option('--json', 'as JSON')
    .action((options: Json) => list(errand, options));
  ladder
    .command('show')
    .description('one ladder as YAML, to be edited and set again')
    .argument('<kind>', ladderKinds.join(', '))
    .option('--urgent', 'that of what is urgent')
    .option('--json', 'as JSON')
    .action((kind: string, options: Which) => show(errand, kind, options));
  ladder
    .command('set')
    .description('take ladders from a YAML file; what was promised already stands')
    .argument('<file>', 'one ladder or a list of them, as `show` writes it')
    .option('--dry-run', 'check them, and change nothing')
    .option('--json', 'as JSON')
    .action((path: string, options: Json & { dryRun?: boolean }) =>
      set(errand, resolve(errand.folder, path), options),
    );
  ladder
    .command('verify')
    .description('note that somebody has looked the numbers up')
    .argument('<kind>', ladderKinds.join(', '))
    .option('--urgent', 'that of what is urgent')
    .option('--source <words>', 'where they stand')
    .option('--json', 'as JSON')
    .action((kind: string, options: Which & { source?: string }) => verify(errand, kind, options));
  return ladder;
}

const sayAs =
  ({ app, language }: Desk) =>
  (key: string, values: Readonly<Record<string, string | number>> = {}): string =>
    app.translate(language, `ladder.${key}`, values);

const urgencyOf = ({ urgent }: Which): Urgency => (urgent ? 'urgent' : 'normal');

function kindOf(said: string): RecommendationKind {
  const found = ladderKinds.find((kind) => kind === said);
  if (!found) throw new Refusal('ladder.no-kind', { kind: said, kinds: ladderKinds.join(', ') });
  return found;
}

const nameOf = (desk: Desk, { kind, urgency }: Pick<Ladder, 'kind' | 'urgency'>): string => {
  const name = desk.app.translate(desk.language, `recommendation.kind.${kind}`);
  return urgency === 'urgent' ? desk.app.translate(desk.language, 'promise.urgent', { kind: name }) : name;
};

async function list({ desk, paper }: Errand, { json }: Json): Promise<void> {
  const ladders = await desk.app.database.store.ladders.all();
  if (json) return paper.json(ladders);
  for (const one of ladders) paper.line(lineOf(desk, one));
}

const lineOf = (desk: Desk, ladder: Ladder): string =>
  sayAs(desk)(ladder.verified ? 'line' : 'line-unverified', {
    kind: `${nameOf(desk, ladder)} (${ladder.kind}${ladder.urgency === 'urgent' ? ' --urgent' : ''})`,
    rungs: ladder.rungs.length,
    days: ladder.legalDays,
    source: ladder.source,
  });

async function show({ desk, paper }: Errand, said: string, options: Which): Promise<void> {
  const kind = kindOf(said);
  const ladder = await desk.app.database.store.ladders.of(kind, urgencyOf(options));
  if (!ladder) throw new Refusal('ladder.none', { kind });
  if (options.json) return paper.json(ladder);
  paper.line(stringify(written(ladder)).trimEnd());
}

const words = (span: Span): string => ('days' in span ? `${span.days} days` : `${span.hours} hours`);

const written = ({ kind, urgency, source, verified, legalDays, closeDays, rungs }: Ladder) => ({
  kind,
  urgency,
  source,
  verified,
  legal: words({ days: legalDays }),
  close: words({ days: closeDays }),
  rungs: rungs.map(({ level, office, takeUp, answer, grace, warn, next }) => ({
    level,
    office,
    'take-up': words(takeUp),
    answer: words(answer),
    grace: words(grace),
    warn: warn.map(({ before, whom }) => ({ before: words(before), whom })),
    next,
  })),
});

const mostBytes = 1024 * 1024;

/** Only tried: it is checked, and undone. */
class Tried extends Error {}

async function set(
  { desk, paper }: Errand,
  path: string,
  options: Json & { dryRun?: boolean },
): Promise<void> {
  const say = sayAs(desk);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile() || found.size > mostBytes) throw new Refusal('ladder.no-file', { path });
  const { ladders, problems } = readLadders(await readFile(path, 'utf8'));
  if (problems.length > 0)
    throw new ManyRefusals(
      problems.map(({ line, at, said }) => say('unread', { line: line ?? '?', at, said })).join('\n'),
    );
  const wrong = await tried(desk, ladders, options.dryRun ?? false);
  if (wrong.length > 0) throw new ManyRefusals(wrong.map((one) => wrongLine(desk, one)).join('\n'));
  if (options.json) return paper.json({ dryRun: options.dryRun ?? false, ladders });
  for (const ladder of ladders)
    paper.line(say(options.dryRun ? 'would-set' : 'set', { kind: nameOf(desk, ladder) }));
}

async function tried(
  { app }: Desk,
  ladders: readonly Ladder[],
  dryRun: boolean,
): Promise<readonly LadderWrong[]> {
  try {
    return await inAct(app, async (act) => {
      const wrong = await setLadders(act, ladders);
      if (dryRun && wrong.length === 0) throw new Tried();
      return wrong;
    });
  } catch (error) {
    if (error instanceof Tried) return [];
    throw error;
  }
}

function wrongLine(desk: Desk, { ladder, problem: { reason, values } }: LadderWrong): string {
  const say = sayAs(desk);
  const office = typeof values.office === 'string' ? say(`office.${values.office}`) : '';
  return `${nameOf(desk, ladder)}: ${say(`problem.${reason}`, { ...values, office })}`;
}

async function verify(
  { desk, paper }: Errand,
  said: string,
  options: Which & { source?: string },
): Promise<void> {
  const kind = kindOf(said);
  const ladder = await inAct(desk.app, (act) => verifyLadder(act, kind, urgencyOf(options), options.source));
  if (options.json) return paper.json(ladder);
  paper.line(lineOf(desk, ladder));
}
