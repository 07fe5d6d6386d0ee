import { readPart } from './moment/grammar.ts';
import type { Said } from './moment/said.ts';
import { timeOf } from './moment/time-said.ts';
import { digitsAt, type Line, lineOf, numberAt, wordAt } from './moment/tokens.ts';
import { neverOccurs, type Pattern, type Weekday } from './recurrence.ts';
import { shorten } from './shorten.ts';
import { tidy } from './vietnamese-text.ts';

/** `time` 08:30, undefined when none was said. `explicit`: it was said that it comes again and again. */
export type ReadRecurrence =
  | {
      readonly outcome: 'read';
      readonly pattern: Pattern;
      readonly time: string | undefined;
      readonly explicit: boolean;
    }
  /** It could be any of these. */
  | {
      readonly outcome: 'which';
      readonly patterns: readonly Pattern[];
      readonly time: string | undefined;
      readonly explicit: boolean;
    }
  | { readonly outcome: 'never'; readonly said: string }
  | { readonly outcome: 'not-understood'; readonly said: string };

/** What the words said of a rule. */
type Heard = {
  readonly every: 'month' | 'week' | 'year';
  readonly day: number;
  readonly month: number;
  readonly weekday: Weekday;
  readonly nth: number | 'last';
  readonly week: number | 'last';
  readonly calendarWeek: true;
};
type Piece = { readonly heard: Partial<Heard>; readonly next: number };

const longest = 100;

/** A rule as people type it: ngày 5 hằng tháng 8g, thứ năm lần thứ hai trong tháng, every Monday. */
export function readRecurrence(text: string): ReadRecurrence {
  const said = tidy(shorten(text, longest));
  const line = lineOf(said);
  const all = listen(line);
  if (!all) return { outcome: 'not-understood', said };
  const time = timeOf(all.moment);
  const patterns = patternsOf(all.heard);
  if (time === 'unclear' || patterns.length === 0) return { outcome: 'not-understood', said };
  const possible = patterns.filter((pattern) => !neverOccurs(pattern));
  const [pattern, ...others] = possible;
  if (!pattern || !isPossible(all.heard)) return { outcome: 'never', said };
  const { every, nth, week } = all.heard;
  const rest = {
    time: time?.toString({ smallestUnit: 'minute' }),
    explicit: every !== undefined || nth !== undefined || week !== undefined,
  };
  return others.length > 0
    ? { outcome: 'which', patterns: possible, ...rest }
    : { outcome: 'read', pattern, ...rest };
}

/** A sixth Monday is in no month, and a sixth week in hardly any. */
const isPossible = ({ nth, week }: Partial<Heard>): boolean =>
  [nth, week].every((count) => count === undefined || count === 'last' || (count >= 1 && count <= 5));

function patternsOf({
  every,
  day,
  month,
  weekday,
  nth,
  week,
  calendarWeek,
}: Partial<Heard>): readonly Pattern[] {
  const isMonthly = every === undefined || every === 'month';
  if (day !== undefined) {
    if (weekday !== undefined || nth !== undefined || week !== undefined) return [];
    if (month !== undefined) return every === 'year' ? [{ kind: 'date', day, month }] : [];
    return isMonthly ? [{ kind: 'day', day }] : [];
  }
  if (weekday === undefined || month !== undefined) return [];
  if (nth !== undefined && week !== undefined) return [];
  if (nth !== undefined) return isMonthly ? [nthPattern(nth, weekday)] : [];
  if (week !== undefined) return isMonthly ? weekPatterns(week, weekday, calendarWeek === true) : [];
  return every === 'month' || every === 'year' ? [] : [{ kind: 'weekly', weekday }];
}

const nthPattern = (nth: number | 'last', weekday: Weekday): Pattern => ({
  kind: 'nth',
  nth: nth as Extract<Pattern, { kind: 'nth' }>['nth'],
  weekday,
});

/**
 * The first and the last week are taken as those that have the day; the fifth is asked about, for most months have
 * none; of the others it is asked whether the days are counted or the weeks.
 */
function weekPatterns(week: number | 'last', weekday: Weekday, calendarWeek: boolean): readonly Pattern[] {
  if (week === 'last' || week === 1) return [nthPattern(week, weekday)];
  if (week >= 5) return [nthPattern(week, weekday), nthPattern('last', weekday)];
  const counted: Pattern = { kind: 'week', week: week as 2 | 3 | 4, weekday };
  return calendarWeek ? [counted] : [nthPattern(week, weekday), counted];
}

type All = { readonly heard: Partial<Heard>; readonly moment: Partial<Said> };

