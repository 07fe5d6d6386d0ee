import { escapeMarkup } from '../domain/markup.ts';
import { raiseRecommendation as raise } from '../use-cases/recommendations/raise-recommendation.ts';
import { joinedBy, twinQuestion, type WithTwin } from './ask-twin.ts';
import { unitQuestion, unitToVisit } from './ask-unit.ts';
import type { Flow } from './flow.ts';
import { goneLines, goneTwins, join } from './join-twin.ts';
import { itemLine, itemQuestions, raisingOf, sentLines } from './recommendation-items.ts';

/** A recommendation on its own, without a visit; or a word with one that is there already. */
export const raiseRecommendation: Flow<WithTwin> = {
  name: 'raise-recommendation',
  version: 1,
  title: 'recommendation.title',
  questions: {
    unit: unitQuestion<WithTwin>({ ask: 'recommendation.ask.unit', label: 'visit.label.unit' }),
    ...itemQuestions,
    twin: twinQuestion,
  },
  summary: async ({ reader }, draft) =>
    [
      joinedBy(draft)
        ? reader.say('twin.summary', { twin: draft.twin.label, unit: escapeMarkup(draft.unit.label) })
        : reader.say('recommendation.summary', { unit: escapeMarkup(draft.unit.label) }),
      itemLine(reader, draft, 1),
    ].join('\n'),
  async finish(world, draft) {
    const unit = await unitToVisit(world, draft.unit.value);
    const twin = joinedBy(draft);
    const gone = await goneTwins(world, [twin]);
    if (twin && !gone.has(twin)) return join(world, twin, { unit, text: draft.text });
    const { told, climb } = await raise(world, { ...raisingOf(draft), unit, visit: undefined });
    return [{ text: [...goneLines(world, gone), sentLines(world, told, climb)].join('\n\n') }];
  },
};
