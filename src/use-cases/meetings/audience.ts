import { type Audience, clashHours, followersOnly, secondsFor } from '../../domain/audience.ts';
import type { ChannelName } from '../../domain/channel.ts';
import { dateOf, dateOfDay, dayIn, type Instant } from '../../domain/time.ts';
import type { Unit } from '../../domain/unit.ts';
import type { Reach } from '../../store/accounts.ts';
import type { Clash, Invitee } from '../../store/audiences.ts';
import type { Act } from '../app.ts';

export type Unreached = { readonly name: string; readonly why: 'not-linked' | 'blocked' | 'ended' };

export type Found = {
  readonly invited: readonly Invitee[];
  readonly reached: readonly Reach[];
  readonly unreached: readonly Unreached[];
};

type Asking = Pick<Act, 'store' | 'zone' | 'now'>;

/** Who is meant by an audience on the day of a meeting of the unit, and who of them can be reached now. */
export async function audienceOf(
  { store, zone, now }: Asking,
  unit: Unit,
  startsAt: Instant,
  audience: Audience = followersOnly,
): Promise<Found> {
  const invited = await store.audiences.people(unit, audience, dateOfDay(dayIn(zone, startsAt)));
  const ids = new Set(invited.map(({ id }) => id));
  const reached = await store.accounts.reach([...ids], dateOfDay(dayIn(zone, now)));
  const there = new Set(reached.map(({ person }) => person));
  const missed = invited.filter(({ id }) => !there.has(id));
  const linked = await store.accounts.linked(missed.map(({ id }) => id));
  const ended = audience.guests.filter(({ id }) => !ids.has(id));
  return {
    invited,
    reached,
    unreached: [
      ...missed.map(({ id, name }) => ({
        name,
        why: linked.has(id) ? ('blocked' as const) : ('not-linked' as const),
      })),
      ...ended.map(({ name }) => ({ name, why: 'ended' as const })),
    ],
  };
}

/** Who of them is invited to another meeting at about the time. */
export const clashesOf = (
  { store }: Asking,
  invited: readonly Invitee[],
  startsAt: Instant,
): Promise<readonly Clash[]> =>
  store.audiences.clashes(
    invited.map(({ id }) => id),
    {
      from: dateOf(startsAt.subtract({ hours: clashHours })),
      until: dateOf(startsAt.add({ hours: clashHours })),
      except: undefined,
    },
  );

/** So many seconds until the last of them has the notice and its documents. */
export function secondsToSend(
  { channels }: Pick<Act, 'channels'>,
  reached: readonly Reach[],
  documents: number,
): number {
  const messages = new Map<ChannelName, number>();
  for (const { channel } of reached) messages.set(channel, (messages.get(channel) ?? 0) + 1 + documents);
  const each = [...messages].map(([channel, count]) => {
    const pace = channels.get(channel)?.pace;
    return pace ? secondsFor(count, pace.perSecond) : 0;
  });
  return Math.max(0, ...each);
}
