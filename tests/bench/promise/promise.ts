import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../src/config.ts';
import { afterWorkingDays } from '../../../src/domain/work-calendar.ts';
import { openHouse } from '../../../src/house.ts';
import { sweepAll } from '../../../src/jobs/sweeps.ts';
import { startChild } from '../child.ts';
import { createDatabase, furnish } from '../databases.ts';
import type { Load, Played } from '../phones.ts';
import { percentile, target } from '../print.ts';
import { comeDue, connected, copy, raiseOne } from './furnish.ts';

export type Plan = {
  readonly few: number;
  readonly many: number;
  readonly due: number;
  readonly outage: number;
};

/** What the promise costs, on PostgreSQL: lines to print. */
export async function promise(
  { few, many, due, outage }: Plan,
  node: readonly string[],
): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ba-nam-bench-'));
  const env = {
    DATABASE_URL: await createDatabase(),
    DATA_DIR: folder,
    DEMO: '0',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
  };
  try {
    await furnish(env);
    await raiseOne(env);
    const among = (count: number) =>
      connected(env.DATABASE_URL, async (run) => {
        await copy(run, count);
        await run('vacuum analyze recommendations');
        await run('vacuum analyze recommendation_events');
      });
    await among(few);
    await sweepOf(env, due);
    const small = await sweepOf(env, due);
    await among(many - few);
    await sweepOf(env, due);
    const large = await sweepOf(env, due);
    const { seconds, p99 } = await afterOutage(env, outage, node);
    const micros = await arithmetic(env);
    const ratio = large / small;
    return [
      target(
        `${due} due among ${many} open = ${ratio.toFixed(2)}× (${large.toFixed(1)} s, ${small.toFixed(1)} s among ${few})`,
        '≤ 1.5×',
        ratio <= 1.5,
      ),
      target(`${outage} due at once = ${seconds.toFixed(0)} s`, '≤ 60 s', seconds <= 60),
      target(`chat meanwhile, p99 = ${p99.toFixed(0)} ms`, '≤ 250 ms', p99 <= 250),
      target(`a deadline = ${micros.toFixed(1)} µs`, '≤ 20 µs', micros <= 20),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const aboutDrafts = { ask: async () => {}, pass: async () => {} };

/** Seconds for a sweep that finds so many due. */
async function sweepOf(env: Record<string, string>, due: number): Promise<number> {
  await connected(env.DATABASE_URL!, (run) => comeDue(run, due, 'warn'));
  const house = await openHouse(readConfig(env));
  try {
    const began = performance.now();
    const failed = await sweepAll(house.app, house.app.clock.now(), aboutDrafts);
    if (failed !== 0) throw new Error(`${failed} steps failed`);
    return (performance.now() - began) / 1000;
  } finally {
    await house.close();
  }
}

/** The running process finds them when it starts, and people write to it at the same time. */
async function afterOutage(env: Record<string, string>, due: number, node: readonly string[]) {
  await connected(env.DATABASE_URL!, (run) => comeDue(run, due, 'escalate'));
  const telegram = await startChild<{ apiRoot: string; token: string }>('phones.ts', {
    BENCH_SCRIPT: 'visit',
  });
  const platform = { TELEGRAM_API_ROOT: telegram.hello.apiRoot, TELEGRAM_BOT_TOKEN: telegram.hello.token };
  const began = performance.now();
  const bot = await startChild<'ready'>('bots/ours.ts', { ...env, ...platform }, node);
  try {
    const load: Load = { kind: 'open', perSecond: 10, seconds: 20 };
    const played = telegram.ask<Played>(load);
    await connected(env.DATABASE_URL!, async (run) => {
      for (;;) {
        const [row] = await run<{ left: number }>(
          'select count(*)::int as left from recommendations where next_step_at <= now()',
        );
        if (row?.left === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    });
    const seconds = (performance.now() - began) / 1000;
    return { seconds, p99: percentile((await played).latencies, 0.99) };
  } finally {
    await bot.stop();
    await telegram.stop();
  }
}

/** Microseconds for one deadline of fifteen working days. */
async function arithmetic(env: Record<string, string>): Promise<number> {
  const house = await openHouse(readConfig(env));
  try {
    const calendar = house.app.calendar();
    const now = house.app.clock.now();
    const times = 100_000;
    const began = performance.now();
    for (let at = 0; at < times; at++) afterWorkingDays(now.add({ minutes: at }), 15, calendar);
    return ((performance.now() - began) * 1000) / times;
  } finally {
    await house.close();
  }
}
