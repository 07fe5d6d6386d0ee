import type { Document } from './document.ts';
import { type Dictionary, isDictionary, nameOf, readerOf, type Value } from './syntax.ts';

/** What the codes of a font mean: `undefined` is a sign that nobody but an eye can read. */
export type Font = { readonly bytes: 1 | 2; readonly letter: (code: number) => string | undefined };

export async function fontOf(document: Document, value: Value | undefined): Promise<Font> {
  const font = await document.dictionary(value);
  const isComposite = nameOf(font.get('Subtype')) === 'Type0';
  const table = await document.stream(font.get('ToUnicode'));
  const bytes = isComposite ? 2 : 1;
  if (table !== undefined) {
    const letters = lettersOf(table);
    return { bytes, letter: (code) => letters.get(code) };
  }
  if (isComposite) return { bytes, letter: () => undefined };
  const named = await differences(document, font);
  return { bytes, letter: (code) => (named.has(code) ? named.get(code) : latin(code)) };
}

const windows = new TextDecoder('windows-1252');
const latin = (code: number): string => windows.decode(Uint8Array.of(code));

/** A table of ToUnicode: single codes and ranges. */
function lettersOf(table: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>();
  const reader = readerOf(table);
  let given: Value[] = [];
  for (let value = reader.next(); value !== undefined; value = reader.next()) {
    if (!isOperator(value)) given.push(value);
    else {
      if (value.operator === 'endbfchar') singles(given, letters);
      if (value.operator === 'endbfrange') ranges(given, letters);
      given = [];
    }
  }
  return letters;
}

const isOperator = (value: Value): value is { readonly operator: string } =>
  typeof value === 'object' && 'operator' in value;
const textIn = (value: Value | undefined): string =>
  typeof value === 'object' && 'text' in value ? value.text : '';
const codeIn = (value: Value | undefined): number =>
  [...textIn(value)].reduce((code, byte) => code * 256 + byte.charCodeAt(0), 0);
const unicode = (bytes: string): string =>
  Buffer.from(bytes.length % 2 ? `\0${bytes}` : bytes, 'latin1')
    .swap16()
    .toString('utf16le');

function singles(given: readonly Value[], letters: Map<number, string>): void {
  for (let at = 0; at + 1 < given.length; at += 2)
    letters.set(codeIn(given[at]), unicode(textIn(given[at + 1])));
}

function ranges(given: readonly Value[], letters: Map<number, string>): void {
  for (let at = 0; at + 2 < given.length; at += 3) {
    const [from, until, to] = [codeIn(given[at]), codeIn(given[at + 1]), given[at + 2]];
    for (let code = from; code <= Math.min(until, from + 0xffff); code++) {
      if (Array.isArray(to)) letters.set(code, unicode(textIn(to[code - from])));
      else letters.set(code, following(unicode(textIn(to)), code - from));
    }
  }
}

const following = (first: string, by: number): string =>
  first.slice(0, -1) + String.fromCharCode(first.charCodeAt(first.length - 1) + by);

/** The codes that a simple font names anew. */
async function differences(
  document: Document,
  font: Dictionary,
): Promise<ReadonlyMap<number, string | undefined>> {
  const named = new Map<number, string | undefined>();
  const encoding = await document.resolve(font.get('Encoding'));
  const list = isDictionary(encoding) ? await document.resolve(encoding.get('Differences')) : undefined;
  let code = 0;
  for (const one of Array.isArray(list) ? (list as readonly Value[]) : []) {
    if (typeof one === 'number') code = one;
    else named.set(code++, glyph(nameOf(one) ?? ''));
  }
  return named;
}

/** The letter a glyph is named after, where its name says so. */
function glyph(name: string): string | undefined {
  if (name.length === 1) return name;
  const hex = /^(?:uni|u)([0-9A-F]{4,6})$/.exec(name)?.[1];
  if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
  return glyphs[name];
}

const glyphs: Readonly<Record<string, string>> = {
  space: ' ',
  hyphen: '-',
  colon: ':',
  period: '.',
  comma: ',',
  Acircumflexdotbelow: 'Ậ',
  acircumflexdotbelow: 'ậ',
  Ecircumflexdotbelow: 'Ệ',
  ecircumflexdotbelow: 'ệ',
  Ocircumflexacute: 'Ố',
  ocircumflexacute: 'ố',
};
