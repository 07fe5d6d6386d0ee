import type { RecommendationId } from '../domain/identity.ts';
import type { Told } from '../store/recommendation-row.ts';
import { text } from './ask.ts';
import type { Choice } from './flow.ts';

/** What a form about one recommendation begins with. */
export type About = { readonly recommendation?: Choice };

export const aboutOf = (told: Pick<Told, 'id' | 'number'>): Required<About> => ({
  recommendation: { value: told.id, label: told.number },
});

export const idOf = ({ recommendation }: Required<About>): RecommendationId =>
  recommendation.value as RecommendationId;

/** What is asked for in words; the sentence may speak of the recommendation's number. */
export const words = <Draft extends About>(ask: string, label: string, atMost = 1000) =>
  text<Draft>({
    ask: ({ recommendation }) => ({ key: ask, values: { number: recommendation?.label ?? '' } }),
    label,
    atMost,
  });
