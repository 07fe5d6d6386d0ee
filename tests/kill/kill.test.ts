import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Prepared, playRound, prepare } from './rounds.ts';

const seed = Math.floor(Math.random() * 1_000_000_000);

describe('killed at random moments', () => {
  let prepared: Prepared;
  beforeAll(async () => {
    prepared = await prepare(process.env.TEST_DATABASE_URL);
  }, 240_000);
  afterAll(() => prepared?.storage.drop());

  it('loses nothing and says nothing twice, three rounds', { timeout: 620_000 }, async () => {
    for (let round = 0; round < 3; round++) {
      const { problems, kills, log } = await playRound(prepared, seed + round);
      expect(problems, `seed ${seed + round}, killed at ${kills.join(', ')}\n${log}`).toEqual([]);
    }
  });
});
