import type { RecommendationId, UnitId } from '../domain/identity.ts';
import type { Markup } from '../domain/message.ts';
import { shorten } from '../domain/shorten.ts';
import type { Unit } from '../domain/unit.ts';
import type { Told } from '../store/recommendation-row.ts';
import { likelyTwins } from '../use-cases/recommendations/likely-twins.ts';
import { facts } from '../use-cases/recommendations/wording.ts';
import { oneOf } from './ask.ts';
import type { Choice, Question, World } from './flow.ts';
import { type Item, raisingOf } from './recommendation-items.ts';

/** A recommendation as it is being written, and what is there already that may be the same. */
export type ItemWithTwin = Item & { readonly twin?: Choice };
export type WithTwin = ItemWithTwin & { readonly unit?: Choice };

/** Another matter, though some are like it; and that none is. */
const another = '-';
const none: Choice = { value: '', label: '' };

/** The one that is joined instead of raising another. */
export const joinedBy = ({ twin }: ItemWithTwin): RecommendationId | undefined =>
  twin && twin.value !== another && twin.value !== none.value ? (twin.value as RecommendationId) : undefined;

/** Looked for once a turn, however often it is asked about. */
const found = new WeakMap<World, Map<string, Promise<readonly Told[]>>>();

function twinsOf(world: World, draft: WithTwin): Promise<readonly Told[]> {
  const { unit, kind, field, text, aboutOffice } = draft;
  const inTurn = found.get(world) ?? new Map<string, Promise<readonly Told[]>>();
  found.set(world, inTurn);
  const written = JSON.stringify([unit?.value, kind?.value, field?.value, text, aboutOffice]);
  const looking = inTurn.get(written) ?? lookFor(world, draft);
  inTurn.set(written, looking);
  return looking;
}

async function lookFor(world: World, { unit, kind, field, text, aboutOffice }: WithTwin) {
  const place = unit && (await unitOf(world, unit));
  if (!place || !kind || !field || text === undefined || aboutOffice === undefined) return [];
  const written = raisingOf({ kind, field, text, aboutOffice });
  return likelyTwins(world, { ...written, unit: place });
}

const unitOf = ({ store }: World, { value }: Choice): Promise<Unit | undefined> =>
  store.units.byId(value as UnitId);

/** By its number, its place and its age, in one line. */
export function twinLine(world: World, told: Told): Markup {
  const values = facts(world, world.reader, told);
  return world.reader.say(values.age === 0 ? 'twin.line-new' : 'twin.line', values);
}

/** The same problem, raised by somebody else nearby: joined, or sent by itself. Not asked where there is none. */
export const twinQuestion: Question<Choice, WithTwin, World> = {
  ...oneOf<WithTwin>({
    ask: 'twin.ask',
    label: 'twin.label',
    when: ({ twin }) => twin?.value !== none.value,
    choices: async (world, draft) => [
      ...(await twinsOf(world, draft)).map(({ id, number }) => ({
        value: id,
        label: world.reader.say('twin.join', { number: shorten(number, 40) }),
      })),
      { value: another, label: world.reader.say('twin.another') },
    ],
  }),
  after: ['unit', 'kind', 'field', 'text', 'aboutOffice'],
  unasked: async (world, draft) => ((await twinsOf(world, draft)).length === 0 ? none : undefined),
  lines: async (world, draft) =>
    (await twinsOf(world, draft)).map((told) => twinLine(world, told)).join('\n'),
};
