import { Temporal } from 'temporal-polyfill';

/** From inclusive, until exclusive; a span may pass midnight; the same hour twice means never quiet. */
export type QuietHours = { readonly from: string; readonly until: string };

export const standardQuietHours: QuietHours = { from: '21:00', until: '06:30' };

export function isQuiet(at: Temporal.Instant, zone: string, quiet: QuietHours): boolean {
  return quietAt(at.toZonedDateTimeISO(zone).toPlainTime(), quiet);
}

/** The same moment when it is not quiet, else the end of the quiet span. */
export function afterQuiet(at: Temporal.Instant, zone: string, quiet: QuietHours): Temporal.Instant {
  const here = at.toZonedDateTimeISO(zone);
  if (!quietAt(here.toPlainTime(), quiet)) return at;
  const until = Temporal.PlainTime.from(quiet.until);
  const endsToday = Temporal.PlainTime.compare(here.toPlainTime(), until) < 0;
  const day = here.toPlainDate().add({ days: endsToday ? 0 : 1 });
  return day.toZonedDateTime({ timeZone: zone, plainTime: until }).toInstant();
}

function quietAt(time: Temporal.PlainTime, quiet: QuietHours): boolean {
  const from = Temporal.PlainTime.from(quiet.from);
  const until = Temporal.PlainTime.from(quiet.until);
  const begun = Temporal.PlainTime.compare(time, from) >= 0;
  const unfinished = Temporal.PlainTime.compare(time, until) < 0;
  const order = Temporal.PlainTime.compare(from, until);
  if (order === 0) return false;
  return order < 0 ? begun && unfinished : begun || unfinished;
}
