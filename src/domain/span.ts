import type { Instant } from './time.ts';
import {
  afterWorkingDays,
  afterWorkingHours,
  afterWorkingMinutes,
  beforeWorkingDays,
  beforeWorkingMinutes,
  type WorkCalendar,
  workingDaysBetween,
  workingMinutesBetween,
} from './work-calendar.ts';

/** Working time: whole days, due at closing time, the day itself not counted; or hours of work. */
export type Span = { readonly days: number } | { readonly hours: number };

export const isNone = (span: Span): boolean => ('days' in span ? span.days : span.hours) === 0;

export const afterSpan = (from: Instant, span: Span, calendar: WorkCalendar): Instant =>
  'days' in span
    ? afterWorkingDays(from, span.days, calendar)
    : afterWorkingHours(from, span.hours, calendar);

export const beforeSpan = (deadline: Instant, span: Span, calendar: WorkCalendar): Instant =>
  'days' in span
    ? beforeWorkingDays(deadline, span.days, calendar)
    : beforeWorkingMinutes(deadline, span.hours * 60, calendar);

/** A moment promised in the measure of the span, later by the working time between two others. */
export function laterBy(
  promised: Instant,
  measure: Span,
  [from, until]: readonly [Instant, Instant],
  calendar: WorkCalendar,
): Instant {
  if ('hours' in measure)
    return afterWorkingMinutes(promised, workingMinutesBetween(from, until, calendar), calendar);
  const days = workingDaysBetween(from, until, calendar);
  return days === 0 ? promised : afterWorkingDays(promised, days, calendar);
}

/** In hours of work, for comparing: a day of days counts as eight. */
export const hoursOf = (span: Span): number => ('days' in span ? span.days * 8 : span.hours);
