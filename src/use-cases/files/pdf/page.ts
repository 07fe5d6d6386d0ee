import type { Document } from './document.ts';
import { type Font, fontOf } from './font.ts';
import { type Dictionary, isDictionary, nameOf, readerOf, type Value } from './syntax.ts';

/** What is drawn on a page: words with their places, and how much of it no table of letters explains. */
export type Drawn = { readonly words: Word[]; letters: number; riddles: number; marks: number };
export type Word = { readonly text: string; readonly x: number; readonly y: number; readonly size: number };

type Matrix = readonly [number, number, number, number, number, number];
type State = {
  readonly matrix: Matrix;
  readonly font: Font | undefined;
  readonly size: number;
  readonly leading: number;
};

const asItIs: Matrix = [1, 0, 0, 1, 0, 0];
const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[1] * b[2],
  a[0] * b[1] + a[1] * b[3],
  a[2] * b[0] + a[3] * b[2],
  a[2] * b[1] + a[3] * b[3],
  a[4] * b[0] + a[5] * b[2] + b[4],
  a[4] * b[1] + a[5] * b[3] + b[5],
];

const formsAtMost = 5;
/** Of an em, what a letter takes up about. */
const breadth = 0.55;
const paints = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh', 'EI', 'BI']);

type Canvas = { readonly document: Document; readonly drawn: Drawn; readonly fonts: Map<Value, Font> };

export const emptyCanvas = (document: Document): Canvas => ({
  document,
  drawn: { words: [], letters: 0, riddles: 0, marks: 0 },
  fonts: new Map(),
});

/** Follows a stream of drawing operators. */
export async function draw(
  canvas: Canvas,
  content: string,
  resources: Dictionary,
  at: { readonly matrix: Matrix; readonly depth: number } = { matrix: asItIs, depth: 0 },
): Promise<void> {
  const { document, drawn } = canvas;
  const reader = readerOf(content);
  const saved: State[] = [];
  let state: State = { matrix: at.matrix, font: undefined, size: 0, leading: 0 };
  let text = asItIs;
  let line = asItIs;
  let given: Value[] = [];

  const numbers = (): Matrix =>
    [0, 1, 2, 3, 4, 5].map((index) => Number(given[index]) || 0) as unknown as Matrix;
  const move = (x: number, y: number) => {
    line = times([1, 0, 0, 1, x, y], line);
    text = line;
  };
  const show = (value: Value | undefined) => {
    if (typeof value !== 'object' || !('text' in value) || !state.font) return;
    const said = read(value.text, state.font, drawn);
    const place = times(text, state.matrix);
    const size = state.size * Math.hypot(place[2], place[3]);
    if (said !== '') drawn.words.push({ text: said, x: place[4], y: place[5], size });
    text = times([1, 0, 0, 1, said.length * breadth * state.size, 0], text);
  };
  const showAll = (list: Value | undefined) => {
    let pending = '';
    const flush = () => {
      show({ text: pending });
      pending = '';
    };
    for (const one of Array.isArray(list) ? (list as readonly Value[]) : []) {
      if (typeof one === 'object' && 'text' in one) pending += one.text;
      else if (typeof one === 'number' && one < -180) {
        flush();
        text = times([1, 0, 0, 1, (-one / 1000) * state.size, 0], text);
      }
    }
    flush();
  };
  const operators: Readonly<Record<string, () => void | Promise<void>>> = {
    q: () => void saved.push(state),
    Q: () => {
      state = saved.pop() ?? state;
    },
    cm: () => {
      state = { ...state, matrix: times(numbers(), state.matrix) };
    },
    BT: () => {
      text = asItIs;
      line = asItIs;
    },
    async Tf() {
      const font = await fontNamed(canvas, resources, given[0]);
      state = { ...state, font, size: Number(given[1]) || 0 };
    },
    TL: () => {
      state = { ...state, leading: Number(given[0]) || 0 };
    },
    Td: () => move(Number(given[0]) || 0, Number(given[1]) || 0),
    TD: () => {
      state = { ...state, leading: -(Number(given[1]) || 0) };
      move(Number(given[0]) || 0, Number(given[1]) || 0);
    },
    Tm: () => {
      line = numbers();
      text = line;
    },
    'T*': () => move(0, -state.leading),
    Tj: () => show(given[0]),
    TJ: () => showAll(given[0]),
    "'": () => {
      move(0, -state.leading);
      show(given[0]);
    },
    '"': () => {
      move(0, -state.leading);
      show(given[2]);
    },
    async Do() {
      drawn.marks++;
      const objects = await document.dictionary(resources.get('XObject'));
      await drawForm(canvas, objects.get(nameOf(given[0]) ?? ''), resources, { ...at, matrix: state.matrix });
    },
    BI: () => reader.skipTo(endOfImage(content, reader.at())),
  };
  for (let value = reader.next(); value !== undefined; value = reader.next()) {
    if (typeof value !== 'object' || !('operator' in value)) {
      given.push(value);
      continue;
    }
    if (paints.has(value.operator)) drawn.marks++;
    if (Object.hasOwn(operators, value.operator)) await operators[value.operator]?.();
    given = [];
  }
}

