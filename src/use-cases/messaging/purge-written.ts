import type { FileId } from '../../domain/identity.ts';
import type { ActOf } from '../app.ts';

type Written = {
  /** What was sent and answered there was for the form. */
  readonly written: readonly { readonly lane: string; readonly from: string; readonly to?: string }[];
  readonly texts: readonly string[];
  readonly files: readonly FileId[];
  /** What other forms hold, in which files may be that are theirs. */
  readonly spared: string;
};

/** What somebody wrote for a form, and what we answered, goes for good with every file sent for it; those files. */
export async function purgeWritten(
  { store, vault, actor }: ActOf,
  { written, texts, files: named, spared }: Written,
): Promise<ReadonlySet<string>> {
  const files = new Set(named);
  // The very words may have been typed before the form was begun.
  const own = { lane: `person:${actor.id}`, from: undefined, to: undefined };
  for (const { lane, from, to } of [own, ...written])
    for (const { file } of await store.inbox.purge({ lane, from, to, texts })) if (file) files.add(file);
  for (const file of files) {
    if (spared.includes(file)) files.delete(file);
    else if (await store.files.forget(file)) await vault.drop(file);
  }
  return files;
}
