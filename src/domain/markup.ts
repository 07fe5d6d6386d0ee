import type { Markup } from './message.ts';
import { cutBefore } from './shorten.ts';

export type Style = 'b' | 'i';
export type Span = { readonly text: string; readonly style: Style | undefined };

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** What people wrote, made safe to stand in markup. */
export const escapeMarkup = (text: string): Markup =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const literal = (text: string): string =>
  text.replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity);

/** Markup as spans of plain text, each with its style. Styles do not nest. */
export function spans(markup: Markup): readonly Span[] {
  const found: Span[] = [];
  let style: Style | undefined;
  for (const piece of markup.split(/(<\/?[bi]>)/)) {
    const tag = /^<(\/?)([bi])>$/.exec(piece);
    if (tag) style = tag[1] === '/' ? undefined : (tag[2] as Style);
    else if (piece !== '') found.push({ text: literal(piece), style });
  }
  return found;
}

export const toMarkup = (parts: readonly Span[]): Markup =>
  parts
    .map(({ text, style }) => (style ? `<${style}>${escapeMarkup(text)}</${style}>` : escapeMarkup(text)))
    .join('');

/** Markup as the person reads it, for channels that have no styles and for measuring. */
export const plain = (markup: Markup): string =>
  spans(markup)
    .map(({ text }) => text)
    .join('');

/** Where a reader would break a text of more than `atMost` characters: paragraph, line, sentence, word, else anywhere but inside a character. */
function breakAt(text: string, atMost: number): number {
  const window = text.slice(0, atMost + 1);
  for (const mark of ['\n\n', '\n', '. ', ' ']) {
    const at = window.lastIndexOf(mark, atMost - mark.trimEnd().length);
    if (at > atMost / 2) return at + mark.trimEnd().length || at;
  }
  return cutBefore(text, atMost);
}

function splitText(text: string, atMost: number): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > atMost) {
    const at = breakAt(rest, atMost);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  parts.push(rest);
  return parts.filter((part) => part !== '');
}

/** Markup in parts of at most `atMost` characters as read, each whole in itself. */
export function splitMarkup(markup: Markup, atMost: number): readonly Markup[] {
  const all = spans(markup);
  const text = all.map((span) => span.text).join('');
  if (text.length <= atMost) return [markup];
  let at = 0;
  return splitText(text, atMost).map((part) => {
    const start = text.indexOf(part, at);
    at = start + part.length;
    return toMarkup(cut(all, start, at));
  });
}

function cut(all: readonly Span[], from: number, until: number): readonly Span[] {
  const kept: Span[] = [];
  let position = 0;
  for (const { text, style } of all) {
    const inside = text.slice(Math.max(0, from - position), Math.max(0, until - position));
    if (inside !== '') kept.push({ text: inside, style });
    position += text.length;
  }
  return kept;
}

/** Values of a sentence as people wrote them, made safe to stand in it. */
export const escapeValues = (
  values: Readonly<Record<string, string | number>> = {},
): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'string' ? escapeMarkup(value) : value,
    ]),
  );
