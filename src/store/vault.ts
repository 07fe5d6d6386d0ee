import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileId } from '../domain/identity.ts';

/** Files by their SHA-256, each kept once. */
export type Vault = {
  readonly keep: (bytes: Buffer) => Promise<FileId>;
  readonly bring: (id: FileId) => Promise<Buffer | undefined>;
};

const exists = (path: string): Promise<boolean> => stat(path).then(() => true, absent(false));

/** For `catch`: a file that is not there is the given value; anything else is a fault. */
const absent =
  <Value>(value: Value) =>
  (error: NodeJS.ErrnoException): Value => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };

export function openVault(folder: string): Vault {
  const pathOf = (id: FileId) => join(folder, id.slice(0, 2), id);
  return {
    async keep(bytes) {
      const id = createHash('sha256').update(bytes).digest('hex') as FileId;
      const path = pathOf(id);
      if (await exists(path)) return id;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // Written aside and renamed: a process that dies half-way leaves no half of a file under the name.
      const aside = `${path}.${randomUUID()}`;
      const file = await open(aside, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, path);
      return id;
    },
    bring: (id) =>
      /^[0-9a-f]{64}$/.test(id) ? readFile(pathOf(id)).catch(absent(undefined)) : Promise.resolve(undefined),
  };
}
