import { type RecommendationId, shortId } from '../../domain/identity.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Button } from '../../domain/message.ts';
import { answered } from '../../domain/promise/handle.ts';
import type { Told } from '../../store/recommendations.ts';
import type { ActOf } from '../app.ts';
import type { Reader, Wording } from '../messaging/say.ts';
import { append } from './append.ts';
import { openForOffice } from './open.ts';
import { tellOffice, tellRaiser } from './tell.ts';
import { facts } from './wording.ts';

/** The office answers; who raised it is asked whether that settles it. */
export async function answerRecommendation(
  act: ActOf,
  id: RecommendationId,
  text: string,
  files: readonly KeptFile[] = [],
): Promise<Told> {
  const before = await openForOffice(act, id);
  const at = { now: act.now, calendar: act.calendar() };
  const told = await append(act, before, answered(before, at, { by: act.actor.id, text, files }));
  const answer = escapeMarkup(text);
  await tellRaiser(act, told, told.events, {
    about: 'answer',
    word: (reader) => ({
      text: reader.say('recommendation.answered', { ...facts(act, reader, told), answer }),
      buttons: confirmButtons(reader, told),
      files: answerFiles(files),
    }),
  });
  await tellOffice(act, told, told.office, told.events, {
    about: 'colleagues',
    except: [act.actor.id, told.raisedBy],
    word: (reader) => ({
      text: reader.say('recommendation.answered-by-colleague', {
        ...facts(act, reader, told),
        handler: escapeMarkup(act.actor.name),
        answer,
      }),
      files: answerFiles(files),
    }),
  });
  return told;
}

/** What came with an answer. */
export const answerFiles = (files: readonly KeptFile[] = []): NonNullable<Wording['files']> =>
  files.map((file) => ({ file, caption: escapeMarkup(file.caption ?? ''), buttons: [] }));

const confirmButtons = (reader: Reader, told: Told): readonly (readonly Button[])[] => [
  [{ label: reader.say('recommendation.satisfied'), action: `rc:${shortId(told.id)}` }],
  [{ label: reader.say('recommendation.not-satisfied'), action: `rd:${shortId(told.id)}` }],
];
