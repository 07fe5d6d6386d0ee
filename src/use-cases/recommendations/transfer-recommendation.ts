import type { OfficeId, RecommendationId } from '../../domain/identity.ts';
import type { Scene } from '../../domain/promise/clock.ts';
import { isForAbove, refuseTransfer, targetsOf, transferred } from '../../domain/promise/transfer.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { RungOffice } from '../../domain/rung.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act, ActOf } from '../app.ts';
import { append } from './append.ts';
import { askAbove } from './ask-above.ts';
import { climbOf, sceneOf, wayOf } from './climb.ts';
import { move } from './move.ts';
import { openForOffice } from './open.ts';

/** The recommendation if the actor's office may pass it on now. */
export async function transferable(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await openForOffice(act, id);
  refuseTransfer(told, await sceneOf(act, told));
  if ((await targets(act, told)).length === 0)
    throw new Refusal('promise.no-targets', { number: told.number });
  return told;
}

/** Offices it may be passed on to. */
export const targets = async (act: Act, told: Told): Promise<readonly RungOffice[]> =>
  targetsOf(told, await wayOf(act, told));

/** Not ours: it goes to another office, with the reason; of the third the level above decides. */
export async function transferRecommendation(
  act: ActOf,
  id: RecommendationId,
  { target, reason }: { readonly target: OfficeId; readonly reason: string },
): Promise<Told> {
  const before = await openForOffice(act, id);
  if (!(await targets(act, before)).some((office) => office.id === target))
    throw new Refusal('promise.no-target', { number: before.number });
  const asks = isForAbove(before);
  const scene = asks ? await sceneOf(act, before) : await sceneWith(act, before, target);
  const by = act.actor.id;
  const entries = transferred(before, scene, { by, reason, target });
  if (!asks) return move(act, before, entries, scene, { why: 'transferred', by, reason });
  const told = await append(act, before, entries);
  await askAbove(act, told, scene);
  return told;
}

/** The climb once it is with the target. */
export const sceneWith = async (act: Act, told: Told, target: OfficeId): Promise<Scene> => ({
  now: act.now,
  calendar: act.calendar(),
  climb: await climbOf(act, told, target),
});
