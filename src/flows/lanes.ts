import type { WaitingTurn } from '../domain/inbox.ts';
import type { App } from '../use-cases/app.ts';
import { bringFile } from './bring-file.ts';
import { type TurnTaken, takeTurns } from './take-turns.ts';

/** Takes the turns of each lane one after the other, of different lanes side by side. */
export type Lanes = {
  readonly wake: (lanes: readonly string[]) => void;
  /** Resolves when every lane that was awake has nothing left to do. */
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** `again`: something came while it was looked at. */
type Awake = { again: boolean; faults: number };

/** A lane that keeps failing is tried again after these pauses, until its message is parked. */
const pausesMs = [100, 300, 1_000, 3_000, 5_000];
/** Transactions under way, and how many waiting lanes share one: what waits while these are busy gathers. */
const atOnce = 4;
const together = 8;
const filesAtOnce = 16;

export function createLanes(app: App): Lanes {
  const awake = new Map<string, Awake>();
  const waiting: string[] = [];
  const files: { readonly lane: string; readonly turn: WaitingTurn }[] = [];
  const idle: (() => void)[] = [];
  const pauses = new Set<NodeJS.Timeout>();
  let running = 0;
  let bringing = 0;
  let stopped = false;

  function start(): void {
    while (!stopped && running < atOnce && waiting.length > 0) {
      running++;
      void run(waiting.splice(0, together)).finally(() => {
        running--;
        start();
      });
    }
    while (!stopped && bringing < filesAtOnce && files.length > 0) {
      bringing++;
      void bring(files.shift() as (typeof files)[number]).finally(() => {
        bringing--;
        start();
      });
    }
    if (awake.size === 0) for (const resolve of idle.splice(0)) resolve();
  }

  async function run(lanes: readonly string[]): Promise<void> {
    const began = performance.now();
    const taken = await takeTurns(app, lanes).catch((error: unknown) => {
      app.log.error({ err: error, lanes }, 'lanes could not be taken up');
      return new Map<string, TurnTaken>();
    });
    const seconds = (performance.now() - began) / 1000;
    for (const lane of lanes) {
      const turn = taken.get(lane) ?? 'nothing';
      app.measure.turn(typeof turn === 'object' ? 'moved' : turn, seconds);
      after(lane, turn);
    }
  }

  async function bring({ lane, turn }: (typeof files)[number]): Promise<void> {
    const brought = await bringFile(app, turn).catch((error: unknown) => {
      app.log.error({ err: error, lane }, 'a file could not be brought');
      return 'nothing' as const;
    });
    after(lane, brought);
  }

  function after(lane: string, turn: TurnTaken): void {
    const entry = awake.get(lane) as Awake;
    if (typeof turn === 'object' && 'file' in turn) files.push({ lane, turn: turn.file });
    else if (turn === 'faulted') pause(lane, entry);
    else if ((turn === 'nothing' || turn === 'last') && !entry.again) awake.delete(lane);
    else again(lane, entry);
    if (typeof turn === 'object' && 'moved' in turn) wake([turn.moved]);
  }

  function again(lane: string, entry: Awake): void {
    entry.again = false;
    entry.faults = 0;
    waiting.push(lane);
  }

  function pause(lane: string, entry: Awake): void {
    const timer = setTimeout(
      () => {
        pauses.delete(timer);
        waiting.push(lane);
        start();
      },
      pausesMs[Math.min(entry.faults++, pausesMs.length - 1)],
    );
    pauses.add(timer);
  }

  function wake(lanes: readonly string[]): void {
    for (const lane of lanes) {
      const entry = awake.get(lane);
      if (entry) entry.again = true;
      else {
        awake.set(lane, { again: false, faults: 0 });
        waiting.push(lane);
      }
    }
    start();
  }

  return {
    wake,
    idle: () =>
      new Promise((resolve) => {
        idle.push(resolve);
        start();
      }),
    async stop() {
      stopped = true;
      for (const timer of pauses) clearTimeout(timer);
      while (running + bringing > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    },
  };
}
