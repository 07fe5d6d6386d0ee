import { hashOf } from '../../domain/link-code.ts';
import { dateOf, dateOfDay, dayIn } from '../../domain/time.ts';
import type { Act } from '../app.ts';
import { countGuess, type Guesser, isLocked } from './guesses.ts';

export type Opened =
  | { readonly outcome: 'known'; readonly hash: string; readonly name: string; readonly post: string }
  | { readonly outcome: 'wrong' | 'used' | 'expired' | 'locked' };

/** Looks whose code it is. A wrong one is counted, and names nobody. */
export async function openCode(act: Act, code: string, guesser: Guesser): Promise<Opened> {
  if (await isLocked(act, guesser)) return { outcome: 'locked' };
  const hash = hashOf(code);
  const known = await act.store.linkCodes.find(hash, dateOfDay(dayIn(act.zone, act.now)));
  if (!known || known.ended) {
    await countGuess(act, guesser);
    return { outcome: 'wrong' };
  }
  if (known.usedAt) return { outcome: 'used' };
  if (known.expiresAt <= dateOf(act.now)) return { outcome: 'expired' };
  return { outcome: 'known', hash, name: known.name, post: known.post };
}
