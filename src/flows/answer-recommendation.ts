import type { RecommendationId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { answerRecommendation as answer } from '../use-cases/recommendations/answer-recommendation.ts';
import { given, text } from './ask.ts';
import type { Choice, Flow } from './flow.ts';

type Draft = { readonly recommendation?: Choice; readonly text?: string };

/** The office's answer, read back before it goes to who raised it. */
export const answerRecommendation: Flow<Draft> = {
  name: 'answer-recommendation',
  version: 1,
  title: 'recommendation.answer-title',
  questions: {
    recommendation: given,
    text: text<Draft>({
      label: 'recommendation.label.answer',
      ask: ({ recommendation }) => ({
        key: 'recommendation.ask.answer',
        values: { number: recommendation?.label ?? '' },
      }),
      atMost: 3000,
    }),
  },
  summary: async ({ reader }, { recommendation, text: said }) =>
    reader.say('recommendation.answer-summary', { number: recommendation.label, text: escapeMarkup(said) }),
  async finish(world, { recommendation, text: said }) {
    const told = await answer(world, recommendation.value as RecommendationId, said);
    return [
      {
        text: world.reader.say('recommendation.answer-sent', {
          number: told.number,
          raiser: escapeMarkup(told.raiserName),
        }),
      },
    ];
  },
};
