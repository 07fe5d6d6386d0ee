import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileId } from '../domain/identity.ts';
import { heardLater, type Place } from './vault.ts';

/** For `catch`: a file that is not there is nothing; anything else is a fault. */
function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** Files kept in a folder of this machine, on one disk with what is taken. */
export function folderPlace(folder: string): Place {
  const pathOf = (id: FileId) => join(folder, id.slice(0, 2), id);
  const sizeOf = async (id: FileId) => (await stat(pathOf(id)).catch(absent))?.size;
  return {
    async keep(id, { path }) {
      if ((await sizeOf(id)) !== undefined) return;
      await mkdir(dirname(pathOf(id)), { recursive: true, mode: 0o700 });
      // Renamed: a process that dies half-way leaves no half of a file under the name.
      await rename(path, pathOf(id));
    },
    async open(id) {
      const size = await sizeOf(id);
      return size === undefined ? undefined : { size, read: () => heardLater(createReadStream(pathOf(id))) };
    },
    drop: (id) => rm(pathOf(id), { force: true }),
  };
}
