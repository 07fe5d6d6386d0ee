import { reopenRecommendation as reopen } from '../use-cases/recommendations/reopen-recommendation.ts';
import { type About, idOf, words } from './about-recommendation.ts';
import { given } from './ask.ts';
import type { Flow } from './flow.ts';
import { sentLines } from './recommendation-items.ts';

type Draft = About & { readonly reason?: string };

/** Mở lại, with the reason. */
export const reopenRecommendation: Flow<Draft> = {
  name: 'reopen-recommendation',
  version: 1,
  title: 'promise.title.reopen',
  questions: {
    recommendation: given,
    reason: words<Draft>('promise.ask.reopen', 'promise.label.reason'),
  },
  async finish(world, draft) {
    const { told, climb } = await reopen(world, idOf(draft), draft.reason);
    return [{ text: sentLines(world, told, climb) }];
  },
};
