import { Temporal } from 'temporal-polyfill';

export const dayKinds = ['holiday', 'workday', 'morning', 'afternoon'] as const;
export type DayKind = (typeof dayKinds)[number];

type Hours = readonly { readonly from: number; readonly until: number }[];

/** A work calendar in whole numbers: days since 1970-01-01, minutes since midnight. */
export type Agenda = {
  readonly zone: ZoneArithmetic;
  /** When it is worked on a day of the kind. */
  readonly hours: Readonly<Record<DayKind, Hours>>;
  readonly exceptions: ReadonlyMap<number, DayKind>;
};

type ZoneArithmetic = {
  toLocal(epoch: number): { readonly day: number; readonly minute: number };
  toEpoch(local: number): number;
};

type Facts = {
  readonly zone: string;
  readonly hours: readonly { readonly from: string; readonly until: string }[];
  readonly days: ReadonlyMap<string, { readonly date: string; readonly kind: DayKind }>;
};

export const minutesPerDay = 1440;
const dayLength = 86_400_000;

// A deadline is asked for thousands of times with one calendar, and its translation into numbers never changes.
const agendas = new WeakMap<Facts, Agenda>();

export function agendaOf(calendar: Facts): Agenda {
  const known = agendas.get(calendar);
  if (known) return known;
  const agenda = translate(calendar);
  agendas.set(calendar, agenda);
  return agenda;
}

function translate({ zone, hours, days }: Facts): Agenda {
  const spans = hours
    .map(({ from, until }) => ({ from: minuteOf(from), until: minuteOf(until) }))
    .filter((span) => span.from < span.until)
    .sort((a, b) => a.from - b.from);
  if (spans.length === 0) throw new Error('a work calendar needs working hours');
  const exceptions = new Map([...days.values()].map((day) => [dayNumber(day.date), day.kind]));
  const morning = within(spans, 0, noon);
  const afternoon = within(spans, noon, minutesPerDay);
  return {
    zone: zoneArithmetic(zone),
    hours: { holiday: [], workday: spans, morning, afternoon },
    exceptions,
  };
}

const noon = 720;

const within = (hours: Hours, from: number, until: number): Hours =>
  hours
    .map((span) => ({ from: Math.max(span.from, from), until: Math.min(span.until, until) }))
    .filter((span) => span.from < span.until);

/** When it is worked on the day; never on a day off. */
export function hoursOn(agenda: Agenda, day: number): Hours {
  const exception = agenda.exceptions.get(day);
  if (exception) return agenda.hours[exception];
  const weekday = (((day + 3) % 7) + 7) % 7;
  return weekday < 5 ? agenda.hours.workday : agenda.hours.holiday;
}

export const isWorking = (agenda: Agenda, day: number): boolean => hoursOn(agenda, day).length > 0;

export function dayNumber(isoDate: string): number {
  const epoch = Date.parse(`${isoDate}T00:00:00Z`);
  if (Number.isNaN(epoch)) throw new Error(`not an ISO date: ${isoDate}`);
  return epoch / dayLength;
}

export function minuteOf(time: string): number {
  const [hour = '', minute = ''] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

type OffsetSpan = { readonly from: number; readonly until: number; readonly offset: number };

/** Asking a zone for its offset is slow and the answer holds for years, so it is kept for as long as it holds. */
function zoneArithmetic(zone: string): ZoneArithmetic {
  const spans: OffsetSpan[] = [];
  const offsetAt = (epoch: number): number => {
    let span = spans.find(({ from, until }) => from <= epoch && epoch < until);
    if (!span) {
      span = offsetSpan(zone, epoch);
      spans.push(span);
    }
    return span.offset;
  };
  return {
    toLocal(epoch) {
      const local = epoch + offsetAt(epoch);
      const day = Math.floor(local / dayLength);
      return { day, minute: (local - day * dayLength) / 60_000 };
    },
    toEpoch: (local) => local - offsetAt(local - offsetAt(local - offsetAt(local))),
  };
}

function offsetSpan(zone: string, epoch: number): OffsetSpan {
  const moment = Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO(zone);
  // The transition at this very moment counts as begun, hence one millisecond on.
  const from = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds;
  const until = moment.getTimeZoneTransition('next')?.epochMilliseconds;
  return { from: from ?? -Infinity, until: until ?? Infinity, offset: moment.offsetNanoseconds / 1e6 };
}
