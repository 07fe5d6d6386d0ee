import { tidy } from './vietnamese-text.ts';

/** The number of a letter: its place in the office's book of the year, and the sign behind it ("-CV/ĐU", "/UBND-VP"). */
export type LetterNumber = { readonly ordinal: number; readonly sign: string };

const signAtMost = 30;

const written = new RegExp(
  `^(?:số\\s*:?\\s*)?(\\d{1,5})\\s*([-/][\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N}/.&-]{0,${signAtMost - 2}})$`,
  'iu',
);

/** As it was typed; undefined where it is no number with its sign. */
export function readLetterNumber(typed: string): LetterNumber | undefined {
  const [, digits = '', sign = ''] =
    written.exec(
      tidy(typed)
        .replaceAll('–', '-')
        .replace(/\s*([-/])\s*/g, '$1'),
    ) ?? [];
  const ordinal = Number(digits);
  return ordinal > 0 ? { ordinal, sign } : undefined;
}

// Nghị định 30/2020/NĐ-CP: a number below 10 has a 0 in front of it.
export const writeLetterNumber = ({ ordinal, sign }: LetterNumber): string =>
  `${String(ordinal).padStart(2, '0')}${sign}`;

/** What follows the last one of the book; a new year begins with 1, under the sign used before. */
export function numberAfter(last: (LetterNumber & { readonly year: number }) | undefined, year: number) {
  if (!last) return undefined;
  return { ordinal: last.year === year ? last.ordinal + 1 : 1, sign: last.sign };
}
