import type { Day } from './time.ts';
import { fold, searchWords } from './vietnamese-text.ts';

/** A month 2018-11, a year 2018, or undefined for any time; and the words that were said beside it. */
export type PeriodSaid = { readonly period: string | undefined; readonly words: readonly string[] };

const dated = /\b(?:thang )?(\d{1,2}) ?(?:\/|-|\bnam\b) ?(\d{4})\b/;
const monthAlone = /\b(?:thang|month) (\d{1,2})\b(?! ?\/)/;
const yearAlone = /\b(?:nam |year )(\d{4})\b|^(\d{4})$/;
const relative: readonly (readonly [RegExp, number])[] = [
  [/\b(?:thang nay|this month)\b/, 0],
  [/\b(?:thang (?:truoc|roi|qua)|last month)\b/, -1],
];

/** What is looked for among past meetings: tháng 11/2018, tháng trước, năm 2018, nông thôn mới tháng 11. */
export function readPeriod(text: string, today: Day): PeriodSaid {
  const said = fold(text);
  for (const [pattern, months] of relative)
    if (pattern.test(said))
      return found(said, pattern, monthOf(today.add({ months }).year, today.add({ months }).month));
  const [, month, year] = dated.exec(said) ?? [];
  if (isMonth(month)) return found(said, dated, monthOf(Number(year), Number(month)));
  const [, alone] = monthAlone.exec(said) ?? [];
  if (isMonth(alone)) {
    const past = Number(alone) <= today.month ? today.year : today.year - 1;
    return found(said, monthAlone, monthOf(past, Number(alone)));
  }
  const [, named, bare] = yearAlone.exec(said) ?? [];
  const inYear = named ?? bare;
  return inYear ? found(said, yearAlone, inYear) : { period: undefined, words: searchWords(said) };
}

const isMonth = (month: string | undefined): boolean => Number(month) >= 1 && Number(month) <= 12;
const monthOf = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`;

const found = (said: string, pattern: RegExp, period: string): PeriodSaid => ({
  period,
  words: searchWords(said.replace(pattern, ' ')),
});
