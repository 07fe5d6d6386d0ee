import type { Ladder, RecommendationKind, Urgency } from '../../../domain/ladder.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Act } from '../../app.ts';

/** Somebody has looked a ladder's numbers up in its source. */
export async function verifyLadder(
  act: Act,
  kind: RecommendationKind,
  urgency: Urgency,
  source: string | undefined,
): Promise<Ladder> {
  const ladder = await act.store.ladders.of(kind, urgency);
  if (!ladder) throw new Refusal('ladder.none', { kind });
  const verified = { ...ladder, verified: true, source: source ?? ladder.source };
  await act.store.ladders.put(verified);
  return verified;
}
