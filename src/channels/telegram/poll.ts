import { TelegramError } from 'telegraf';
import { z } from 'zod';
import type { CallApi } from './api.ts';
import { type Failing, pauseAfter } from './backoff.ts';

export const allowedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;

export type PollNeeds = Failing & {
  readonly call: CallApi;
  readonly longPollSeconds: number;
  readonly callMilliseconds: number;
  /** Before the first poll, and again when the platform says that polling is not what was agreed. */
  readonly prepare: () => Promise<void>;
  /** Takes a whole batch or throws; what it took is confirmed with the next poll. */
  readonly take: (updates: readonly unknown[]) => Promise<void>;
};

const batch = z.array(z.unknown());
const identified = z.object({ update_id: z.int() });

/** Polls until stopped; never rejects. */
export async function poll(needs: PollNeeds, stop: AbortSignal): Promise<void> {
  let offset = 0;
  let prepared = false;
  for (let failures = 0; !stop.aborted; ) {
    let step = 'receiving';
    try {
      if (!prepared) await needs.prepare();
      prepared = true;
      const updates = await fetchUpdates(needs, offset, stop);
      if (stop.aborted) return;
      step = 'storing what was received';
      await needs.take(updates);
      offset = after(updates, offset);
      failures = 0;
    } catch (error) {
      // A webhook set by someone else shows as a conflict too, and only preparing again removes it.
      if (error instanceof TelegramError && error.code === 409) prepared = false;
      await pauseAfter(needs, step, error, failures++, stop);
    }
  }
}

async function fetchUpdates(
  { call, longPollSeconds, callMilliseconds }: PollNeeds,
  offset: number,
  stop: AbortSignal,
): Promise<readonly unknown[]> {
  const payload = { offset, limit: 100, timeout: longPollSeconds, allowed_updates: allowedUpdates };
  const milliseconds = longPollSeconds * 1000 + callMilliseconds;
  return batch.parse(await call('getUpdates', payload, { milliseconds, signal: stop }));
}

const after = (updates: readonly unknown[], offset: number): number =>
  updates.reduce<number>((next, update) => {
    const { data } = identified.safeParse(update);
    return data ? Math.max(next, data.update_id + 1) : next;
  }, offset);
