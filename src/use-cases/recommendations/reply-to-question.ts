import type { RecommendationId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { replied } from '../../domain/promise/handle.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { append } from './append.ts';
import { ofOurOrigin } from './confirm-answer.ts';
import { tellOffice } from './tell.ts';
import { facts, officeButtons } from './wording.ts';

/** The recommendation if a question about it waits for the actor's answer. */
export async function questionedOfUs(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await ofOurOrigin(act, id);
  if (!told.questioned) throw new Refusal('promise.no-question', { number: told.number });
  return told;
}

/** Who raised it answers the office's question; whoever has it now is told. */
export async function replyToQuestion(act: ActOf, id: RecommendationId, text: string): Promise<Told> {
  const before = await questionedOfUs(act, id);
  const told = await append(act, before, replied(before, act.now, act.actor.id, text));
  await tellOffice(act, told, told.office, told.events, {
    about: 'reply',
    except: [act.actor.id],
    word: (reader) => ({
      text: reader.say('promise.reply', { ...facts(act, reader, told), reply: escapeMarkup(text) }),
      buttons: officeButtons(reader, told),
    }),
  });
  return told;
}
