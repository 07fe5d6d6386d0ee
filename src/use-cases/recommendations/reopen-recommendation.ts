import type { RecommendationId } from '../../domain/identity.ts';
import { refuseUnlessClosed, reopenedBy } from '../../domain/promise/handle.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { sceneOf } from './climb.ts';
import { ofOurOrigin } from './confirm-answer.ts';
import { move } from './move.ts';
import type { RaisedThere } from './raise-recommendation.ts';
import { tellOtherOrigins } from './tell-origins.ts';

/** The recommendation if the actor may open it again now. */
export async function reopenable(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await ofOurOrigin(act, id);
  refuseUnlessClosed(told, act.now);
  return told;
}

/** What was closed is open again, where it was answered, with its age and history. */
export async function reopenRecommendation(
  act: ActOf,
  id: RecommendationId,
  reason: string,
): Promise<RaisedThere> {
  const before = await ofOurOrigin(act, id);
  const scene = await sceneOf(act, before);
  const by = act.actor.id;
  const entries = reopenedBy(before, scene, { by, reason });
  const told = await move(act, before, entries, scene, { why: 'reopened', by, reason });
  await tellOtherOrigins(act, told, 'reopened', reason);
  return { told, climb: scene.climb };
}
