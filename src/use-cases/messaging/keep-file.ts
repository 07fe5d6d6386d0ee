import { fileTypeFromBuffer } from 'file-type';
import type { Attachment, Fetched, Kept } from '../../domain/channel.ts';
import { documentKind, hasName } from '../../domain/file-kind.ts';
import { shortenFileName } from '../../domain/shorten.ts';
import { dateOf } from '../../domain/time.ts';
import { tidy } from '../../domain/vietnamese-text.ts';
import type { App } from '../app.ts';

type Needs = Pick<App, 'vault' | 'database' | 'clock'>;

/** Brings a file into our own store, if it is of a kind an office uses and says so in its name. Pictures lose what they know of place and camera. */
export async function keepFile(needs: Needs, attachment: Attachment, fetched: Fetched): Promise<Kept> {
  if (fetched.outcome !== 'fetched') return { trouble: fetched.outcome };
  if (fetched.bytes.length === 0) return { trouble: 'empty' };
  const found = await fileTypeFromBuffer(fetched.bytes);
  const kind = documentKind(found?.ext, attachment.name);
  if (!kind) return { trouble: 'wrong-kind' };
  const name = cleanName(attachment.name, kind.extensions[0]);
  if (!hasName(kind, name)) return { trouble: 'wrong-name' };
  return kind.picture ? keepPicture(needs, fetched.bytes, name) : keep(needs, fetched.bytes, name, kind.mime);
}

function cleanName(name: string, extension: string): string {
  const clean = shortenFileName(tidy(name.replaceAll(/[\\/\n\r<>:"|?*]/g, ' ')), 120);
  const nameless = /^(?:[\s.]*\.)?([^.]*)$/.exec(clean);
  return nameless ? `tệp.${nameless[1] || extension}` : clean;
}

/** Turned upright, made no larger than a screen needs, and written anew: nothing of the camera's own data stays. */
async function keepPicture(needs: Needs, bytes: Buffer, name: string): Promise<Kept> {
  const { default: sharp } = await import('sharp');
  try {
    const picture = sharp(bytes, { limitInputPixels: 100_000_000 }).rotate();
    const plain = await picture
      .resize({ width: 2048, height: 2048, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 85 })
      .toBuffer();
    return keep(needs, plain, name.replace(/\.[^.]*$/, '.jpg'), 'image/jpeg');
  } catch {
    return { trouble: 'wrong-kind' };
  }
}

async function keep(
  { vault, database, clock }: Needs,
  bytes: Buffer,
  name: string,
  mime: string,
): Promise<Kept> {
  const file = await vault.keep(bytes);
  const size = bytes.length;
  await database.store.files.remember({ id: file, size, mime }, dateOf(clock.now()));
  return { file, name, mime, size };
}
