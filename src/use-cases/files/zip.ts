import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

export type ZipEntry = {
  readonly name: string;
  readonly isLocked: boolean;
  readonly isPacked: boolean;
  readonly packed: number;
  readonly at: number;
};

const endAtMost = 65_557;
const directoryAtMost = 4 * 1024 * 1024;

/** What an archive holds; undefined when it is broken. */
export async function entriesOf(path: string): Promise<readonly ZipEntry[] | undefined> {
  const file = await open(path);
  try {
    return await directoryOf(file);
  } finally {
    await file.close();
  }
}

async function directoryOf(file: FileHandle): Promise<readonly ZipEntry[] | undefined> {
  const { size } = await file.stat();
  const tail = await bytesAt(file, Math.max(0, size - endAtMost), Math.min(size, endAtMost));
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 22 > tail.length) return undefined;
  const length = tail.readUInt32LE(end + 12);
  if (length > directoryAtMost) return undefined;
  const directory = await bytesAt(file, tail.readUInt32LE(end + 16), length);
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + name),
      isLocked: (directory.readUInt16LE(at + 8) & 1) === 1,
      isPacked: directory.readUInt16LE(at + 10) === 8,
      packed: directory.readUInt32LE(at + 20),
      at: directory.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

/** An entry unpacked as it is read. */
export async function* contentOf(path: string, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.packed === 0) return;
  const file = await open(path);
  const header = await bytesAt(file, entry.at, 30).finally(() => file.close());
  const start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = createReadStream(path, { start, end: start + entry.packed - 1 });
  if (!entry.isPacked) return yield* packed;
  const unpacked = createInflateRaw();
  pipeline(packed, unpacked, () => {});
  yield* unpacked;
}
