import { dateOfDay, dayIn } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import { formalities, paperFacts } from './letter-parts.ts';
import type { OfficialLetter } from './official-letter.ts';
import type { LetterDraft } from './open-letter.ts';
import { body, lines, run } from './paper.ts';
import type { Words } from './place-and-day.ts';

/** Công văn trả lời: to whom raised it, with what was asked and what the office answers. */
export async function answerLetter(
  act: ActOf,
  words: Words,
  draft: LetterDraft<'answer'>,
): Promise<OfficialLetter> {
  const { form, subject, told } = draft;
  const { addressee, ...facts } = await paperFacts(act, words, draft);
  const { head, ...formal } = await formalities(act, words, draft);
  const say = (key: string, values = {}) => words(`letter.paper.answer.${key}`, { ...facts, ...values });
  const files = subject.files.map(({ name }) => name).join('; ');
  const copies = await officesInformed(act, draft);
  return {
    ...formal,
    head: { ...head, about: say(`about.${form}`) },
    addressee,
    content: [
      body([run(say('received'))], true),
      ...lines(told.text, { italics: true }),
      body([run(say('answers'))], true),
      ...lines(subject.text),
      ...(files === '' ? [] : [body([run(say('attached', { files }))])]),
      body([run(say(`closing.${form}`))]),
    ],
    recipients: {
      label: words('letter.paper.recipients'),
      lines: [
        words('letter.paper.as-above'),
        ...copies.map((office) => words('letter.paper.copy', { office })),
        words(`letter.paper.kept.${form}`),
      ],
    },
  };
}

/** The office of the unit it is about, unless it is that one's own answer, or nothing it may know of. */
async function officesInformed(
  act: ActOf,
  { told, subject }: LetterDraft<'answer'>,
): Promise<readonly string[]> {
  if (told.hiddenFrom) return [];
  const way = await act.store.offices.onTheWay(told.unitId, dateOfDay(dayIn(act.zone, act.now)));
  return way
    .filter(({ kind, unitId, id }) => kind === 'general' && unitId === told.unitId && id !== subject.office)
    .map(({ name }) => name);
}
