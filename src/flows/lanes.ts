import type { App } from '../use-cases/app.ts';
import { takeTurn } from './turn.ts';

/** Takes the turns of each lane one after the other, of different lanes side by side. */
export type Lanes = {
  readonly wake: (lanes: readonly string[]) => void;
  /** Resolves when every lane that was awake has nothing left to do. */
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** A lane that keeps failing is tried again after these pauses, until its message is parked. */
const pausesMs = [100, 300, 1_000, 3_000, 5_000];
const atOnce = 16;

export function createLanes(app: App): Lanes {
  const awake = new Map<string, { again: boolean }>();
  const waiting: string[] = [];
  const idle: (() => void)[] = [];
  const pauses = new Set<() => void>();
  let running = 0;
  let stopped = false;

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        pauses.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      pauses.add(done);
    });

  function start(): void {
    while (!stopped && running < atOnce && waiting.length > 0) {
      running++;
      void run(waiting.shift() as string);
    }
    if (running === 0 && waiting.length === 0) for (const resolve of idle.splice(0)) resolve();
  }

  async function run(lane: string): Promise<void> {
    try {
      await drain(lane);
    } catch (error) {
      app.log.error({ err: error, lane }, 'a lane could not be taken up');
    }
    const entry = awake.get(lane);
    running--;
    if (entry?.again && !stopped) {
      entry.again = false;
      waiting.push(lane);
    } else awake.delete(lane);
    start();
  }

  async function drain(lane: string): Promise<void> {
    let faults = 0;
    while (!stopped) {
      const began = performance.now();
      const turn = await takeTurn(app, lane);
      app.measure.turn(typeof turn === 'object' ? 'moved' : turn, (performance.now() - began) / 1000);
      if (turn === 'nothing' || turn === 'last') return;
      if (turn === 'faulted') await pause(pausesMs[Math.min(faults++, pausesMs.length - 1)] ?? 0);
      else faults = 0;
      if (typeof turn === 'object') wake([turn.moved]);
    }
  }

  function wake(lanes: readonly string[]): void {
    for (const lane of lanes) {
      const entry = awake.get(lane);
      if (entry) entry.again = true;
      else {
        awake.set(lane, { again: false });
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
      for (const done of [...pauses]) done();
      while (running > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    },
  };
}
