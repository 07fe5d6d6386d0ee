import { englishMonth, isPartOfDay, phraseAt } from './phrases.ts';
import type { Said } from './said.ts';
import { digitsAt, fragment, gluedAt, type Line, numberAt, wordAt } from './tokens.ts';

export type Reading = { readonly said: Partial<Said>; readonly next: number };
type Reader = (line: Line, at: number) => Reading | undefined;

const hourUnits = ['h', 'g', 'gio'];
const minuteUnits = ['phut', 'p', 'ph', "'"];
const monthWords = ['thang', 'thg'];
const everyWords = ['hang', 'moi', 'every'];
const ordinals = ['st', 'nd', 'rd', 'th'];

/** What begins here, if it is part of a date or a time. */
export const readPart: Reader = (line, at) => {
  for (const read of readers) {
    const reading = read(line, at);
    if (reading) return reading;
  }
  return undefined;
};

const isoDate: Reader = (line, at) => {
  const [year, month, day] = [digitsAt(line, at, 4), digitsAt(line, at + 2), digitsAt(line, at + 4)];
  const separator = wordAt(line, at + 1);
  if (wordAt(line, at).length !== 4 || !'-/.'.includes(separator) || wordAt(line, at + 3) !== separator)
    return;
  if (year === undefined || month === undefined || day === undefined) return;
  const withTime = wordAt(line, at + 5) === 't' && wordAt(line, at + 7) === ':';
  return calendarDay(line, at, at + 5, { day, month, year }, withTime ? at + 6 : at + 5);
};

const numericDate: Reader = (line, at) => {
  const [day, month] = [digitsAt(line, at), digitsAt(line, at + 2)];
  const separator = wordAt(line, at + 1);
  const spaced = !gluedAt(line, at + 1) || !gluedAt(line, at + 2);
  if (day === undefined || month === undefined || !['/', '-', '.'].includes(separator)) return;
  if (spaced && separator !== '/') return;
  if (wordAt(line, at + 3) !== separator || !gluedAt(line, at + 3)) {
    return calendarDay(line, at, at + 3, { day, month });
  }
  const year = yearAt(line, at + 4);
  if (year === undefined)
    return separator === '.' ? calendarDay(line, at, at + 3, { day, month }) : undefined;
  return calendarDay(line, at, at + 5, { day, month, year });
};

function yearAt(line: Line, at: number): number | undefined {
  const written = wordAt(line, at);
  const year = digitsAt(line, at, 4);
  if (year === undefined || (written.length !== 2 && written.length !== 4)) return undefined;
  return written.length === 2 ? 2000 + year : year;
}

type DayAndMonth = { readonly day: number; readonly month: number; readonly year?: number };

function calendarDay(line: Line, at: number, end: number, date: DayAndMonth, next = end): Reading {
  const impossible = { impossible: fragment(line, at, end) };
  return { said: dayExists(date) ? date : impossible, next };
}

export function dayExists({ day, month, year = 2000 }: DayAndMonth): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= length;
}

const colonTime: Reader = (line, at) => {
  const [hour, minute] = [digitsAt(line, at), digitsAt(line, at + 2)];
  if (hour === undefined || minute === undefined || wordAt(line, at + 1) !== ':') return;
  if (wordAt(line, at + 2).length !== 2 || !gluedAt(line, at + 1) || !gluedAt(line, at + 2)) return;
  return clock(line, at, at + 3, hour, minute);
};

const hourTime: Reader = (line, at) => {
  const hour = numberAt(line, at);
  if (!hour) return;
  if (wordAt(line, hour.next) === 'ruoi') return clock(line, at, hour.next + 1, hour.value, 30);
  if (hourUnits.includes(wordAt(line, hour.next))) return afterHourUnit(line, at, hour.value, hour.next + 1);
  return undefined;
};

// 8 sáng, 2pm
const bareHour: Reader = (line, at) => {
  const hour = digitsAt(line, at);
  const part = line.tokens[at + 1];
  if (hour === undefined || hour > 12 || isAnnounced(line, at)) return;
  if (!part || !isPartOfDay(part.word) || part.exact === 'tới') return;
  return clock(line, at, at + 1, hour, 0);
};

const isAnnounced = (line: Line, at: number): boolean => ['ngay', 'day'].includes(wordAt(line, at - 1));

function afterHourUnit(line: Line, at: number, hour: number, next: number): Reading {
  if (wordAt(line, next) === 'ruoi') return clock(line, at, next + 1, hour, 30);
  const minute = digitsAt(line, next);
  const begins = [isoDate, numericDate, daysFromNow, dayOfMonth, englishDate, colonTime, hourTime];
  const belongsElsewhere = begins.some((read) => read(line, next) !== undefined);
  if (minute === undefined || belongsElsewhere) return clock(line, at, next, hour, 0);
  const end = minuteUnits.includes(wordAt(line, next + 1)) ? next + 2 : next + 1;
  return clock(line, at, end, hour, minute);
}

