import type { RecommendationId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { extended, refuseExtension } from '../../domain/promise/pause.ts';
import type { Day } from '../../domain/time.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { append } from './append.ts';
import { askAbove } from './ask-above.ts';
import { sceneOf } from './climb.ts';
import { openForOffice } from './open.ts';
import { tellRaiser } from './tell.ts';
import { facts, viewButton } from './wording.ts';

/** The recommendation if the actor's office may ask for more time now. */
export async function extendable(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await openForOffice(act, id);
  refuseExtension(told, await sceneOf(act, told));
  return told;
}

/** Says why there can not be more time until then. */
export async function refuseExtensionUntil(act: ActOf, id: RecommendationId, until: Day): Promise<void> {
  const told = await extendable(act, id);
  extended(told, await sceneOf(act, told), { by: act.actor.id, until, reason: '', interim: '' });
}

export type MoreTime = { readonly until: Day; readonly reason: string; readonly interim: string };

/** The level deadline moves, with a reason and an interim reply to who raised it; of the second the level above decides. */
export async function extendDeadline(act: ActOf, id: RecommendationId, wanted: MoreTime): Promise<Told> {
  const before = await openForOffice(act, id);
  const scene = await sceneOf(act, before);
  const told = await append(act, before, extended(before, scene, { ...wanted, by: act.actor.id }));
  if (told.asked) await askAbove(act, told, scene);
  const key = told.asked ? 'promise.interim' : 'promise.extended';
  await tellRaiser(act, told, told.events, {
    about: 'raiser',
    word: (reader) => ({
      text: reader.say(key, {
        ...facts(act, reader, told),
        reason: escapeMarkup(wanted.reason),
        interim: escapeMarkup(wanted.interim),
      }),
      buttons: viewButton(reader, told),
    }),
  });
  return told;
}
