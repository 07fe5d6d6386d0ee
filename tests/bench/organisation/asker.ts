import { readConfig } from '../../../src/config.ts';
import type { PersonId, UnitId } from '../../../src/domain/identity.ts';
import { dateOf, dateOfDay, dayIn } from '../../../src/domain/time.ts';
import { matchUnits } from '../../../src/flows/ask-unit.ts';
import { openHouse } from '../../../src/house.ts';

/** Codes of people and units, and what is typed to find a unit anywhere in the province of this code. */
export type Questions = {
  readonly people: readonly string[];
  readonly units: readonly string[];
  readonly typed: readonly string[];
  readonly root: string;
};
/** In milliseconds, each asked by itself. */
export type Latencies = Readonly<Record<'followers' | 'actor' | 'turn' | 'search', readonly number[]>>;

const { app, close } = await openHouse(readConfig(process.env));
const { store } = app.database;
const now = app.clock.now();
const day = dateOfDay(dayIn(app.zone, now));

async function timed<Item>(items: readonly Item[], ask: (item: Item) => Promise<unknown>) {
  const took: number[] = [];
  for (const item of items) {
    const began = performance.now();
    await ask(item);
    took.push(performance.now() - began);
  }
  return took;
}

const found = <Row>(row: Row | undefined): Row => {
  if (row === undefined) throw new Error('what the bench asks about is not there');
  return row;
};

/** A message of each person waits in the person's lane; what a turn reads first is measured. */
async function firstReads(people: readonly PersonId[]): Promise<readonly number[]> {
  const lanes: string[] = [];
  for (const [at, person] of people.entries()) {
    const address = `bench-${at}`;
    await store.accounts.link({ channel: 'telegram', address }, person, dateOf(now));
    const inbound = { channel: 'telegram', externalId: address, address, kind: 'text', text: 'họp', at: now };
    const [lane = ''] = await store.inbox.keep([inbound as never], dateOf(now));
    await store.inbox.begin([lane], dateOf(now));
    lanes.push(lane);
  }
  return timed(lanes, async (lane) => {
    const [turn] = (await store.inbox.next([lane], day)).turns;
    if (!turn?.actor) throw new Error('the turn is nobody’s');
  });
}

async function answer({ people, units, typed, root }: Questions): Promise<Latencies> {
  const persons: PersonId[] = [];
  for (const code of people) persons.push(found(await store.people.byCode(code)).id);
  const places: UnitId[] = [];
  for (const code of units) places.push(found(await store.units.byCode(code)).id);
  const within = [found(await store.units.byCode(root)).id];
  const everything = async (part: number) => ({
    followers: await timed(places.slice(0, part), (id) => store.people.followers(id, day)),
    actor: await timed(persons.slice(0, part), (id) => store.people.actor(id, day)),
    search: await timed(typed.slice(0, part), (said) => matchUnits(said, within, { ...app, store, now })),
  });
  // The first calls only warm it up.
  await everything(200);
  return {
    ...(await everything(people.length)),
    turn: await firstReads([...new Set(persons)].slice(0, 1000)),
  };
}

process.on('message', (message: Questions | 'stop') => {
  if (message === 'stop') void close().finally(() => process.exit(0));
  else void answer(message).then((latencies) => process.send?.(latencies));
});
process.send?.('ready');
