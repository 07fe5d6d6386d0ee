import { createHash, timingSafeEqual } from 'node:crypto';
import type { Logger } from 'pino';
import { describe } from './api.ts';

export type WebhookNeeds = {
  readonly secret: string;
  readonly log: Pick<Logger, 'error'>;
  readonly take: (updates: readonly unknown[]) => Promise<void>;
};

const bodyAtMost = 1024 * 1024;

/** Any answer but 200 makes Telegram bring the update again. */
export async function takeWebhook({ secret, log, take }: WebhookNeeds, request: Request): Promise<Response> {
  if (!sameSecret(request.headers.get('x-telegram-bot-api-secret-token'), secret)) return answer(403);
  if (request.method !== 'POST') return answer(405);
  const body = await readBody(request);
  if (body === undefined) return answer(413);
  const update = parseObject(body);
  if (update === undefined) return answer(400);
  try {
    await take([update]);
    return answer(200);
  } catch (error) {
    log.error({ why: describe(error) }, 'telegram: an update could not be stored');
    return answer(500);
  }
}

const answer = (status: number): Response => new Response(null, { status });

/** Hashes have one length, as the comparison needs, and hide that of the secret. */
function sameSecret(given: string | null, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return given !== null && timingSafeEqual(hash(given), hash(secret));
}

async function readBody(request: Request): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > bodyAtMost) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > bodyAtMost) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseObject(body: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && 'update_id' in parsed ? parsed : undefined;
  } catch {
    return undefined;
  }
}