function clock(line: Line, at: number, next: number, hour: number, minute: number): Reading {
  if (hour > 23 || minute > 59) return { said: { impossible: fragment(line, at, next) }, next };
  return { said: { hour, minute }, next };
}

const lunarLooking: Reader = (line, at) => {
  if (!['mung', 'mong'].includes(wordAt(line, at))) return;
  const date = numericDate(line, at + 1);
  if (date) return { ...date, said: { ...date.said, solar: true } };
  const day = numberAt(line, at + 1);
  return day && day.value >= 1 && day.value <= 10
    ? { said: { day: day.value, solar: true }, next: day.next }
    : undefined;
};

const dayOfMonth: Reader = (line, at) => {
  const day = numberAt(line, at);
  if (!day) return;
  const then = wordAt(line, day.next);
  const monthFollows =
    monthWords.includes(then) ||
    (everyWords.includes(then) && /thang|month/.test(wordAt(line, day.next + 1)));
  const announced = isAnnounced(line, at) && digitsAt(line, at) !== undefined;
  return monthFollows || announced ? dayNumbered(line, at, day) : undefined;
};

function dayNumbered(line: Line, at: number, day: { value: number; next: number }): Reading {
  const exists = day.value >= 1 && day.value <= 31;
  return { said: exists ? { day: day.value } : { impossible: fragment(line, at, day.next) }, next: day.next };
}

const month: Reader = (line, at) => {
  if (!monthWords.includes(wordAt(line, at))) return;
  const number = numberAt(line, at + 1);
  if (!number || hourUnits.includes(wordAt(line, number.next))) return;
  const slashed = wordAt(line, number.next) === '/' ? yearAt(line, number.next + 1) : undefined;
  const next = slashed === undefined ? number.next : number.next + 2;
  if (number.value < 1 || number.value > 12) return { said: { impossible: fragment(line, at, next) }, next };
  return { said: { month: number.value, ...(slashed === undefined ? {} : { year: slashed }) }, next };
};

const year: Reader = (line, at) => {
  const value = digitsAt(line, at + 1, 4);
  if (wordAt(line, at) !== 'nam' || wordAt(line, at + 1).length !== 4 || value === undefined) return;
  return { said: { year: value }, next: at + 2 };
};

const monthEnd: Reader = (line, at) => {
  if (wordAt(line, at) !== 'cuoi' || !monthWords.includes(wordAt(line, at + 1))) return;
  const named = phraseAt(line, at + 1) ?? month(line, at + 1);
  return { said: { ...named?.said, monthEnd: true }, next: named?.next ?? at + 2 };
};

const daysPer: Record<string, number> = {
  ngay: 1,
  hom: 1,
  bua: 1,
  day: 1,
  days: 1,
  tuan: 7,
  week: 7,
  weeks: 7,
};
const directions: Record<string, number> = { nua: 1, sau: 1, later: 1, truoc: -1, ago: -1 };

const daysFromNow: Reader = (line, at) => {
  const count = numberAt(line, at);
  if (!count) return;
  const length = daysPer[wordAt(line, count.next)];
  const direction = directions[wordAt(line, count.next + 1)];
  // More weeks than nine are minutes: 8 giờ 30 tuần sau.
  if (length === undefined || direction === undefined || count.value > (length === 7 ? 9 : 366)) return;
  return { said: { daysAhead: count.value * length * direction }, next: count.next + 2 };
};

const englishDate: Reader = (line, at) => {
  const leading = englishMonth(wordAt(line, at));
  const dayPlace = leading === undefined ? at : at + 1;
  const day = digitsAt(line, dayPlace);
  if (day === undefined) return;
  let next = ordinals.includes(wordAt(line, dayPlace + 1)) ? dayPlace + 2 : dayPlace + 1;
  if (wordAt(line, next) === 'of') next += 1;
  const named = leading ?? englishMonth(wordAt(line, next));
  if (named === undefined)
    return next > dayPlace + 1 ? dayNumbered(line, at, { value: day, next }) : undefined;
  if (leading === undefined) next += 1;
  const yearPlace = wordAt(line, next) === ',' ? next + 1 : next;
  const inYear = wordAt(line, yearPlace).length === 4 ? digitsAt(line, yearPlace, 4) : undefined;
  return inYear === undefined
    ? calendarDay(line, at, next, { day, month: named })
    : calendarDay(line, at, yearPlace + 1, { day, month: named, year: inYear });
};

const readers: readonly Reader[] = [
  isoDate,
  numericDate,
  colonTime,
  hourTime,
  bareHour,
  daysFromNow,
  lunarLooking,
  englishDate,
  dayOfMonth,
  monthEnd,
  phraseAt,
  month,
  year,
];
