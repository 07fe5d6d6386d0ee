import type { Inbound, Unreadable } from '../../domain/channel.ts';
import { dateOf } from '../../domain/time.ts';
import type { App } from '../app.ts';

/** Stores what a channel brings, before the platform is told that it arrived; the lanes that have something new. */
export async function receive(
  { database, clock, log }: Pick<App, 'database' | 'clock' | 'log'>,
  arrivals: readonly (Inbound | Unreadable)[],
): Promise<readonly string[]> {
  const now = dateOf(clock.now());
  const unreadable = arrivals.filter((arrival) => 'unreadable' in arrival);
  if (unreadable.length > 0) {
    log.error(
      { arrivals: unreadable.map(({ channel, externalId }) => ({ channel, externalId })) },
      'unreadable, parked',
    );
    await database.store.inbox.keepUnreadable(unreadable, now);
  }
  const readable = arrivals.filter((arrival): arrival is Inbound => !('unreadable' in arrival));
  return readable.length > 0 ? database.store.inbox.keep(readable, now) : [];
}
