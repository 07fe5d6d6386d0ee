import type { Paragraph, Table } from 'docx';
import { type Head, headTable } from './head.ts';
import { centred, columns, type Look, printed } from './paper.ts';

export type PartyLetter = {
  readonly head: Extract<Head, { form: 'party' }>;
  readonly title: string;
  readonly about: readonly string[];
  readonly content: readonly (Paragraph | Table)[];
  /** Who wrote it, at the right. */
  readonly ending: readonly (readonly [string, Look])[];
};

/** What an office of the Party compiles: with a title, and no number. */
export function partyLetter({ head, title, about, content, ending }: PartyLetter): Promise<Buffer> {
  const { above, name } = head.from;
  return printed({ creator: [above, name].filter(Boolean).join(' '), title }, [
    headTable(head),
    centred(title, { bold: true, size: 32 }, { before: 360 }),
    ...about.map((line, at) => centred(line, { bold: at === 0 })),
    ...content,
    columns(48, [[[centred('')], ending.map(([words, look]) => centred(words, look))]]),
  ]);
}
