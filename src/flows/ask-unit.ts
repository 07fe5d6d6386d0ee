import type { UnitId } from '../domain/identity.ts';
import { meantUnit, type UnitMatch } from '../domain/match-unit.ts';
import { mayVisit } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOfDay, dayIn } from '../domain/time.ts';
import { fullUnitName, type Unit } from '../domain/unit.ts';
import { searchWords, tidy } from '../domain/vietnamese-text.ts';
import type { FoundUnit } from '../store/units.ts';
import { oneOf } from './ask.ts';
import type { Choice, World } from './flow.ts';

export const choiceOf = (unit: Unit): Choice => ({ value: unit.id, label: capital(fullUnitName(unit)) });
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const offeredAtMost = 8;

/** One of the units the person follows, or one below them found by its name. */
export const unitQuestion = <Draft>(asked: { readonly ask: string; readonly label: string }) =>
  oneOf<Draft>({
    ...asked,
    choices: async ({ actor }) => actor.follows.slice(0, offeredAtMost).map(({ unit }) => choiceOf(unit)),
    find: findUnits,
    notFound: 'unit.not-found',
    several: 'unit.several',
    name: async (value, world) => capital(fullUnitName(await unitToVisit(world, value))),
  });

async function findUnits(typed: string, world: World): Promise<readonly Choice[]> {
  const match = await matchUnits(
    typed,
    world.actor.follows.map(({ unit }) => unit.id),
    world,
  );
  const meant = match.outcome === 'one' ? [match.unit] : match.outcome === 'several' ? match.units : [];
  return meant.slice(0, offeredAtMost).map(({ unit }) => choiceOf(unit));
}

/** A name has few words; what has more is no name. */
const wordsAtMost = 12;
/** More are looked at than can be offered, so that the best spelt is among them. */
const lookedAtMost = 200;

/** With or without diacritics, with or without its word, with the units above, or by a former name. */
export async function matchUnits(
  typed: string,
  within: readonly UnitId[],
  { store, now, zone }: Pick<World, 'store' | 'now' | 'zone'>,
): Promise<UnitMatch<FoundUnit>> {
  const said = shorten(tidy(typed), 200);
  const words = searchWords(said);
  if (words.length > wordsAtMost) return { outcome: 'none' };
  const day = dateOfDay(dayIn(zone, now));
  return meantUnit(said, await store.units.find(words, { within, day, atMost: lookedAtMost }));
}

/** The unit behind a choice, or what it has become since, if the person may write about it. */
export async function unitToVisit({ actor, store, now, zone }: World, id: string): Promise<Unit> {
  const units = await store.units.existing(id as UnitId, dateOfDay(dayIn(zone, now)));
  const [unit, ...others] = units.filter((one) => mayVisit(actor, one));
  if (!unit) throw new Refusal('unit.not-followed');
  if (others.length > 0)
    throw new Refusal('unit.became-several', { units: units.map(fullUnitName).join(', ') });
  return unit;
}
