import type { RecommendationId } from '../domain/identity.ts';
import { isRed } from '../domain/recommendation.ts';
import { disputeAnswer as dispute } from '../use-cases/recommendations/dispute-answer.ts';
import { given, text } from './ask.ts';
import type { Choice, Flow } from './flow.ts';
import { sentLines } from './recommendation-items.ts';

type Draft = {
  readonly recommendation?: Choice;
  /** It can go no higher: the objection goes before the head of the office. */
  readonly atTop?: boolean;
  readonly reason?: string;
};

/** Chưa thỏa đáng: what is still missing. */
export const disputeAnswer: Flow<Draft> = {
  name: 'dispute-answer',
  version: 1,
  title: 'recommendation.dispute-title',
  questions: {
    recommendation: given,
    atTop: given,
    reason: text<Draft>({
      ask: ({ atTop }) => ({ key: atTop ? 'recommendation.ask.reason-at-top' : 'recommendation.ask.reason' }),
      label: 'recommendation.label.reason',
      atMost: 1000,
    }),
  },
  async finish(world, { recommendation, reason }) {
    const { told, climb } = await dispute(world, recommendation.value as RecommendationId, reason);
    return [{ text: sentLines(world, told, climb, isRed(told) ? 'recommendation.sent-to-head' : undefined) }];
  },
};
