/** What ends a line in the XML of office documents: paragraphs, cells, breaks. */
const breaks = new Set('p h br cr tab tc tr si is v f c line-break table-cell table-row'.split(' '));
const lineAtMost = 4000;

/** The text of a document's XML, line by line. */
export async function* linesOfXml(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let held = '';
  let line = '';
  for await (const piece of pieces) {
    held += decoder.decode(piece, { stream: true });
    let at = 0;
    for (;;) {
      const open = held.indexOf('<', at);
      const close = open < 0 ? -1 : held.indexOf('>', open);
      if (close < 0) break;
      if (line.length < lineAtMost) line += literal(held.slice(at, open));
      const tag = held.slice(open + 1, close);
      at = close + 1;
      const ended = endOf(tag, line);
      if (!ended) continue;
      yield* ended;
      line = '';
    }
    held = held.slice(at);
    // No tag and no text of ours is so long.
    if (held.length > 1024 * 1024) held = '';
  }
  yield line;
}

/** The lines a tag ends, if it ends any. */
function endOf(tag: string, line: string): readonly string[] | undefined {
  const [, name = ''] = /^\/?(?:[\w-]+:)?([\w.-]+)/.exec(tag) ?? [];
  if (breaks.has(name)) return [line];
  if (name === 's' || name === 'noBreakHyphen') return undefined;
  if (name === 'textpath') return [line, literal(/\bstring="([^"]*)"/.exec(tag)?.[1] ?? '')];
  return /^(?:odd|even|first)(?:Header|Footer)$/.test(name) ? partsOfHeader(line) : undefined;
}

/** A sheet's header has three parts and codes for its fonts: &C&"Arial,Bold"&14MẬT. */
const partsOfHeader = (line: string): readonly string[] =>
  line.split(/&[LCR]|\n/).map((part) => part.replace(/&(?:"[^"]*"|\d+|K[0-9A-F]{6}|[A-Z])/g, ''));

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const literal = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x?)?(\w+);/g, (whole, sign, name) => character(sign, name) ?? whole)
    : text;

function character(sign: string | undefined, name: string): string | undefined {
  if (!sign) return entities[name];
  const code = Number.parseInt(name, sign === '#x' ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
