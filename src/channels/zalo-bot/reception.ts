import { setTimeout as wait } from 'node:timers/promises';
import type { Channel, Intake } from '../../domain/channel.ts';
import type { Answer, Call } from './client.ts';
import type { ZaloBotNeeds } from './needs.ts';

export type Receiver = Pick<Channel, 'open' | 'close' | 'handle'>;
export type Reception = {
  readonly needs: ZaloBotNeeds;
  readonly call: Call;
  readonly intake: Intake;
  readonly signal: AbortSignal;
};

export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  wait(ms, undefined, { signal }).catch(() => undefined);
export const growing = (tried: number, atMost: number): number =>
  Math.min(atMost, 200 * 2 ** Math.min(tried, 20));
export const status = (code: number): Response => new Response(null, { status: code });
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** Ends waiting after 4 s whatever happens, so that a stop of the program is not held up. */
export async function patiently(work: Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  await Promise.race([work, pause(4000, enough.signal)]);
  enough.abort();
}

type Insistence = { readonly what: string; readonly pauseAtMost: number };

/** Tries until the platform says yes (its result) or the channel is closed (undefined). */
export async function insist(
  attempt: () => Promise<Answer>,
  { what, pauseAtMost }: Insistence,
  { needs: { log }, signal }: Reception,
): Promise<unknown> {
  for (let tried = 0; !signal.aborted; tried++) {
    const answer = await attempt();
    if (answer.kind === 'ok') return answer.result;
    if (signal.aborted) return undefined;
    const tokenRefused = answer.kind === 'refused' && answer.code === 401;
    const ms = tokenRefused ? 60_000 : growing(tried, pauseAtMost);
    const facts = { what, why: answer.why, nextInMs: ms };
    if (tokenRefused) log.error(facts, 'zalo-bot: the token is not accepted');
    else log.warn(facts, 'zalo-bot: no success, trying again');
    await pause(ms, signal);
  }
  return undefined;
}
