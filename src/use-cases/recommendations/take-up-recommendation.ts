import type { RecommendationId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { takenUp } from '../../domain/promise/handle.ts';
import { originsOf } from '../../domain/recommendation.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { append } from './append.ts';
import { sceneOf } from './climb.ts';
import { openForOffice } from './open.ts';
import { tellOffice, tellRaiser } from './tell.ts';
import { deadlineLine, facts, nextStepLine, viewButton } from './wording.ts';

/** Somebody of the office takes it in hand; of two who press at once one wins, and the other is told who. */
export async function takeUpRecommendation(
  act: ActOf,
  id: RecommendationId,
): Promise<{ told: Told; changed: boolean }> {
  const before = await openForOffice(act, id);
  if (before.state === 'taken-up') {
    if (before.handler === act.actor.id) return { told: before, changed: false };
    throw new Refusal('recommendation.taken-by', { number: before.number, name: before.handlerName ?? '' });
  }
  const scene = await sceneOf(act, before);
  const told = await append(act, before, takenUp(before, scene, act.actor.id));
  const values = { handler: escapeMarkup(act.actor.name) };
  await tellRaiser(act, told, told.events, {
    about: 'raiser',
    word: (reader) => ({
      text: [
        reader.say('recommendation.taken-up', { ...facts(act, reader, told), ...values }),
        deadlineLine(act, reader, told),
        nextStepLine(act, reader, told, scene.climb),
      ].join('\n'),
      buttons: viewButton(reader, told),
    }),
  });
  await tellColleagues(act, told, values);
  return { told, changed: true };
}

async function tellColleagues(act: ActOf, told: Told, values: { handler: string }): Promise<void> {
  await tellOffice(act, told, told.office, told.events, {
    about: 'colleagues',
    // Who did it sees it in the answer to the press.
    except: [act.actor.id, ...originsOf(told)],
    word: (reader) => ({
      text: reader.say('recommendation.taken-up-by-colleague', { ...facts(act, reader, told), ...values }),
    }),
  });
}
