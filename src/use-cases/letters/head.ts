import { AlignmentType, Paragraph, type Table } from 'docx';
import type { Letterhead } from '../../domain/letter-form.ts';
import { centred, columns, rule, ruled, run } from './paper.ts';

/** What stands at the top of a letter. */
export type Head = {
  readonly from: Letterhead;
  readonly placeAndDay: string;
  readonly number?: string;
  /** Of a letter without a title: what it is about, below its number, a line each. */
  readonly about?: string;
} & (
  | { readonly form: 'party'; readonly party: string }
  | { readonly form: 'state'; readonly country: string; readonly motto: string }
);

export const headTable = (head: Head): Table =>
  head.form === 'party'
    ? columns(46, [
        [[...issuer(head.from, 28), centred('*')], [ruled(head.party, { bold: true, size: 30 }, 120)]],
        [below(head, 28, true), [placeAndDay(head)]],
      ])
    : columns(40, [
        [
          [...issuer(head.from, 26), rule(1080)],
          [
            centred(head.country, { bold: true, size: 24 }),
            ruled(head.motto, { bold: true, size: 26 }, 1040),
          ],
        ],
        [below(head, 26, false), [placeAndDay(head)]],
      ]);

const issuer = ({ above, name }: Letterhead, size: number): readonly Paragraph[] => [
  ...(above === undefined ? [] : [centred(above, { size })]),
  centred(name, { bold: true, size }),
];

const below = ({ number, about }: Head, size: number, italics: boolean): readonly Paragraph[] => [
  ...(number === undefined ? [new Paragraph('')] : [centred(number, { size }, { before: 60 })]),
  ...(about?.split('\n') ?? []).map((line) => centred(line, { size: 24, italics })),
];

const placeAndDay = ({ placeAndDay: words }: Head): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 60 },
    children: [run(words, { italics: true })],
  });
