import type { Temporal } from 'temporal-polyfill';

export type WritingLanguage = 'vi' | 'en';
type DateLike = Pick<Temporal.PlainDate, 'day' | 'month' | 'year' | 'dayOfWeek'>;
type TimeLike = Pick<Temporal.PlainTime, 'hour' | 'minute'>;

const weekdays: Record<WritingLanguage, readonly string[]> = {
  vi: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

/** 1 Monday … 7 Sunday */
export const writeWeekday = (weekday: number, language: WritingLanguage): string =>
  weekdays[language][weekday - 1] ?? '';

const two = (value: number): string => String(value).padStart(2, '0');

export function writeDate(date: DateLike, language: WritingLanguage): string {
  return `${writeWeekday(date.dayOfWeek, language)}, ${writeShortDate(date)}/${date.year}`;
}

export function writeShortDate(date: Pick<DateLike, 'day' | 'month'>): string {
  return `${two(date.day)}/${two(date.month)}`;
}

export function writeTime(time: TimeLike): string {
  return `${two(time.hour)}:${two(time.minute)}`;
}

export function writeMoment(moment: DateLike & TimeLike, language: WritingLanguage): string {
  return `${writeDate(moment, language)}, ${writeTime(moment)}`;
}

export function writeTimeFirst(moment: DateLike & TimeLike, language: WritingLanguage): string {
  return `${writeTime(moment)}, ${writeDate(moment, language)}`;
}
