import { Document, Header, Packer, Paragraph, TextRun } from 'docx';

/** A Word document with the lines as paragraphs of its own, and a header if need be. */
export const docx = (lines: readonly string[], header?: string): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          ...(header && { headers: { default: new Header({ children: [new Paragraph(header)] }) } }),
          children: lines.map((line) => new Paragraph({ children: pieces(line) })),
        },
      ],
    }),
  );

// Word breaks a line into runs wherever somebody has edited it.
const pieces = (line: string) => [new TextRun(line.slice(0, 2)), new TextRun(line.slice(2))];

const escaped = (text: string): string => text.replace(/[\\()]/g, '\\$&');

type PdfPage = { readonly lines: readonly string[] } | 'picture';

/** A PDF whose letters are explained by a table, as word processors write it; or pages that are pictures. */
export function pdfOf(pages: readonly PdfPage[], extra = ''): Buffer {
  const letters = [...new Set(pages.flatMap((page) => (page === 'picture' ? [] : [...page.lines.join('')])))];
  const code = (letter: string) => (letters.indexOf(letter) + 1).toString(16).padStart(4, '0');
  const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');
  const table = `1 begincodespacerange <0000> <ffff> endcodespacerange ${letters.length} beginbfchar ${letters.map((letter) => `<${code(letter)}> <${hex(letter)}>`).join(' ')} endbfchar`;
  const stream = (text: string) => `<</Length ${text.length}>>stream\n${text}\nendstream`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, at) => `${6 + at * 2} 0 R`).join(' ')}]/Resources<</Font<</F1 3 0 R>>/XObject<</Im1 5 0 R>>>>>>`,
    '<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 4 0 R>>',
    stream(table),
    '<</Subtype/Image/Width 1/Height 1/Length 1>>stream\n0\nendstream',
  ];
  for (const [at, page] of pages.entries()) {
    const content =
      page === 'picture'
        ? '595 0 0 842 0 0 cm /Im1 Do'
        : `BT /F1 12 Tf 14 TL 72 780 Td ${page.lines.map((line) => `<${[...line].map(code).join('')}> Tj T*`).join(' ')} ET`;
    objects.push(`<</Type/Page/Parent 2 0 R/Contents ${7 + at * 2} 0 R>>`, stream(content));
  }
  const body = objects.map((object, at) => `${at + 1} 0 obj${object}endobj\n`).join('');
  return Buffer.from(`%PDF-1.7\n${body}trailer<</Root 1 0 R${escaped(extra)}>>\n%%EOF\n`, 'latin1');
}

/** The container of Word before 2007, as far as its signature goes, with something in it. */
export const container = (holds: string): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(holds, 'utf16le'),
    Buffer.alloc(512),
  ]);
