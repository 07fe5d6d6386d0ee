import type { Logger } from 'pino';
import { TelegramError } from 'telegraf';
import type { Update } from 'telegraf/types';
import { type Api, describe } from './api.ts';

export type Callbacks = {
  /** Tells the person's app that the press arrived; nobody waits for it. */
  readonly answer: (updates: readonly unknown[]) => void;
  readonly settled: () => Promise<unknown>;
};

const remembered = 10_000;
const answerMilliseconds = 10_000;

export function callbackAnswers({ bot, call }: Api, log: Pick<Logger, 'warn' | 'debug'>): Callbacks {
  const answered = new Set<string>();
  const underWay = new Set<Promise<unknown>>();

  bot.on('callback_query', async ({ callbackQuery: { id } }) => {
    // A press that is delivered again has its answer; a second one would be refused.
    if (answered.has(id)) return;
    remember(answered, id);
    await call('answerCallbackQuery', { callback_query_id: id }, { milliseconds: answerMilliseconds });
  });
  bot.catch((error, { callbackQuery, update }) => {
    const line = { update: update.update_id, why: describe(error) };
    // Too late, or answered already: the app has stopped waiting either way.
    if (error instanceof TelegramError && error.code === 400)
      return log.debug(line, 'telegram: press not answered');
    answered.delete(callbackQuery?.id ?? '');
    log.warn(line, 'telegram: press not answered');
  });

  return {
    answer(updates) {
      for (const update of updates.filter(isPress)) {
        const work = bot.handleUpdate(update).finally(() => underWay.delete(work));
        underWay.add(work);
      }
    },
    settled: () => Promise.allSettled(underWay),
  };
}

function remember(answered: Set<string>, id: string): void {
  answered.add(id);
  const [oldest] = answered;
  if (answered.size > remembered && oldest !== undefined) answered.delete(oldest);
}

function isPress(update: unknown): update is Update.CallbackQueryUpdate {
  const { callback_query: query } = (update ?? {}) as { readonly callback_query?: unknown };
  return typeof query === 'object' && query !== null && typeof (query as { id?: unknown }).id === 'string';
}