const endOfImage = (content: string, from: number): number => {
  const found = /\sEI(?=\s)/g;
  found.lastIndex = from;
  return found.exec(content) ? found.lastIndex : content.length;
};

/** A drawing within the drawing; a picture is nothing to read. */
export async function drawForm(
  canvas: Canvas,
  value: Value | undefined,
  around: Dictionary,
  { matrix, depth }: { readonly matrix: Matrix; readonly depth: number } = { matrix: asItIs, depth: 0 },
): Promise<void> {
  const { document } = canvas;
  const head = await document.dictionary(value);
  if (nameOf(head.get('Subtype')) !== 'Form' || depth >= formsAtMost) return;
  const content = await document.stream(value);
  if (content === undefined) return;
  const own = await document.resolve(head.get('Matrix'));
  const placed =
    Array.isArray(own) && own.length === 6 ? times(own.map(Number) as unknown as Matrix, matrix) : matrix;
  const resources = await document.resolve(head.get('Resources'));
  await draw(canvas, content, isDictionary(resources) ? resources : around, {
    matrix: placed,
    depth: depth + 1,
  });
}

async function fontNamed(
  { document, fonts }: Canvas,
  resources: Dictionary,
  name: Value | undefined,
): Promise<Font> {
  const all = await document.dictionary(resources.get('Font'));
  const value = all.get(nameOf(name) ?? '');
  const key = typeof value === 'object' && 'ref' in value ? value.ref : (value ?? 0);
  const found = fonts.get(key) ?? (await fontOf(document, value));
  fonts.set(key, found);
  return found;
}

function read(bytes: string, font: Font, drawn: Drawn): string {
  let said = '';
  for (let at = 0; at + font.bytes <= bytes.length; at += font.bytes) {
    const code =
      font.bytes === 1 ? bytes.charCodeAt(at) : bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1);
    const letter = font.letter(code);
    if (letter === undefined) drawn.riddles++;
    else said += letter;
  }
  drawn.letters += said.replaceAll(/\s/g, '').length;
  return said;
}

/** The words put together as an eye would: what stands on one height, unless there is a gap between. */
export function linesOf(words: readonly Word[]): readonly string[] {
  const sorted = words.toSorted((a, b) => b.y - a.y || a.x - b.x);
  const rows: Word[][] = [];
  for (const word of sorted) {
    const row = rows.at(-1);
    if (row?.[0] && Math.abs(row[0].y - word.y) <= Math.max(word.size, 1) * 0.35) row.push(word);
    else rows.push([word]);
  }
  return rows.flatMap(rowLines);
}

function rowLines(row: Word[]): readonly string[] {
  const lines: string[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { text, x, size } of row.sort((a, b) => a.x - b.x)) {
    const gap = x - end;
    if (gap > size * 2) lines.push(text);
    else lines[lines.length - 1] += (gap > size * 0.1 ? ' ' : '') + text;
    end = Math.max(end, x) + text.length * breadth * size;
  }
  return lines;
}
