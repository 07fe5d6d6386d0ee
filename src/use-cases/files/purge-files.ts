import type { Address } from '../../domain/channel.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { ActOf } from '../app.ts';

/** Files whose sender says that they bear a secret mark: what was kept of them goes, and what names them. */
export async function purgeFiles(act: ActOf, at: Address, files: readonly KeptFile[]): Promise<void> {
  for (const { file, name, caption } of files) {
    await act.store.inbox.forgetFile(`person:${act.actor.id}`, file);
    await act.store.transcripts.takeOut(at, escapeMarkup(name), escapeMarkup(caption ?? ''));
    if (await act.store.files.forget(file)) await act.vault.drop(file);
  }
}
