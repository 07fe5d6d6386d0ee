import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';

// Sizes in half points, distances in twentieths of a point: A4 with the margins and the 14 points of both forms.
const text = 28;
const wide = 11_906;
const margin = { top: 1134, bottom: 1134, left: 1701, right: 850, header: 567 };
const page = { size: { width: wide, height: 16_838 }, margin };
const between = wide - margin.left - margin.right;

const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' } as const;
const noBorders = { top: none, bottom: none, left: none, right: none };
const line = { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } as const;

export type Look = {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly underline?: boolean;
  readonly size?: number;
};

// XML has no way to write these, and a file with one of them opens nowhere.
const unwritable = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

export const run = (words: string, { underline, ...look }: Look = {}): TextRun =>
  new TextRun({ text: words.replace(unwritable, ''), ...look, ...(underline && { underline: {} }) });

type Spacing = { readonly before?: number; readonly after?: number };

export const centred = (words: string, look: Look = {}, spacing: Spacing = {}): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, spacing, children: [run(words, look)] });

export const heading = (words: string): Paragraph =>
  new Paragraph({
    keepNext: true,
    spacing: { before: 240, after: 80 },
    children: [run(words, { bold: true })],
  });

/** A paragraph as it is read aloud: first line indented, both edges straight. */
export const body = (children: readonly ParagraphChild[], keepNext = false): Paragraph =>
  new Paragraph({
    keepNext,
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: 567 },
    spacing: { after: 80, line: 300 },
    children: [...children],
  });

/** What people wrote, a paragraph a line. */
export const lines = (words: string, look: Look = {}): readonly Paragraph[] =>
  words
    .split('\n')
    .filter((one) => one.trim() !== '')
    .map((one) => body([run(one, look)]));

/** A centred line, with what is left free on each side of it. */
export const ruled = (words: string, look: Look, free: number): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    indent: { left: free, right: free },
    border: { bottom: line },
    children: [run(words, look)],
  });

/** A short line of its own below what stands above it. */
export const rule = (free: number): Paragraph =>
  new Paragraph({
    indent: { left: free, right: free },
    spacing: { line: 60, lineRule: 'exact', after: 60 },
    border: { bottom: line },
    children: [run('', { size: 4 })],
  });

type Cell = readonly Paragraph[];

/** Side by side, the left column so many hundredths wide; a row is not torn at the end of a page. */
export function columns(left: number, rows: readonly (readonly [Cell, Cell])[]): Table {
  const widths = [Math.round((between * left) / 100), Math.round((between * (100 - left)) / 100)];
  const cell = (children: Cell, at: number): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: { left: 0, right: 0 },
      verticalAlign: VerticalAlignTable.TOP,
      borders: noBorders,
      children: [...children],
    });
  return new Table({
    width: { size: between, type: WidthType.DXA },
    columnWidths: widths,
    borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
    rows: rows.map((cells) => new TableRow({ cantSplit: true, children: cells.map(cell) })),
  });
}

const pageNumber = new Header({
  children: [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ children: [PageNumber.CURRENT] })],
    }),
  ],
});

/** The Word file; every page but the first bears its number. */
export function printed(
  { creator, title }: { readonly creator: string; readonly title: string },
  content: readonly (Paragraph | Table)[],
): Promise<Buffer> {
  const document = new Document({
    creator,
    title,
    styles: {
      default: { document: { run: { font: 'Times New Roman', size: text, language: { value: 'vi-VN' } } } },
    },
    sections: [
      {
        properties: { page, titlePage: true },
        headers: { default: pageNumber, first: new Header({ children: [new Paragraph('')] }) },
        children: [...content],
      },
    ],
  });
  return Packer.toBuffer(document);
}
