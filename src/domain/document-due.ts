import { Temporal } from 'temporal-polyfill';
import { dayIn, earlier, type Instant } from './time.ts';
import { beforeWorkingDays, nextOpening, type WorkCalendar } from './work-calendar.ts';

export const documentDaysAtMost = 15;

/**
 * When the documents of a meeting are due: at closing time so many days before it, or of the working day before where
 * that day is none. Called nearer than that, at closing time of the last working day before it; nearer still, when it begins.
 */
export function documentsDue(startsAt: Instant, days: number, calendar: WorkCalendar, now: Instant): Instant {
  const { zone } = calendar;
  const day = dayIn(zone, startsAt).subtract({ days });
  const evening = day
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from('23:59') })
    .toInstant();
  const usual = beforeWorkingDays(evening, 0, calendar);
  if (earlier(now, usual)) return usual;
  const last = beforeWorkingDays(startsAt, 1, calendar);
  return earlier(now, last) ? last : startsAt;
}

export type DocumentReminder = { readonly key: string; readonly at: Instant };

/** Two working days before, one, and on the day itself, when the offices open. */
const reminders = (due: Instant, calendar: WorkCalendar): readonly DocumentReminder[] =>
  [2, 1, 0]
    .map((days) => ({
      key: `${due.epochMilliseconds}:${days}`,
      at: nextOpening(beforeWorkingDays(due, days + 1, calendar), calendar),
    }))
    .filter(({ at }) => earlier(at, due));

export const nextDocumentReminder = (
  due: Instant,
  after: Instant,
  calendar: WorkCalendar,
): DocumentReminder | undefined => reminders(due, calendar).find(({ at }) => earlier(after, at));

/** The one to send at `now`: those an outage has overtaken are not sent late, nor any once the time is up. */
export const dueDocumentReminder = (
  due: Instant,
  now: Instant,
  calendar: WorkCalendar,
): DocumentReminder | undefined =>
  earlier(now, due) ? reminders(due, calendar).findLast(({ at }) => !earlier(now, at)) : undefined;
