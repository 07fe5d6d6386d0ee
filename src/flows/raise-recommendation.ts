import { escapeMarkup } from '../domain/markup.ts';
import { raiseRecommendation as raise } from '../use-cases/recommendations/raise-recommendation.ts';
import { unitQuestion, unitToVisit } from './ask-unit.ts';
import type { Choice, Flow } from './flow.ts';
import { type Item, itemLine, itemQuestions, raisingOf, sentLines } from './recommendation-items.ts';

type Draft = { readonly unit?: Choice } & Item;

/** A recommendation on its own, without a visit. */
export const raiseRecommendation: Flow<Draft> = {
  name: 'raise-recommendation',
  version: 1,
  title: 'recommendation.title',
  questions: {
    unit: unitQuestion<Draft>({ ask: 'recommendation.ask.unit', label: 'visit.label.unit' }),
    ...itemQuestions,
  },
  summary: async ({ reader }, draft) =>
    [
      reader.say('recommendation.summary', { unit: escapeMarkup(draft.unit.label) }),
      itemLine(reader, draft, 1),
    ].join('\n'),
  async finish(world, draft) {
    const unit = await unitToVisit(world, draft.unit.value);
    const { told, climb } = await raise(world, { ...raisingOf(draft), unit, visit: undefined });
    return [{ text: sentLines(world, told, climb) }];
  },
};
