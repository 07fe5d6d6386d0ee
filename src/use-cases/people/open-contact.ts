import { readPhone } from '../../domain/phone.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import type { Act } from '../app.ts';
import { countGuess, type Guesser, isLocked } from './guesses.ts';

export type OpenedContact =
  | { readonly outcome: 'known'; readonly phone: string; readonly name: string; readonly post: string }
  | { readonly outcome: 'contact-foreign' | 'contact-unknown' | 'contact-several' | 'locked' };

/** Looks whose number the platform has vouched for; undefined: it was somebody else's. One that is nobody's is counted as a guess. */
export async function openContact(
  act: Act,
  shared: string | undefined,
  guesser: Guesser,
): Promise<OpenedContact> {
  if (await isLocked(act, guesser)) return { outcome: 'locked' };
  if (shared === undefined) return { outcome: 'contact-foreign' };
  const phone = readPhone(shared);
  const day = dateOfDay(dayIn(act.zone, act.now));
  const [holder, another] = phone ? await act.store.linkClaims.holders(phone, day) : [];
  if (!phone || !holder) {
    await countGuess(act, guesser);
    return { outcome: 'contact-unknown' };
  }
  if (another) return { outcome: 'contact-several' };
  return { outcome: 'known', phone, name: holder.name, post: holder.post };
}
