import { Temporal } from 'temporal-polyfill';
import type { CalendarDay } from '../../domain/work-calendar.ts';

const lunarNewYear = 'vietnamese 1-0-1';
const newYearSpan = '1 day before vietnamese 1-0-1 P5D';

/** Public holidays of one year with their compensatory days, and the exchanges the government announced. */
export async function vietnameseHolidays(year: number): Promise<CalendarDay[]> {
  const holidays = new Map<string, string>();
  for (const { date, name } of await statutoryHolidays(year)) holidays.set(date, name);
  for (const { date, name } of compensatoryDays(holidays)) holidays.set(date, name);
  const days = [...holidays].map(([date, name]): CalendarDay => ({ date, kind: 'holiday', name }));
  return [...days, ...exchangedDays(year)].sort((a, b) => (a.date < b.date ? -1 : 1));
}

type NamedDay = { readonly date: string; readonly name: string };

async function statutoryHolidays(year: number): Promise<NamedDay[]> {
  // The package carries the rules of every country, so it is loaded only when somebody asks.
  const { default: Holidays } = await import('date-holidays');
  const known = new Holidays('VN').getHolidays(year, 'vi').filter(({ type }) => type === 'public');
  return [...known.flatMap(daysOf), ...secondNationalDay(year), ...cultureDay(year)];
}

function daysOf({ date, name, rule }: { date: string; name: string; rule: string }): NamedDay[] {
  if (rule === newYearSpan) return [];
  const day = date.slice(0, 10);
  return rule === lunarNewYear ? newYearDays(day, name) : [{ date: day, name }];
}

/**
 * Five days by law: one before the new year and four of it, or two and three, as announced each year. Since 2016 it has
 * been one and four when the new year began on a Monday or Tuesday, which makes a whole week, else two and three.
 */
function newYearDays(newYear: string, name: string): NamedDay[] {
  const first = Temporal.PlainDate.from(newYear);
  const before = first.dayOfWeek <= 2 ? 1 : 2;
  return [0, 1, 2, 3, 4].map((day) => ({ date: first.add({ days: day - before }).toString(), name }));
}

// Two days since the Labour Code of 2019: 2 September and the day before or after, as announced.
const afterNationalDay = [2021, 2024];

function secondNationalDay(year: number): NamedDay[] {
  if (year < 2021) return [];
  return [{ date: `${year}-09-${afterNationalDay.includes(year) ? '03' : '01'}`, name: 'Quốc khánh' }];
}

const cultureDay = (year: number): NamedDay[] =>
  year < 2026 ? [] : [{ date: `${year}-11-24`, name: 'Ngày Văn hóa Việt Nam' }];

/** A holiday on a day off is made good on the next working day. */
function compensatoryDays(holidays: ReadonlyMap<string, string>): NamedDay[] {
  const taken = new Set(holidays.keys());
  const lost = [...holidays].filter(([date]) => isWeekend(Temporal.PlainDate.from(date)));
  return lost
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([lostDate, name]) => {
      let day = Temporal.PlainDate.from(lostDate);
      while (isWeekend(day) || taken.has(day.toString())) day = day.add({ days: 1 });
      taken.add(day.toString());
      return { date: day.toString(), name: `Nghỉ bù ${name}` };
    });
}

const isWeekend = (day: Temporal.PlainDate): boolean => day.dayOfWeek > 5;

// A working day between two days off, exchanged for a Saturday by announcement for cadres and civil servants.
const exchanges = [
  { off: '2018-12-31', worked: '2019-01-05' },
  { off: '2019-04-29', worked: '2019-05-04' },
  { off: '2024-04-29', worked: '2024-05-04' },
  { off: '2025-05-02', worked: '2025-04-26' },
  { off: '2026-01-02', worked: '2026-01-10' },
  { off: '2026-08-31', worked: '2026-08-22' },
];

function exchangedDays(year: number): CalendarDay[] {
  const days = exchanges.flatMap(({ off, worked }): CalendarDay[] => [
    { date: off, kind: 'holiday', name: 'Nghỉ hoán đổi' },
    { date: worked, kind: 'workday', name: 'Làm bù' },
  ]);
  return days.filter(({ date }) => date.startsWith(`${year}-`));
}
