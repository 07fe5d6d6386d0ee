import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Bytes } from '../domain/channel.ts';
import type { FileId } from '../domain/identity.ts';

/** Files by their SHA-256, each kept once, and none of them ever whole in memory. */
export type Vault = {
  /** Writes what comes aside, to be looked at before it is kept. */
  readonly take: (bytes: Bytes, atMost?: number) => Promise<Taken | 'too-big'>;
  readonly open: (id: FileId) => Promise<Held | undefined>;
  readonly drop: (id: FileId) => Promise<void>;
};

/** A file on this machine that is nobody's yet: kept or dropped by whoever took it. */
export type Taken = {
  readonly id: FileId;
  readonly size: number;
  readonly path: string;
  readonly keep: () => Promise<FileId>;
  readonly drop: () => Promise<void>;
};

export type Held = { readonly size: number; readonly read: () => Readable };

/** Whoever reads hears what goes wrong; where nobody does yet, it must not end the program. */
export const heardLater = (stream: Readable): Readable => stream.on('error', () => {});

/** Where files are kept: a folder, or a bucket somewhere. */
export type Place = {
  /** Takes the file at the path over; what is there already stays. */
  readonly keep: (id: FileId, file: { path: string; size: number }) => Promise<void>;
  readonly open: (id: FileId) => Promise<Held | undefined>;
  readonly drop: (id: FileId) => Promise<void>;
};

/** `aside`: the folder for what is looked at. */
export function openVault(aside: string, place: Place): Vault {
  const cleared = clear(aside);
  return {
    async take(bytes, atMost = Number.POSITIVE_INFINITY) {
      await cleared;
      const path = join(aside, randomUUID());
      const drop = () => rm(path, { force: true });
      try {
        const written = await write(bytes, path, atMost);
        if (written) return { ...written, path, drop, keep: () => keep(place, { ...written, path }) };
      } catch (error) {
        await drop();
        throw error;
      }
      await drop();
      return 'too-big';
    },
    open: async (id) => (isId(id) ? place.open(id) : undefined),
    drop: async (id) => (isId(id) ? place.drop(id) : undefined),
  };
}

const isId = (id: string): boolean => /^[0-9a-f]{64}$/.test(id);

async function keep(place: Place, { id, path, size }: Omit<Taken, 'keep' | 'drop'>): Promise<FileId> {
  await place.keep(id, { path, size });
  await rm(path, { force: true });
  return id;
}

/** Undefined when it is longer. */
async function write(bytes: Bytes, path: string, atMost: number) {
  const hash = createHash('sha256');
  let size = 0;
  // Opened here: a stream that is given up before it has opened its file would still make one.
  const file = await open(path, 'wx', 0o600);
  try {
    await pipeline(
      bytes,
      async function* (pieces: Bytes) {
        for await (const piece of pieces) {
          size += piece.length;
          if (size > atMost) throw new TooLong();
          hash.update(piece);
          yield piece;
        }
      },
      file.createWriteStream({ flush: true }),
    );
  } catch (error) {
    if (error instanceof TooLong) return undefined;
    throw error;
  }
  return { id: hash.digest('hex') as FileId, size };
}

class TooLong extends Error {}

const dayMs = 24 * 60 * 60 * 1000;

/** What a process that died left behind; what another is looking at is young. */
async function clear(aside: string): Promise<void> {
  await mkdir(aside, { recursive: true, mode: 0o700 });
  const names = await readdir(aside);
  const { mtimeMs: now } = await stat(aside);
  for (const name of names) {
    const path = join(aside, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs > dayMs) await rm(path, { force: true });
  }
}

/** For what can only be read whole, such as a workbook. */
export async function wholeOf(bytes: Bytes): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What we made ourselves and hold anyway. */
export async function keepBytes(vault: Pick<Vault, 'take'>, bytes: Uint8Array): Promise<FileId> {
  const taken = await vault.take([bytes]);
  if (taken === 'too-big') throw new Error('a file of our own is too big');
  return taken.keep();
}

export async function bytesOf(vault: Pick<Vault, 'open'>, id: FileId): Promise<Buffer | undefined> {
  const held = await vault.open(id);
  return held && wholeOf(held.read());
}
