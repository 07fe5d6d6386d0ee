import type { RecommendationId } from '../../domain/identity.ts';
import { refuseUnlessClosed, reopenedBy } from '../../domain/promise/handle.ts';
import type { Told } from '../../store/recommendations.ts';
import type { ActOf } from '../app.ts';
import { sceneOf } from './climb.ts';
import { raisedByUs } from './confirm-answer.ts';
import { move } from './move.ts';
import type { RaisedThere } from './raise-recommendation.ts';

/** The recommendation if the actor may open it again now. */
export async function reopenable(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await raisedByUs(act, id);
  refuseUnlessClosed(told, act.now);
  return told;
}

/** What was closed is open again, where it was answered, with its age and history. */
export async function reopenRecommendation(
  act: ActOf,
  id: RecommendationId,
  reason: string,
): Promise<RaisedThere> {
  const before = await raisedByUs(act, id);
  const scene = await sceneOf(act, before);
  const by = act.actor.id;
  const entries = reopenedBy(before, scene, { by, reason });
  return {
    told: await move(act, before, entries, scene, { why: 'reopened', by, reason }),
    climb: scene.climb,
  };
}
