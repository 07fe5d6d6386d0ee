import { ApiRefusal, refuse } from './refuse.ts';
import type { World } from './world.ts';

export type Update = { readonly update_id: number; readonly [kind: string]: unknown };
export type Webhook = {
  readonly url: string;
  readonly secret: string | undefined;
  readonly maxConnections: number;
};

type Poll = {
  readonly offset: number;
  readonly limit: number;
  readonly answer: (updates: readonly Update[]) => void;
  readonly fail: (refusal: ApiRefusal) => void;
  readonly timer: NodeJS.Timeout;
};

const byDefault = new Set(['message', 'edited_message', 'callback_query', 'my_chat_member']);
const longestPollSeconds = 50;
const deliveredKept = 1000;

/** Updates wait here until they are confirmed by a later poll or taken by the webhook. */
export class Updates {
  webhook: Webhook | undefined;
  confirmed = 0;
  readonly #world: World;
  readonly #retryMilliseconds: number;
  /** In order of arrival. */
  readonly #queue = new Map<number, Update>();
  #allowed: ReadonlySet<string> = byDefault;
  #nextId = 700_000_001;
  #poll: Poll | undefined;
  #woken = false;
  #previous = { offset: Number.NaN, at: 0 };
  #delivered: Update[] = [];
  #stop = new AbortController();
  readonly #lanes = new Map<number, Promise<void>>();
  #connections = 0;
  readonly #free: (() => void)[] = [];

  constructor(world: World, retryMilliseconds: number) {
    this.#world = world;
    this.#retryMilliseconds = retryMilliseconds;
  }

  get pending(): number {
    return this.#queue.size;
  }

