import { afterAll, beforeAll, expect, it } from 'vitest';
import { phoneIn } from './support/chat-phone.ts';
import { openWorld, type TestWorld } from './support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function figures(): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(`${world.base}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await answer.text()).split('\n').filter((line) => line.startsWith('ba_nam_'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

it('counts turns and deliveries as they happen, and what waits when asked', async () => {
  await world.served.idle();
  const before = await figures();
  await phoneIn(world, 'BT-AN').says('/menu');
  const after = await figures();
  const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  expect(grown('ba_nam_turn_seconds_count{outcome="last"}')).toBe(1);
  expect(grown('ba_nam_deliveries_total{channel="browser",outcome="sent"}')).toBe(1);
  expect(after.get('ba_nam_inbox{state="waiting"}')).toBe(0);
  expect(after.get('ba_nam_outbox{channel="browser",state="failed"}')).toBe(0);
});
