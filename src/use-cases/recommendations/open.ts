import type { RecommendationId } from '../../domain/identity.ts';
import { mayHandle } from '../../domain/permission.ts';
import { refuseUnlessOpen } from '../../domain/promise/handle.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';

/** The recommendation if the actor's office must act on it now; else the refusal says where it stands. `before`: it was theirs. */
export async function openForOffice(
  act: ActOf,
  id: RecommendationId,
  { before = false }: { readonly before?: boolean } = {},
): Promise<Told> {
  const told = await act.store.recommendations.byId(id);
  if (!told) throw new Refusal('chat.not-yours');
  if (!mayHandle(act.actor, told)) {
    const hadIt = before || act.actor.seats.some(({ office }) => told.sentTo.includes(office));
    if (!hadIt) throw new Refusal('chat.not-yours');
    throw new Refusal('recommendation.moved-meanwhile', { number: told.number, office: told.officeName });
  }
  refuseUnlessOpen(told);
  return told;
}
