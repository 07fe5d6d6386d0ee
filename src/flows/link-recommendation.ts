import type { RecommendationId } from '../domain/identity.ts';
import { maySeeRecommendation } from '../domain/permission.ts';
import { readNumberLike } from '../domain/recommendation-number.ts';
import type { Told } from '../store/recommendation-row.ts';
import { likelyMains } from '../use-cases/recommendations/likely-twins.ts';
import {
  linkRecommendation as link,
  unlinkRecommendation,
} from '../use-cases/recommendations/link-recommendation.ts';
import { type About, idOf } from './about-recommendation.ts';
import { given, oneOf } from './ask.ts';
import { twinLine } from './ask-twin.ts';
import type { Turned } from './converse.ts';
import type { Choice, Flow, World } from './flow.ts';

type Draft = About & { readonly main?: Choice };

const choiceOf = ({ id, number }: Told): Choice => ({ value: id, label: number });

/** The open ones of the same office that are alike. */
async function likelyFor(world: World, { recommendation }: Draft): Promise<readonly Told[]> {
  const told = recommendation && (await world.store.recommendations.byId(idOf({ recommendation })));
  return told ? likelyMains(world, told) : [];
}

/** By its number, as far as the person may see it. */
async function numbered(
  typed: string,
  { store, actor }: World,
  { recommendation }: Draft,
): Promise<readonly Choice[]> {
  const number = readNumberLike(typed, recommendation?.label ?? '');
  const told = number ? await store.recommendations.byNumber(number) : undefined;
  return told && maySeeRecommendation(actor, told) ? [choiceOf(told)] : [];
}

/** Gộp với…: the office answers this one with another it has. */
export const linkRecommendation: Flow<Draft> = {
  name: 'link-recommendation',
  version: 1,
  title: 'twin.link-title',
  questions: {
    recommendation: given,
    main: {
      ...oneOf<Draft>({
        ask: ({ recommendation }) => ({
          key: 'twin.ask-main',
          values: { number: recommendation?.label ?? '' },
        }),
        label: 'twin.label-main',
        choices: async (world, draft) => (await likelyFor(world, draft)).map(choiceOf),
        find: numbered,
        notFound: 'twin.no-such-number',
      }),
      lines: async (world, draft) =>
        (await likelyFor(world, draft)).map((told) => twinLine(world, told)).join('\n'),
    },
  },
  async finish(world, draft) {
    const { told, main } = await link(world, idOf(draft), draft.main.value as RecommendationId);
    return [{ text: world.reader.say('twin.linked', { number: told.number, main: main.number }) }];
  },
};

/** Tách ra. */
export async function unlink(world: World, id: RecommendationId): Promise<Turned> {
  const { number } = await unlinkRecommendation(world, id);
  return { say: [{ text: world.reader.say('twin.unlinked', { number }) }] };
}
