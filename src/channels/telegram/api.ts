import https from 'node:https';
import type { Duplex } from 'node:stream';
import { Telegraf, TelegramError } from 'telegraf';
import type { UserFromGetMe } from 'telegraf/types';

export type ApiNeeds = {
  readonly token: string;
  readonly apiRoot: string;
  /** How long a connection may take to come about. */
  readonly connectMilliseconds: number;
};

type CallOptions = { readonly milliseconds: number; readonly signal?: AbortSignal };
export type CallApi = (method: string, payload: object, options: CallOptions) => Promise<unknown>;
export type Api = { readonly bot: Telegraf; readonly agent: https.Agent; readonly call: CallApi };

export function telegramApi({ token, apiRoot, connectMilliseconds }: ApiNeeds): Api {
  const agent = new QuickAgent(connectMilliseconds);
  const bot = new Telegraf(token, {
    // Without the slash at its end the last part of a path would be taken for a page and dropped.
    telegram: { apiRoot: apiRoot.replace(/\/?$/, '/'), webhookReply: false, agent },
    handlerTimeout: Number.POSITIVE_INFINITY,
  });
  // Until the platform says more: without it telegraf asks in the middle of the first update.
  bot.botInfo = botOf(Number.parseInt(token, 10));
  // telegraf's own types stop at Bot API 7.1 and know no timeout; results are parsed by those who read them.
  const callApi = bot.telegram.callApi.bind(bot.telegram) as unknown as (
    method: string,
    payload: object,
    options: { readonly signal: AbortSignal },
  ) => Promise<unknown>;
  const call: CallApi = (method, payload, { milliseconds, signal: outer }) =>
    withDeadline(milliseconds, outer, (signal) => callApi(method, payload, { signal }));
  return { bot, agent, call };
}

export const botOf = (id: number): UserFromGetMe => ({
  id,
  is_bot: true,
  first_name: '',
  username: '',
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
});

/**
 * Gives up on a connection that is not there in time: such a request was certainly never sent, whereas after a
 * timeout of the whole call nobody knows. Where Telegram is blocked, packets just vanish.
 * IPv4 only, for hosts whose IPv6 leads nowhere; unused connections go before the platform drops them.
 */
class QuickAgent extends https.Agent {
  readonly #milliseconds: number;

  constructor(milliseconds: number) {
    super({ keepAlive: true, family: 4, timeout: 30_000 });
    this.#milliseconds = milliseconds;
  }

  override createConnection(...args: Parameters<https.Agent['createConnection']>): Duplex | null | undefined {
    const socket = super.createConnection(...args);
    const error = Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' });
    const timer = setTimeout(() => socket?.destroy(error), this.#milliseconds);
    const stop = () => clearTimeout(timer);
    socket?.once('secureConnect', stop).once('close', stop);
    return socket;
  }
}

export async function withDeadline<T>(
  milliseconds: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const abort = () => deadline.abort();
  const timer = setTimeout(abort, milliseconds);
  outer?.addEventListener('abort', abort, { once: true });
  if (outer?.aborted) abort();
  try {
    return await work(deadline.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', abort);
  }
}

/** An error in words that may be logged: messages of errors can hold the token or what people wrote. */
export function describe(error: unknown): string {
  if (error instanceof TelegramError) return `${error.code} ${withoutQuotes(error.description)}`;
  if (!(error instanceof Error)) return 'unknown error';
  if (error.name === 'AbortError') return 'no answer in time';
  const { code, type } = error as { readonly code?: unknown; readonly type?: unknown };
  return [error.name, code ?? type].filter((part) => typeof part === 'string').join(' ');
}

/** "can't parse entities: Unsupported start tag "…"" quotes the text it could not parse. */
export const withoutQuotes = (description: string): string => description.replace(/"[^"]*"/g, '"…"');
