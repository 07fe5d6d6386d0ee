import type { Inbound, Intake, Unreadable } from '../../domain/channel.ts';
import type { Answer, Call } from './client.ts';
import type { ZaloBotNeeds } from './needs.ts';
import { isEmpty, parseUpdate } from './parse.ts';
import {
  growing,
  insist,
  nameOf,
  patiently,
  pause,
  type Receiver,
  type Reception,
  status,
} from './reception.ts';

/** The platform keeps nothing it has handed out, so this one is held until it is stored; a close grants one last try. */
async function storeForSure(update: Inbound | Unreadable, reception: Reception): Promise<void> {
  const { intake, signal, needs } = reception;
  const { externalId } = update;
  for (let tried = 0; ; tried++) {
    const last = signal.aborted;
    try {
      return await intake([update]);
    } catch (error) {
      needs.log.error(
        { externalId, tried, last, error: nameOf(error) },
        'zalo-bot: could not store an update',
      );
      if (last) return;
    }
    await pause(growing(tried, 10_000), signal);
  }
}

/** One long poll: its update, or nothing. */
async function look({ needs, call, signal }: Reception): Promise<Answer> {
  const seconds = needs.pollSeconds ?? 30;
  const began = performance.now();
  const patience = { timeout: (seconds + 7) * 1000, signal };
  const answer = await call('getUpdates', { timeout: String(seconds) }, patience);
  const idle = answer.kind === 'refused' && answer.code === 408;
  if (!idle && !(answer.kind === 'ok' && isEmpty(answer.result))) return answer;
  // Should the platform say "nothing" at once, it is not asked a thousand times a second.
  await pause(Math.max(0, began + 1000 - performance.now()), signal);
  return { kind: 'ok', result: undefined };
}

/** The platform serves polls or a webhook, never both. */
async function takeAwayWebhook({ call, signal }: Reception): Promise<Answer> {
  const answer = await call('deleteWebhook', {}, { timeout: 10_000, signal });
  // There may have been none: whether the way is free, the polls will show.
  const none = answer.kind === 'refused' && (answer.code === 400 || answer.code === 404);
  return none ? { kind: 'ok', result: undefined } : answer;
}

async function keepPolling(reception: Reception): Promise<void> {
  const clear = () => takeAwayWebhook(reception);
  await insist(clear, { what: 'deleteWebhook', pauseAtMost: 60_000 }, reception);
  const attempt = async () => {
    const answer = await look(reception);
    // Somebody may have set one meanwhile.
    if (answer.kind === 'refused' && (answer.code === 400 || answer.code === 409)) await clear();
    return answer;
  };
  while (!reception.signal.aborted) {
    const found = await insist(attempt, { what: 'getUpdates', pauseAtMost: 60_000 }, reception);
    const update = parseUpdate(found);
    if (update) await storeForSure(update, reception);
  }
}

/** An intake that can be shut: nothing reaches it once the channel is closed, not even the try that came too late. */
function gate(intake: Intake): { readonly intake: Intake; readonly shut: () => void } {
  let open = true;
  return {
    intake: async (arrivals) => {
      if (!open) throw new Error('closed');
      await intake(arrivals);
    },
    shut: () => {
      open = false;
    },
  };
}

export function polling(needs: ZaloBotNeeds, call: Call): Receiver {
  let close = async (): Promise<void> => undefined;
  return {
    open: async (intake) => {
      const stop = new AbortController();
      const gated = gate(intake);
      const polls = keepPolling({ needs, call, intake: gated.intake, signal: stop.signal });
      close = async () => {
        stop.abort();
        await patiently(polls);
        gated.shut();
      };
    },
    close: () => close(),
    handle: async () => status(404),
  };
}
