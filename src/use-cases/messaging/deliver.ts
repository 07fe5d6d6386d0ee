import type { Channel, Delivery } from '../../domain/channel.ts';
import { dateOf } from '../../domain/time.ts';
import type { Claimed, Settlement } from '../../store/outbox.ts';
import type { App } from '../app.ts';
import { openKept } from '../files/open-kept.ts';
import { type Bucket, bucket } from './bucket.ts';

type Needs = Pick<App, 'database' | 'clock' | 'log' | 'measure' | 'vault'>;

/** Sends what is in the outbox for one channel, as its only sender. */
export type Sender = {
  readonly take: (claimed: readonly Claimed[]) => void;
  /** Looks into the outbox for what is due. */
  readonly look: () => Promise<void>;
  /** Resolves when nothing it holds is left to send. */
  readonly idle: () => Promise<void>;
  /** Finishes what is being sent and gives back the rest. */
  readonly stop: () => Promise<void>;
};

const atOnce = 40;
const heldAtMost = 200;
const attemptsAtMost = 8;
/** Of the bot's rate, what bulk leaves for replies. */
const reserve = 0.2;

type Line = { rows: Claimed[]; busy: boolean; pace: Bucket };

export function createSender(needs: Needs, channel: Channel): Sender {
  const lines = new Map<string, Line>();
  const pace = bucket(channel.pace.perSecond, channel.pace.perSecond);
  const settle = settler(needs);
  let sending = 0;
  let looking = 0;
  let stopped = false;
  let wait: NodeJS.Timeout | undefined;
  let whenIdle: (() => void)[] = [];

  const held = () => [...lines.values()].reduce((sum, line) => sum + line.rows.length, 0);

  function lineOf(address: string): Line {
    const line = lines.get(address) ?? {
      rows: [],
      busy: false,
      pace: bucket(channel.pace.perAddressPerSecond, Math.max(3, channel.pace.perAddressPerSecond)),
    };
    lines.set(address, line);
    return line;
  }

  function take(claimed: readonly Claimed[]): void {
    for (const row of claimed) {
      const { rows } = lineOf(row.address);
      const at = rows.findIndex((other) => isBefore(row, other));
      rows.splice(at < 0 ? rows.length : at, 0, row);
    }
    pump();
  }

  /** Of all addresses with nothing under way, the one whose first message is most urgent, then oldest. */
  function choose(): { row: Claimed; line: Line } | undefined {
    let best: { row: Claimed; line: Line } | undefined;
    for (const line of lines.values()) {
      const [row] = line.rows;
      if (row && !line.busy && line.pace.has(1) && (!best || isBefore(row, best.row))) best = { row, line };
    }
    const kept = best && best.row.priority > 0 ? channel.pace.perSecond * reserve : 0;
    return best && pace.has(1 + kept) ? best : undefined;
  }

  function pump(): void {
    clearTimeout(wait);
    while (!stopped && sending < atOnce) {
      const chosen = choose();
      if (!chosen) break;
      pace.take(1);
      chosen.line.pace.take(1);
      chosen.line.rows.shift();
      chosen.line.busy = true;
      sending++;
      void send(chosen.row, chosen.line);
    }
    if (!stopped && sending < atOnce && held() > 0) wait = setTimeout(pump, 20);
    if (sending === 0 && looking === 0 && held() === 0) {
      for (const resolve of whenIdle.splice(0)) resolve();
    }
  }

  async function send(row: Claimed, line: Line): Promise<void> {
    try {
      const delivery = await deliver(needs, channel, row);
      needs.measure.delivery(channel.name, delivery.outcome);
      const settlement = settlementOf(row, delivery);
      await afterwards(needs, row, delivery);
      await settle(settlement);
      if (settlement.state === 'queued') await giveBack(line, settlement.pauseSeconds ?? 0);
    } catch (error) {
      // The row stays claimed: when its lease ends it is taken up again.
      needs.log.error(
        { err: error, channel: channel.name, outbox: row.id },
        'a message could not be settled',
      );
    } finally {
      sending--;
      line.busy = false;
      if (line.rows.length === 0) lines.delete(row.address);
      pump();
    }
  }

  /** What follows on the same address waits too, so that it is read in the order it was said. */
  async function giveBack(line: Line, pauseSeconds: number): Promise<void> {
    const rest = line.rows.splice(0);
    for (const { id } of rest) await settle({ id, state: 'queued', pauseSeconds });
  }

  /** Takes what is due, as far as there is room for it. */
  async function claim(): Promise<void> {
    while (!stopped && held() + sending < heldAtMost) {
      const room = heldAtMost - held() - sending;
      const claimed = await needs.database.store.outbox.claim(channel.name, dateOf(needs.clock.now()), room);
      take(claimed);
      if (claimed.length < room) return;
    }
  }

  return {
    take,
    async look() {
      looking++;
      try {
        await claim();
      } finally {
        looking--;
        pump();
      }
    },
    idle: () =>
      new Promise((resolve) => {
        whenIdle.push(resolve);
        pump();
      }),
    async stop() {
      stopped = true;
      clearTimeout(wait);
      while (sending > 0 || looking > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await Promise.all([...lines.values()].map((line) => giveBack(line, 0)));
      whenIdle = [];
    },
  };
}

const isBefore = (a: Claimed, b: Claimed): boolean =>
  a.priority !== b.priority ? a.priority < b.priority : BigInt(a.id) < BigInt(b.id);

async function deliver(needs: Needs, channel: Channel, row: Claimed): Promise<Delivery> {
  const { id, address, content } = row;
  if (content.kind === 'text') return channel.send({ id, address, content, file: undefined });
  const { file } = content;
  const reference = await needs.database.store.files.reference(file, channel.name);
  const open = async () => {
    const held = await openKept(needs, file);
    if (!held) throw new Error(`file ${file} is not kept`);
    return held.read();
  };
  return channel.send({ id, address, content, file: { id: file, reference, open } });
}

function settlementOf({ id, attempts }: Claimed, delivery: Delivery): Settlement {
  switch (delivery.outcome) {
    case 'sent':
      return { id, state: 'sent', reference: delivery.reference };
    case 'later':
      return { id, state: 'queued', pauseSeconds: delivery.retryAfterSeconds, happened: delivery.why };
    case 'unknown':
      return {
        id,
        state: attempts >= attemptsAtMost ? 'failed' : 'queued',
        perhapsTwice: true,
        pauseSeconds: Math.min(60, 2 ** attempts),
        happened: delivery.why,
      };
    case 'never':
      return { id, state: 'failed', happened: delivery.why };
    case 'rejected':
      return { id, state: 'failed', happened: 'rejected' };
  }
}

async function afterwards(needs: Needs, row: Claimed, delivery: Delivery): Promise<void> {
  const { store } = needs.database;
  if (delivery.outcome === 'sent' && delivery.fileReference && row.content.kind === 'file')
    await store.files.setReference(row.content.file, row.channel, delivery.fileReference);
  if (delivery.outcome === 'never' && delivery.why !== 'unsupported')
    await store.accounts.setReachable(row, delivery.why, dateOf(needs.clock.now()));
  if (delivery.outcome === 'rejected') {
    // Quoted parts of a platform's complaint may be what a person wrote.
    const description = delivery.description.replace(/"[^"]*"/g, '"…"');
    needs.log.error(
      { channel: row.channel, outbox: row.id, description },
      'the platform rejects our message',
    );
  }
}

/** Settles in batches: while one statement is under way, the next ones gather. */
function settler({ database, clock }: Needs): (settlement: Settlement) => Promise<void> {
  let gathered: Settlement[] = [];
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    const batch = gathered;
    gathered = [];
    running = undefined;
    await database.store.outbox.settle(batch, dateOf(clock.now()));
  };
  let last: Promise<void> = Promise.resolve();
  return (settlement) => {
    gathered.push(settlement);
    running ??= last = last.catch(() => {}).then(run);
    return running;
  };
}
