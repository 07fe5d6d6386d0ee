import { type RecommendationId, shortId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { questioned } from '../../domain/promise/handle.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { append } from './append.ts';
import { openForOffice } from './open.ts';
import { tellRaiser } from './tell.ts';
import { facts } from './wording.ts';

/** The recommendation if the actor's office may ask who raised it something now. */
export async function questionable(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await openForOffice(act, id);
  if (told.questioned) throw new Refusal('promise.questioned-already', { number: told.number });
  return told;
}

/** The office asks who raised it; the answer comes back into the history. */
export async function questionRaiser(act: ActOf, id: RecommendationId, text: string): Promise<Told> {
  const before = await questionable(act, id);
  const told = await append(act, before, questioned(before, act.now, act.actor.id, text));
  await tellRaiser(act, told, told.events, {
    about: 'question',
    word: (reader) => ({
      text: reader.say('promise.question', { ...facts(act, reader, told), question: escapeMarkup(text) }),
      buttons: [[{ label: reader.say('promise.button.reply'), action: `rr:${shortId(told.id)}` }]],
    }),
  });
  return told;
}
