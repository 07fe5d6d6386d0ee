import { clashHours, secondsFor } from '../../domain/audience.ts';
import { dateOf, dateOfDay, dayIn, type Instant } from '../../domain/time.ts';
import type { Clash, Meant, Preview, Some } from '../../store/audiences.ts';
import type { Act } from '../app.ts';

type Asking = Pick<Act, 'store' | 'zone' | 'now'>;
type Asked = Pick<Meant, 'unit' | 'audience'> & { readonly startsAt: Instant };

export const meantBy = ({ zone }: Pick<Act, 'zone'>, { unit, audience, startsAt }: Asked): Meant => ({
  unit,
  audience,
  day: dateOfDay(dayIn(zone, startsAt)),
});

/** How many are invited, by which channel they are reached now, and who is not; so many of these by name. */
export const previewOf = (act: Asking, asked: Asked, namesAtMost: number): Promise<Preview> =>
  act.store.audiences.preview(meantBy(act, asked), namesAtMost);

/** Who of them is invited to another meeting at about the time. */
export const clashesOf = (act: Asking, asked: Asked, namesAtMost: number): Promise<Some<Clash>> =>
  act.store.audiences.clashes(
    meantBy(act, asked),
    dateOf(asked.startsAt.subtract({ hours: clashHours })),
    dateOf(asked.startsAt.add({ hours: clashHours })),
    namesAtMost,
  );

/** So many seconds until the last of them has the notice and its documents. */
export function secondsToSend(
  { channels }: Pick<Act, 'channels'>,
  counts: Preview['channels'],
  documents: number,
): number {
  const each = counts.map(({ channel, count }) => {
    const pace = channels.get(channel)?.pace;
    return pace ? secondsFor(count * (1 + documents), pace.perSecond) : 0;
  });
  return Math.max(0, ...each);
}