const fillers = new Set(
  'luc vao ngay buoi nhe nha a at on of the in cua trong hop la , ; . - – ( ) ! ?'.split(' '),
);

/** Everything the line said; nothing when a word remains that is neither rule, hour nor filler, or is said twice. */
function listen(line: Line): All | undefined {
  let heard: Partial<Heard> = {};
  let moment: Partial<Said> = {};
  for (let at = 0; at < line.tokens.length; ) {
    const piece = pieceAt(line, at, heard);
    const hour = piece ? undefined : hourAt(line, at);
    if (piece) {
      if (disagree(heard, piece.heard)) return undefined;
      heard = { ...heard, ...piece.heard };
    } else if (hour) {
      if (Object.keys(hour.said).some((key) => key in moment)) return undefined;
      moment = { ...moment, ...hour.said };
    } else if (!fillers.has(wordAt(line, at))) return undefined;
    at = piece?.next ?? hour?.next ?? at + 1;
  }
  return { heard, moment };
}

const disagree = (heard: Partial<Heard>, more: Partial<Heard>): boolean =>
  Object.entries(more).some(([key, value]) => key in heard && heard[key as keyof Heard] !== value);

const ofTheHour: readonly string[] = ['hour', 'minute', 'part'];

function hourAt(line: Line, at: number): { said: Partial<Said>; next: number } | undefined {
  const read = readPart(line, at);
  return read && Object.keys(read.said).every((key) => ofTheHour.includes(key)) ? read : undefined;
}

const englishWeekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Phrases of a fixed meaning; the longest that begins here counts. */
const phrases: ReadonlyMap<string, Partial<Heard>> = new Map<string, Partial<Heard>>([
  ...[
    'hang thang',
    'moi thang',
    'trong thang',
    'cua thang',
    'thang',
    'every month',
    'monthly',
    'of each month',
    'of the month',
  ].map((words): [string, Partial<Heard>] => [words, { every: 'month' }]),
  ...['hang tuan', 'moi tuan', 'weekly', 'every week'].map((words): [string, Partial<Heard>] => [
    words,
    { every: 'week' },
  ]),
  ...englishWeekdays.map((name, at): [string, Partial<Heard>] => [
    `every ${name}`,
    { every: 'week', weekday: (at + 1) as Weekday },
  ]),
  ...['hang nam', 'moi nam', 'every year', 'yearly'].map((words): [string, Partial<Heard>] => [
    words,
    { every: 'year' },
  ]),
  ...['ngay cuoi thang', 'ngay cuoi cung cua thang', 'the last day'].map(
    (words): [string, Partial<Heard>] => [words, { every: 'month', day: 31 }],
  ),
  ...['ngay dau thang', 'ngay dau tien cua thang'].map((words): [string, Partial<Heard>] => [
    words,
    { every: 'month', day: 1 },
  ]),
]);

const longestPhrase = 5;

function pieceAt(line: Line, at: number, heard: Partial<Heard>): Piece | undefined {
  return (
    dayNumbered(line, at) ??
    weekOrdinal(line, at) ??
    dayOrdinal(line, at, heard) ??
    weekdayAt(line, at, heard) ??
    endOfMonth(line, at, heard) ??
    phraseAt(line, at)
  );
}

function phraseAt(line: Line, at: number): Piece | undefined {
  for (let length = longestPhrase; length > 0; length -= 1) {
    const words = line.tokens.slice(at, at + length).map(({ word }) => word);
    const heard = words.length === length ? phrases.get(words.join(' ')) : undefined;
    if (heard) return { heard, next: at + length };
  }
  return undefined;
}

/** ngày 5, mùng 5, 5 hằng tháng, 15/12, day 5, 5th */
function dayNumbered(line: Line, at: number): Piece | undefined {
  const announced = ['ngay', 'day', 'the'].includes(wordAt(line, at)) ? at + 1 : at;
  const lunarLooking = ['mung', 'mong'].includes(wordAt(line, announced));
  const place = lunarLooking ? announced + 1 : announced;
  const inDigits = digitsAt(line, place);
  const day = lunarLooking
    ? numberAt(line, place)
    : inDigits === undefined
      ? undefined
      : { value: inDigits, next: place + 1 };
  if (!day || isHour(line, day.next)) return undefined;
  const month = monthBehind(line, day.next);
  if (month) return { heard: { day: day.value, month: month.value }, next: month.next };
  const isOrdinal = ['st', 'nd', 'rd', 'th'].includes(wordAt(line, day.next));
  const next = isOrdinal ? day.next + 1 : day.next;
  const follows = everyMonthBehind(line, next);
  const isWeekdayBehind = isOrdinal && englishWeekdays.includes(wordAt(line, next));
  const isSaid = (announced > at && wordAt(line, at) !== 'the') || lunarLooking || follows || isOrdinal;
  return isSaid && !isWeekdayBehind ? { heard: { day: day.value }, next } : undefined;
}

