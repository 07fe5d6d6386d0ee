import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { TelegramError } from 'telegraf';
import { describe } from './api.ts';

export type Pauses = {
  /** The first pause in milliseconds; each further failure doubles it. */
  readonly shortest: number;
  readonly longest: number;
  /** After a refusal that only a person can change: a wrong token, a wrong address. */
  readonly settings: number;
};

export type Failing = { readonly log: Pick<Logger, 'warn' | 'error'>; readonly pauses: Pauses };

/** Logs the failure and lets time pass. Resolves early when stopped. */
export async function pauseAfter(
  { log, pauses }: Failing,
  what: string,
  error: unknown,
  failures: number,
  stop: AbortSignal,
): Promise<void> {
  if (stop.aborted) return;
  const forPeople = isForPeople(error);
  const pause = forPeople
    ? pauses.settings
    : retryAfter(error, Math.min(pauses.shortest * 2 ** failures, pauses.longest));
  const line = { what, why: describe(error), pause };
  if (forPeople) log.error(line, 'telegram: refused, somebody has to look');
  else log.warn(line, 'telegram: failed, trying again');
  await wait(pause, undefined, { signal: stop }).catch(() => undefined);
}

const isForPeople = (error: unknown): boolean =>
  error instanceof TelegramError && [400, 401, 403, 404].includes(error.code);

const retryAfter = (error: unknown, otherwise: number): number => {
  const seconds = error instanceof TelegramError ? error.parameters?.retry_after : undefined;
  return seconds === undefined ? otherwise : seconds * 1000;
};

/** Until it works once. */
export async function keepTrying(
  failing: Failing,
  what: string,
  stop: AbortSignal,
  work: () => Promise<unknown>,
): Promise<void> {
  for (let failures = 0; !stop.aborted; failures++) {
    try {
      await work();
      return;
    } catch (error) {
      await pauseAfter(failing, what, error, failures, stop);
    }
  }
}
