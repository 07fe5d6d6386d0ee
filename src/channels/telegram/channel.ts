import { setTimeout as wait } from 'node:timers/promises';
import { type Channel, features, type Intake } from '../../domain/channel.ts';
import { telegramApi } from './api.ts';
import { callbackAnswers } from './callbacks.ts';
import { deliver } from './deliver.ts';
import { download } from './download.ts';
import { type TelegramNeeds, usualPace, usualPatience } from './needs.ts';
import { parseUpdate } from './parse.ts';
import { receive, type Take } from './receive.ts';
import { takeWebhook } from './webhook.ts';

type Running = { readonly stop: AbortController; readonly take: Take; readonly work: Promise<unknown> };

export function telegramChannel(needs: TelegramNeeds): Channel {
  const { log, mode } = needs;
  const patience = { ...usualPatience, ...needs.patience };
  const api = telegramApi({ ...needs, connectMilliseconds: patience.connect });
  const callbacks = callbackAnswers(api, log);
  const requests = new Set<Promise<unknown>>();
  let running: Running | undefined;

  const takeFor = (intake: Intake) => async (updates: readonly unknown[]) => {
    callbacks.answer(updates);
    const arrivals = updates.map(parseUpdate).filter((arrival) => arrival !== undefined);
    if (arrivals.length > 0) await intake(arrivals);
  };

  return {
    name: 'telegram',
    pace: needs.pace ?? usualPace,
    async open(intake) {
      const stop = new AbortController();
      const take = takeFor(intake);
      running = { stop, take, work: receive({ needs, patience, api, take }, stop.signal) };
    },
    async close() {
      const { stop, work } = running ?? {};
      running = undefined;
      stop?.abort();
      const quiet = Promise.allSettled([work, ...requests, callbacks.settled()]);
      await Promise.race([quiet, wait(patience.close, undefined, { ref: false })]);
    },
    send: (outgoing) =>
      deliver(
        { call: api.call, log, sendMilliseconds: patience.call, uploadMilliseconds: patience.upload },
        outgoing,
      ),
    fetch: (attachment) =>
      download(
        {
          api,
          atMost: features.telegram.receiveAtMost,
          callMilliseconds: patience.call,
          downloadMilliseconds: patience.upload,
        },
        attachment,
      ),
    async handle(request) {
      if (mode.kind === 'polling') return new Response(null, { status: 403 });
      if (!running) return new Response(null, { status: 503 });
      const work = takeWebhook({ secret: mode.secret, log, take: running.take }, request);
      requests.add(work);
      return work.finally(() => requests.delete(work));
    },
  };
}
