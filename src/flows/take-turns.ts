import type { WaitingTurn } from '../domain/inbox.ts';
import { Refusal } from '../domain/refusal.ts';
import { dateOf, dateOfDay, dayIn, type Instant } from '../domain/time.ts';
import type { TurnEnd } from '../store/inbox.ts';
import type { Store } from '../store/store.ts';
import type { App } from '../use-cases/app.ts';
import { bringFile, needsFile } from './bring-file.ts';
import { turn } from './turn.ts';
import { fault } from './turn-fault.ts';

/**
 * How one look at a lane went: `last` when its message was handled and nothing waited behind it, `moved` when its first
 * message belongs to another lane by now, `file` when what came with it must be fetched first.
 */
export type TurnTaken =
  | 'handled'
  | 'last'
  | 'nothing'
  | 'faulted'
  | 'parked'
  | { readonly moved: string }
  | { readonly file: WaitingTurn };

/**
 * Takes the first waiting message of each lane: one transaction, in which they are read, answered and settled. Where
 * one of them can not be, none of it stands, and each is taken by itself.
 */
export async function takeTurns(app: App, lanes: readonly string[]): Promise<ReadonlyMap<string, TurnTaken>> {
  const now = app.clock.now();
  if (lanes.length > 1) {
    const together = await look(app, lanes, now).catch(() => undefined);
    if (together) return together;
  }
  const taken = new Map<string, TurnTaken>();
  for (const lane of lanes) taken.set(lane, await byItself(app, lane, now));
  return taken;
}

/** Takes the first waiting message of one lane, a file that comes with it first. */
export async function takeTurn(app: App, lane: string): Promise<Exclude<TurnTaken, { file: WaitingTurn }>> {
  const taken = (await takeTurns(app, [lane])).get(lane) ?? 'nothing';
  return typeof taken === 'object' && 'file' in taken ? bringFile(app, taken.file) : taken;
}

async function byItself(app: App, lane: string, now: Instant): Promise<TurnTaken> {
  let seen: WaitingTurn | undefined;
  const see = (waiting: WaitingTurn) => {
    seen = waiting;
  };
  const taken = async (refusal?: Refusal) =>
    (await look(app, [lane], now, see, refusal)).get(lane) ?? 'nothing';
  try {
    // The person asked for what can not be: nothing of the turn stands, and they are told why.
    return await taken().catch((error) => (error instanceof Refusal ? taken(error) : Promise.reject(error)));
  } catch (error) {
    if (!seen) throw error;
    return fault(app, seen, error, now);
  }
}

async function look(
  app: App,
  lanes: readonly string[],
  now: Instant,
  see: (waiting: WaitingTurn) => void = () => {},
  refusal?: Refusal,
): Promise<ReadonlyMap<string, TurnTaken>> {
  const { taken, written } = await app.database.transaction(async (store) => {
    const taken = new Map<string, TurnTaken>();
    const endings: TurnEnd[] = [];
    for (const waiting of await next(app, store, lanes, now)) {
      see(waiting);
      const elsewhere = await toElsewhere(store, waiting);
      taken.set(waiting.storedIn, elsewhere ?? (waiting.isLast ? 'last' : 'handled'));
      if (!elsewhere) endings.push(await turn(app, store, waiting, now, refusal));
    }
    if (endings.length === 0) return { taken, written: undefined };
    const written = await store.inbox.finish(endings, dateOf(now), app.mine());
    // Another process was faster: nothing of these turns may stand.
    if (!written) throw new Error('a message was settled by another process');
    return { taken, written };
  });
  if (written) app.post(written);
  return taken;
}

async function toElsewhere(store: Store, waiting: WaitingTurn): Promise<TurnTaken | undefined> {
  if (needsFile(waiting) && waiting.lane === waiting.storedIn) return { file: waiting };
  if (waiting.lane === waiting.storedIn) return undefined;
  await store.inbox.moveTo(waiting.id, waiting.lane);
  return { moved: waiting.lane };
}

async function next(
  app: App,
  store: Store,
  lanes: readonly string[],
  now: Instant,
): Promise<readonly WaitingTurn[]> {
  const day = dateOfDay(dayIn(app.zone, now));
  const { turns, unbegun } = await store.inbox.next(lanes, day);
  if (unbegun.length === 0) return turns;
  await store.inbox.begin(unbegun, dateOf(now));
  return [...turns, ...(await store.inbox.next(unbegun, day)).turns];
}
