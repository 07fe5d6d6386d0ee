import type { Clock, Entry } from '../entry.ts';
import type { OfficeId, PersonId } from '../identity.ts';
import { isOverdue, isPaused, isRed, type Recommendation } from '../recommendation.ts';
import { Refusal } from '../refusal.ts';
import { levelAbove } from '../rung.ts';
import { laterBy, type Span } from '../span.ts';
import { type Day, dayIn, earlier, type Instant } from '../time.ts';
import { afterWorkingDays, closingOf, type WorkCalendar, workingDaysBetween } from '../work-calendar.ts';
import { extensionDaysAtMost, extensionsAtMost, pausedDaysAtMost, pausesAtMost } from './bounds.ts';
import { clockOf, legalClock, rungOf, runningSpan, type Scene } from './clock.ts';
import { refuseUnlessOpen } from './handle.ts';

type Told = Recommendation;
const inDays: Span = { days: 1 };

/** What runs is moved only before it has run out; what is red never. */
function refuseUnlessRunning(told: Told, { now }: Pick<Scene, 'now'>): Instant {
  refuseUnlessOpen(told);
  const { number, deadline } = told;
  if (isRed(told)) throw new Refusal('promise.red', { number });
  if (isPaused(told)) throw new Refusal('promise.paused-already', { number });
  if (!deadline || isOverdue(told, now)) throw new Refusal('promise.overdue', { number });
  return deadline;
}

/** Refused before anybody is asked for reasons. */
export function refusePause(told: Told, scene: Pick<Scene, 'now'>): void {
  refuseUnlessRunning(told, scene);
  const { number } = told;
  if (told.pauses >= pausesAtMost) throw new Refusal('promise.pauses-used', { number, count: pausesAtMost });
  if (told.pausedDays >= pausedDaysAtMost)
    throw new Refusal('promise.pause-days-used', { number, days: pausedDaysAtMost });
}

/** The last moment of the day; of a day off, of the working day before it. */
function endOf(day: Day, calendar: WorkCalendar): Instant {
  const closing = closingOf(day, calendar);
  return closing ?? endOf(day.subtract({ days: 1 }), calendar);
}

export type Pausing = { readonly by: PersonId; readonly reason: string; readonly until: Day };

/** Both clocks stand still to the end of the day, and go on by themselves. */
export function paused(told: Told, scene: Scene, { by, reason, until }: Pausing): readonly Entry[] {
  const { now, calendar, climb } = scene;
  refusePause(told, scene);
  const deadline = refuseUnlessRunning(told, scene);
  if (!isAfter(until, dayIn(calendar.zone, now))) throw new Refusal('promise.pause-past');
  const end = endOf(until, calendar);
  const days = workingDaysBetween(now, end, calendar);
  if (days === 0) throw new Refusal('promise.pause-past');
  const left = pausedDaysAtMost - told.pausedDays;
  if (days > left) throw new Refusal('promise.pause-too-long', { days, left, atMost: pausedDaysAtMost });
  const rung = rungOf(told, climb);
  const stretch = [now, end] as const;
  const data = {
    ...clockOf(laterBy(deadline, runningSpan(told, rung), stretch, calendar), rung, scene, told.movesUpAt),
    ...legalClock(laterBy(told.legalDeadline, inDays, stretch, calendar), calendar),
    until: end.toString(),
    days,
    reason,
    step: 'resume' as const,
    stepAt: end.toString(),
  };
  return [{ what: 'paused', at: now, by, data }];
}

const isAfter = (a: Day, b: Day): boolean => a.since(b).total('days') > 0;

/** Refused before anybody is asked for reasons. */
export function refuseExtension(told: Told, scene: Scene): void {
  refuseUnlessRunning(told, scene);
  const { number } = told;
  if (told.asked) throw new Refusal('promise.asked-already', { number });
  if (told.extensions >= extensionsAtMost)
    throw new Refusal('promise.extensions-used', { number, count: extensionsAtMost });
  if (isSecond(told) && !levelAbove(scene.climb, told.office))
    throw new Refusal('promise.extension-top', { number });
}

/** Of the second the level above decides. */
export const isSecond = ({ extensions }: Pick<Told, 'extensions'>): boolean => extensions >= 1;

export type Extending = Pausing & {
  /** What who raised it may be told meanwhile. */
  readonly interim: string;
};

/** The first is the office's own to take; the second is asked of the level above. */
export function extended(
  told: Told,
  scene: Scene,
  { by, reason, until, interim }: Extending,
): readonly Entry[] {
  refuseExtension(told, scene);
  const clock = extendedTo(told, scene, until);
  if (!isSecond(told)) return [{ what: 'extended', at: scene.now, by, data: { ...clock, reason, interim } }];
  const to = decider(told, scene);
  const data = { what: 'extension' as const, to, reason, until: until.toString(), interim };
  return [{ what: 'asked-above', at: scene.now, by, data }];
}

/** The deadline moved to the end of a day; the legal one stays. */
export function extendedTo(told: Told, scene: Scene, until: Day): Clock {
  const { calendar, climb } = scene;
  const deadline = refuseUnlessRunning(told, scene);
  const to = endOf(until, calendar);
  if (!earlier(deadline, to)) throw new Refusal('promise.extension-past');
  if (earlier(afterWorkingDays(deadline, extensionDaysAtMost, calendar), to))
    throw new Refusal('promise.extension-too-long', { days: extensionDaysAtMost });
  return clockOf(to, rungOf(told, climb), scene, told.movesUpAt);
}

/** The office of the level above that decides what is asked. */
export function decider(told: Told, { climb }: Pick<Scene, 'climb'>): OfficeId {
  const landing = levelAbove(climb, told.office);
  if (!landing) throw new Refusal('promise.no-level-above', { number: told.number });
  return landing.office.id;
}
