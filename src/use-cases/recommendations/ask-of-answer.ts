import type { Entry } from '../../domain/entry.ts';
import { type PersonId, shortId } from '../../domain/identity.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Button } from '../../domain/message.ts';
import type { AnswerDelivery } from '../../domain/promise/silence.ts';
import { dateOfDay, dayIn, instant } from '../../domain/time.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act } from '../app.ts';
import type { Reader } from '../messaging/say.ts';
import { answerFiles } from './answer-files.ts';
import { askOrigins, confirmersOf, onceFor } from './tell.ts';
import { facts } from './wording.ts';

type Answer = { readonly text: string; readonly files?: readonly KeptFile[] };

const about = 'answer';

/** Who has the word on the answer reads it, and is asked whether that settles it. */
export const askOfAnswer = (act: Act, told: Told, { text, files }: Answer): Promise<void> =>
  askOrigins(act, told, told.events, {
    about,
    word: (reader) => ({
      text: reader.say('recommendation.answered', {
        ...facts(act, reader, told),
        answer: escapeMarkup(text),
      }),
      buttons: confirmButtons(reader, told),
      files: answerFiles(files),
    }),
  });

/** The same once more, where it has not arrived. */
export async function askAgainOfAnswer(act: Act, told: Told): Promise<void> {
  const history = await act.store.recommendations.history(told.id);
  const last = history.findLast((entry) => entry.what === 'answered');
  if (last?.what === 'answered') await askOfAnswer(act, told, last.data);
}

export const confirmButtons = (reader: Reader, told: Told): readonly (readonly Button[])[] => [
  [{ label: reader.say('recommendation.satisfied'), action: `rc:${shortId(told.id)}` }],
  [{ label: reader.say('recommendation.not-satisfied'), action: `rd:${shortId(told.id)}` }],
];

/** How the last answer has travelled to those who have the word on it now, each time it was sent. */
export async function answerDelivery(act: Act, told: Told): Promise<AnswerDelivery> {
  const confirmers = await confirmersOf(act, told);
  const sent = sendingsOf(await act.store.recommendations.history(told.id));
  const keys = sent.flatMap((entry) => confirmers.map((id) => `${onceFor(told, entry, about)}:person:${id}`));
  const fates = await act.store.outbox.fates(keys);
  const [first] = fates.flatMap(({ sentAt }) => sentAt ?? []).sort((a, b) => a.getTime() - b.getTime());
  if (first) return { arrivedAt: instant(first), maySendAgain: false };
  const isOnItsWay = fates.some(({ state }) => state !== 'failed');
  return { arrivedAt: undefined, maySendAgain: !isOnItsWay && (await canBeTold(act, confirmers)) };
}

const canBeTold = async (act: Act, people: readonly PersonId[]): Promise<boolean> =>
  (await act.store.accounts.reach(people, dateOfDay(dayIn(act.zone, act.now)))).length > 0;

/** How long the history was each time the last answer was sent: what the message was keyed by. */
function sendingsOf(history: readonly Entry[]): readonly number[] {
  const answered = history.findLastIndex(({ what }) => what === 'answered');
  return history.flatMap((entry, at) =>
    at === answered || (at > answered && isSending(entry)) ? [at + 1] : [],
  );
}

const isSending = (entry: Entry): boolean => entry.what === 'close-put-off' && entry.data.sentAgain === true;
