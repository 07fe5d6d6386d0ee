import { fileTypeFromFile } from 'file-type';
import {
  type Attachment,
  type ChannelName,
  type Fetched,
  features,
  type Kept,
} from '../../domain/channel.ts';
import { documentKind, type FileKind, hasName, isHeic, mustBeLocked } from '../../domain/file-kind.ts';
import type { Unread } from '../../domain/kept-file.ts';
import { saysSecret } from '../../domain/secret-mark.ts';
import { shortenFileName } from '../../domain/shorten.ts';
import { dateOf } from '../../domain/time.ts';
import { tidy } from '../../domain/vietnamese-text.ts';
import type { Taken } from '../../store/vault.ts';
import type { App } from '../app.ts';
import { readText } from '../files/read-text.ts';

type Needs = Pick<App, 'vault' | 'database' | 'clock'>;

/** A file somebody sent, and what was written with it. */
export type SentFile = {
  readonly channel: ChannelName;
  readonly attachment: Attachment;
  readonly caption: string;
};

/**
 * Brings a file into our own store, if it is of a kind an office uses, says so in its name, and bears no secret mark.
 * Pictures lose what they know of place and camera.
 */
export async function keepFile(needs: Needs, sent: SentFile, fetched: Fetched): Promise<Kept> {
  if (fetched.outcome !== 'fetched') return { trouble: fetched.outcome };
  const taken = await needs.vault.take(fetched.bytes, features[sent.channel].receiveAtMost);
  if (taken === 'too-big') return { trouble: 'too-big' };
  try {
    return await keepTaken(needs, sent, taken);
  } finally {
    await taken.drop();
  }
}

async function keepTaken(needs: Needs, { attachment, caption }: SentFile, taken: Taken): Promise<Kept> {
  if (taken.size === 0) return { trouble: 'empty' };
  const found = await fileTypeFromFile(taken.path);
  if (isHeic(found?.ext)) return { trouble: 'heic' };
  const kind = documentKind(found?.ext, attachment.name);
  if (!kind) return { trouble: 'wrong-kind' };
  const name = cleanName(attachment.name, kind.extensions[0]);
  if (!hasName(kind, name)) return { trouble: 'wrong-name' };
  if (saysSecret(attachment.name) || saysSecret(caption)) return { trouble: 'secret' };
  const { isSecret, unread } = await readText(taken.path, kind);
  if (isSecret) return { trouble: 'secret' };
  if (mustBeLocked(kind) && unread !== 'locked') return { trouble: 'wrong-name' };
  return kind.text === 'picture'
    ? keepPicture(needs, taken, name)
    : keep(needs, taken, { name, mime: kind.mime, ...(unread && { unread }) });
}

function cleanName(name: string, extension: string): string {
  const clean = shortenFileName(tidy(name.replaceAll(/[\\/\n\r<>:"|?*]/g, ' ')), 120);
  const nameless = /^(?:[\s.]*\.)?([^.]*)$/.exec(clean);
  return nameless ? `tệp.${nameless[1] || extension}` : clean;
}

/** Turned upright, made no larger than a screen needs, and written anew: nothing of the camera's own data stays. */
async function keepPicture(needs: Needs, { path }: Taken, name: string): Promise<Kept> {
  const { default: sharp } = await import('sharp');
  const plain = sharp(path, { limitInputPixels: 100_000_000 })
    .rotate()
    .resize({ width: 2048, height: 2048, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 85 });
  let broken = false;
  plain.once('error', () => {
    broken = true;
  });
  try {
    const taken = await needs.vault.take(plain);
    if (taken === 'too-big') return { trouble: 'too-big' };
    const picture = {
      name: name.replace(/\.[^.]*$/, '.jpg'),
      mime: 'image/jpeg',
      unread: 'picture',
    } as const;
    return await keep(needs, taken, picture);
  } catch (error) {
    if (broken) return { trouble: 'wrong-kind' };
    throw error;
  }
}

type Named = { readonly name: string; readonly mime: FileKind['mime']; readonly unread?: Unread };

async function keep({ database, clock }: Needs, taken: Taken, named: Named): Promise<Kept> {
  const { size } = taken;
  const file = await taken.keep();
  await database.store.files.remember({ id: file, size, mime: named.mime }, dateOf(clock.now()));
  return { file, ...named, size };
}
