import { setImmediate as others } from 'node:timers/promises';
import { isSecretStamp } from '../../../domain/secret-mark.ts';
import type { TextRead } from '../read-text.ts';
import { type Document, TooMuch, withDocument } from './document.ts';
import { type Drawn, draw, drawForm, emptyCanvas, linesOf } from './page.ts';
import { type Dictionary, isDictionary, nameOf, type Value } from './syntax.ts';

const pagesAtMost = 1000;

/** The text of a PDF, as far as it has any: pages that are pictures, or letters without a table, are for eyes only. */
export function readPdf(path: string): Promise<TextRead> {
  return withDocument<TextRead>(path, async (document) =>
    document.isLocked ? { unread: 'locked' } : readPages(document),
  ).catch((error: unknown): TextRead => {
    // What a stranger's file makes of a reader is no fault of ours.
    if (error instanceof TooMuch || error instanceof RangeError || error instanceof TypeError)
      return { unread: 'scan' };
    throw error;
  });
}

async function readPages(document: Document): Promise<TextRead> {
  let pages = 0;
  let isForEyes = false;
  for await (const page of pagesOf(document, document.catalog?.get('Pages'), new Map(), 0)) {
    if (++pages > pagesAtMost) throw new TooMuch();
    const drawn = await drawnOn(document, page);
    if (bearsStamp(drawn)) return { isSecret: true };
    isForEyes ||= mustBeSeen(drawn);
    await others();
  }
  return pages === 0 || isForEyes ? { unread: 'scan' } : {};
}

const bearsStamp = ({ words }: Drawn): boolean =>
  linesOf(words).some((line, at, all) => isSecretStamp(line, all[at - 1]));

/** A page that shows something and says nothing, or says it in signs. */
const mustBeSeen = ({ letters, riddles, marks }: Drawn): boolean =>
  riddles > letters / 4 || (letters === 0 && marks > 0);

const inherited = ['Resources'] as const;

async function* pagesOf(
  document: Document,
  node: Value | undefined,
  above: Dictionary,
  depth: number,
): AsyncGenerator<Dictionary> {
  const own = await document.dictionary(node);
  const page = new Map(own);
  for (const key of inherited) {
    const value = own.get(key) ?? above.get(key);
    if (value !== undefined) page.set(key, value);
  }
  const kids = await document.resolve(own.get('Kids'));
  if (!Array.isArray(kids)) {
    if (nameOf(own.get('Type')) === 'Page') yield page;
    return;
  }
  if (depth > 20 || kids.length > pagesAtMost) throw new TooMuch();
  for (const kid of kids as readonly Value[]) yield* pagesOf(document, kid, page, depth + 1);
}

async function drawnOn(document: Document, page: Dictionary): Promise<Drawn> {
  const canvas = emptyCanvas(document);
  const resources = await document.dictionary(page.get('Resources'));
  const contents = page.get('Contents');
  const list = await document.resolve(contents);
  const parts: string[] = [];
  for (const one of Array.isArray(list) ? (list as readonly Value[]) : [contents]) {
    const part = await document.stream(one);
    if (part !== undefined) parts.push(part);
    else if (one !== undefined) canvas.drawn.marks++;
  }
  await draw(canvas, parts.join('\n'), resources);
  await drawNotes(canvas, page, resources);
  return canvas.drawn;
}

/** Stamps that were put on a page afterwards. */
async function drawNotes(
  canvas: ReturnType<typeof emptyCanvas>,
  page: Dictionary,
  around: Dictionary,
): Promise<void> {
  const { document } = canvas;
  const notes = await document.resolve(page.get('Annots'));
  for (const note of Array.isArray(notes) ? (notes as readonly Value[]) : []) {
    const look = await document.dictionary((await document.dictionary(note)).get('AP'));
    const normal = look.get('N');
    if (!isDictionary(normal)) await drawForm(canvas, normal, around);
  }
}
