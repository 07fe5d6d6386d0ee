import type { Entry } from './entry.ts';
import { apply } from './history.ts';
import type { FileId, OfficeId, RecommendationId } from './identity.ts';
import type { KeptFile } from './kept-file.ts';
import type { LetterNumber } from './letter-number.ts';
import type { Standing } from './recommendation.ts';

/** answer: công văn trả lời; forwarding: phiếu chuyển. */
export type LetterKind = 'answer' | 'forwarding';

/** A letter as it was made; without a number it was left blank, to be filled in by hand. */
export type Letter = {
  readonly recommendation: RecommendationId;
  /** Of the entry of its history that it is about. */
  readonly position: number;
  readonly office: OfficeId;
  readonly kind: LetterKind;
  readonly number: LetterNumber | undefined;
  /** ISO day. */
  readonly writtenOn: string;
  readonly file: FileId;
};

/** What an office can write a letter about: that it answered, or passed on. */
export type Subject = Answering | PassingOn;
type About = { readonly position: number; readonly office: OfficeId };
export type Answering = About & {
  readonly kind: 'answer';
  readonly text: string;
  readonly files: readonly KeptFile[];
};
export type PassingOn = About & {
  readonly kind: 'forwarding';
  readonly reason: string;
  /** As it stood once it was with the other office. */
  readonly standing: Standing;
};

/** The last thing of the kind that one of the offices did. */
export function lastSubject<Kind extends LetterKind>(
  entries: readonly Entry[],
  kind: Kind,
  offices: readonly OfficeId[],
): Extract<Subject, { kind: Kind }> | undefined {
  const isTheirs = (one: Subject): one is Extract<Subject, { kind: Kind }> =>
    one.kind === kind && offices.includes(one.office);
  return subjects(entries).findLast(isTheirs);
}

function subjects(entries: readonly Entry[]): readonly Subject[] {
  const found: Subject[] = [];
  let before: Standing | undefined;
  for (const [position, entry] of entries.entries()) {
    const standing = apply(before, entry);
    const office = before?.office ?? standing.office;
    if (entry.what === 'answered') {
      const { text, files = [] } = entry.data;
      found.push({ kind: 'answer', position, office, text, files });
    }
    if (entry.what === 'transferred')
      found.push({ kind: 'forwarding', position, office, reason: entry.data.reason ?? '', standing });
    before = standing;
  }
  return found;
}
