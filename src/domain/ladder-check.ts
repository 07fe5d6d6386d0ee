import { everyLevel, type Ladder, type LadderRung, nexts, rungFor } from './ladder.ts';
import type { OfficeKind } from './office.ts';
import { hoursOf, isNone } from './span.ts';

/** A level of units, and the kinds of office there are at it; the highest first. */
export type LadderLevel = {
  readonly key: string;
  readonly name: string;
  readonly kinds: readonly OfficeKind[];
};

/** What is wrong with a ladder: a sentence of locales/, and where. */
export type LadderProblem = {
  readonly reason:
    | 'no-rung'
    | 'gap'
    | 'twice'
    | 'no-level'
    | 'no-next'
    | 'loop'
    | 'ends-below'
    | 'no-time'
    | 'warns-too-early'
    | 'legal-too-short';
  readonly values: Readonly<Record<string, string | number>>;
};

/** The longest working time that may be given to one office for one thing. */
export const longestDays = 250;

/** All that is wrong: gaps, loops, an end that is not the top, no time to do it in. */
export function ladderProblems(ladder: Ladder, levels: readonly LadderLevel[]): readonly LadderProblem[] {
  if (ladder.rungs.length === 0) return [{ reason: 'no-rung', values: {} }];
  const own = ladder.rungs.flatMap((rung, at) => rungProblems(rung, at, ladder, levels));
  return own.length > 0 ? own : climbProblems(ladder, levels);
}

function rungProblems(
  rung: LadderRung,
  at: number,
  ladder: Ladder,
  levels: readonly LadderLevel[],
): readonly LadderProblem[] {
  const values = { rung: at + 1 };
  const known = (key: string): boolean => levels.some((level) => level.key === key);
  const first = ladder.rungs.findIndex(({ level, office }) => level === rung.level && office === rung.office);
  const problems: (LadderProblem | false)[] = [
    first < at && { reason: 'twice', values: { ...values, first: first + 1 } },
    rung.level !== everyLevel &&
      !known(rung.level) && { reason: 'no-level', values: { ...values, level: rung.level } },
    !isNext(rung.next) && !known(rung.next) && { reason: 'no-next', values: { ...values, next: rung.next } },
    (isNone(rung.takeUp) || isNone(rung.answer)) && { reason: 'no-time', values },
    ...rung.warn.map(
      ({ before }): LadderProblem | false =>
        hoursOf(before) >= Math.min(hoursOf(rung.takeUp), hoursOf(rung.answer)) && {
          reason: 'warns-too-early',
          values,
        },
    ),
    hoursOf(rung.answer) > ladder.legalDays * 8 && { reason: 'legal-too-short', values },
  ];
  return problems.filter((problem) => problem !== false);
}

const isNext = (next: string): boolean => nexts.some((one) => one === next);

type Place = { readonly rank: number; readonly kind: OfficeKind };

/** Every office there is has a rung, and from each of them the way leads to the top. */
function climbProblems(ladder: Ladder, levels: readonly LadderLevel[]): readonly LadderProblem[] {
  const places = levels.flatMap(({ kinds }, rank) => kinds.map((kind): Place => ({ rank, kind })));
  return places.flatMap((place): readonly LadderProblem[] => {
    const level = levels[place.rank];
    if (!level) return [];
    const has = ladder.rungs.some(
      (rung) => rung.office === place.kind && [everyLevel, level.key].includes(rung.level),
    );
    if (!has) return [{ reason: 'gap', values: { level: level.name, office: place.kind } }];
    return walk(place, ladder, levels);
  });
}

/** Where the way leads from a place when nobody is there to stop it; a problem where it comes back, or ends too early. */
function walk(from: Place, ladder: Ladder, levels: readonly LadderLevel[]): readonly LadderProblem[] {
  const seen = new Set<string>();
  let place = from;
  for (;;) {
    const key = `${place.rank} ${place.kind}`;
    const values = { level: levels[from.rank]?.name ?? '', office: from.kind };
    if (seen.has(key)) return [{ reason: 'loop', values }];
    seen.add(key);
    const next = after(place, ladder, levels);
    if (next === 'end')
      return place.rank === 0 && place.kind === 'general' ? [] : [{ reason: 'ends-below', values }];
    place = next;
  }
}

function after(place: Place, ladder: Ladder, levels: readonly LadderLevel[]): Place | 'end' {
  const { next } = rungFor(ladder, { level: levels[place.rank]?.key ?? '', kind: place.kind });
  const isTop = place.rank === 0 && place.kind === 'general';
  switch (next) {
    case 'end':
      return 'end';
    case 'top':
      return isTop ? 'end' : { rank: 0, kind: 'general' };
    case 'general':
      return { rank: place.rank, kind: 'general' };
    case 'above':
      if (isTop) return 'end';
      return place.rank === 0 ? { rank: 0, kind: 'general' } : firstOf(place.rank - 1, levels);
    default:
      return firstOf(
        levels.findIndex(({ key }) => key === next),
        levels,
      );
  }
}

const firstOf = (rank: number, levels: readonly LadderLevel[]): Place => ({
  rank,
  kind: levels[rank]?.kinds.includes('specialised') ? 'specialised' : 'general',
});
