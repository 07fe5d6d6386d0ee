import { isQuiet, standardQuietHours } from './quiet-hours.ts';
import { earlier, type Instant } from './time.ts';

export type ReminderKey = '3d' | '1d' | '2h';
export type Reminder = { readonly key: ReminderKey; readonly at: Instant };

const hoursBefore: readonly (readonly [ReminderKey, number])[] = [
  ['3d', 72],
  ['1d', 24],
  ['2h', 2],
];

/** When a meeting is reminded of. One that would fall into quiet hours goes at 20:00 the evening before. */
export function reminders(startsAt: Instant, zone: string): readonly Reminder[] {
  return hoursBefore.map(([key, hours]) => ({ key, at: outOfQuiet(startsAt.subtract({ hours }), zone) }));
}

function outOfQuiet(at: Instant, zone: string): Instant {
  if (!isQuiet(at, zone, standardQuietHours)) return at;
  const local = at.toZonedDateTimeISO(zone);
  // After midnight the evening before is yesterday's; before midnight it is today's.
  const evening = local.hour < 12 ? local.subtract({ days: 1 }) : local;
  return evening.with({ hour: 20, minute: 0, second: 0, millisecond: 0 }).toInstant();
}

/** The first reminder after the moment; undefined when there is none left. */
export const nextReminder = (startsAt: Instant, after: Instant, zone: string): Reminder | undefined =>
  reminders(startsAt, zone).find(({ at }) => earlier(after, at));

/** The one to send at `now`: the latest that is due; those an outage has overtaken are not sent late. */
export const dueReminder = (startsAt: Instant, now: Instant, zone: string): Reminder | undefined =>
  reminders(startsAt, zone).findLast(({ at }) => !earlier(now, at));

export type Answer = 'coming' | 'absent' | 'substitute';

/** Early on only who has not answered is reminded; close to it, also who is coming. */
export function stillMatters(key: ReminderKey, answer: Answer | undefined): boolean {
  if (answer === undefined) return true;
  return answer === 'coming' && key !== '3d';
}
