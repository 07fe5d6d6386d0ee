import { AlignmentType, Paragraph } from 'docx';
import type { LetterForm } from '../../domain/letter-form.ts';
import { type Head, headTable } from './head.ts';
import { centred, columns, printed, rule, run } from './paper.ts';

export type OfficialLetter = {
  readonly head: Head;
  /** A letter (công văn) has none. */
  readonly title?: { readonly name: string; readonly about: string };
  readonly salutation: string;
  readonly addressee: string;
  readonly content: readonly Paragraph[];
  /** Nơi nhận, then who they are. */
  readonly recipients: { readonly label: string; readonly lines: readonly string[] };
  /** For whom or in whose place it is signed, if anybody's; then the post. */
  readonly authority: readonly string[];
  readonly post: string;
  readonly signer: string;
};

/** A letter that an office signs and sends. */
export function officialLetter(letter: OfficialLetter): Promise<Buffer> {
  const { head, title, content } = letter;
  const creator = [head.from.above, head.from.name].filter(Boolean).join(' ');
  return printed({ creator, title: title?.name ?? head.about?.replace('\n', ' ') ?? '' }, [
    headTable(head),
    ...titleLines(letter),
    addressed(letter),
    ...content,
    new Paragraph(''),
    columns(46, [[recipients(letter), signature(letter)]]),
  ]);
}

function titleLines({ head, title }: OfficialLetter): readonly Paragraph[] {
  if (!title) return [];
  return [
    centred(title.name, { bold: true, size: head.form === 'party' ? 32 : 28 }, { before: 360 }),
    centred(title.about, { bold: true }),
    head.form === 'party' ? centred('-----') : rule(3400),
  ];
}

const addressed = ({ head, salutation, addressee }: OfficialLetter): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 300, after: 240 },
    indent: { left: 567, right: 567 },
    children: [run(`${salutation} `, { italics: head.form === 'party' }), run(addressee)],
  });

const labelLooks = {
  party: { underline: true },
  state: { bold: true, italics: true, size: 24 },
} as const satisfies Record<LetterForm, object>;

function recipients({ head, recipients: { label, lines } }: OfficialLetter): readonly Paragraph[] {
  const size = head.form === 'party' ? 24 : 22;
  return [
    new Paragraph({ children: [run(label, labelLooks[head.form])] }),
    ...lines.map((words) => new Paragraph({ children: [run(words, { size })] })),
  ];
}

/** Of a Party letter the post is plain below whom it is signed for. */
function signature({ head, authority, post, signer }: OfficialLetter): readonly Paragraph[] {
  const isPlain = head.form === 'party' && authority.length > 0;
  const room = Array.from({ length: 4 }, () => centred(''));
  return [
    ...authority.map((words) => centred(words, { bold: true })),
    centred(post, { bold: !isPlain }),
    ...room,
    centred(signer, { bold: true }),
  ];
}
