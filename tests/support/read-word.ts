import { unzip } from './unzip.ts';

/** The words of a Word file, a paragraph a line, and the names of what is in it. */
export function readWord(bytes: Buffer) {
  const entries = unzip(bytes);
  const xml = entries.get('word/document.xml')!.toString();
  const paragraphs = [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p\/>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''),
  );
  return { paragraphs: paragraphs.filter((text) => text !== ''), names: [...entries.keys()], xml };
}
