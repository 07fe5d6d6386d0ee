import type { Bytes } from './channel.ts';

/** A field of a form as it is posted. Its bytes are read before the next part is asked for, or passed over. */
export type Part = {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly mime: string;
  readonly bytes: AsyncIterable<Uint8Array>;
};

/** What was posted is no form, or ends in its middle. */
export class MalformedForm extends Error {}

const headersAtMost = 16 * 1024;

export const boundaryOf = (contentType: string): string | undefined => {
  const found = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(
    contentType,
  );
  return found?.[1] ?? found?.[2];
};

/** The parts of a form, one after the other, as they come. */
export async function* partsOf(body: Bytes, boundary: string): AsyncGenerator<Part> {
  const mark = Buffer.from(`\r\n--${boundary}`);
  const source = sourceOf(body);
  await pass(source.until(mark));
  while ((await textOf(source.until(Buffer.from('\r\n')), headersAtMost)).trim() !== '--') {
    const headers = await textOf(source.until(Buffer.from('\r\n\r\n')), headersAtMost);
    let ended = false;
    const bytes = async function* () {
      yield* source.until(mark);
      ended = true;
    };
    yield { ...described(headers), bytes: bytes() };
    if (!ended) await pass(source.until(mark));
  }
}

/** `until`: what comes before the mark, which is passed over. */
function sourceOf(body: Bytes) {
  const pieces = Symbol.asyncIterator in body ? body[Symbol.asyncIterator]() : body[Symbol.iterator]();
  // The first boundary has no line before it, and the last perhaps none behind it.
  let held: Buffer = Buffer.from('\r\n');
  let last = false;
  const more = async (): Promise<void> => {
    const { done, value } = await pieces.next();
    if (done && last) throw new MalformedForm();
    last = done === true;
    held = Buffer.concat([held, done ? Buffer.from('\r\n') : value]);
  };
  return {
    async *until(mark: Buffer): AsyncGenerator<Uint8Array> {
      for (;;) {
        const at = held.indexOf(mark);
        const until = at < 0 ? held.length - mark.length + 1 : at;
        const piece = held.subarray(0, Math.max(until, 0));
        held = held.subarray(piece.length + (at < 0 ? 0 : mark.length));
        if (piece.length > 0) yield piece;
        if (at >= 0) return;
        await more();
      }
    },
  };
}

async function pass(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of bytes);
}

/** A part as text; longer than that it is none of ours. */
export async function textOf(bytes: AsyncIterable<Uint8Array>, atMost: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > atMost) throw new MalformedForm();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function described(headers: string): Omit<Part, 'bytes'> {
  const [, disposition = ''] = /^content-disposition:(.*)$/im.exec(headers) ?? [];
  const [, mime = ''] = /^content-type:\s*(\S+)/im.exec(headers) ?? [];
  const value = (key: string) => new RegExp(`;\\s*${key}="([^"]*)"`, 'i').exec(disposition)?.[1];
  const fileName = value('filename');
  return { name: plain(value('name') ?? ''), fileName: fileName && plain(fileName), mime };
}

const escapes: Readonly<Record<string, string>> = { '%22': '"', '%0D': '\r', '%0A': '\n' };
// Browsers escape only what would end the header.
const plain = (value: string): string =>
  value.replace(/%22|%0D|%0A/gi, (found) => escapes[found.toUpperCase()] ?? found);
