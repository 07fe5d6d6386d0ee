import type { Address } from '../../domain/channel.ts';
import { dateOf } from '../../domain/time.ts';
import type { Act } from '../app.ts';

/** Wrong guesses an hour: of one chat, of one network address, of everybody. */
const limits = { chat: 10, network: 50, all: 1000 };

export type Guesser = { readonly at: Address; readonly network: string | undefined };

/** Nothing is looked up for who has guessed wrong too often. */
export async function isLocked(act: Act, guesser: Guesser): Promise<boolean> {
  const guesses = await act.store.linkCodes.guesses([...scopesOf(guesser).keys()], dateOf(act.now));
  return [...guesses.values()].some(({ lockedUntil }) => lockedUntil !== undefined);
}

export const countGuess = (act: Act, guesser: Guesser): Promise<void> =>
  act.store.linkCodes.countGuess(scopesOf(guesser), dateOf(act.now));

function scopesOf({ at: { channel, address }, network }: Guesser): ReadonlyMap<string, number> {
  const scopes = new Map([
    [`chat:${channel}:${address}`, limits.chat],
    ['all', limits.all],
  ]);
  if (network) scopes.set(`network:${network}`, limits.network);
  return scopes;
}
