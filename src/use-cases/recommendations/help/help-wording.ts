import type { Entry } from '../../../domain/entry.ts';
import type { Helper } from '../../../domain/helper-office.ts';
import { isAwaited } from '../../../domain/helper-office.ts';
import { shortId } from '../../../domain/identity.ts';
import type { KeptFile } from '../../../domain/kept-file.ts';
import { escapeMarkup } from '../../../domain/markup.ts';
import type { Button, Markup } from '../../../domain/message.ts';
import { shorten } from '../../../domain/shorten.ts';
import { dayIn, earlier } from '../../../domain/time.ts';
import { writeShortDate } from '../../../domain/write-moment.ts';
import type { Told } from '../../../store/recommendation-row.ts';
import type { Act } from '../../app.ts';
import type { Reader, Wording } from '../../messaging/say.ts';
import { facts, moment } from '../wording.ts';
import { officeNames } from './open-help.ts';

/** What a sentence about one request may speak of. */
export const helpFacts = (act: Act, reader: Reader, told: Told, helper: Helper, name: string) => ({
  ...facts(act, reader, told),
  helper: escapeMarkup(name),
  due: moment(act, reader, helper.due),
});

type Verb = 'ja' | 'jw';

export const requestAction = (verb: Verb, { id }: Pick<Told, 'id'>, { request }: Helper): string =>
  `${verb}:${shortId(id)}:${request}`;

/** What the office that takes part may do. */
export const helperButtons = (
  reader: Reader,
  told: Pick<Told, 'id'>,
  helper: Helper,
): readonly (readonly Button[])[] => [
  [{ label: reader.say('help.button.answer'), action: requestAction('ja', told, helper) }],
];

/** What the lead office may do about one of its helpers. */
export const takeBackButton = (
  reader: Reader,
  told: Pick<Told, 'id'>,
  helper: Helper,
  name: string,
): readonly Button[] => [
  {
    label: shorten(reader.say('help.button.take-back', { helper: name }), 40),
    action: requestAction('jw', told, helper),
  },
];

/** What was asked, as the office that takes part reads it: the recommendation, without the clocks of the lead. */
export const requestCard = (act: Act, reader: Reader, told: Told, helper: Helper, text: string): Markup =>
  [
    reader.say('help.request', { text: escapeMarkup(text), due: moment(act, reader, helper.due) }),
    reader.say(
      told.kind === 'opinion' ? 'promise.opinion.card' : 'recommendation.card',
      facts(act, reader, told),
    ),
  ].join('\n');

type Words = { readonly asked: string; readonly answer: string };

function wordsOf(history: readonly Entry[], { request }: Helper): Words {
  const asked = history[request];
  const answer = history.find((entry) => entry.what === 'co-answered' && entry.data.request === request);
  return {
    asked: asked?.what === 'co-asked' ? asked.data.text : '',
    answer: answer?.what === 'co-answered' ? answer.data.text : '',
  };
}

export const askedText = (history: readonly Entry[], helper: Helper): string =>
  wordsOf(history, helper).asked;

function stateOf(act: Act, helper: Helper): 'answered' | 'ended' | 'late' | 'awaited' {
  if (helper.answeredAt) return 'answered';
  if (!isAwaited(helper)) return 'ended';
  return earlier(helper.due, act.now) ? 'late' : 'awaited';
}

/** Each helper on the card: asked on, due, its answer or none yet. Nothing where nobody was asked. */
export async function helperLines(
  act: Act,
  told: Told,
  history: readonly Entry[],
): Promise<(reader: Reader) => Markup> {
  if (told.helpers.length === 0) return () => '';
  const names = await officeNames(act, told);
  const day = (at: Helper['askedAt'] | undefined) => (at ? writeShortDate(dayIn(act.zone, at)) : '');
  return (reader) => {
    const lines = told.helpers.map((helper) => {
      const { asked, answer } = wordsOf(history, helper);
      return reader.say(`help.line.${stateOf(act, helper)}`, {
        helper: escapeMarkup(names.get(helper.office) ?? ''),
        asked: day(helper.askedAt),
        due: moment(act, reader, helper.due),
        text: escapeMarkup(asked),
        answered: day(helper.answeredAt),
        answer: escapeMarkup(answer),
      });
    });
    return [reader.say('help.title'), ...lines].join('\n');
  };
}

/** What came with the answers of helpers. */
export const helperFiles = (history: readonly Entry[]): readonly KeptFile[] =>
  history.flatMap((entry) => (entry.what === 'co-answered' ? (entry.data.files ?? []) : []));

/** How a step stands in a digest, when many of its kind reach one person at one time. */
export const helpDigest = (
  reader: Reader,
  kind: 'warning' | 'passed' | 'passed-lead',
  values: ReturnType<typeof helpFacts>,
): NonNullable<Wording['digest']> => ({
  title: `help.many.${kind}`,
  line: reader.say(`help.one-of-many.${kind}`, values),
  button: { label: reader.say('command.viec'), action: 'c:viec' },
});
