import { Temporal } from 'temporal-polyfill';
import { type Agenda, agendaOf, dayNumber, isWorking, minutesPerDay } from './work-agenda.ts';

export type CalendarDay = {
  /** ISO: 2018-11-26 */
  readonly date: string;
  /** A `workday` is a Saturday or Sunday worked to make up for another day. */
  readonly kind: 'holiday' | 'workday';
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
  if (days <= 0 && isWorking(agenda, start.day) && start.minute <= agenda.closing) {
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
  if (days <= 0 && isWorking(agenda, end.day) && end.minute >= agenda.closing) {
    return closing(agenda, end.day);
  }
  return closing(agenda, step(agenda, end.day, Math.max(days, 1), -1));
}

/** The moment when so many hours of working time have passed. */
export function afterWorkingHours(
  from: Temporal.Instant,
  hours: number,
  calendar: WorkCalendar,
): Temporal.Instant {
  const agenda = agendaOf(calendar);
  let { day, minute } = agenda.zone.toLocal(from.epochMilliseconds);
  let left = Math.max(hours, 0) * 60;
  for (;;) {
    if (!isWorking(agenda, day)) [day, minute] = [step(agenda, day, 1, 1), 0];
    for (const span of agenda.spans) {
      const begin = Math.max(minute, span.from);
      if (begin + left <= span.until) return moment(agenda, day, begin + left);
      left -= Math.max(span.until - begin, 0);
    }
    [day, minute] = [day + 1, 0];
  }
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
  const last = end.minute >= agenda.closing ? end.day : end.day - 1;
  let count = 0;
  for (let day = start + 1; day <= last; day += 1) if (isWorking(agenda, day)) count += 1;
  return count;
}

/** The first opening of the offices strictly after `at`. */
export function nextOpening(at: Temporal.Instant, calendar: WorkCalendar): Temporal.Instant {
  const agenda = agendaOf(calendar);
  const now = agenda.zone.toLocal(at.epochMilliseconds);
  const today = isWorking(agenda, now.day) && now.minute < agenda.opening;
  return moment(agenda, today ? now.day : step(agenda, now.day, 1, 1), agenda.opening);
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

const closing = (agenda: Agenda, day: number): Temporal.Instant => moment(agenda, day, agenda.closing);

function moment(agenda: Agenda, day: number, minute: number): Temporal.Instant {
  const local = Math.round((day * minutesPerDay + minute) * 60_000);
  return Temporal.Instant.fromEpochMilliseconds(agenda.zone.toEpoch(local));
}
