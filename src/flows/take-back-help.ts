import { escapeMarkup } from '../domain/markup.ts';
import { takeBackHelp as takeBack } from '../use-cases/recommendations/help/take-back-help.ts';
import { type About, idOf } from './about-recommendation.ts';
import { given, text } from './ask.ts';
import type { Flow } from './flow.ts';

type Draft = About & { readonly request?: number; readonly helper?: string; readonly reason?: string };

/** Thôi mời phối hợp, with the reason. */
export const takeBackHelp: Flow<Draft> = {
  name: 'take-back-help',
  version: 1,
  title: 'help.flow.take-back',
  questions: {
    recommendation: given,
    request: given,
    helper: given,
    reason: text<Draft>({
      ask: ({ recommendation, helper = '' }) => ({
        key: 'help.ask.reason',
        values: { number: recommendation?.label ?? '', helper },
      }),
      label: 'help.label.reason',
      atMost: 1000,
    }),
  },
  async finish(world, draft) {
    const about = { recommendation: idOf(draft), request: draft.request };
    const { number, name } = await takeBack(world, about, draft.reason);
    return [{ text: world.reader.say('help.you-took-back', { number, helper: escapeMarkup(name) }) }];
  },
};
