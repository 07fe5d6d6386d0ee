import { Temporal } from 'temporal-polyfill';
import type { Day } from './time.ts';
import type { CalendarDay } from './work-calendar.ts';

/** 1 Monday … 7 Sunday */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The days a rule names. */
export type Pattern =
  /** A day of every month; where the month is too short, its last day. */
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'date'; readonly day: number; readonly month: number }
  | { readonly kind: 'nth'; readonly nth: 1 | 2 | 3 | 4 | 5 | 'last'; readonly weekday: Weekday }
  /** In the nth week of the calendar that has a day of the month; weeks begin on Monday. */
  | { readonly kind: 'week'; readonly week: 2 | 3 | 4; readonly weekday: Weekday }
  | { readonly kind: 'weekly'; readonly weekday: Weekday };

export type OnHoliday = 'stay' | 'next' | 'previous';

export type Rule = {
  readonly pattern: Pattern;
  /** 08:30 */
  readonly time: string;
  /** What becomes of a day that is a day off. */
  readonly onHoliday: OnHoliday;
  readonly weekendsOff: boolean;
};

/** Why a day is not worked: the name of the holiday, or that it is a weekend. */
export type DayOff = { readonly kind: 'holiday'; readonly name: string } | { readonly kind: 'weekend' };

/** `on`: the day the rule names. `heldOn`: the day it is held; undefined where that would be another occurrence's. */
export type Occurrence = {
  readonly on: Day;
  readonly heldOn: Day | undefined;
  readonly because: DayOff | undefined;
};

type Calendar = Pick<ReadonlyMap<string, CalendarDay>, 'get'>;

export const isWeekend = ({ dayOfWeek }: Day): boolean => dayOfWeek > 5;

/** True when no year has a day that the pattern names: 31/2, the sixth Monday. */
export function neverOccurs(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'day':
      return pattern.day < 1 || pattern.day > 31;
    case 'date':
      return pattern.day < 1 || pattern.day > (longestMonths[pattern.month - 1] ?? 0);
    default:
      return false;
  }
}

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The weekend is asked about only where it can matter: a rule that names a weekday says itself whether it is one. */
export const asksWeekends = ({ pattern, onHoliday }: Pick<Rule, 'pattern' | 'onHoliday'>): boolean =>
  onHoliday !== 'stay' && (pattern.kind === 'day' || pattern.kind === 'date');

export const weekendsOffUnasked = (pattern: Pattern): boolean =>
  !('weekday' in pattern) || pattern.weekday <= 5;

/** Why the day is off, undefined when it is worked. A Saturday worked to make up is no day off. */
export function dayOff(day: Day, weekendsOff: boolean, calendar: Calendar): DayOff | undefined {
  const known = calendar.get(day.toString());
  if (known) return known.kind === 'holiday' ? { kind: 'holiday', name: known.name } : undefined;
  return weekendsOff && isWeekend(day) ? { kind: 'weekend' } : undefined;
}

/** The days the pattern names, from a day on, in order. */
export function* daysNamed(pattern: Pattern, from: Day): Generator<Day> {
  if (neverOccurs(pattern)) return;
  if (pattern.kind === 'weekly') {
    for (
      let day = from.add({ days: (pattern.weekday - from.dayOfWeek + 7) % 7 });
      ;
      day = day.add({ days: 7 })
    )
      yield day;
  }
  const step = pattern.kind === 'date' ? { years: 1 } : { months: 1 };
  const first = from.toPlainYearMonth();
  const begin = pattern.kind === 'date' ? first.with({ month: pattern.month }) : first;
  for (let month = begin; ; month = month.add(step)) {
    const day = dayIn(month, pattern);
    if (day && Temporal.PlainDate.compare(day, from) >= 0) yield day;
  }
}

type MonthlyPattern = Exclude<Pattern, { kind: 'weekly' }>;

function dayIn(month: Temporal.PlainYearMonth, pattern: MonthlyPattern): Day | undefined {
  const first = month.toPlainDate({ day: 1 });
  switch (pattern.kind) {
    case 'day':
    case 'date':
      return first.with({ day: Math.min(pattern.day, month.daysInMonth) });
    case 'nth': {
      if (pattern.nth === 'last') {
        const last = first.with({ day: month.daysInMonth });
        return last.subtract({ days: (last.dayOfWeek - pattern.weekday + 7) % 7 });
      }
      const day = first.add({ days: ((pattern.weekday - first.dayOfWeek + 7) % 7) + 7 * (pattern.nth - 1) });
      return day.month === month.month ? day : undefined;
    }
    case 'week':
      return first.add({ days: pattern.weekday - first.dayOfWeek + 7 * (pattern.week - 1) });
  }
}

/** As they are held, from the first whose named day is on or after `from`; endless. */
export function* occurrences(rule: Rule, calendar: Calendar, from: Day): Generator<Occurrence> {
  // The one before is needed to see whether two would fall on one day.
  const days = daysNamed(rule.pattern, from.subtract({ days: 7 }));
  let before: Day | undefined;
  let day = days.next().value as Day | undefined;
  while (day) {
    const after = days.next().value as Day | undefined;
    if (Temporal.PlainDate.compare(day, from) >= 0) yield held(rule, calendar, day, before, after);
    before = day;
    day = after;
  }
}

function held(
  rule: Rule,
  calendar: Calendar,
  on: Day,
  before: Day | undefined,
  after: Day | undefined,
): Occurrence {
  const because = dayOff(on, rule.weekendsOff, calendar);
  if (!because || rule.onHoliday === 'stay') return { on, heldOn: on, because: undefined };
  const heldOn = workedDay(on, rule, calendar);
  const taken =
    (after && Temporal.PlainDate.compare(heldOn, after) >= 0) ||
    (before && Temporal.PlainDate.compare(heldOn, before) <= 0);
  return { on, heldOn: taken ? undefined : heldOn, because };
}

const longestClosure = 60;

/** The nearest day that is worked, after or before; the day itself where there is none for two months. */
function workedDay(on: Day, { onHoliday, weekendsOff }: Rule, calendar: Calendar): Day {
  const step = onHoliday === 'previous' ? -1 : 1;
  for (let days = 1; days <= longestClosure; days += 1) {
    const day = on.add({ days: days * step });
    if (!dayOff(day, weekendsOff, calendar)) return day;
  }
  return on;
}
