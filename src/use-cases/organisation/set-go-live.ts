import { type Day, dateOfDay, dayIn } from '../../domain/time.ts';
import type { Unit } from '../../domain/unit.ts';
import type { Act } from '../app.ts';

export type GoLive = {
  readonly unit: Unit;
  /** Undefined: the unit has no day of its own any more. */
  readonly from: Day | undefined;
  /** Units below that have a day of their own keep it. */
  readonly only: boolean;
};

export type GoLiveSet = {
  readonly changed: boolean;
  /** Units below that had another day of their own, and have lost it. */
  readonly cleared: number;
  /** Units below that keep a day of their own. */
  readonly kept: number;
  /** Units above where it is not in use by that day: nothing moves up to them. */
  readonly notYetAbove: readonly string[];
  /** Open recommendations where the bot is not in use by now: they go on by what was promised. */
  readonly openOutside: number;
};

/** From that day the bot is in use at the unit and all below it. */
export async function setGoLive(
  { store, now, zone }: Pick<Act, 'store' | 'now' | 'zone'>,
  { unit, from, only }: GoLive,
): Promise<GoLiveSet> {
  const { changed, below } = await store.goLive.set(unit.id, from ? dateOfDay(from) : null);
  const cleared = only ? 0 : await store.goLive.clearBelow(unit.id);
  return {
    changed: changed || cleared > 0,
    cleared,
    kept: only ? below : 0,
    notYetAbove: from ? await store.goLive.notYetAbove(unit.id, dateOfDay(from)) : [],
    openOutside: await store.goLive.openOutside(dateOfDay(dayIn(zone, now))),
  };
}
