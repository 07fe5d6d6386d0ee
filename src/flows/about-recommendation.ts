import { Temporal } from 'temporal-polyfill';
import type { RecommendationId } from '../domain/identity.ts';
import type { Day } from '../domain/time.ts';
import type { Told } from '../store/recommendation-row.ts';
import { text } from './ask.ts';
import type { Choice, Question, World } from './flow.ts';

/** What a form about one recommendation begins with. */
export type About = { readonly recommendation?: Choice };

export const aboutOf = (told: Pick<Told, 'id' | 'number'>): Required<About> => ({
  recommendation: { value: told.id, label: told.number },
});

export const idOf = ({ recommendation }: Required<About>): RecommendationId =>
  recommendation.value as RecommendationId;

/** The day is tried at once: why it can not be is said before anything more is asked. */
export const triedDay = <Draft extends About>(
  question: Question<string, Draft, World>,
  attempt: (world: World, id: RecommendationId, until: Day) => Promise<unknown>,
): Question<string, Draft, World> => ({
  ...question,
  async read(said, context) {
    const reading = await question.read(said, context);
    const { recommendation } = context.draft;
    if (reading.outcome === 'answer' && recommendation)
      await attempt(context.world, idOf({ recommendation }), Temporal.PlainDate.from(reading.value));
    return reading;
  },
});

/** What is asked for in words; the sentence may speak of the recommendation's number. */
export const words = <Draft extends About>(ask: string, label: string, atMost = 1000) =>
  text<Draft>({
    ask: ({ recommendation }) => ({ key: ask, values: { number: recommendation?.label ?? '' } }),
    label,
    atMost,
  });
