import type { RecommendationId } from '../../domain/identity.ts';
import { maySeeRecommendation } from '../../domain/permission.ts';
import { isLinkedTo, linked, refuseLinking, unlinked } from '../../domain/promise/twin.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { append } from './append.ts';
import { answeredAlong } from './linked-ones.ts';
import { openForOffice } from './open.ts';

/** More are no longer read before they are answered. */
export const linkedAtMost = 30;

/** The recommendation if the actor's office may link it to another now. */
export async function linkable(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await openForOffice(act, id);
  refuseLinking(told);
  return told;
}

/** The office answers it with another it has; chosen one that is linked itself, with the main one of that. */
export async function linkRecommendation(
  act: ActOf,
  id: RecommendationId,
  chosen: RecommendationId,
): Promise<{ told: Told; main: Told }> {
  const before = await linkable(act, id);
  if (chosen === id) throw new Refusal('twin.itself', { number: before.number });
  const main = await heldMain(act, before, chosen);
  const by = { now: act.now, by: act.actor.id };
  // What was linked to this one goes along: there are no chains.
  const along = await answeredAlong(act, before);
  const already = await answeredAlong(act, main);
  if (already.length + along.length >= linkedAtMost)
    throw new Refusal('twin.too-many', { number: main.number, count: linkedAtMost });
  const entries = linked(before, main, by);
  const told = entries.length > 0 ? await append(act, before, entries) : before;
  for (const one of along) await append(act, one, linked(one, main, by));
  return { told, main };
}

/** It is answered for itself again. */
export async function unlinkRecommendation(act: ActOf, id: RecommendationId): Promise<Told> {
  const before = await openForOffice(act, id);
  const entries = unlinked(before, { now: act.now, by: act.actor.id });
  return entries.length > 0 ? append(act, before, entries) : before;
}

/** Of two who link the same ones to each other the second finds what the first has done. */
async function heldMain(act: ActOf, told: Told, id: RecommendationId): Promise<Told> {
  const { recommendations, twins } = act.store;
  const seen = await visible(act, told, id);
  await twins.hold([told.id, seen.id, ...(seen.linkedTo ? [seen.linkedTo] : [])]);
  const [chosen, mine] = [await visible(act, told, id), await recommendations.byId(told.id)];
  if (chosen.linkedTo !== seen.linkedTo || mine?.events !== told.events)
    throw new Error('it was linked meanwhile');
  const main = chosen.linkedTo && (await recommendations.byId(chosen.linkedTo));
  if (!main || !isLinkedTo(chosen, main)) return freed(act, chosen);
  if (main.id !== told.id) return freed(act, main);
  throw new Refusal('twin.linked-to-this', { number: chosen.number, to: told.number });
}

/** What it was linked to has gone elsewhere, or is settled. */
async function freed(act: ActOf, told: Told): Promise<Told> {
  refuseLinking(told);
  const entries = unlinked(told, { now: act.now, by: act.actor.id });
  return entries.length > 0 ? append(act, told, entries) : told;
}

async function visible(act: ActOf, told: Told, id: RecommendationId): Promise<Told> {
  const chosen = await act.store.recommendations.byId(id);
  if (!chosen || !maySeeRecommendation(act.actor, chosen))
    throw new Refusal('twin.unknown-number', { number: told.number });
  if (chosen.office !== told.office) throw new Refusal('twin.not-here', { number: chosen.number });
  return chosen;
}
