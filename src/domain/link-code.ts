import { createHash, randomInt } from 'node:crypto';
import { tidy } from './vietnamese-text.ts';

/** Letters and digits that can not be mistaken for each other, read or heard: no 0 O, 1 I L, 2 Z, 5 S, 8 B, and one of 6 G, of U V. */
const alphabet = 'ACDEFGHJKMNPQRTVWXY3479';
const length = 8;

/** Ready to be read aloud: two groups of four. */
export function newCode(): string {
  const code = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

const start = /^\/start(?:@\S+)?(?=\s|$)/i;
const twoGroups = new RegExp(`(?<![A-Z0-9])([${alphabet}]{4})[ .-]([${alphabet}]{4})(?![A-Z0-9])`);

/** What was typed, or came with a deep link, as a code; undefined when it is not meant as one. */
export function readCode(typed: string): string | undefined {
  const said = tidy(typed).replaceAll(/\p{Pd}/gu, '-');
  const bare = said
    .replace(start, '')
    .replaceAll(/[\s.-]/g, '')
    .toUpperCase();
  if (isCode(bare)) return bare;
  if (/^[A-Z0-9]{8}$/.test(bare) && (start.test(said) || looksLikeCode(said))) return bare;
  // In a sentence, the two groups as they stand on the slip.
  const [, first, second] = twoGroups.exec(said.toUpperCase()) ?? [];
  return first && second ? first + second : undefined;
}

const isCode = (bare: string): boolean =>
  bare.length === length && [...bare].every((letter) => alphabet.includes(letter));

// One with a letter that no code has was misread; an ordinary word of eight letters is not a guess.
const looksLikeCode = (said: string): boolean =>
  /^[\sA-Za-z0-9.-]+$/.test(said) && (/\d/.test(said) || said === said.toUpperCase() || said.includes('-'));

export const hashOf = (code: string): string =>
  createHash('sha256').update(code.replaceAll('-', '')).digest('hex');

export const validDays = 14;
