import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Call } from './client.ts';
import type { Webhook, ZaloBotNeeds } from './needs.ts';
import { isEmpty, parseUpdate } from './parse.ts';
import { insist, nameOf, patiently, type Receiver, type Reception, status } from './reception.ts';

const registered = z.object({
  verification: z.object({ ok: z.boolean(), outcome: z.string(), hint: z.string() }).partial(),
});

async function register({ url, secret }: Webhook, reception: Reception): Promise<void> {
  const { call, signal, needs } = reception;
  const ask = () => call('setWebhook', { url, secret_token: secret }, { timeout: 30_000, signal });
  // The platform counts these by the day.
  const result = await insist(ask, { what: 'setWebhook', pauseAtMost: 15 * 60_000 }, reception);
  if (signal.aborted) return;
  const { verification = {} } = registered.safeParse(result).data ?? {};
  const { ok, outcome, hint } = verification;
  // The address is kept by the platform even when its look at it failed.
  if (ok === false) needs.log.warn({ outcome, hint }, 'zalo-bot: the platform could not verify the webhook');
  else needs.log.info({ outcome }, 'zalo-bot: webhook set');
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

/** The body as text; undefined when it is longer than `atMost` bytes. */
async function bodyOf(request: Request, atMost: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > atMost) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.trim();
  }
}

async function takeIn(
  request: Request,
  secret: string,
  reception: () => Reception | undefined,
): Promise<Response> {
  if (request.method !== 'POST') return status(405);
  const signed = same(request.headers.get('x-bot-api-secret-token') ?? '', secret);
  const text = await bodyOf(request, signed ? 1024 * 1024 : 64).catch(() => undefined);
  const body = text === undefined ? undefined : asJson(text);
  // The platform looks whether we are there with an empty body and no secret.
  if (text !== undefined && isEmpty(body)) return status(200);
  if (!signed) return status(403);
  if (text === undefined) return status(413);
  const update = parseUpdate(body);
  const open = reception();
  if (!open) return status(503);
  try {
    if (update) await open.intake([update]);
    return status(200);
  } catch (error) {
    const facts = { externalId: update?.externalId, error: nameOf(error) };
    open.needs.log.error(facts, 'zalo-bot: could not store an update');
    return status(500);
  }
}

export function webhook(needs: ZaloBotNeeds, mode: Webhook, call: Call): Receiver {
  const running = new Set<Promise<unknown>>();
  let stop = new AbortController();
  let reception: Reception | undefined;
  const follow = <Result>(work: Promise<Result>): Promise<Result> => {
    running.add(work);
    return work.finally(() => running.delete(work));
  };
  return {
    open: async (intake) => {
      stop = new AbortController();
      reception = { needs, call, intake, signal: stop.signal };
      void follow(register(mode, reception));
    },
    close: () => {
      reception = undefined;
      stop.abort();
      return patiently(Promise.all(running));
    },
    handle: (request) => follow(takeIn(request, mode.secret, () => reception)),
  };
}
