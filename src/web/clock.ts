import type { Context } from 'hono';
import { z } from 'zod';
import { Refusal } from '../domain/refusal.ts';
import type { Rehearsal } from './needs.ts';

const moves = z.strictObject({ advance: z.union([z.literal('next-working-day'), z.iso.duration()]) });

/** Moves the rehearsal's clock. */
export async function advanceClock(c: Context, rehearsal: Rehearsal): Promise<Response> {
  const read = moves.safeParse(await c.req.json().catch(() => undefined));
  if (!read.success) return badDuration();
  return c.json({ now: await rehearsal.advance(read.data.advance) });
}

export const badDuration = (): never => {
  throw new Refusal('web.clock.bad-duration');
};
