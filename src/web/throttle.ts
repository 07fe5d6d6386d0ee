import type { MiddlewareHandler } from 'hono';
import { type Bucket, bucket } from '../use-cases/messaging/bucket.ts';
import { networkOf } from './door.ts';

/** An office of many phones may stand behind one network address; nobody writes faster than all of it. */
const perSecond = 5;
const atOnce = 120;
const rememberedAtMost = 10_000;

/** What is posted from one network address has a pace: anybody may open the page, and each message is stored. */
export function throttle(): MiddlewareHandler {
  const buckets = new Map<string, Bucket>();
  const bucketOf = (network: string): Bucket => {
    const known = buckets.get(network) ?? bucket(perSecond, atOnce);
    if (buckets.size >= rememberedAtMost) buckets.clear();
    buckets.set(network, known);
    return known;
  };
  return async (c, next) => {
    if (c.req.method !== 'POST') return next();
    const pace = bucketOf(networkOf(c));
    if (!pace.has(1)) return c.json({ error: 'too-many', detail: 'Later.' }, 429, { 'Retry-After': '5' });
    pace.take(1);
    return next();
  };
}
