import { withdrawRecommendation as withdraw } from '../use-cases/recommendations/withdraw-recommendation.ts';
import { type About, idOf, words } from './about-recommendation.ts';
import { given } from './ask.ts';
import type { Flow } from './flow.ts';

type Draft = About & { readonly reason?: string };

/** Rút kiến nghị, with the reason. */
export const withdrawRecommendation: Flow<Draft> = {
  name: 'withdraw-recommendation',
  version: 1,
  title: 'promise.title.withdraw',
  questions: {
    recommendation: given,
    reason: words<Draft>('promise.ask.withdraw', 'promise.label.reason'),
  },
  async finish(world, draft) {
    const { number } = await withdraw(world, idOf(draft), draft.reason);
    return [{ text: world.reader.say('promise.you-withdrew', { number }) }];
  },
};