  get allowed(): readonly string[] {
    return [...this.#allowed];
  }

  allow(kinds: readonly string[] | undefined): void {
    if (kinds) this.#allowed = kinds.length === 0 ? byDefault : new Set(kinds);
  }

  /** Returns the update's id, also when the bot did not ask for this kind. */
  push(fields: Readonly<Record<string, unknown>>): number {
    const update: Update = { update_id: this.#nextId++, ...fields };
    const wanted = Object.keys(fields).some((kind) => this.#allowed.has(kind));
    if (!wanted) return update.update_id;
    this.#world.counts.updates++;
    this.#queue.set(update.update_id, update);
    if (this.webhook) this.#enqueue(update, this.webhook);
    else this.#wake();
    this.#world.events.emit('activity');
    return update.update_id;
  }

  getUpdates(offset: number, limit: number, seconds: number, gone: AbortSignal): Promise<readonly Update[]> {
    if (this.webhook)
      refuse(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    this.#endPoll('terminated by other getUpdates request; make sure that only one bot instance is running');
    const again = this.#isRepeated(offset);
    this.#confirm(offset);
    const timeout = Math.min(again.soon ? Math.max(seconds, 3) : seconds, longestPollSeconds);
    const atMost = again.atOnce ? 1 : limit;
    const ready = this.#first(atMost);
    if (ready.length > 0 || timeout <= 0) return Promise.resolve(ready);
    return new Promise((answer, fail) => {
      const timer = setTimeout(() => this.#finishPoll([]), timeout * 1000);
      this.#poll = { offset, limit: atMost, answer, fail, timer };
      gone.addEventListener('abort', () => this.#poll?.timer === timer && this.#finishPoll([]), {
        once: true,
      });
    });
  }

  /** The server slows down those who ask again for what they were just given. */
  #isRepeated(offset: number): { readonly soon: boolean; readonly atOnce: boolean } {
    const since = performance.now() - this.#previous.at;
    const same = this.#previous.offset === offset;
    this.#previous = { offset, at: performance.now() };
    return { soon: same && since < 3000, atOnce: same && since < 500 };
  }

  #first(atMost: number): readonly Update[] {
    const found: Update[] = [];
    for (const update of this.#queue.values()) {
      if (found.length >= atMost) break;
      found.push(update);
    }
    return found;
  }

  /** A negative offset forgets all but the last so many. */
  #confirm(offset: number): void {
    const before = this.#queue.size;
    const extra = offset < 0 ? this.#queue.size + offset : 0;
    for (const id of this.#queue.keys()) {
      if (offset < 0 ? before - this.#queue.size >= extra : id >= offset) break;
      this.#queue.delete(id);
      this.confirmed = id;
    }
    if (this.#queue.size < before) this.#world.events.emit('activity');
  }

  /** What arrives in the same moment is given out together. */
  #wake(): void {
    if (!this.#poll || this.#woken) return;
    this.#woken = true;
    setImmediate(() => {
      this.#woken = false;
      if (this.#poll) this.#finishPoll(this.#first(this.#poll.limit));
    });
  }

  #finishPoll(updates: readonly Update[]): void {
    const poll = this.#poll;
    this.#poll = undefined;
    clearTimeout(poll?.timer);
    poll?.answer(updates);
  }

  #endPoll(why: string): void {
    const poll = this.#poll;
    this.#poll = undefined;
    clearTimeout(poll?.timer);
    poll?.fail(new ApiRefusal(409, `Conflict: ${why}`, true));
  }

  setWebhook(webhook: Webhook | undefined, drop: boolean): void {
    if (drop) this.#queue.clear();
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#lanes.clear();
    this.webhook = webhook;
    if (!webhook) return;
    this.#endPoll('terminated by setWebhook request');
    for (const update of this.#queue.values()) this.#enqueue(update, webhook);
  }

  /** In order within a chat, in parallel over chats. */
  #enqueue(update: Update, webhook: Webhook): void {
    const chat = chatOf(update);
    const { signal } = this.#stop;
    const lane = this.#lanes.get(chat) ?? Promise.resolve();
    this.#lanes.set(
      chat,
      lane.then(() => this.#deliver(update, webhook, signal)),
    );
  }

  async #deliver(update: Update, webhook: Webhook, stop: AbortSignal): Promise<void> {
    for (let pause = this.#retryMilliseconds; !stop.aborted; pause = Math.min(pause * 2, 2000)) {
      const status = await this.#withConnection(webhook, () => this.post(update, webhook, stop));
      if (status >= 200 && status < 300) return this.#taken(update);
      await new Promise((resolve) => setTimeout(resolve, pause).unref());
    }
  }

  #taken(update: Update): void {
    this.#queue.delete(update.update_id);
    this.confirmed = Math.max(this.confirmed, update.update_id);
    this.#delivered.push(update);
    if (this.#delivered.length > 2 * deliveredKept) this.#delivered = this.#delivered.slice(-deliveredKept);
    this.#world.events.emit('activity');
  }

  async #withConnection<T>({ maxConnections }: Webhook, work: () => Promise<T>): Promise<T> {
    if (this.#connections >= maxConnections) await new Promise<void>((resolve) => this.#free.push(resolve));
    else this.#connections++;
    try {
      return await work();
    } finally {
      const next = this.#free.shift();
      if (next) next();
      else this.#connections--;
    }
  }

  async post(update: Update, webhook: Webhook, stop: AbortSignal): Promise<number> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (webhook.secret !== undefined) headers['x-telegram-bot-api-secret-token'] = webhook.secret;
    try {
      const response = await fetch(webhook.url, {
        method: 'POST',
        headers,
        body: JSON.stringify(update),
        signal: stop,
      });
      const body = await response.text();
      if (/"method"\s*:/.test(body)) this.#world.problems.push('a call was made in the answer to a webhook');
      return response.status;
    } catch {
      return 0;
    }
  }

  /** Brings an update that was already taken once more, as happens when an answer is lost. */
  redeliver(updateId: number | undefined): Promise<number> {
    const update =
      updateId === undefined
        ? this.#delivered.at(-1)
        : this.#delivered.find(({ update_id }) => update_id === updateId);
    if (!update || !this.webhook) throw new Error('no such update was delivered to a webhook');
    return this.post(update, this.webhook, this.#stop.signal);
  }

  close(): void {
    this.#stop.abort();
    this.#finishPoll([]);
  }
}

function chatOf(update: Update): number {
  const {
    message,
    callback_query: query,
    my_chat_member: member,
  } = update as Record<string, { chat?: { id: number }; from?: { id: number } } | undefined>;
  return message?.chat?.id ?? query?.from?.id ?? member?.chat?.id ?? 0;
}
