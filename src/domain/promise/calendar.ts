import type { CalendarChanged, Entry } from '../entry.ts';
import { hasOwnMoment, type Recommendation } from '../recommendation.ts';
import type { Span } from '../span.ts';
import { earlier, type Instant } from '../time.ts';
import {
  afterWorkingDays,
  afterWorkingMinutes,
  type WorkCalendar,
  workingDaysBetween,
  workingMinutesBetween,
} from '../work-calendar.ts';
import { clockOf, legalClock, rungOf, runningSpan, type Scene } from './clock.ts';

const inDays: Span = { days: 1 };

/** The same working time from now on, by the new calendar; never earlier than it was promised. */
export function recount(
  promised: Instant,
  measure: Span,
  { now, calendar }: Scene,
  before: WorkCalendar,
): Instant {
  if (!earlier(now, promised)) return promised;
  const again =
    'days' in measure
      ? afterWorkingDays(now, workingDaysBetween(now, promised, before), calendar)
      : afterWorkingMinutes(now, workingMinutesBetween(now, promised, before), calendar);
  return earlier(promised, again) ? again : promised;
}

/** What a change of the calendar moves later is entered; nothing where nothing moves, or where it is over. */
export function calendarChanged(told: Recommendation, scene: Scene, before: WorkCalendar): readonly Entry[] {
  if (told.nextStepAt === undefined) return [];
  const legal = recount(told.legalDeadline, inDays, scene, before);
  const clock = told.deadline ? levelClock(told, told.deadline, scene, before) : {};
  const isMoved = !legal.equals(told.legalDeadline) || clock.deadline !== undefined;
  if (!isMoved) return [];
  const data: CalendarChanged = { ...clock, ...legalClock(legal, scene.calendar) };
  return [{ what: 'calendar-changed', at: scene.now, by: undefined, data }];
}

function levelClock(
  told: Recommendation,
  deadline: Instant,
  scene: Scene,
  before: WorkCalendar,
): Partial<CalendarChanged> {
  // A day that was named is not counted in working days.
  if (hasOwnMoment(told)) return {};
  const rung = rungOf(told, scene.climb);
  const measure = runningSpan(told, rung);
  const moved = recount(deadline, measure, scene, before);
  if (moved.equals(deadline)) return {};
  const clock = clockOf(moved, rung, scene, told.movesUpAt);
  const first = told.firstDeadline && recount(told.firstDeadline, measure, scene, before).toString();
  const { step, stepAt, ...moments } = clock;
  const isCounting = told.nextStep === 'warn' || told.nextStep === 'escalate';
  return { ...moments, ...(isCounting && { step, stepAt }), ...(first && { first }) };
}
