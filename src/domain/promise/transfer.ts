import { Temporal } from 'temporal-polyfill';
import type { Entry } from '../entry.ts';
import type { OfficeId, PersonId } from '../identity.ts';
import { isRed, type Recommendation } from '../recommendation.ts';
import { Refusal } from '../refusal.ts';
import { levelAbove, type RungOffice } from '../rung.ts';
import { transfersAtMost } from './bounds.ts';
import type { Scene } from './clock.ts';
import { refuseUnlessOpen } from './handle.ts';
import { type By, moveTo } from './landing.ts';
import { decider, extendedTo } from './pause.ts';

type Told = Recommendation;

/** Refused before anybody is asked for reasons. */
export function refuseTransfer(told: Told, { climb }: Pick<Scene, 'climb'>): void {
  refuseUnlessOpen(told);
  const { number } = told;
  if (isRed(told)) throw new Refusal('promise.red', { number });
  if (told.asked) throw new Refusal('promise.asked-already', { number });
  if (isForAbove(told) && !levelAbove(climb, told.office))
    throw new Refusal('promise.transfer-top', { number });
}

/** Carried out twice; the third one asked for is not: the level above decides. */
export const isForAbove = ({ transfers }: Pick<Told, 'transfers'>): boolean => transfers >= transfersAtMost;

/** Where it may be passed on: offices on the way where the bot is in use and somebody can be told, but for those it is hidden from. */
export const targetsOf = (told: Told, way: readonly RungOffice[]): readonly RungOffice[] =>
  way.filter(
    ({ id, live, reachable, lineage }) =>
      live && reachable && id !== told.office && !lineage.some((unit) => unit === told.hiddenFrom),
  );

export type Transferring = By & { readonly target: OfficeId };

/** Not ours: it goes to another office, with the reason; the whole chain stays to be seen. */
export function transferred(
  told: Told,
  /** The climb with the target on it. */
  scene: Scene,
  { by, reason, target }: Transferring,
): readonly Entry[] {
  refuseTransfer(told, scene);
  if (!isForAbove(told)) return [passedOn(told, scene, { by, reason, target })];
  const data = { what: 'transfer' as const, to: decider(told, scene), reason, target };
  return [{ what: 'asked-above', at: scene.now, by, data }];
}

function passedOn(told: Told, scene: Scene, { by, reason, target }: Transferring): Entry {
  const office = scene.climb.find(({ id, live }) => id === target && live);
  if (!office || target === told.office) throw new Refusal('promise.no-target', { number: told.number });
  return {
    what: 'transferred',
    at: scene.now,
    by,
    data: { ...moveTo(office, told.limits, scene), reason },
  };
}

export type Deciding = { readonly by: PersonId; readonly agreed: boolean; readonly reason: string };

/** The level above decides what was asked of it. */
export function decided(told: Told, scene: Scene, { by, agreed, reason }: Deciding): readonly Entry[] {
  const { asked } = told;
  if (!asked) throw new Refusal('promise.nothing-asked', { number: told.number });
  if (!agreed) return [{ what: 'refused-above', at: scene.now, by, data: { reason } }];
  if (asked.what === 'transfer')
    return [passedOn(told, scene, { by, reason: asked.reason, target: asked.target })];
  const clock = extendedTo(told, scene, Temporal.PlainDate.from(asked.until));
  return [{ what: 'extended', at: scene.now, by, data: { ...clock, reason: asked.reason } }];
}

/** Who was to decide, or where it was to go, has ended in a reform: what was asked is asked of the heirs. */
export function readdressed(
  { asked }: Pick<Told, 'asked'>,
  now: Scene['now'],
  heirs: ReadonlyMap<OfficeId, OfficeId>,
): readonly Entry[] {
  if (!asked) return [];
  const office = heirs.get(asked.to) ?? asked.to;
  const target = asked.what === 'transfer' ? heirs.get(asked.target) : undefined;
  if (office === asked.to && !target) return [];
  return [{ what: 'readdressed', at: now, by: undefined, data: { office, ...(target && { target }) } }];
}
