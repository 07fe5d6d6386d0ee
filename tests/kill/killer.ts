import { setTimeout as wait } from 'node:timers/promises';
import type { FakeTelegram } from '../support/fake-telegram.ts';
import type { Chance } from './chance.ts';
import type { House } from './house.ts';

/** What the killer can wait for. */
export type Watching = { readonly fake: FakeTelegram; readonly nextClockMove: () => Promise<void> };

/** A method, and at most how many calls of it. */
type Called = readonly [method: string, times: number];

type Moment = { readonly fromReady: boolean; readonly come: () => Promise<unknown>; readonly name: string };

const methods: readonly [Called, ...Called[]] = [
  ['sendMessage', 12],
  ['sendMessage', 3],
  ['sendMessage', 25],
  ['getUpdates', 8],
  ['answerCallbackQuery', 4],
  ['getFile', 1],
  ['sendDocument', 1],
];

/** A moment waited for in vain is replaced by now. */
const atLatestMs = 1_000;

function nextMoment(chance: Chance, { fake, nextClockMove }: Watching): Moment {
  const after = chance.oneOf([0, 0, 1, 2, 5, chance.between(0, 60)]);
  const kind = chance.oneOf(['time', 'call', 'call', 'call', 'clock', 'start']);
  const milliseconds = chance.between(10, 900);
  const [method, most] = chance.oneOf(methods);
  const times = chance.between(1, most);
  const delay = chance.between(0, 200);
  const late = (moment: Promise<unknown>) => Promise.race([moment, wait(atLatestMs)]);
  switch (kind) {
    case 'time':
      return { fromReady: true, name: `${milliseconds} ms`, come: () => wait(milliseconds) };
    case 'start':
      return { fromReady: false, name: `start+${milliseconds} ms`, come: () => wait(milliseconds) };
    case 'clock':
      return {
        fromReady: true,
        name: `clock+${delay} ms`,
        come: () => late(nextClockMove().then(() => wait(delay))),
      };
    default:
      return {
        fromReady: true,
        name: `${method}×${times}${after ? `+${after} ms` : ''}`,
        come: () => late(fake.called(method, times).then(() => (after ? wait(after) : undefined))),
      };
  }
}

/** Kills and starts again until it has done so often enough, or is stopped; tells when. */
export async function haunt(
  house: House,
  chance: Chance,
  watching: Watching,
  stop: AbortSignal,
  tell: (moment: string) => void,
): Promise<void> {
  const stopped = new Promise<void>((resolve) =>
    stop.addEventListener('abort', () => resolve(), { once: true }),
  );
  for (let left = chance.between(3, 4); left > 0; left--) {
    const { fromReady, come, name } = nextMoment(chance, watching);
    const downMs = chance.oneOf([0, 0, chance.between(0, 300)]);
    const moment = fromReady ? house.base().then(come) : come();
    await Promise.race([moment, stopped]);
    if (stop.aborted) return;
    await house.kill();
    tell(name);
    await wait(downMs);
    house.start();
  }
}
