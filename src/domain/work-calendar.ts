import { Temporal } from 'temporal-polyfill';
import {
  type Agenda,
  agendaOf,
  type DayKind,
  dayNumber,
  hoursOn,
  isWorking,
  minutesPerDay,
} from './work-agenda.ts';

export type CalendarDay = {
  /** ISO: 2018-11-26 */
  readonly date: string;
  /** A `workday` is a Saturday or Sunday worked to make up for another day; on a `morning` or `afternoon` only that is worked. */
  readonly kind: DayKind;
  readonly name: string;
};

export type WorkCalendar = {
  readonly zone: string;
  readonly hours: readonly { readonly from: string; readonly until: string }[];
  readonly days: ReadonlyMap<string, CalendarDay>;
};

const officeHours = [
  { from: '08:00', until: '12:00' },
  { from: '13:00', until: '17:00' },
] as const;

export function workCalendar(
  zone: string,
  days: readonly CalendarDay[],
  hours: WorkCalendar['hours'] = officeHours,
): WorkCalendar {
  return { zone, hours, days: new Map(days.map((day) => [day.date, day])) };
}

export function isWorkingDay(date: Temporal.PlainDate, calendar: WorkCalendar): boolean {
  return isWorking(agendaOf(calendar), dayNumber(date.toString({ calendarName: 'never' })));
}

/** Closing time of the nth working day; the day of `from` itself does not count. */
export function afterWorkingDays(
  from: Temporal.Instant,
  days: number,
  calendar: WorkCalendar,
): Temporal.Instant {
  const agenda = agendaOf(calendar);
  const start = agenda.zone.toLocal(from.epochMilliseconds);
  if (days <= 0 && isWorking(agenda, start.day) && start.minute <= closingMinute(agenda, start.day)) {
    return closing(agenda, start.day);
  }
  return closing(agenda, step(agenda, start.day, Math.max(days, 1), 1));
}

/** Closing time of the nth working day before the day of the deadline. */
export function beforeWorkingDays(
  deadline: Temporal.Instant,
  days: number,
  calendar: WorkCalendar,
): Temporal.Instant {
  const agenda = agendaOf(calendar);
  const end = agenda.zone.toLocal(deadline.epochMilliseconds);
  if (days <= 0 && isWorking(agenda, end.day) && end.minute >= closingMinute(agenda, end.day)) {
    return closing(agenda, end.day);
  }
  return closing(agenda, step(agenda, end.day, Math.max(days, 1), -1));
}

export const afterWorkingHours = (
  from: Temporal.Instant,
  hours: number,
  calendar: WorkCalendar,
): Temporal.Instant => afterWorkingMinutes(from, Math.max(hours, 0) * 60, calendar);

/** The moment when so many minutes of working time have passed. */
export function afterWorkingMinutes(
  from: Temporal.Instant,
  minutes: number,
  calendar: WorkCalendar,
): Temporal.Instant {
  const agenda = agendaOf(calendar);
  let { day, minute } = agenda.zone.toLocal(from.epochMilliseconds);
  let left = minutes;
  for (;;) {
    if (!isWorking(agenda, day)) [day, minute] = [step(agenda, day, 1, 1), 0];
    for (const span of hoursOn(agenda, day)) {
      const begin = Math.max(minute, span.from);
      if (begin + left <= span.until) return moment(agenda, day, begin + left);
      left -= Math.max(span.until - begin, 0);
    }
    [day, minute] = [day + 1, 0];
  }
}

/** The last moment from which so many minutes of working time lead to the deadline. */
export function beforeWorkingMinutes(
  deadline: Temporal.Instant,
  minutes: number,
  calendar: WorkCalendar,
): Temporal.Instant {
  const agenda = agendaOf(calendar);
  let { day, minute } = agenda.zone.toLocal(deadline.epochMilliseconds);
  let left = minutes;
  for (;;) {
    if (!isWorking(agenda, day)) [day, minute] = [step(agenda, day, 1, -1), minutesPerDay];
    for (const span of hoursOn(agenda, day).toReversed()) {
      const end = Math.min(minute, span.until);
      if (end - left >= span.from) return moment(agenda, day, end - left);
      left -= Math.max(end - span.from, 0);
    }
    [day, minute] = [day - 1, minutesPerDay];
  }
}

/** Minutes of working time from one moment to another. */
export function workingMinutesBetween(
  from: Temporal.Instant,
  until: Temporal.Instant,
  calendar: WorkCalendar,
): number {
  const agenda = agendaOf(calendar);
  const start = agenda.zone.toLocal(from.epochMilliseconds);
  const end = agenda.zone.toLocal(until.epochMilliseconds);
  let sum = 0;
  for (let day = start.day; day <= end.day; day += 1) {
    const opens = day === start.day ? start.minute : 0;
    const closes = day === end.day ? end.minute : minutesPerDay;
    for (const span of hoursOn(agenda, day))
      sum += Math.max(Math.min(closes, span.until) - Math.max(opens, span.from), 0);
  }
  return sum;
}

/** How many deadlines of one, two, three … working days set at `from` have passed at `until`. */
export function workingDaysBetween(
  from: Temporal.Instant,
  until: Temporal.Instant,
  calendar: WorkCalendar,
): number {
  const agenda = agendaOf(calendar);
  const start = agenda.zone.toLocal(from.epochMilliseconds).day;
  const end = agenda.zone.toLocal(until.epochMilliseconds);
  const isOver = isWorking(agenda, end.day) && end.minute >= closingMinute(agenda, end.day);
  const last = isOver ? end.day : end.day - 1;
  let count = 0;
  for (let day = start + 1; day <= last; day += 1) if (isWorking(agenda, day)) count += 1;
  return count;
}

/** The first opening of the offices strictly after `at`. */
export function nextOpening(at: Temporal.Instant, calendar: WorkCalendar): Temporal.Instant {
  const agenda = agendaOf(calendar);
  const now = agenda.zone.toLocal(at.epochMilliseconds);
  const today = isWorking(agenda, now.day) && now.minute < openingMinute(agenda, now.day);
  const day = today ? now.day : step(agenda, now.day, 1, 1);
  return moment(agenda, day, openingMinute(agenda, day));
}

/** Closing time of the day, where it is a working day. */
export function closingOf(date: Temporal.PlainDate, calendar: WorkCalendar): Temporal.Instant | undefined {
  const agenda = agendaOf(calendar);
  const day = dayNumber(date.toString({ calendarName: 'never' }));
  return isWorking(agenda, day) ? closing(agenda, day) : undefined;
}

const longestClosure = 1000;

function step(agenda: Agenda, from: number, days: number, direction: 1 | -1): number {
  let day = from;
  let closed = 0;
  for (let left = days; left > 0; ) {
    day += direction;
    closed = isWorking(agenda, day) ? 0 : closed + 1;
    if (closed === 0) left -= 1;
    if (closed > longestClosure) throw new Error(`no working day in ${longestClosure} days`);
  }
  return day;
}

const openingMinute = (agenda: Agenda, day: number): number => hoursOn(agenda, day)[0]?.from ?? 0;
const closingMinute = (agenda: Agenda, day: number): number => hoursOn(agenda, day).at(-1)?.until ?? 0;
const closing = (agenda: Agenda, day: number): Temporal.Instant =>
  moment(agenda, day, closingMinute(agenda, day));

function moment(agenda: Agenda, day: number, minute: number): Temporal.Instant {
  const local = Math.round((day * minutesPerDay + minute) * 60_000);
  return Temporal.Instant.fromEpochMilliseconds(agenda.zone.toEpoch(local));
}
