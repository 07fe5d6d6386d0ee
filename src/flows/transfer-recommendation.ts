import type { OfficeId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { fold } from '../domain/vietnamese-text.ts';
import { letterButton } from '../use-cases/letters/open-letter.ts';
import {
  targets,
  transferRecommendation as transfer,
} from '../use-cases/recommendations/transfer-recommendation.ts';
import { type About, idOf, words } from './about-recommendation.ts';
import { given, oneOf } from './ask.ts';
import { offeredAtMost } from './ask-unit.ts';
import type { Choice, Flow, World } from './flow.ts';
import { askedAbove } from './recommendation-items.ts';

type Draft = About & { readonly target?: Choice; readonly reason?: string };

/** Every office that can take it; the ones that answer for its field first. */
async function officesFor(world: World, { recommendation }: Draft): Promise<readonly Choice[]> {
  if (!recommendation) return [];
  const told = await world.store.recommendations.byId(idOf({ recommendation }));
  if (!told) return [];
  const { field } = told;
  const isCompetent = (fields: readonly string[]): boolean => field !== undefined && fields.includes(field);
  return [...(await targets(world, told))]
    .sort((a, b) => Number(isCompetent(b.fields)) - Number(isCompetent(a.fields)))
    .map(({ id, name }) => ({ value: id, label: name }));
}

/** Chuyển cơ quan khác: where to, and why it is not ours. */
export const transferRecommendation: Flow<Draft> = {
  name: 'transfer-recommendation',
  version: 1,
  title: 'promise.title.transfer',
  questions: {
    recommendation: given,
    target: oneOf<Draft>({
      ask: ({ recommendation }) => ({
        key: 'promise.ask.target',
        values: { number: recommendation?.label ?? '' },
      }),
      label: 'promise.label.target',
      choices: async (world, draft) => (await officesFor(world, draft)).slice(0, offeredAtMost),
      find: async (typed, world, draft) =>
        (await officesFor(world, draft)).filter(({ label }) => fold(label).includes(fold(typed))),
      name: async (value, { store }) => (await store.offices.byId(value as OfficeId))?.name,
      notFound: 'promise.no-such-office',
      several: 'promise.several-offices',
    }),
    reason: words<Draft>('promise.ask.transfer-reason', 'promise.label.reason'),
  },
  summary: async ({ reader }, { recommendation, target, reason }) =>
    reader.say('promise.summary.transfer', {
      number: recommendation.label,
      office: escapeMarkup(target.label),
      reason: escapeMarkup(reason),
    }),
  async finish(world, draft) {
    const { target, reason } = draft;
    const told = await transfer(world, idOf(draft), { target: target.value as OfficeId, reason });
    if (told.asked) return [await askedAbove(world, told, told.asked)];
    const values = { number: told.number, office: escapeMarkup(told.officeName) };
    return [
      {
        text: world.reader.say('promise.you-transferred', values),
        buttons: [[letterButton(world.reader, told, 'forwarding')]],
      },
    ];
  },
};
