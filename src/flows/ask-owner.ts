import type { OfficeId } from '../domain/identity.ts';
import { seatsThatCall } from '../domain/permission.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOfDay, dayIn } from '../domain/time.ts';
import { ranker, searchWords, tidy } from '../domain/vietnamese-text.ts';
import type { Owner } from '../store/conclusions.ts';
import { oneOf } from './ask.ts';
import { offeredAtMost } from './ask-unit.ts';
import type { Choice, World } from './flow.ts';

/** The offices around those of the person, on this day. */
const around = ({ actor, now, zone }: World) => ({
  units: seatsThatCall(actor).map(({ unit }) => unit.id),
  day: dateOfDay(dayIn(zone, now)),
});

const choiceOf = ({ id, name }: Owner): Choice => ({ value: id, label: shorten(name, 60) });

/** An office at, above or below the person's own: one of the nearest, or found by its name. */
export const ownerQuestion = <Draft>(asked: { readonly ask: string; readonly label: string }) =>
  oneOf<Draft>({
    ...asked,
    choices: async (world) =>
      (await world.store.conclusions.ownersNear(around(world), offeredAtMost)).map(choiceOf),
    find: findOwners,
    name: async (value, world) =>
      (await world.store.conclusions.owner(value as OfficeId, around(world)))?.name,
    notFound: 'conclusion.owner-not-found',
    several: 'conclusion.several-owners',
  });

/** More are looked at than can be offered, so that the best spelt is among them. */
const lookedAtMost = 100;
const wordsAtMost = 12;

async function findOwners(typed: string, world: World): Promise<readonly Choice[]> {
  const said = shorten(tidy(typed), 200);
  const words = searchWords(said);
  if (words.length > wordsAtMost) return [];
  const found = await world.store.conclusions.ownersNamed(words, around(world), lookedAtMost);
  const rank = ranker(said);
  const ranked = found.map((one) => ({ one, rank: rank(one.name) ?? 4 }));
  const whole = ranked.filter((each) => each.rank <= 1);
  return (whole.length > 0 ? whole : ranked)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, offeredAtMost)
    .map(({ one }) => choiceOf(one));
}
