import type { Clock, Legal, NextStep } from '../entry.ts';
import type { LadderRung, Limits, Warned } from '../ladder.ts';
import { rungFor } from '../ladder.ts';
import { awaits, isRed, type Recommendation, type Standing } from '../recommendation.ts';
import type { RungOffice } from '../rung.ts';
import { afterSpan, beforeSpan, isNone, type Span } from '../span.ts';
import { earlier, type Instant, parse } from '../time.ts';
import { afterWorkingDays, nextOpening, type WorkCalendar } from '../work-calendar.ts';

/** When and by which calendar something is decided, and which offices there are on the way up. */
export type Scene = {
  readonly now: Instant;
  readonly calendar: WorkCalendar;
  readonly climb: readonly RungOffice[];
};

/** How long the office that has it may take; one that is no more has the time of any office. */
export function rungOf(
  { limits, office }: Pick<Recommendation, 'limits' | 'office'>,
  climb: readonly RungOffice[],
): LadderRung {
  const found = climb.find(({ id }) => id === office);
  return rungFor(limits, found ?? { level: '', kind: 'general' });
}

/** The limit that runs now: to take it up, then to answer. */
export const runningSpan = ({ state }: Pick<Standing, 'state'>, rung: LadderRung): Span =>
  state === 'taken-up' ? rung.answer : rung.takeUp;

/** The moment promised for it alone, while it is ahead. */
export const dueAhead = ({ due }: Limits, now: Instant): Instant | undefined =>
  due !== undefined && earlier(now, parse(due)) ? parse(due) : undefined;

/** Never before the moment promised for it alone. */
export function legalDeadline(raisedAt: Instant, limits: Limits, calendar: WorkCalendar): Instant {
  const legal = afterWorkingDays(raisedAt, limits.legalDays, calendar);
  return dueAhead(limits, legal) ?? legal;
}

/** A legal deadline, and the working day before it, on which it is told of. */
export const legalClock = (deadline: Instant, calendar: WorkCalendar): Required<Legal> => ({
  legal: deadline.toString(),
  legalNear: beforeSpan(deadline, { days: 1 }, calendar).toString(),
});

/** When it must be answered, in hand from now on: where its own moment runs, that stays as it is; else by the ladder. */
export function answerDeadline(told: Recommendation, rung: LadderRung, { now, calendar }: Scene): Instant {
  const running = told.state === 'open' && awaits(told) === 'answer' ? told.deadline : undefined;
  if (running && earlier(now, running)) return running;
  return dueAhead(told.limits, now) ?? afterSpan(now, rung.answer, calendar);
}

export const closesAt = (answeredAt: Instant, limits: Limits, calendar: WorkCalendar): Instant =>
  afterWorkingDays(answeredAt, limits.closeDays, calendar);

/** A deadline promised now, with the moment it moves up (not before one promised already) and the step that comes first. */
export function clockOf(
  deadline: Instant,
  rung: LadderRung,
  { now, calendar }: Pick<Scene, 'now' | 'calendar'>,
  promised: Instant = deadline,
): Clock {
  const graced = isNone(rung.grace) ? deadline : afterSpan(deadline, rung.grace, calendar);
  const movesUpAt = earlier(graced, promised) ? promised : graced;
  return {
    deadline: deadline.toString(),
    movesUpAt: movesUpAt.toString(),
    ...stepAfter({ deadline, movesUpAt }, rung, { now, calendar }),
  };
}

type Promised = { readonly deadline: Instant; readonly movesUpAt: Instant };

const warnings = ({ deadline }: Pick<Promised, 'deadline'>, rung: LadderRung, calendar: WorkCalendar) =>
  rung.warn.map(({ before, whom }) => ({ at: beforeSpan(deadline, before, calendar), whom }));

/** The next warning that is still ahead; else the move upward. */
export function stepAfter(
  promised: Promised,
  rung: LadderRung,
  { now, calendar }: Pick<Scene, 'now' | 'calendar'>,
): NextStep {
  const [first] = warnings(promised, rung, calendar)
    .map(({ at }) => at)
    .filter((at) => earlier(now, at))
    .sort((a, b) => a.epochMilliseconds - b.epochMilliseconds);
  return first
    ? { step: 'warn', stepAt: first.toString() }
    : { step: 'escalate', stepAt: promised.movesUpAt.toString() };
}

/** Whom the warning that is due is for: all those whose moment has come since it was set. */
export function warnedNow(
  promised: Pick<Promised, 'deadline'>,
  rung: LadderRung,
  since: Instant,
  { now, calendar }: Pick<Scene, 'now' | 'calendar'>,
): readonly Warned[] {
  const due = warnings(promised, rung, calendar)
    .filter(({ at }) => !earlier(at, since) && !earlier(now, at))
    .map(({ whom }) => whom);
  return due.length === 0 ? ['office'] : [...new Set(due)];
}

/** At the top, overdue: in the daily digest of every working day until it is answered. */
export const nextDigest = ({ now, calendar }: Pick<Scene, 'now' | 'calendar'>): NextStep => ({
  step: 'remind',
  stepAt: nextOpening(now, calendar).toString(),
});

/** What is red stays in the daily digest, whatever is promised. */
export const unlessRed = (
  { nextStep, nextStepAt }: Pick<Standing, 'nextStep' | 'nextStepAt'>,
  clock: Clock,
): Clock =>
  nextStepAt && isRed({ nextStep }) ? { ...clock, step: 'remind', stepAt: nextStepAt.toString() } : clock;
