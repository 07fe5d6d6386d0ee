import { escapeMarkup } from '../domain/markup.ts';
import { decideAbove } from '../use-cases/recommendations/decide-above.ts';
import { type About, idOf } from './about-recommendation.ts';
import { given, text } from './ask.ts';
import type { Flow } from './flow.ts';

type Draft = About & { readonly office?: string; readonly reason?: string };

/** Không đồng ý with what an office asks of the level above, with the reason. */
export const refuseAbove: Flow<Draft> = {
  name: 'refuse-above',
  version: 1,
  title: 'promise.title.refuse',
  questions: {
    recommendation: given,
    office: given,
    reason: text<Draft>({
      ask: ({ recommendation, office = '' }) => ({
        key: 'promise.ask.refuse',
        values: { number: recommendation?.label ?? '', office },
      }),
      label: 'promise.label.reason',
      atMost: 1000,
    }),
  },
  async finish(world, draft) {
    const told = await decideAbove(world, idOf(draft), { agreed: false, reason: draft.reason });
    const values = { number: told.number, office: escapeMarkup(told.officeName) };
    return [{ text: world.reader.say('promise.you-refused', values) }];
  },
};
