import type { Entry } from '../../domain/entry.ts';
import { type RecommendationId, shortId } from '../../domain/identity.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { type Letter, type LetterKind, lastSubject, type Subject } from '../../domain/letter.ts';
import { formOf, type Issuer } from '../../domain/letter-form.ts';
import { type LetterNumber, numberAfter } from '../../domain/letter-number.ts';
import { escapeValues, plain } from '../../domain/markup.ts';
import type { Button } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dayIn } from '../../domain/time.ts';
import type { KeptLetter } from '../../store/letters.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act, ActOf } from '../app.ts';
import { type Reader, readerOf } from '../messaging/say.ts';
import type { Words } from './place-and-day.ts';

export const wordMime = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export type OpenedLetter<Kind extends LetterKind = LetterKind> = {
  readonly told: Told;
  readonly subject: Extract<Subject, { kind: Kind }>;
  readonly issuer: Issuer;
  readonly form: ReturnType<typeof formOf>;
  /** As it was made before. */
  readonly kept: KeptLetter | undefined;
};

/** With all that is to stand on it. */
export type LetterDraft<Kind extends LetterKind = LetterKind> = OpenedLetter<Kind> &
  Pick<Letter, 'number' | 'writtenOn'>;

/** What the letter is about, for the staff of the office that answered or passed it on. */
export async function openLetter<Kind extends LetterKind>(
  act: ActOf,
  id: RecommendationId,
  kind: Kind,
): Promise<OpenedLetter<Kind>> {
  const told = await act.store.recommendations.byId(id);
  const offices = act.actor.seats.map(({ office }) => office);
  if (!told?.sentTo.some((office) => offices.includes(office))) throw new Refusal('chat.not-yours');
  const subject = lastSubject(await act.store.recommendations.history(id), kind, offices);
  if (!subject)
    throw new Refusal(kind === 'answer' ? 'letter.not-answered' : 'letter.not-passed-on', {
      number: told.number,
    });
  const issuer = await act.store.letters.issuer(subject.office);
  if (!issuer) throw new Error(`no office ${subject.office}`);
  const kept = await act.store.letters.of(id, subject.position);
  return { told, subject, issuer, form: formOf(issuer), kept };
}

/** Which letters the person may have made. */
export function letterKinds(
  { actor }: Pick<ActOf, 'actor'>,
  told: Pick<Told, 'sentTo'>,
  history: readonly Entry[],
): readonly LetterKind[] {
  const offices = actor.seats.map(({ office }) => office);
  if (!told.sentTo.some((office) => offices.includes(office))) return [];
  return (['answer', 'forwarding'] as const).filter((kind) => lastSubject(history, kind, offices));
}

/** The next number of the office's book, where it has given one before. */
export async function suggestedNumber(
  act: Act,
  { kind, office }: Pick<Subject, 'kind' | 'office'>,
): Promise<LetterNumber | undefined> {
  const { year } = dayIn(act.zone, act.now);
  return numberAfter(await act.store.letters.lastNumber({ office, kind, year }), year);
}

const verbs: Readonly<Record<LetterKind, string>> = { answer: 'la', forwarding: 'lf' };

export const letterButton = (reader: Reader, { id }: Pick<Told, 'id'>, kind: LetterKind): Button => ({
  label: reader.say(`letter.button.${kind}`),
  action: `${verbs[kind]}:${shortId(id)}`,
});

/** For a letter that is there: its number is given, or another. */
export const numberButton = (reader: Reader, { id }: Pick<Told, 'id'>, letter: KeptLetter): Button => ({
  label: reader.say(letter.number ? 'letter.button.correct' : 'letter.button.number'),
  action: `${verbs[letter.kind]}:${shortId(id)}:n`,
});

/** What stands on paper is Vietnamese, whoever asks for it. */
export function paperWords(act: Pick<Act, 'translate'>): Words {
  const { say } = readerOf(act, 'vi');
  return (key, values) => plain(say(key, escapeValues(values)));
}

export const letterFile = (
  words: Words,
  { number }: Pick<Told, 'number'>,
  { file, size, kind }: Pick<KeptLetter, 'file' | 'size' | 'kind'>,
): KeptFile => ({ file, size, mime: wordMime, name: words(`letter.file.${kind}`, { number }) });
