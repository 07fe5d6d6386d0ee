import type { Pattern } from './recurrence.ts';
import { type WritingLanguage, writeWeekday } from './write-moment.ts';

type NamedNth = Extract<Pattern, { kind: 'nth' }>['nth'];

const nthWords: Record<WritingLanguage, Record<NamedNth, string>> = {
  vi: {
    1: 'đầu tiên',
    2: 'lần thứ hai',
    3: 'lần thứ ba',
    4: 'lần thứ tư',
    5: 'lần thứ năm',
    last: 'cuối cùng',
  },
  en: { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth', last: 'last' },
};

const two = (value: number): string => String(value).padStart(2, '0');

/** A rule's days as one says them; what is written can be read. */
export function writePattern(pattern: Pattern, language: WritingLanguage): string {
  return language === 'vi' ? inVietnamese(pattern) : inEnglish(pattern);
}

function inVietnamese(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'day':
      return pattern.day === 31 ? 'ngày cuối tháng, hằng tháng' : `ngày ${pattern.day} hằng tháng`;
    case 'date':
      return `ngày ${two(pattern.day)}/${two(pattern.month)} hằng năm`;
    case 'nth':
      return `${writeWeekday(pattern.weekday, 'vi')} ${nthWords.vi[pattern.nth]} trong tháng`;
    case 'week':
      return `${writeWeekday(pattern.weekday, 'vi')} của tuần lịch ${nthWords.vi[pattern.week].slice(4)} trong tháng`;
    case 'weekly':
      return `${writeWeekday(pattern.weekday, 'vi')} hằng tuần`;
  }
}

function inEnglish(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'day':
      return pattern.day === 31 ? 'the last day of every month' : `day ${pattern.day} of every month`;
    case 'date':
      return `${two(pattern.day)}/${two(pattern.month)} every year`;
    case 'nth':
      return `the ${nthWords.en[pattern.nth]} ${writeWeekday(pattern.weekday, 'en')} of every month`;
    case 'week':
      return `${writeWeekday(pattern.weekday, 'en')} of the ${nthWords.en[pattern.week]} calendar week of every month`;
    case 'weekly':
      return `every ${writeWeekday(pattern.weekday, 'en')}`;
  }
}
