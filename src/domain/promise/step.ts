import type { Entry } from '../entry.ts';
import { isOpen, isOverdue, type Recommendation } from '../recommendation.ts';
import { rungAfter } from '../rung.ts';
import { earlier } from '../time.ts';
import { nextDigest, rungOf, type Scene, stepAfter } from './clock.ts';
import { outOfTime } from './landing.ts';
import { type AnswerDelivery, silenceDue } from './silence.ts';

export const isDue = (told: Pick<Recommendation, 'nextStepAt'>, { now }: Pick<Scene, 'now'>): boolean =>
  told.nextStepAt !== undefined && !earlier(now, told.nextStepAt);

/** The one step that is due, taken now; nothing where none is. */
export function stepDue(told: Recommendation, scene: Scene, answer: AnswerDelivery): readonly Entry[] {
  if (!isDue(told, scene)) return [];
  switch (told.nextStep) {
    case 'warn':
      return warn(told, scene);
    case 'resume':
      return resume(told, scene);
    case 'escalate':
      return outOfTime(told, scene);
    case 'remind':
      return remind(told, scene);
    case 'close':
      return silenceDue(told, scene, answer);
    case undefined:
      return [];
  }
}

/** Where an outage has carried us past the move upward, the warning is moot: entered, not sent. */
function warn(told: Recommendation, scene: Scene): readonly Entry[] {
  const { deadline, movesUpAt } = told;
  if (!deadline || !movesUpAt || !isOpen(told)) return [];
  const what = earlier(scene.now, movesUpAt) ? 'warned' : 'warning-moot';
  const data = stepAfter({ deadline, movesUpAt }, rungOf(told, scene.climb), scene);
  return [{ what, at: scene.now, by: undefined, data }];
}

function resume(told: Recommendation, scene: Scene): readonly Entry[] {
  const { deadline, movesUpAt } = told;
  if (!deadline || !movesUpAt) return [];
  const data = stepAfter({ deadline, movesUpAt }, rungOf(told, scene.climb), scene);
  return [{ what: 'resumed', at: scene.now, by: undefined, data }];
}

/** Where the bot has come into use above it meanwhile, it moves up; else it is named again the next working day. */
function remind(told: Recommendation, scene: Scene): readonly Entry[] {
  const known = scene.climb.some(({ id }) => id === told.office);
  if (known && isOverdue(told, scene.now) && rungAfter(scene.climb, told.office, told.limits))
    return outOfTime(told, scene);
  return [{ what: 'reminded', at: scene.now, by: undefined, data: nextDigest(scene) }];
}