const isHour = (line: Line, at: number): boolean => ['h', 'g', 'gio', ':', 'ruoi'].includes(wordAt(line, at));
const everyMonthBehind = (line: Line, at: number): boolean =>
  ['hang', 'moi', 'every'].includes(wordAt(line, at)) && ['thang', 'month'].includes(wordAt(line, at + 1));

function monthBehind(line: Line, at: number): { value: number; next: number } | undefined {
  if (!['/', '-', 'thang'].includes(wordAt(line, at))) return undefined;
  const month = numberAt(line, at + 1);
  return month && !isHour(line, month.next) ? month : undefined;
}

const ordinalWords = ['nhat', 'hai', 'ba', 'tu', 'nam', 'sau'];
const englishOrdinals = ['first', 'second', 'third', 'fourth', 'fifth'];

/** thứ hai, thứ 2, hai, 2, đầu tiên, cuối cùng: a place in a row. */
function placeAt(line: Line, at: number): { value: number | 'last'; next: number } | undefined {
  const word = wordAt(line, at);
  if (word === 'dau' || word === 'cuoi') {
    const long = ['tien', 'cung'].includes(wordAt(line, at + 1));
    return { value: word === 'dau' ? 1 : 'last', next: at + (long ? 2 : 1) };
  }
  const place = word === 'thu' ? at + 1 : at;
  const spelt = ordinalWords.indexOf(wordAt(line, place)) + 1;
  const value = digitsAt(line, place) ?? (spelt === 0 ? undefined : spelt);
  return value === undefined || isHour(line, place + 1) ? undefined : { value, next: place + 1 };
}

function weekOrdinal(line: Line, at: number): Piece | undefined {
  if (wordAt(line, at) === 'tuan') {
    const calendarWeek = wordAt(line, at + 1) === 'lich';
    const place = placeAt(line, calendarWeek ? at + 2 : at + 1);
    if (!place) return undefined;
    return { heard: { week: place.value, ...(calendarWeek && { calendarWeek }) }, next: place.next };
  }
  const value = englishPlace(line, at);
  if (value === undefined) return undefined;
  const calendarWeek = wordAt(line, at + 1) === 'calendar';
  const next = calendarWeek ? at + 2 : at + 1;
  if (wordAt(line, next) !== 'week') return undefined;
  return { heard: { week: value, ...(calendarWeek && { calendarWeek }) }, next: next + 1 };
}

function englishPlace(line: Line, at: number): number | 'last' | undefined {
  if (wordAt(line, at) === 'last') return 'last';
  const value = englishOrdinals.indexOf(wordAt(line, at)) + 1;
  return value === 0 ? undefined : value;
}

/** Which of the weekdays of a month: lần thứ hai, đầu tiên, or a second thứ hai behind the weekday. */
function dayOrdinal(line: Line, at: number, { weekday }: Partial<Heard>): Piece | undefined {
  const english = englishPlace(line, at);
  if (english !== undefined && wordAt(line, at + 1) !== 'day')
    return { heard: { nth: english }, next: at + 1 };
  const said = wordAt(line, at) === 'lan';
  const isBehind = weekday !== undefined && ['thu', 'dau', 'cuoi'].includes(wordAt(line, at));
  const place = said || isBehind ? placeAt(line, said ? at + 1 : at) : undefined;
  return place && { heard: { nth: place.value }, next: place.next };
}

function weekdayAt(line: Line, at: number, { weekday }: Partial<Heard>): Piece | undefined {
  if (weekday !== undefined) return undefined;
  const read = readPart(line, at);
  const [key, ...others] = Object.keys(read?.said ?? {});
  if (!read || key !== 'weekday' || others.length > 0) return undefined;
  return { heard: { weekday: read.said.weekday as Weekday }, next: read.next };
}

/** cuối tháng without a weekday is its last day. */
function endOfMonth(line: Line, at: number, { weekday, day }: Partial<Heard>): Piece | undefined {
  const isEnd = wordAt(line, at) === 'cuoi' && wordAt(line, at + 1) === 'thang';
  return isEnd && weekday === undefined && day === undefined
    ? { heard: { every: 'month', day: 31 }, next: at + 2 }
    : undefined;
}
