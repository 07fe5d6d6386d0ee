import { fold, settleTones } from '../vietnamese-text.ts';

export type Token = {
  /** As written, lower case. */
  readonly exact: string;
  /** The same without diacritics. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** No space between this token and the one before. */
  readonly glued: boolean;
};

export type Line = { readonly text: string; readonly tokens: readonly Token[] };

const unit = /\d+|[\p{L}\p{M}]+|[^\s]/gu;

export function lineOf(text: string): Line {
  let end = -1;
  const tokens = [...text.matchAll(unit)].map((match): Token => {
    const [written] = match;
    const glued = match.index === end;
    end = match.index + written.length;
    const exact = settleTones(written.toLowerCase());
    return { exact, word: fold(written) || written, start: match.index, end, glued };
  });
  return { text, tokens };
}

export const wordAt = (line: Line, at: number): string => line.tokens[at]?.word ?? '';
export const gluedAt = (line: Line, at: number): boolean => line.tokens[at]?.glued ?? false;

export function digitsAt(line: Line, at: number, most = 2): number | undefined {
  const word = wordAt(line, at);
  return word.length <= most && /^\d+$/.test(word) ? Number(word) : undefined;
}

const small = ['khong', 'mot', 'hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi'];

/** A number in digits or, up to twelve, in words. */
export function numberAt(line: Line, at: number): { value: number; next: number } | undefined {
  const digits = digitsAt(line, at, 3);
  if (digits !== undefined) return { value: digits, next: at + 1 };
  const value = small.indexOf(wordAt(line, at));
  if (value < 1 || isMoreThanANumber(line, at)) return undefined;
  const more = value === 10 ? small.indexOf(wordAt(line, at + 1)) : -1;
  return more === 1 || more === 2 ? { value: 10 + more, next: at + 2 } : { value, next: at + 1 };
}

// Without diacritics sáu may be sau (after) and bảy may be bây (bây giờ: now).
function isMoreThanANumber(line: Line, at: number): boolean {
  const exact = line.tokens[at]?.exact ?? '';
  return ['sau', 'bay'].includes(fold(exact)) && !['sáu', 'bảy', 'bẩy'].includes(exact);
}

export function fragment(line: Line, from: number, next: number): string {
  return line.text.slice(line.tokens[from]?.start ?? 0, line.tokens[next - 1]?.end ?? 0);
}
