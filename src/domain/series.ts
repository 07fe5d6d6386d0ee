import type { MeetingId, OfficeId, PersonId, SeriesId } from './identity.ts';
import type { MeetingKind } from './meeting.ts';
import { type DayOff, occurrences, type Rule } from './recurrence.ts';
import { type Day, dayIn, earlier, firstOf, type Instant } from './time.ts';
import type { Unit } from './unit.ts';
import { isWorkingDay, nextOpening, type WorkCalendar } from './work-calendar.ts';

/** Kinds of meeting that come again; an extraordinary one does not. */
export const seriesKinds = [
  'committee',
  'review',
  'summing-up',
  'local-activity',
] as const satisfies MeetingKind[];

export const noticeDaysAtMost = 60;

export type Series = {
  readonly id: SeriesId;
  readonly unit: Unit;
  readonly office: OfficeId;
  readonly officeName: string;
  readonly calledBy: PersonId;
  readonly kind: MeetingKind;
  readonly subject: string;
  readonly place: string;
  readonly rule: Rule;
  readonly createdAt: Instant;
  readonly noticeDays: number;
  readonly endedAt: Instant | undefined;
  /** By the day the rule names: the moment it was moved to, undefined where it is left out. */
  readonly exceptions: ReadonlyMap<string, Instant | undefined>;
};

/** An occurrence that was announced, as it stands now. */
export type Made = {
  readonly meeting: MeetingId;
  readonly on: string;
  readonly startsAt: Instant;
  readonly cancelled: boolean;
};

export type Planned = {
  /** ISO: the day the rule names. */
  readonly on: string;
  /** Undefined: it is not held. */
  readonly startsAt: Instant | undefined;
  /** Why it is not held on the day the rule names, where a day off is the reason. */
  readonly because: DayOff | undefined;
  readonly exception: 'moved' | 'skipped' | undefined;
  readonly meeting: MeetingId | undefined;
};

/** A day off moves an occurrence by no more than this. */
const farthestDays = 62;

type Known = {
  readonly calendar: WorkCalendar;
  readonly made: readonly Made[];
  readonly now: Instant;
};

/** What is still ahead, in the order of the days the rule names; endless. What was announced stays as it was announced. */
export function* ahead(
  series: Pick<Series, 'rule' | 'exceptions' | 'createdAt'>,
  { calendar, made, now }: Known,
): Generator<Planned> {
  const announced = new Map(made.map((one) => [one.on, one]));
  const from = dayIn(calendar.zone, now).subtract({ days: farthestDays });
  for (const { on, heldOn, because } of occurrences(series.rule, calendar.days, from)) {
    const key = on.toString();
    const one = announced.get(key);
    const usual = momentOn(heldOn ?? on, series.rule, calendar.zone);
    const exception = exceptionOf(series, key, one);
    const moved = one?.startsAt ?? series.exceptions.get(key) ?? usual;
    if (!earlier(now, moved) || !earlier(series.createdAt, moved)) continue;
    const isHeld =
      exception !== 'skipped' && (heldOn !== undefined || exception === 'moved' || one !== undefined);
    yield {
      on: key,
      startsAt: isHeld ? moved : undefined,
      because: one || exception ? undefined : because,
      exception,
      meeting: one?.cancelled ? undefined : one?.meeting,
    };
  }
}

/** What was called off after it was announced is not held, wherever it had been moved to before. */
function exceptionOf(
  { exceptions }: Pick<Series, 'exceptions'>,
  on: string,
  announced: Made | undefined,
): Planned['exception'] {
  if (announced?.cancelled) return 'skipped';
  if (!exceptions.has(on)) return undefined;
  return exceptions.get(on) ? 'moved' : 'skipped';
}

const momentOn = (day: Day, { time }: Rule, zone: string): Instant =>
  day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();

/** When the notice of a meeting goes out: so many days before, at the last opening of the offices by then. */
export function noticeAt(startsAt: Instant, noticeDays: number, calendar: WorkCalendar): Instant {
  let day = dayIn(calendar.zone, startsAt).subtract({ days: noticeDays });
  for (let back = 0; back < farthestDays && !isWorkingDay(day, calendar); back += 1)
    day = day.subtract({ days: 1 });
  return nextOpening(day.toZonedDateTime(calendar.zone).toInstant(), calendar);
}

export type ToMake = { readonly on: string; readonly startsAt: Instant };

const lookedAt = 8;

/** Which occurrences are to be announced now, and when the next one is. */
export function toMake(
  series: Pick<Series, 'rule' | 'exceptions' | 'createdAt' | 'noticeDays'>,
  known: Known,
): { readonly due: readonly ToMake[]; readonly next: Instant | undefined } {
  const waiting: (ToMake & { readonly at: Instant })[] = [];
  const lastException = [...series.exceptions.keys()].sort().at(-1) ?? '';
  for (const { on, startsAt, meeting } of ahead(series, known)) {
    if (startsAt && !meeting)
      waiting.push({ on, startsAt, at: noticeAt(startsAt, series.noticeDays, known.calendar) });
    if (waiting.length >= lookedAt && on > lastException) break;
  }
  const due = waiting.filter(({ at }) => !earlier(known.now, at));
  const next = firstOf(...waiting.filter(({ at }) => earlier(known.now, at)).map(({ at }) => at));
  return { due, next };
}
