import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { type Dictionary, isDictionary, nameOf, readerOf, type Value } from './syntax.ts';

/** The objects of a PDF, each read when it is asked for; the file itself stays where it is. */
export type Document = {
  readonly isLocked: boolean;
  readonly resolve: (value: Value | undefined) => Promise<Value | undefined>;
  readonly dictionary: (value: Value | undefined) => Promise<Dictionary>;
  /** A stream unpacked, as text of one byte a character; undefined when there is none that can be read. */
  readonly stream: (value: Value | undefined) => Promise<string | undefined>;
  readonly catalog: Dictionary | undefined;
};

type Place = { readonly at: number } | { readonly within: string; readonly from: number };
type Found = { readonly value: Value | undefined; readonly stream?: { at: number; length: number } };

/** There is more of it than is read for a stamp. */
export class TooMuch extends Error {}

const pieceSize = 256 * 1024;
const overlap = 512;
const streamAtMost = 4 * 1024 * 1024;
const unpackedAtMost = 40 * 1024 * 1024;

export async function withDocument<Result>(
  path: string,
  work: (document: Document) => Promise<Result>,
): Promise<Result> {
  const file = await open(path);
  try {
    return await work(await documentOf(file));
  } finally {
    await file.close();
  }
}

async function documentOf(file: FileHandle): Promise<Document> {
  const { places, packed, isLocked, root } = await indexOf(file);
  let unpacked = 0;

  async function find(number: number): Promise<Found> {
    const place = places.get(number);
    if (!place) return { value: undefined };
    if ('within' in place) return { value: valueAt(place.within, place.from) };
    return objectAt(file, place.at);
  }
  const resolve = async (value: Value | undefined): Promise<Value | undefined> => {
    let found = value;
    for (let hops = 0; hops < 8 && isRef(found); hops++) found = (await find(found.ref)).value;
    return found;
  };
  async function stream(value: Value | undefined): Promise<string | undefined> {
    if (!isRef(value)) return undefined;
    const { value: head, stream: place } = await find(value.ref);
    if (!place || !isDictionary(head)) return undefined;
    const length = await resolve(head.get('Length'));
    const size = typeof length === 'number' ? length : place.length;
    if (size > streamAtMost) throw new TooMuch();
    const bytes = await bytesAt(file, place.at, size);
    const text = await unpack(bytes, await resolve(head.get('Filter')));
    unpacked += text?.length ?? 0;
    if (unpacked > unpackedAtMost) throw new TooMuch();
    return text;
  }
  for (const number of packed) await unpackObjects(number);

  async function unpackObjects(number: number): Promise<void> {
    const head = (await find(number)).value;
    const text = await stream({ ref: number });
    if (!isDictionary(head) || text === undefined) return;
    const first = await resolve(head.get('First'));
    const numbers = readerOf(text);
    const count = await resolve(head.get('N'));
    for (let index = 0; index < Number(count); index++) {
      const [own, from] = [numbers.next(), numbers.next()];
      if (typeof own === 'number' && typeof from === 'number' && !places.has(own))
        places.set(own, { within: text, from: Number(first) + from });
    }
  }

  const catalog = await resolve({ ref: root });
  return {
    isLocked,
    resolve,
    stream,
    catalog: isDictionary(catalog) ? catalog : undefined,
    async dictionary(value) {
      const found = await resolve(value);
      return isDictionary(found) ? found : new Map();
    },
  };
}

const isRef = (value: Value | undefined): value is { readonly ref: number } =>
  typeof value === 'object' && 'ref' in value;

const valueAt = (text: string, at: number): Value | undefined => readerOf(text, at).next();

const marks =
  /(?<!\d)(\d{1,8})\s{1,3}\d{1,5}\s{1,3}obj\b|\/(ObjStm)\b|\/(Encrypt|Root)\s+(\d{1,8})\s+\d+\s+R/g;

/** Where each object begins: the file is gone through once, whatever its own table says. The last of a number counts. */
async function indexOf(file: FileHandle) {
  const places = new Map<number, Place>();
  const packed = new Set<number>();
  let isLocked = false;
  let root = -1;
  let last = -1;
  const { size } = await file.stat();
  for (let start = 0; start < size; start += pieceSize) {
    const lead = Math.min(start, overlap);
    const text = (await bytesAt(file, start - lead, lead + pieceSize + overlap)).toString('latin1');
    for (const { index, 0: all, 1: number, 2: isPack, 3: key, 4: to } of text.matchAll(marks)) {
      if (index < lead || index >= lead + pieceSize) continue;
      if (key === 'Encrypt') isLocked = true;
      else if (key === 'Root') root = Number(to);
      else if (isPack) packed.add(last);
      else {
        last = Number(number);
        places.set(last, { at: start - lead + index + all.length });
      }
    }
  }
  return { places, packed, isLocked, root };
}

const headAtMost = 64 * 1024;

async function objectAt(file: FileHandle, at: number): Promise<Found> {
  for (let size = 4096; ; size *= 16) {
    const text = (await bytesAt(file, at, size)).toString('latin1');
    const reader = readerOf(text);
    const value = reader.next();
    const behind = reader.at();
    const follows = /^\s*stream(\r\n|\n|\r)/.exec(text.slice(behind, behind + 64));
    const isWhole = behind < text.length - 64 || text.length < size || size > headAtMost * 16;
    if (!isWhole) continue;
    if (!follows) return { value };
    const begins = at + behind + follows[0].length;
    return { value, stream: { at: begins, length: streamAtMost } };
  }
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

const inflated = promisify(inflate) as (bytes: Buffer, options: object) => Promise<Buffer>;

async function unpack(bytes: Buffer, filter: Value | undefined): Promise<string | undefined> {
  const names = (Array.isArray(filter) ? filter : filter === undefined ? [] : [filter]).map(nameOf);
  if (names.length === 0) return bytes.toString('latin1');
  if (names.length > 1 || names[0] !== 'FlateDecode') return undefined;
  // Z_SYNC_FLUSH: what is there counts, though its end be missing.
  const options = { maxOutputLength: streamAtMost * 2, finishFlush: 2 };
  const text = await inflated(bytes, options).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_BUFFER_TOO_LARGE') throw new TooMuch();
    return undefined;
  });
  return text?.toString('latin1');
}
