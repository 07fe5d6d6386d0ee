import { refuse } from './refuse.ts';

export type Entity = { type: string; offset: number; length: number; url?: string };
export type Parsed = { readonly text: string; readonly entities: readonly Entity[] };

const kinds: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

type Open = { readonly tag: string; readonly offset: number; readonly at: number; readonly url?: string };

/** Telegram's HTML: a small set of tags, four named entities and numbers; anything else is refused. */
export function parseHtml(html: string): Parsed {
  if (!/[<&]/.test(html)) return { text: html, entities: [] };
  const open: Open[] = [];
  const entities: Entity[] = [];
  let text = '';
  let position = 0;
  for (const piece of html.split(/(<[^<>]*>|<|&(?:#\d+|#x[0-9a-f]+|[a-z]+);)/i)) {
    const at = Buffer.byteLength(html.slice(0, position));
    position += piece.length;
    if (piece.startsWith('</')) close(piece, at, open, entities, text.length);
    else if (piece.startsWith('<')) open.push(opened(piece, at, text.length));
    else if (/^&.+;$/.test(piece)) text += decoded(piece);
    else text += piece;
  }
  const left = open.at(-1);
  if (left) cannotParse(`Can't find end tag corresponding to start tag "${left.tag}"`);
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) };
}

function opened(piece: string, at: number, offset: number): Open {
  const [, tag = '', attributes = ''] = /^<([a-z0-9-]*)([^>]*)>?$/i.exec(piece) ?? [];
  const name = tag.toLowerCase();
  if (!(name in kinds)) cannotParse(`Unsupported start tag "${tag}" at byte offset ${at}`);
  const url = /href="([^"]*)"/.exec(attributes)?.[1];
  return { tag: name, offset, at, ...(url === undefined ? {} : { url }) };
}

function close(piece: string, at: number, open: Open[], entities: Entity[], end: number): void {
  const tag = /^<\/([^\s>]*)\s*>$/.exec(piece)?.[1]?.toLowerCase();
  const start = open.pop();
  if (!start) cannotParse(`Unexpected end tag at byte offset ${at}`);
  else if (tag !== start.tag)
    cannotParse(`Unmatched end tag at byte offset ${at}, expected "</${start.tag}>", found "${piece}"`);
  else if (end > start.offset) entities.push(entityOf(start, end));
}

const entityOf = ({ tag, offset, url }: Open, end: number): Entity => ({
  type: kinds[tag] ?? '',
  offset,
  length: end - offset,
  ...(url === undefined ? {} : { url }),
});

function decoded(entity: string): string {
  const body = entity.slice(1, -1);
  if (!body.startsWith('#')) return named[body] ?? entity;
  const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

const cannotParse = (why: string): never => refuse(400, `Bad Request: can't parse entities: ${why}`);
