import { expect, it } from 'vitest';
import { playBroadcast } from './broadcast.ts';

const seed = Math.floor(Math.random() * 1_000_000_000);

it('killed in the middle of a notice to 200 phones, each has it once', { timeout: 300_000 }, async () => {
  const { problems, kills, log, perhapsTwice } = await playBroadcast(
    process.env.TEST_DATABASE_URL,
    200,
    seed,
  );
  expect(problems, `seed ${seed}, killed at ${kills.join(', ')}\n${log}`).toEqual([]);
  expect(kills).toHaveLength(3);
  // One answer never came.
  expect(perhapsTwice).toBeGreaterThan(0);
});
