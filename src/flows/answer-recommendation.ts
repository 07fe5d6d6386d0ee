import type { RecommendationId } from '../domain/identity.ts';
import type { KeptFile } from '../domain/kept-file.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { letterButton } from '../use-cases/letters/open-letter.ts';
import { answerRecommendation as answer } from '../use-cases/recommendations/answer-recommendation.ts';
import { alongLine, answeredAlong } from '../use-cases/recommendations/linked-ones.ts';
import { confirmersNames } from '../use-cases/recommendations/tell.ts';
import { given, text } from './ask.ts';
import { fileLine, files } from './ask-files.ts';
import type { Choice, Flow } from './flow.ts';

type Draft = {
  readonly recommendation?: Choice;
  readonly text?: string;
  readonly files?: readonly KeptFile[];
};

/** The office's answer, read back before it goes to who raised it. */
export const answerRecommendation: Flow<Draft> = {
  name: 'answer-recommendation',
  version: 2,
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
    files: files<Draft>({
      label: 'recommendation.label.answer-files',
      ask: 'recommendation.ask.answer-files',
      atMost: 10,
      only: 'any',
      none: 'chat.no-files',
    }),
  },
  // Most answers are words: files are asked of whoever has some.
  beside: { files: 'recommendation.attach' },
  summary: async (world, { recommendation, text: said, files: attached }) => {
    const { reader } = world;
    const told = await world.store.recommendations.byId(recommendation.value as RecommendationId);
    return [
      reader.say('recommendation.answer-summary', { number: recommendation.label, text: escapeMarkup(said) }),
      ...(attached.length > 0
        ? [reader.say('recommendation.answer-attached', { files: attached.map(fileLine).join(', ') })]
        : []),
      ...alongLine(reader, told ? await answeredAlong(world, told) : []),
    ].join('\n');
  },
  async finish(world, { recommendation, text: said, files: attached }) {
    const told = await answer(world, recommendation.value as RecommendationId, said, attached);
    const people = await confirmersNames(world, told);
    const values = { number: told.number, people: escapeMarkup(people) };
    return [
      {
        text: [
          world.reader.say(people ? 'recommendation.answer-sent' : 'recommendation.answer-entered', values),
          ...alongLine(world.reader, told.along),
        ].join('\n'),
        buttons: [[letterButton(world.reader, told, 'answer')]],
      },
    ];
  },
};
