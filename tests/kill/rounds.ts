import { setTimeout as wait } from 'node:timers/promises';
import { type FakeTelegram, startFakeTelegram } from '../support/fake-telegram.ts';
import { newStorage, type Storage } from '../support/storage.ts';
import { chanceOf } from './chance.ts';
import { grouped } from './grouped.ts';
import { type House, openHouse, operator } from './house.ts';
import { haunt } from './killer.ts';
import { type Found, prove } from './proof.ts';
import { type Codes, clockOf, people, play, player } from './story.ts';

/** A province with its demo loaded and its codes printed, to be copied for every round. */
export type Prepared = {
  readonly storage: Storage;
  readonly codes: Codes;
  /** All that is said in a round nobody disturbs. */
  said: readonly string[] | undefined;
};

export type Round = {
  readonly problems: readonly string[];
  readonly kills: readonly string[];
  readonly seconds: number;
  readonly perhapsTwice: number;
  readonly seenTwice: number;
  readonly updates: number;
  readonly log: string;
};

const roundWithinMs = 200_000;

/** `server`: a PostgreSQL to make databases in; without one the embedded database is used. */
export async function prepare(server: string | undefined): Promise<Prepared> {
  const storage = await newStorage(server);
  const house = openHouse(storage.env);
  try {
    await Promise.race([house.base(), house.failed]);
    const codes: Record<string, string> = {};
    for (const person of people) {
      const out = await operator(storage.env, ['invite', '--person', person, '--json']);
      codes[person] = (JSON.parse(out) as { code: string }[])[0]?.code ?? '';
    }
    await house.stop();
    return { storage, codes: codes as Codes, said: undefined };
  } catch (error) {
    await house.kill();
    await storage.drop();
    throw new Error(`${error instanceof Error ? error.message : error}\n${house.log()}`);
  }
}

/** One story with the process killed at moments the seed chooses; without a seed nobody kills it. */
export async function playRound(prepared: Prepared, seed: number | undefined): Promise<Round> {
  const began = performance.now();
  const fake = await startFakeTelegram();
  const storage = await prepared.storage.copy();
  const house = openHouse({
    ...storage.env,
    TELEGRAM_BOT_TOKEN: fake.token,
    TELEGRAM_API_ROOT: fake.apiRoot,
    TELEGRAM_MODE: 'polling',
  });
  const kills: string[] = [];
  const updates: number[] = [];
  const stop = new AbortController();
  const outcome = (found: Partial<Found>, problems: readonly string[]): Round => ({
    problems,
    kills,
    seconds: (performance.now() - began) / 1000,
    perhapsTwice: found.perhapsTwice ?? 0,
    seenTwice: found.seenTwice ?? 0,
    updates: updates.length,
    log: house.log(),
  });
  const late = wait(roundWithinMs, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`not finished within ${roundWithinMs / 1000} s`);
  });
  late.catch(() => {});
  try {
    const work = perform({ prepared, fake, house, seed, kills, updates, stop });
    work.catch(() => {});
    const number = await Promise.race([work, house.failed, late]);
    const phones = people.map((_, at) => fake.phone(chatOf(at)));
    const found = await storage.read((ask) => prove(ask, { updates, phones, number }));
    const broken = fake.problems.filter((problem) => !isOfTheKill(problem));
    if (seed === undefined) prepared.said = found.said;
    return outcome(found, [
      ...found.problems,
      ...broken,
      ...differences(prepared.said ?? found.said, found.said),
    ]);
  } catch (error) {
    return outcome({}, [error instanceof Error ? error.message : String(error)]);
  } finally {
    stop.abort();
    await house.kill();
    await fake.close();
    await storage.drop();
  }
}

/** A press is answered before it is stored: one whose process died in between is answered again, in vain. */
const isOfTheKill = (problem: string): boolean =>
  problem.startsWith('answerCallbackQuery: 400 Bad Request: query is too old');

const chatOf = (at: number): number => 11 + at;

type Stage = {
  readonly prepared: Prepared;
  readonly fake: FakeTelegram;
  readonly house: House;
  readonly seed: number | undefined;
  readonly kills: string[];
  readonly updates: number[];
  readonly stop: AbortController;
};

/** Plays the story to its end, lets the program finish, and stops it. Returns the number of the recommendation. */
async function perform({ prepared, fake, house, seed, kills, updates, stop }: Stage): Promise<string> {
  let moved: (() => void)[] = [];
  const nextClockMove = () => new Promise<void>((resolve) => moved.push(resolve));
  const clock = clockOf(house, () => {
    const waiting = moved;
    moved = [];
    for (const resolve of waiting) resolve();
  });
  const [secretary, cadre, road, province] = people.map((name, at) =>
    player(fake.phone(chatOf(at), { language: 'vi', firstName: name }), (update) => updates.push(update)),
  );
  if (!secretary || !cadre || !road || !province) throw new Error('the cast is not complete');
  await house.base();
  const calm = new AbortController();
  const haunted =
    seed === undefined
      ? Promise.resolve()
      : haunt(house, chanceOf(seed), { fake, nextClockMove }, calm.signal, (moment) => kills.push(moment));
  try {
    const number = await play({ secretary, cadre, road, province }, prepared.codes, clock);
    calm.abort();
    await haunted;
    await settled(house, stop.signal);
    await house.stop();
    return number;
  } finally {
    calm.abort();
    await haunted;
  }
}

type Health = {
  readonly waiting: number;
  readonly channels: Readonly<Record<string, { readonly queued: number }>>;
};

/** Nothing waits to be handled or to be said. */
export async function settled(house: House, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const answer = await fetch(`${await house.base()}/healthz`);
    const { waiting, channels } = (await answer.json()) as Health;
    if (waiting === 0 && Object.values(channels).every(({ queued }) => queued === 0)) return;
    await wait(50);
  }
}

/** What one was said and not the other, counting. */
function differences(expected: readonly string[], found: readonly string[]): readonly string[] {
  const same = (line: string) => line;
  const [wanted, there] = [grouped(expected, same), grouped(found, same)];
  return [...new Set([...expected, ...found])].flatMap((line) => {
    const [should, does] = [wanted.get(line)?.length ?? 0, there.get(line)?.length ?? 0];
    return should === does ? [] : [`said ${does} times instead of ${should}: ${line}`];
  });
}
