import type { RecommendationId } from '../../domain/identity.ts';
import type { Letter, LetterKind } from '../../domain/letter.ts';
import { type LetterNumber, writeLetterNumber } from '../../domain/letter-number.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf, dayIn } from '../../domain/time.ts';
import type { KeptLetter } from '../../store/letters.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { answerLetter } from './answer-letter.ts';
import { forwardingSlip } from './forwarding-slip.ts';
import { officialLetter } from './official-letter.ts';
import { type LetterDraft, type OpenedLetter, openLetter, paperWords, wordMime } from './open-letter.ts';

/** `corrects`: the number it bears gives way to this one. */
export type Numbering = { readonly number: LetterNumber | undefined; readonly corrects: boolean };

/**
 * Makes the letter, once: one that bears a number stays as it is, until its number is corrected. Then it is made anew,
 * of the same day; one without a number is of the day on which it is made.
 */
export async function writeLetter(
  act: ActOf,
  id: RecommendationId,
  kind: LetterKind,
  { number, corrects }: Numbering,
): Promise<{ readonly told: Told; readonly letter: KeptLetter }> {
  const { office } = (await openLetter(act, id, kind)).subject;
  await act.store.letters.openBook(office);
  // What a colleague has made meanwhile is seen now.
  const opened = await openLetter(act, id, kind);
  const { told, kept, subject } = opened;
  if (kept?.number && (!corrects || isSame(kept.number, number))) return { told, letter: kept };
  const writtenOn = kept?.number ? kept.writtenOn : dayIn(act.zone, act.now).toString();
  if (number) await refuseTaken(act, opened, number, writtenOn);
  const made = { ...opened, number, writtenOn };
  const bytes = await printed(act, made);
  const file = await act.store.files.make(bytes, wordMime, dateOf(act.now));
  const letter: Letter = {
    recommendation: id,
    position: subject.position,
    office,
    kind,
    number,
    writtenOn,
    file,
  };
  await act.store.letters.keep(letter, act.actor.id);
  return { told, letter: { ...letter, size: bytes.length } };
}

const isSame = (one: LetterNumber, other: LetterNumber | undefined): boolean =>
  other !== undefined && writeLetterNumber(one) === writeLetterNumber(other);

async function refuseTaken(
  act: ActOf,
  { told, subject }: OpenedLetter,
  { ordinal }: LetterNumber,
  writtenOn: string,
): Promise<void> {
  const { kind, office, position } = subject;
  const year = Number(writtenOn.slice(0, 4));
  const other = await act.store.letters.bearing({ office, kind, year }, ordinal);
  if (!other || (other.id === told.id && other.position === position)) return;
  throw new Refusal('letter.number-taken', {
    ordinal,
    year,
    number: other.number,
    letter: act.translate(act.actor.language, `letter.name.${kind}`),
  });
}

async function printed(act: ActOf, draft: LetterDraft): Promise<Uint8Array<ArrayBuffer>> {
  const words = paperWords(act);
  const letter = isAnswer(draft)
    ? await answerLetter(act, words, draft)
    : await forwardingSlip(act, words, draft as LetterDraft<'forwarding'>);
  return new Uint8Array(await officialLetter(letter));
}

const isAnswer = (draft: LetterDraft): draft is LetterDraft<'answer'> => draft.subject.kind === 'answer';
