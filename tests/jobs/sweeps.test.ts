import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateOf, type Instant } from '../../src/domain/time.ts';
import { type AboutDrafts, sweepAll } from '../../src/jobs/sweeps.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const now = () => world.served.house.app.clock.now();
const conversations = () => world.served.house.database.store.conversations;
const falls = (lane: string, at: Instant) => conversations().keep(lane, {}, dateOf(now()), dateOf(at));
const done: AboutDrafts['ask'] = (act, lane) =>
  act.store.conversations.keep(lane, {}, dateOf(act.now), undefined);
const drafts: AboutDrafts = { ask: done, pass: async () => {} };

describe('a step that fails', () => {
  it('leaves every other its own moment, and is tried again at each', async () => {
    const { app, rehearsal } = world.served.house;
    const begins = now();
    const later = (hours: number) => begins.add({ hours });
    await falls('first', later(1));
    await falls('broken', later(2));
    await falls('second', later(3));
    await falls('third', later(30));
    const taken: [string, number][] = [];
    let tried = 0;
    const failing: (number | undefined)[] = [];
    await rehearsal!.clock.advance(later(48), async (at) => {
      const failed = await sweepAll(app, at, {
        ...drafts,
        ask: async (act, lane) => {
          if (lane === 'broken') {
            tried++;
            throw new Error('broken');
          }
          taken.push([lane, Math.round(begins.until(act.now).total('hours'))]);
          await done(act, lane);
        },
      });
      failing.push(failed);
    });
    expect(taken).toEqual([
      ['first', 1],
      ['second', 3],
      ['third', 30],
    ]);
    expect(tried).toBeGreaterThanOrEqual(4);
    expect(failing.filter((count) => count === 1)).toHaveLength(tried);
    expect(failing.at(-1)).toBe(1);
    expect(Math.round(begins.until(now()).total('hours'))).toBe(48);
    await sweepAll(app, now(), drafts);
  });

  it('is counted where one looks whether all is well', async () => {
    const health = async () => (await (await fetch(`${world.base}/healthz`)).json()) as object;
    expect(await health()).toMatchObject({ ok: true, failingSteps: 0 });
    await falls('person:nobody', now());
    await world.served.advance('PT1H');
    expect(await health()).toMatchObject({ ok: true, failingSteps: 1 });
    await done({ ...world.served.house.database, now: now() } as never, 'person:nobody');
    await world.served.advance('PT1H');
    expect(await health()).toMatchObject({ ok: true, failingSteps: 0 });
  });
});
