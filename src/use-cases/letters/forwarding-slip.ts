import { awaits } from '../../domain/recommendation.ts';
import { gist } from '../../domain/shorten.ts';
import type { ActOf } from '../app.ts';
import { readerOf } from '../messaging/say.ts';
import { moment } from '../recommendations/wording.ts';
import { formalities, paperFacts } from './letter-parts.ts';
import type { OfficialLetter } from './official-letter.ts';
import type { LetterDraft } from './open-letter.ts';
import { body, lines, run } from './paper.ts';
import type { Words } from './place-and-day.ts';

/** Phiếu chuyển: to the office it was passed on to, with the reason and the deadline. */
export async function forwardingSlip(
  act: ActOf,
  words: Words,
  draft: LetterDraft<'forwarding'>,
): Promise<OfficialLetter> {
  const { form, subject, told } = draft;
  const { standing } = subject;
  const { addressee: _, ...facts } = await paperFacts(act, words, draft);
  const target = (await act.store.offices.named([standing.office])).get(standing.office) ?? '';
  const all = { ...facts, target, reason: subject.reason, ...deadlines(act, draft) };
  const say = (key: string, values = {}) => words(`letter.paper.forwarding.${key}`, { ...all, ...values });
  const point = (key: string, values = {}) => body([run(say(key, values))]);
  return {
    ...(await formalities(act, words, draft)),
    title: { name: say('title'), about: say('about', { noun: capital(facts.noun) }) },
    addressee: target,
    content: [
      body([run(say('passes-on'))], true),
      point('number'),
      point('raiser'),
      point('unit'),
      point('gist', { gist: gist(told.text.replaceAll('\n', ' '), 150) }),
      body([run(say('text'))], true),
      ...lines(told.text),
      ...lines(say('reason')),
      point(`deadline.${awaits({ ...standing, limits: told.limits })}`),
      point(`closing.${form}`),
    ],
    recipients: {
      label: words('letter.paper.recipients'),
      lines: [
        words('letter.paper.as-above'),
        say('raiser-informed', { raiser: capital(facts.raiser) }),
        words(`letter.paper.kept.${form}`),
      ],
    },
  };
}

/** As they were promised when it was passed on. */
function deadlines(act: ActOf, { subject: { standing } }: LetterDraft<'forwarding'>) {
  const reader = readerOf(act, 'vi');
  return {
    deadline: moment(act, reader, standing.deadline),
    legal: moment(act, reader, standing.legalDeadline),
  };
}

const capital = (words: string): string => `${words.charAt(0).toLocaleUpperCase('vi')}${words.slice(1)}`;
