import type { Entry, Move } from '../entry.ts';
import type { PersonId } from '../identity.ts';
import { type Limits, rungFor } from '../ladder.ts';
import { hasOwnMoment, type Recommendation } from '../recommendation.ts';
import { isTop, type Landing, levelAbove, type RungOffice, rungAfter, rungAt } from '../rung.ts';
import { afterSpan } from '../span.ts';
import type { Instant } from '../time.ts';
import { clockOf, dueAhead, legalClock, legalDeadline, nextDigest, type Scene } from './clock.ts';

/** What is promised when it lands on an office: its clock begins when it is told, now. `due`: by then, whatever the ladder says. */
export function moveTo(office: RungOffice, limits: Limits, scene: Scene, due?: Instant): Move {
  const rung = rungFor(limits, office);
  const deadline = due ?? afterSpan(scene.now, rung.takeUp, scene.calendar);
  return {
    office: office.id,
    atTop: isTop(scene.climb, office.id),
    ...clockOf(deadline, rung, scene),
  };
}

/** At the heir of an office that ended its clock begins anew; a moment promised for it alone stays, while it is ahead. */
export const inherited = (told: Recommendation, office: RungOffice, scene: Scene): Move =>
  moveTo(office, told.limits, scene, hasOwnMoment(told) ? dueAhead(told.limits, scene.now) : undefined);

/** Offices nobody of which could be told, or where the bot is not in use: entered in the history. */
export const passedOver = ({ skipped }: Landing, { now }: Pick<Scene, 'now'>): readonly Entry[] =>
  skipped.map(({ id, live }) => ({
    what: 'passed-over',
    at: now,
    by: undefined,
    data: live ? { office: id } : { office: id, why: 'not-live' },
  }));

export type By = { readonly by: PersonId; readonly reason: string };

/** It is raised: the first two kinds of promise are made. `handler`: whose it is from the beginning. */
export const raisedAt = (
  landing: Landing,
  limits: Limits,
  scene: Scene,
  { by, handler }: { readonly by: PersonId; readonly handler?: PersonId | undefined },
): readonly Entry[] => [
  ...passedOver(landing, scene),
  {
    what: 'raised',
    at: scene.now,
    by,
    data: {
      ...moveTo(landing.office, limits, scene, dueAhead(limits, scene.now)),
      ...legalClock(legalDeadline(scene.now, limits, scene.calendar), scene.calendar),
      ...(handler && { handler }),
    },
  },
];

/** Time ran out: the next rung has it, or it stays at the top. */
export function outOfTime(told: Recommendation, scene: Scene): readonly Entry[] {
  const { now } = scene;
  const landing = rungAfter(scene.climb, told.office, told.limits);
  if (!landing) return [{ what: 'overdue-at-top', at: now, by: undefined, data: nextDigest(scene) }];
  return [
    ...passedOver(landing, scene),
    { what: 'moved', at: now, by: undefined, data: moveTo(landing.office, told.limits, scene) },
  ];
}

/** Chưa thỏa đáng: one level up, with age and history; at the top it stays, red. */
export function disputed(told: Recommendation, scene: Scene, { by, reason }: By): readonly Entry[] {
  const landing = levelAbove(scene.climb, told.office);
  const entries = landing ? passedOver(landing, scene) : [];
  const office = landing?.office ?? scene.climb.find(({ id }) => id === told.office);
  if (!office) throw new Error(`office ${told.office} is not on its way`);
  const move = moveTo(office, told.limits, scene);
  const data = landing ? { ...move, reason } : { ...move, reason, atTop: true, ...nextDigest(scene) };
  return [...entries, { what: 'disputed', at: scene.now, by, data }];
}

/** It is open again where it was answered, or above where nobody there can be told any more. */
export function reopened(told: Recommendation, scene: Scene, { by, reason }: By): readonly Entry[] {
  const landing = rungAt(scene.climb, told.office);
  if (!landing) throw new Error(`nobody can have ${told.office}'s`);
  const data = { ...moveTo(landing.office, told.limits, scene), reason };
  return [...passedOver(landing, scene), { what: 'reopened', at: scene.now, by, data }];
}
