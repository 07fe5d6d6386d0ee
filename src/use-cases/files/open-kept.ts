import { Readable } from 'node:stream';
import type { FileId } from '../../domain/identity.ts';
import type { Held } from '../../store/vault.ts';
import type { App } from '../app.ts';

/** A file that we keep: in the vault, or with its row where we made it. */
export async function openKept(
  { database, vault }: Pick<App, 'database' | 'vault'>,
  id: FileId,
): Promise<Held | undefined> {
  const made = await database.store.files.made(id);
  return made ? { size: made.length, read: () => Readable.from([made]) } : vault.open(id);
}
