import type { Kept } from '../domain/channel.ts';
import type { KeptFile } from '../domain/kept-file.ts';
import { escapeMarkup, escapeValues } from '../domain/markup.ts';
import { mayImport } from '../domain/permission.ts';
import type { RosterProblem } from '../domain/roster/problem.ts';
import { shorten } from '../domain/shorten.ts';
import type { Values } from '../use-cases/app.ts';
import type { Wording } from '../use-cases/messaging/say.ts';
import {
  applyWorkbook,
  previewWorkbook,
  type WorkbookPreview,
} from '../use-cases/organisation/import-workbook.ts';
import { keepList } from '../use-cases/organisation/keep-list.ts';
import { isFarFromWhole } from '../use-cases/organisation/roster-changes.ts';
import {
  differenceLines,
  isUnchanged,
  leaverLine,
  problemLine,
  worthSaying,
} from '../use-cases/organisation/roster-words.ts';
import { given, oneOf } from './ask.ts';
import type { Turned } from './converse.ts';
import { secretSentence } from './declare-files.ts';
import { anyFlow, type Choice, type Flow, type World } from './flow.ts';

type Draft = {
  readonly file?: KeptFile;
  /** What was compared, and what it came to. */
  readonly stamp?: string;
  readonly report?: string;
  readonly mayEnd?: boolean;
  readonly sure?: Choice;
};

/** A roster that was sent, looked at, and agreed to. */
export const importRoster: Flow<Draft> = {
  name: 'import-roster',
  version: 1,
  title: 'roster.chat.title',
  questions: {
    file: given,
    stamp: given,
    report: given,
    mayEnd: given,
    sure: oneOf<Draft>({
      label: 'roster.chat.title',
      ask: ({ report = '' }) => ({ key: 'roster.chat.ask', values: { report } }),
      choices: async ({ reader }, { mayEnd }) =>
        ['apply', ...(mayEnd ? ['apply-and-end'] : []), 'drop'].map((value) => ({
          value,
          label: reader.say(`roster.chat.${value}`),
        })),
    }),
  },
  async finish(world, { file, stamp, sure }) {
    const { reader } = world;
    if (sure.value === 'drop') return [{ text: reader.say('roster.chat.dropped') }];
    const endMissing = sure.value === 'apply-and-end';
    const difference = await applyWorkbook(world, { file: file.file, stamp, endMissing });
    if (difference === 'outdated') return [{ text: reader.say('roster.chat.outdated') }];
    const lines = differenceLines(plainly(world), worthSaying(difference));
    return [{ text: reader.say('roster.chat.applied', escapeValues({ report: lines.join('\n') })) }];
  },
};

// Put into a sentence as a value, the whole report is escaped once.
const plainly =
  ({ reader }: World) =>
  (key: string, values?: Values): string =>
    reader.say(key, values);

const troubleKey = (trouble: string, world: World): string =>
  trouble === 'secret' ? secretSentence(world).key : `file.${trouble}`;

const workbook = /spreadsheetml|ms-excel/;

/** A file sent for nothing in particular: a workbook from the province's office is a roster. */
export async function fileSent(kept: Kept, world: World): Promise<Turned> {
  const { reader, actor } = world;
  if (!('file' in kept)) return { say: [{ text: reader.say(troubleKey(kept.trouble, world)) }] };
  if (!workbook.test(kept.mime) || !mayImport(actor))
    return { say: [{ text: reader.say('chat.file-for-what') }] };
  const preview = await previewWorkbook(world, kept.file);
  const name = shorten(kept.name, 60);
  if ('problems' in preview) return { say: [await refused(world, name, preview.problems)] };
  const report = reportOf(world, name, preview);
  const mayEnd = canEnd(preview);
  if (isUnchanged(preview.difference) && !mayEnd)
    return { say: [{ text: reader.say('roster.chat.unchanged', escapeValues({ report })) }] };
  return { start: anyFlow(importRoster), draft: { file: kept, stamp: preview.stamp, report, mayEnd } };
}

/** Where a great part is missing the file is at fault, not the people. */
const canEnd = ({ difference }: WorkbookPreview): boolean =>
  Object.values(difference).every((changes) => !isFarFromWhole(changes)) &&
  difference.people.missing.length + difference.assignments.missing.length > 0;

/** How many lines of one kind a message on a phone has. */
const linesAtMost = 10;

function someLines(world: World, problems: readonly RosterProblem[]): readonly string[] {
  const say = plainly(world);
  const lines = problems.slice(0, linesAtMost).map((problem) => problemLine(say, problem));
  const more = problems.length - lines.length;
  return more > 0 ? [...lines, say('roster.chat.more', { more })] : lines;
}

async function refused(world: World, name: string, problems: readonly RosterProblem[]): Promise<Wording> {
  const values = { count: problems.length };
  const text = [
    world.reader.say('roster.chat.refused', { ...values, name: escapeMarkup(name) }),
    escapeMarkup(someLines(world, problems).join('\n')),
  ].join('\n');
  if (problems.length <= linesAtMost) return { text };
  const lines = problems.map((problem) => problemLine(plainly(world), problem));
  return { text, files: [{ file: await keepList(world, lines), buttons: [] }] };
}

function reportOf(world: World, name: string, { difference, warnings, leavers }: WorkbookPreview): string {
  const say = plainly(world);
  const doubts = warnings.length > 0 ? [say('roster.chat.warnings', { count: warnings.length })] : [];
  return [
    say('roster.chat.file', { name }),
    ...differenceLines(say, worthSaying(difference)),
    ...leaverLine(say, 'roster.chat.leavers', leavers),
    ...doubts,
    ...someLines(world, warnings),
  ].join('\n');
}
