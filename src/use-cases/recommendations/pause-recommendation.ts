import type { RecommendationId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { paused, refusePause } from '../../domain/promise/pause.ts';
import type { Day } from '../../domain/time.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { append } from './append.ts';
import { sceneOf } from './climb.ts';
import { openForOffice } from './open.ts';
import { tellRaiser } from './tell.ts';
import { facts, viewButton } from './wording.ts';

/** The recommendation if the actor's office may pause it now. */
export async function pausable(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await openForOffice(act, id);
  refusePause(told, act);
  return told;
}

/** Says why it can not be paused until then. */
export async function refusePauseUntil(act: ActOf, id: RecommendationId, until: Day): Promise<void> {
  const told = await pausable(act, id);
  paused(told, await sceneOf(act, told), { by: act.actor.id, until, reason: '' });
}

/** Both clocks stand still to the end of a day; who raised it is told. */
export async function pauseRecommendation(
  act: ActOf,
  id: RecommendationId,
  { until, reason }: { readonly until: Day; readonly reason: string },
): Promise<Told> {
  const before = await openForOffice(act, id);
  const scene = await sceneOf(act, before);
  const told = await append(act, before, paused(before, scene, { by: act.actor.id, until, reason }));
  await tellRaiser(act, told, told.events, {
    about: 'raiser',
    word: (reader) => ({
      text: reader.say('promise.paused', { ...facts(act, reader, told), reason: escapeMarkup(reason) }),
      buttons: viewButton(reader, told),
    }),
  });
  return told;
}
