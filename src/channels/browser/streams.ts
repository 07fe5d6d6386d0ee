import type { Item } from './item.ts';

type Receive = (item: Item) => void;

export type Streams = {
  /** Server-sent events of these addresses: first what was said, then what is said, with nothing lost between. */
  readonly open: (
    addresses: readonly string[],
    history: (address: string) => Promise<readonly Item[]>,
    signal: AbortSignal,
  ) => Promise<Response>;
  readonly push: (address: string, item: Item) => void;
  /** Ends every stream. */
  readonly close: () => void;
};

type Pace = {
  readonly heartbeatMs: number;
  /** How long a message that was pushed is repeated to streams that open, for its row may not say "sent" yet. */
  readonly recentMs: number;
};

const ordinary: Pace = { heartbeatMs: 20_000, recentMs: 30_000 };
/** A reader this many events behind is cut off; it comes back and gets the history. */
const behindAtMost = 1000;
const encoder = new TextEncoder();

const eventOf = (name: string, data: unknown): Uint8Array =>
  encoder.encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);

function receivers() {
  const byAddress = new Map<string, Set<Receive>>();
  return {
    add(address: string, receive: Receive): () => void {
      const those = byAddress.get(address) ?? new Set();
      byAddress.set(address, those.add(receive));
      return () => {
        those.delete(receive);
        if (those.size === 0 && byAddress.get(address) === those) byAddress.delete(address);
      };
    },
    of: (address: string): readonly Receive[] => [...(byAddress.get(address) ?? [])],
  };
}

function recents(keepMs: number) {
  const byAddress = new Map<string, readonly Item[]>();
  const drop = (address: string, item: Item): void => {
    const rest = (byAddress.get(address) ?? []).filter((kept) => kept !== item);
    if (rest.length > 0) byAddress.set(address, rest);
    else byAddress.delete(address);
  };
  return {
    add(address: string, item: Item): void {
      byAddress.set(address, [...(byAddress.get(address) ?? []), item]);
      setTimeout(drop, keepMs, address, item).unref();
    },
    of: (address: string): readonly Item[] => byAddress.get(address) ?? [],
  };
}

function withRecent(history: readonly Item[], recent: readonly Item[]): readonly Item[] {
  const known = new Set(history.map(({ id }) => id));
  return [...history, ...recent.filter(({ id }) => !known.has(id))];
}

/** One address of a stream: holds what arrives until the history is there. */
function line(phone: number) {
  const held: Item[] = [];
  let write: ((event: Uint8Array) => void) | undefined;
  const say = (item: Item) => write?.(eventOf('message', { phone, item }));
  return {
    receive(item: Item): void {
      if (write) say(item);
      else held.push(item);
    },
    begin(history: readonly Item[], to: (event: Uint8Array) => void): void {
      const items = withRecent(history, held);
      held.length = 0;
      write = to;
      to(eventOf('history', { phone, items }));
    },
  };
}

export function openStreams({ heartbeatMs, recentMs }: Pace = ordinary): Streams {
  const listening = receivers();
  const recent = recents(recentMs);
  const ends = new Set<() => void>();

  return {
    async open(addresses, history, signal) {
      const lines = addresses.map((address, phone) => ({ address, ...line(phone) }));
      const leaves = lines.map(({ address, receive }) => listening.add(address, receive));
      const leave = () => {
        for (const each of leaves) each();
      };
      try {
        const pasts = await Promise.all(
          lines.map(async ({ address }) => withRecent(await history(address), recent.of(address))),
        );
        const begin = (write: (event: Uint8Array) => void) =>
          lines.forEach((each, index) => {
            each.begin(pasts[index] ?? [], write);
          });
        return eventStream({ begin, leave, ends, heartbeatMs, signal });
      } catch (error) {
        leave();
        throw error;
      }
    },
    push(address, item) {
      if (item.from === 'bot') recent.add(address, item);
      for (const receive of listening.of(address)) receive(item);
    },
    close() {
      for (const end of [...ends]) end();
    },
  };
}

type Flow = {
  readonly begin: (write: (event: Uint8Array) => void) => void;
  readonly leave: () => void;
  readonly ends: Set<() => void>;
  readonly heartbeatMs: number;
  readonly signal: AbortSignal;
};

function eventStream({ begin, leave, ends, heartbeatMs, signal }: Flow): Response {
  let stop = leave;
  let isOpen = true;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const end = () => {
          if (!isOpen) return;
          stop();
          controller.close();
        };
        const write = (event: Uint8Array) => {
          if (!isOpen) return;
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(event);
          else end();
        };
        // Named, not a comment: the page must be able to notice that nothing comes any more.
        const heartbeat = setInterval(() => write(eventOf('beat', 1)), heartbeatMs);
        stop = () => {
          isOpen = false;
          clearInterval(heartbeat);
          leave();
          ends.delete(end);
        };
        ends.add(end);
        controller.enqueue(encoder.encode('retry: 1500\n\n'));
        begin(write);
        if (signal.aborted) end();
      },
      cancel: () => stop(),
    },
    new CountQueuingStrategy({ highWaterMark: behindAtMost }),
  );
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // Proxies that gather answers would keep messages back.
      'X-Accel-Buffering': 'no',
    },
  });
}
