import { Temporal } from 'temporal-polyfill';
import { letterheadOf } from '../../domain/letter-form.ts';
import { writeLetterNumber } from '../../domain/letter-number.ts';
import { type Signature, signatureOf } from '../../domain/letter-signature.ts';
import { type Day, dateOfDay, dayIn } from '../../domain/time.ts';
import { fullUnitName } from '../../domain/unit.ts';
import { writeShortDate } from '../../domain/write-moment.ts';
import type { ActOf } from '../app.ts';
import type { Head } from './head.ts';
import type { OfficialLetter } from './official-letter.ts';
import type { LetterDraft } from './open-letter.ts';
import { placeAndDay, type Words } from './place-and-day.ts';

const leftBlank = '\u00a0'.repeat(14);

/** Of both letters alike: the head, and who signs. */
export async function formalities(
  act: ActOf,
  words: Words,
  { form, issuer, number, subject, writtenOn }: LetterDraft,
): Promise<Pick<OfficialLetter, 'head' | 'salutation' | 'authority' | 'post' | 'signer'>> {
  const common = {
    from: letterheadOf(issuer),
    placeAndDay: placeAndDay(words, issuer.unit, Temporal.PlainDate.from(writtenOn)),
    number: words(`letter.paper.number.${form}`, {
      number: number ? writeLetterNumber(number) : leftBlank,
    }),
  };
  const head: Head =
    form === 'party'
      ? { ...common, form, party: words('letter.paper.party') }
      : { ...common, form, country: words('letter.paper.country'), motto: words('letter.paper.motto') };
  const staff = await act.store.people.staff(subject.office, dateOfDay(dayIn(act.zone, act.now)));
  const signature = signatureOf(
    issuer.name,
    staff.filter(({ role }) => role === 'head'),
  );
  return { head, salutation: words('letter.paper.salutation'), ...signedBy(words, form, signature) };
}

function signedBy(words: Words, form: LetterDraft['form'], { behalf, instead, post, name }: Signature) {
  const upper = (text: string): string => text.toLocaleUpperCase('vi');
  const authority = [
    ...(behalf ? [words(`letter.paper.behalf.${form}`, { body: upper(behalf) })] : []),
    ...(instead ? [words(`letter.paper.instead.${form}`, { post: upper(instead) })] : []),
  ];
  return { authority, post: upper(post), signer: name ?? '' };
}

const writeDay = (day: Day): string => `${writeShortDate(day)}/${day.year}`;

/** What the sentences of both letters speak of. */
export async function paperFacts(act: ActOf, words: Words, { told, issuer }: LetterDraft) {
  const [raiser] = await act.store.people.named([told.raisedBy]);
  const person = { name: told.raiserName, post: raiser?.post ?? '' };
  return {
    office: issuer.name,
    noun: words(`letter.paper.noun.${told.kind}`),
    number: told.number,
    date: writeDay(dayIn(act.zone, told.raisedAt)),
    unit: fullUnitName(told.unit),
    raiser: words('letter.paper.person', person),
    addressee: words('letter.paper.to-person', person),
  };
}
