import type { RecommendationId } from '../../domain/identity.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { answered } from '../../domain/promise/handle.ts';
import { originsOf } from '../../domain/recommendation.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { answerFiles } from './answer-files.ts';
import { append } from './append.ts';
import { askOfAnswer } from './ask-of-answer.ts';
import { alongLine, answeredAlong } from './linked-ones.ts';
import { openForOffice } from './open.ts';
import { tellOffice, tellWhoLeft } from './tell.ts';
import { facts, viewButton } from './wording.ts';

/** `along`: what was linked to it, and has the same answer now. */
export type AnsweredAlong = Told & { readonly along: readonly Told[] };

/** The office answers; who raised it is asked whether that settles it. */
export async function answerRecommendation(
  act: ActOf,
  id: RecommendationId,
  text: string,
  files: readonly KeptFile[] = [],
): Promise<AnsweredAlong> {
  // Who has written an answer has had it, though their office may have ended meanwhile.
  const before = await openForOffice(act, id, { before: true });
  const told = await answerOne(act, before, text, files);
  // Looked for once it is answered: nobody links anything to it any more.
  const along = await answeredAlong(act, before);
  for (const one of along) await answerOne(act, one, text, files);
  await tellOffice(act, told, told.office, told.events, {
    about: 'colleagues',
    except: [act.actor.id, ...originsOf(told)],
    word: (reader) => ({
      text: [
        reader.say('recommendation.answered-by-colleague', {
          ...facts(act, reader, told),
          handler: escapeMarkup(act.actor.name),
          answer: escapeMarkup(text),
        }),
        ...alongLine(reader, along),
      ].join('\n'),
      files: answerFiles(files),
    }),
  });
  return { ...told, along };
}

/** Entered, and told to its own origins. */
async function answerOne(act: ActOf, before: Told, text: string, files: readonly KeptFile[]): Promise<Told> {
  const at = { now: act.now, calendar: act.calendar() };
  const told = await append(act, before, answered(before, at, { by: act.actor.id, text, files }));
  await askOfAnswer(act, told, { text, files });
  await tellWhoLeft(act, told, told.events, {
    about: 'answer-told',
    word: (reader) => ({
      text: reader.say('recommendation.answered-to-who-left', {
        ...facts(act, reader, told),
        answer: escapeMarkup(text),
      }),
      buttons: viewButton(reader, told),
      files: answerFiles(files),
    }),
  });
  return told;
}
