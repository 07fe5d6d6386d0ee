import type { MeetingId, OfficeId, RecommendationId } from './identity.ts';
import { type Day, dayIn, earlier, type Instant } from './time.ts';
import { afterWorkingDays, isWorkingDay, nextOpening, type WorkCalendar } from './work-calendar.ts';

/** A line of what a meeting concluded: which office does what, by which day. */
export type Conclusion = {
  readonly meeting: MeetingId;
  readonly text: string;
  readonly owner: OfficeId;
  readonly ownerName: string;
  /** ISO day. */
  readonly dueOn: string;
  readonly recommendation: RecommendationId | undefined;
};

export const conclusionsAtMost = 20;

/** The offices close at that moment of the day. */
export const closingOf = (day: Day, calendar: WorkCalendar): Instant =>
  afterWorkingDays(day.toZonedDateTime(calendar.zone).toInstant(), 0, calendar);

/** The first working day after the day. */
export const workingDayAfter = (day: Day, calendar: WorkCalendar): Day =>
  dayIn(
    calendar.zone,
    nextOpening(day.add({ days: 1 }).toZonedDateTime(calendar.zone).toInstant(), calendar),
  );

/** Whether something can be due on the day; a day off is not, nor one whose offices have closed. */
export function dueOn(day: Day, now: Instant, calendar: WorkCalendar): 'fit' | 'past' | 'day-off' {
  if (day.since(dayIn(calendar.zone, now)).sign < 0) return 'past';
  if (!isWorkingDay(day, calendar)) return 'day-off';
  return earlier(now, closingOf(day, calendar)) ? 'fit' : 'past';
}
