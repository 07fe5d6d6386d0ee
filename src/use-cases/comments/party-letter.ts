import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';

export type LetterHead = {
  /** The body that writes, a line each. */
  readonly from: readonly string[];
  readonly party: string;
  readonly placeAndDay: string;
  readonly title: string;
  readonly about: readonly string[];
};

// Sizes in half points, distances in twentieths of a point: A4 with the margins and the 14 points of a Party letter.
const text = 28;
const page = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 1134, bottom: 1134, left: 1701, right: 850 },
};
const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' } as const;
const noBorders = { top: none, bottom: none, left: none, right: none };

type Look = { readonly bold?: boolean; readonly italics?: boolean; readonly size?: number };

export const run = (words: string, look: Look = {}): TextRun => new TextRun({ text: words, ...look });

const centred = (words: string, look: Look = {}): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [run(words, look)] });

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

export const ending = (lines: readonly (readonly [string, Look])[]): Table =>
  columns(
    [new Paragraph('')],
    lines.map(([words, look]) => centred(words, look)),
  );

const cell = (children: readonly Paragraph[], percent: number): TableCell =>
  new TableCell({
    width: { size: percent, type: WidthType.PERCENTAGE },
    borders: noBorders,
    children: [...children],
  });

const columns = (left: readonly Paragraph[], right: readonly Paragraph[]): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
    rows: [new TableRow({ children: [cell(left, 48), cell(right, 52)] })],
  });

const underlined = (words: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    indent: { left: 120, right: 120 },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    children: [run(words, { bold: true, size: 30 })],
  });

const letterHead = ({ from, party, placeAndDay }: LetterHead): Table =>
  columns(
    [...from.map((line, at) => centred(line, { bold: at === from.length - 1 })), centred('*')],
    [
      underlined(party),
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { before: 120 },
        children: [run(placeAndDay, { italics: true })],
      }),
    ],
  );

/** A letter in the form of the Party's offices. */
export function partyLetter(head: LetterHead, content: readonly (Paragraph | Table)[]): Promise<Buffer> {
  const title = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 360 },
    children: [run(head.title, { bold: true, size: 32 })],
  });
  const about = head.about.map((line, at) => centred(line, { bold: at === 0 }));
  const document = new Document({
    creator: head.from.join(' '),
    title: head.title,
    styles: {
      default: { document: { run: { font: 'Times New Roman', size: text, language: { value: 'vi-VN' } } } },
    },
    sections: [{ properties: { page }, children: [letterHead(head), title, ...about, ...content] }],
  });
  return Packer.toBuffer(document);
}
