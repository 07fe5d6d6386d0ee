import { z } from 'zod';
import type { Delivery, Outgoing } from '../../domain/channel.ts';
import type { Answer, Call } from './client.ts';
import type { ZaloBotNeeds } from './needs.ts';
import { render } from './render.ts';

const receipt = z.object({ message_id: z.string() });

function refused(code: number, why: string): Delivery {
  // The month's messages are used up: no telling when more may be sent.
  if (code === 429) return { outcome: 'later', retryAfterSeconds: 3600, why: 'quota' };
  if (code === 401) return { outcome: 'later', retryAfterSeconds: 60, why };
  // 403 is this platform's "internal server error".
  if (code === 403 || code === 408 || code >= 500) return { outcome: 'later', retryAfterSeconds: 5, why };
  if (code === 404) return { outcome: 'never', why: 'gone' };
  return { outcome: 'rejected', description: why };
}

function deliveryOf(answer: Answer): Delivery {
  if (answer.kind === 'ok')
    return { outcome: 'sent', reference: receipt.safeParse(answer.result).data?.message_id ?? '' };
  if (answer.kind === 'refused') return refused(answer.code, answer.why);
  if (answer.kind === 'lost') return { outcome: 'unknown', why: answer.why };
  return { outcome: 'later', retryAfterSeconds: 5, why: answer.why };
}

export async function send(
  { address, content }: Outgoing,
  needs: ZaloBotNeeds,
  call: Call,
): Promise<Delivery> {
  let text: string;
  try {
    text = render(content, needs.links);
  } catch (error) {
    return { outcome: 'rejected', description: error instanceof Error ? error.message : String(error) };
  }
  const timeout = (needs.answerSeconds ?? 15) * 1000;
  return deliveryOf(await call('sendMessage', { chat_id: address, text }, { timeout }));
}
