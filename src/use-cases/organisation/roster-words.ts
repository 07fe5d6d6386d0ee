import type { RosterProblem } from '../../domain/roster/problem.ts';
import type { Values } from '../app.ts';
import type { RosterDifference } from './plan-import.ts';
import { type Changes, isFarFromWhole } from './roster-changes.ts';

type Say = (key: string, values?: Values) => string;

/** A line for each kind of thing, and a word of warning where much of it is missing. */
export const differenceLines = (say: Say, difference: Partial<RosterDifference>): readonly string[] =>
  Object.entries(difference).flatMap(([what, counts]) => {
    const values = { ...counts, what: say(`roster.what.${what}`), missing: counts.missing.length };
    const keys = ['roster.difference', ...(isFarFromWhole(counts) ? ['roster.far-from-whole'] : [])];
    return keys.map((key) => say(key, values));
  });

/** Where it is, and what is wrong. */
export function problemLine(say: Say, { sheet, row, column, reason, values }: RosterProblem): string {
  const what = say(`roster.problem.${reason}`, values);
  if (sheet === undefined) return what;
  const place = row !== undefined ? (column ? 'cell' : 'row') : column ? 'column' : 'sheet';
  const where = say(`roster.place.${place}`, { sheet, row: row ?? '', column: column ?? '' });
  return `${where}: ${what}`;
}

/** How many are named before the rest is counted. */
const named = 20;

/** Those who are no longer in the roster, proposed for ending. */
export function leaverLine(
  say: Say,
  key: string,
  people: readonly { readonly code: string; readonly name: string }[],
): readonly string[] {
  if (people.length === 0) return [];
  const names = people.slice(0, named).map(({ name, code }) => `${name} (${code})`);
  const more = people.length - names.length;
  const rest = more > 0 ? [say('roster.and-more', { more })] : [];
  return [say(key, { people: [...names, ...rest].join(', '), count: people.length })];
}

const isStill = ({ added, changed, ended }: Changes): boolean => added + changed + ended === 0;

export const isUnchanged = (difference: RosterDifference): boolean =>
  Object.values(difference).every(isStill);

/** Without the kinds of things of which there is nothing to say: a phone is small. */
export const worthSaying = (difference: RosterDifference): Partial<RosterDifference> =>
  Object.fromEntries(
    Object.entries(difference).filter(([, changes]) => !isStill(changes) || changes.missing.length > 0),
  );
