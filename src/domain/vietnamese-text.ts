/** Lower case without diacritics, for matching what people type in a hurry. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đð]/g, 'd')
    .toLowerCase()
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words of names by which they are looked for: small, without diacritics, each once. */
export const searchWords = (...names: readonly string[]): readonly string[] => [
  ...new Set(names.flatMap((name) => fold(name).match(/[a-z0-9]+/g) ?? [])),
];

const lineBreak = /\r\n?|[\u0085\u2028\u2029]/g;
const blank = /[^\S\n]+/g;
// Bidi marks, zero widths, soft hyphens, half characters; not the emoji joiner or the tags that make flags.
const unseen = /(?![\u{200D}\u{E0020}-\u{E007F}\n])[\p{Cc}\p{Cf}\p{Cs}]/gu;
const joinerOutsideEmoji =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{FE0F})\u{200D}|\u{200D}(?!\p{Extended_Pictographic})/gu;

/** What a person wrote, without what nobody can see. */
export function tidy(text: string): string {
  return text
    .replace(lineBreak, '\n')
    .replace(blank, ' ')
    .replace(unseen, '')
    .replace(joinerOutsideEmoji, '')
    .replace(blank, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
    .normalize('NFC');
}

const toneOnSecondVowel =
  /(?<![aeiouyq\p{M}])([ou])([aey])([\u0300\u0301\u0303\u0309\u0323])(?![\p{L}\p{M}])/giu;

/** Open oa, oe, uy carry the tone on the first vowel: hoà → hòa, uỷ → ủy. */
export function settleTones(text: string): string {
  return text
    .normalize('NFD')
    .replace(toneOnSecondVowel, (syllable, first: string, second: string, tone: string) =>
      openPairs.has((first + second).toLowerCase()) ? first + tone + second : syllable,
    )
    .normalize('NFC');
}

const openPairs = new Set(['oa', 'oe', 'uy']);

const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');

export type MatchRank = 0 | 1 | 2 | 3 | undefined;

/** 0 as spelt, 1 without diacritics, 2 by the beginnings of words, 3 by those without diacritics. */
export const matchRank = (query: string, name: string): MatchRank => ranker(query)(name);

/** As `matchRank`, for many names. */
export function ranker(query: string): (name: string) => MatchRank {
  const asked = tidy(query).toLowerCase();
  const settled = oneLine(settleTones(asked));
  const folded = fold(asked);
  // A word still being typed (hoà, on its way to hoàn) is not settled yet.
  const spelt = wordsOf(asked).map((word) => [word, settleTones(word)]);
  const plainly = wordsOf(folded).map((word) => [word]);
  if (spelt.length === 0) return () => undefined;
  return (name) => {
    const known = tidy(name);
    const plain = fold(known);
    // Most of many names are none of what was asked for, which is seen without their diacritics.
    if (!startWords(plainly, plain)) return undefined;
    const spelling = settleTones(known).toLowerCase();
    if (settled === oneLine(spelling)) return 0;
    if (folded === plain) return 1;
    return startWords(spelt, spelling) ? 2 : 3;
  };
}

const oneLine = (text: string): string => text.replaceAll('\n', ' ');

/** Each word, in one of its forms, begins a word of the name, in their order. */
function startWords(asked: readonly (readonly string[])[], name: string): boolean {
  const words = wordsOf(name);
  let at = 0;
  return asked.every((forms) => {
    while (at < words.length && !forms.some((form) => words[at]?.startsWith(form))) at += 1;
    at += 1;
    return at <= words.length;
  });
}

const alphabet = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'.normalize('NFC');
const shapes = /[\u0302\u0306\u031B]/;
const tones = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const rankOf = new Map([...alphabet].map((letter, rank) => [letter, String.fromCharCode(0x100 + rank)]));

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Strings in Vietnamese order: letters first, tones where the letters agree. ICU's tables need not be installed. */
export function compareText(a: string, b: string): number {
  return inOrder(textKey(a), textKey(b));
}

/** Names of people: by given name, which stands last, then by the rest. */
export function compareNames(a: string, b: string): number {
  return inOrder(nameKey(a), nameKey(b));
}

/** What to sort a long list by, computed once for each text: plain `<` on keys is the Vietnamese order. */
export function textKey(text: string): string {
  return `${toneKey(text)}\0${text}`;
}

export function nameKey(name: string): string {
  const words = name.trim().split(/\s+/);
  const given = words.at(-1) ?? '';
  return `${toneKey(given)}\0${toneKey(words.slice(0, -1).join(' '))}\0${name}`;
}

function toneKey(text: string): string {
  let letters = '';
  let marks = '';
  for (const mark of settleTones(text).toLowerCase().normalize('NFD').match(unit) ?? []) {
    const [base = '', ...above] = mark;
    letters += isDigit(base) ? byValue(mark) : letterKey(base, above);
    marks += toneOf(above);
  }
  return `${letters}\0${marks}`;
}

// A run of digits is one unit, so that Tổ 2 comes before Tổ 10.
const unit = /\d+|\s+|[^\d\s]\p{M}*/gu;
const isDigit = (character: string): boolean => character >= '0' && character <= '9';

function byValue(digits: string): string {
  const value = digits.replace(/^0+(?=\d)/, '');
  return `0${String.fromCharCode(0x20 + Math.min(value.length, 0x50))}${value}`;
}

function letterKey(base: string, above: readonly string[]): string {
  if (base.trim() === '') return ' ';
  const shape = above.find((mark) => shapes.test(mark)) ?? '';
  return rankOf.get((base + shape).normalize('NFC')) ?? rankOf.get(base) ?? base;
}

function toneOf(above: readonly string[]): string {
  const tone = above.find((mark) => tones.includes(mark));
  return String(tone === undefined ? 0 : tones.indexOf(tone) + 1);
}
