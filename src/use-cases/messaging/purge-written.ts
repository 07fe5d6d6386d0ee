import type { FileId } from '../../domain/identity.ts';
import type { ActOf } from '../app.ts';

type Written = {
  /** The message a form was begun with: what came after it was written for it. */
  readonly since: { readonly lane: string; readonly inbox: string } | undefined;
  readonly texts: readonly string[];
  readonly files: readonly FileId[];
  /** What other forms hold, in which files may be that are theirs. */
  readonly spared: string;
};

/** What somebody wrote for a form, and what we answered, goes for good with every file sent for it; those files. */
export async function purgeWritten(
  { store, vault, actor }: ActOf,
  { since, texts, files: named, spared }: Written,
): Promise<ReadonlySet<string>> {
  const lane = `person:${actor.id}`;
  // Who handed the form over may have written of other things since: there only what is in it goes.
  const former = since && since.lane !== lane ? since.lane : undefined;
  const emptied = await store.inbox.purge({ lane, after: former ? undefined : since?.inbox, texts });
  if (former) await store.inbox.purge({ lane: former, after: undefined, texts });
  const files = new Set([...named, ...emptied.flatMap(({ file }) => file ?? [])]);
  for (const file of files) {
    if (spared.includes(file)) files.delete(file);
    else if (await store.files.forget(file)) await vault.drop(file);
    if (former) await store.inbox.forgetFile(former, file);
  }
  return files;
}
