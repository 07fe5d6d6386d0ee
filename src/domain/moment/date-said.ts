import { Temporal } from 'temporal-polyfill';
import { dayExists } from './grammar.ts';
import type { Said } from './said.ts';

type Now = { readonly now: Temporal.ZonedDateTime; readonly looking: 'forward' | 'back' };
type Asked = { readonly today: Temporal.PlainDate; readonly looking: 'forward' | 'back' };
type Found = Temporal.PlainDate | 'no-such-date' | undefined;

/** The day that was said, undefined when none was; two that disagree are unclear. */
export function dateOf(
  said: Partial<Said>,
  time: Temporal.PlainTime | undefined,
  { now, looking }: Now,
): Temporal.PlainDate | undefined | 'unclear' | 'no-such-date' {
  if (isHalfSaid(said)) return 'unclear';
  const asked: Asked = { today: now.toPlainDate(), looking: said.toward ?? looking };
  const readings = [dayInMonth, endOfMonth, daysAway, inWeek].map((find) => find(said, asked));
  if (readings.includes('no-such-date')) return 'no-such-date';
  const [date, ...others] = readings.filter((found) => found instanceof Temporal.PlainDate);
  if (date === undefined) return weekdayAlone(said, time, now, asked);
  const agree = others.every((other) => other.equals(date));
  return agree && (said.weekday ?? date.dayOfWeek) === date.dayOfWeek ? date : 'unclear';
}

// A week without its day, a year without its month, or one thing named in two ways.
function isHalfSaid(said: Partial<Said>): boolean {
  const has = (...keys: (keyof Said)[]): boolean => keys.some((key) => key in said);
  if (has('month', 'monthsAhead') && !has('day', 'monthEnd')) return true;
  if (has('year', 'yearsAhead') && !has('month')) return true;
  if (has('weeksAhead') && !has('weekday')) return true;
  if (has('toward') && !has('day', 'weekday')) return true;
  return (has('month') && has('monthsAhead')) || (has('year') && has('yearsAhead'));
}

const daysAway = ({ daysAhead }: Partial<Said>, { today }: Asked): Found =>
  daysAhead === undefined ? undefined : today.add({ days: daysAhead });

function inWeek({ weekday, weeksAhead }: Partial<Said>, { today }: Asked): Found {
  if (weekday === undefined || weeksAhead === undefined) return undefined;
  return today.add({ days: weekday - today.dayOfWeek + 7 * weeksAhead });
}

function dayInMonth({ day, ...said }: Partial<Said>, asked: Asked): Found {
  if (day === undefined) return undefined;
  const months = monthsMeant(said, asked);
  const dates = months.filter((month) => dayExists({ day, ...month }));
  return nearest(
    dates.map(({ year, month }) => new Temporal.PlainDate(year, month, day)),
    months.length === 1,
    asked,
  );
}

function endOfMonth({ monthEnd, ...said }: Partial<Said>, asked: Asked): Found {
  if (!monthEnd) return undefined;
  const months = monthsMeant(said, asked);
  const ends = months.map(({ year, month }) => new Temporal.PlainYearMonth(year, month));
  return nearest(
    ends.map((end) => end.toPlainDate({ day: end.daysInMonth })),
    months.length === 1,
    asked,
  );
}

function nearest(dates: readonly Temporal.PlainDate[], certain: boolean, { today, looking }: Asked): Found {
  const order = looking === 'forward' ? 1 : -1;
  const found = dates.find((date) => certain || Temporal.PlainDate.compare(date, today) * order >= 0);
  return found ?? 'no-such-date';
}

type Month = { readonly year: number; readonly month: number };

// Eight years reach the next 29 February, also across 2100.
const yearsToLook = [0, 1, 2, 3, 4, 5, 6, 7, 8];

function monthsMeant(said: Partial<Said>, { today, looking }: Asked): readonly Month[] {
  const { month, monthsAhead } = said;
  const order = looking === 'forward' ? 1 : -1;
  const year = said.year ?? (said.yearsAhead === undefined ? undefined : today.year + said.yearsAhead);
  if (month !== undefined && year !== undefined) return [{ year, month }];
  if (month !== undefined) return yearsToLook.map((years) => ({ year: today.year + years * order, month }));
  const away = monthsAhead === undefined ? yearsToLook.map((months) => months * order) : [monthsAhead];
  return away.map((months) => {
    const meant = today.toPlainYearMonth().add({ months });
    return { year: meant.year, month: meant.month };
  });
}

function weekdayAlone(
  { weekday, toward }: Partial<Said>,
  time: Temporal.PlainTime | undefined,
  now: Temporal.ZonedDateTime,
  { today, looking }: Asked,
): Temporal.PlainDate | undefined {
  if (weekday === undefined) return undefined;
  const ahead = (weekday - today.dayOfWeek + 7) % 7;
  const stillAhead = time !== undefined && Temporal.PlainTime.compare(time, now.toPlainTime()) > 0;
  const skipsToday = toward !== undefined || (looking === 'forward' && !stillAhead);
  if (looking === 'forward') return today.add({ days: ahead === 0 && skipsToday ? 7 : ahead });
  return today.subtract({ days: (7 - ahead) % 7 || (skipsToday ? 7 : 0) });
}
