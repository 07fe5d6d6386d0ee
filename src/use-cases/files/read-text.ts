import { createReadStream } from 'node:fs';
import type { FileKind } from '../../domain/file-kind.ts';
import type { Unread } from '../../domain/kept-file.ts';
import { isSecretStamp } from '../../domain/secret-mark.ts';
import { readPdf } from './pdf/read-pdf.ts';
import { linesOfRtf } from './rtf-lines.ts';
import { linesOfXml } from './xml-lines.ts';
import { contentOf, entriesOf, type ZipEntry } from './zip.ts';

/** What came of reading a file for a secret stamp; neither: it was read and has none. */
export type TextRead = { readonly isSecret?: true; readonly unread?: Unread };

/** Looks for a stamp in the text of a file that was taken. */
export async function readText(path: string, kind: FileKind): Promise<TextRead> {
  switch (kind.text) {
    case 'picture':
      return { unread: 'picture' };
    case 'sound':
      return {};
    case 'pdf':
      return readPdf(path);
    case 'rtf':
      return search(linesOfRtf(createReadStream(path)));
    case 'archive':
      return readArchive(path);
    case 'container':
      return readContainer(path);
  }
}

async function search(lines: AsyncIterable<string>, unread?: Unread): Promise<TextRead> {
  let above = '';
  for await (const line of lines) {
    if (isSecretStamp(line, above)) return { isSecret: true };
    if (/\p{L}/u.test(line)) above = line;
  }
  if (unread) return { unread };
  return above !== '' ? {} : { unread: 'scan' };
}

const parts =
  /^(?:word\/(?!styles|settings|fontTable|numbering|webSettings)[^/]+\.xml|xl\/(?:sharedStrings\.xml|(?:worksheets|drawings|chartsheets)\/[^/]+\.(?:xml|vml))|ppt\/(?:slides|notesSlides|slideMasters|slideLayouts)\/[^/]+\.xml|(?:content|styles)\.xml)$/;

const unpackedAtMost = 80 * 1024 * 1024;
class TooMuch extends Error {}

async function readArchive(path: string): Promise<TextRead> {
  const entries = await entriesOf(path);
  if (!entries) return { unread: 'old' };
  if (await isLockedArchive(path, entries)) return { unread: 'locked' };
  try {
    return await search(linesIn(path, entries));
  } catch (error) {
    // It unpacks to too much, or not at all.
    if (error instanceof TooMuch || (error as NodeJS.ErrnoException).code?.startsWith('Z_'))
      return { unread: 'old' };
    throw error;
  }
}

async function* linesIn(path: string, entries: readonly ZipEntry[]): AsyncGenerator<string> {
  let left = unpackedAtMost;
  const counted = async function* (pieces: AsyncIterable<Uint8Array>) {
    for await (const piece of pieces) {
      left -= piece.length;
      if (left < 0) throw new TooMuch();
      yield piece;
    }
  };
  for (const entry of entries) if (parts.test(entry.name)) yield* linesOfXml(counted(contentOf(path, entry)));
}

/** OpenDocument says in its list of contents that they are locked. */
async function isLockedArchive(path: string, entries: readonly ZipEntry[]): Promise<boolean> {
  if (entries.some(({ isLocked }) => isLocked)) return true;
  const list = entries.find(({ name }) => name === 'META-INF/manifest.xml');
  return list !== undefined && holds(contentOf(path, list), Buffer.from('encryption-data'));
}

/** Office's files of before 2007, and newer ones with a password. */
async function readContainer(path: string): Promise<TextRead> {
  if (await isLockedContainer(path)) return { unread: 'locked' };
  return search(linesOfOldOffice(createReadStream(path)), 'old');
}

export const isLockedContainer = (path: string): Promise<boolean> =>
  holds(createReadStream(path), Buffer.from('EncryptedPackage', 'utf16le'));

async function holds(pieces: AsyncIterable<Uint8Array>, wanted: Buffer): Promise<boolean> {
  let before = Buffer.alloc(0);
  for await (const piece of pieces) {
    const both = Buffer.concat([before, piece]);
    if (both.includes(wanted)) return true;
    before = both.subarray(Math.max(0, both.length - wanted.length));
  }
  return false;
}

/** Runs of letters between what is no text: for certain only where something is found. */
async function* linesOfOldOffice(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-16le');
  let held = '';
  for await (const piece of pieces) {
    const runs = (held + decoder.decode(piece, { stream: true })).split(/[^\p{L}\p{M}\p{N}\p{P} ]+/u);
    held = (runs.pop() ?? '').slice(-200);
    yield* runs;
  }
  yield held;
}
