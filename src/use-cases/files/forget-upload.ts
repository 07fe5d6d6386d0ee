import type { Attachment, Kept } from '../../domain/channel.ts';
import type { FileId } from '../../domain/identity.ts';
import type { App } from '../app.ts';

/** What came by our own door lay in the vault as it was sent: it goes, unless it is what is kept, or was kept before. */
export async function forgetUpload(
  { vault, database }: Pick<App, 'vault' | 'database'>,
  { remote }: Attachment,
  kept: Kept,
): Promise<void> {
  const uploaded = /^(?:vault:)?([0-9a-f]{64})$/.exec(remote)?.[1] as FileId | undefined;
  if (!uploaded || ('file' in kept && kept.file === uploaded)) return;
  if (!(await database.store.files.isKnown(uploaded))) await vault.drop(uploaded);
}
