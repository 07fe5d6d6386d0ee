import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { province, writeProvince } from '../../support/province.ts';
import { startChild } from '../child.ts';
import { createDatabase } from '../databases.ts';
import { percentile, target } from '../print.ts';
import type { Latencies } from './asker.ts';
import type { Imported } from './importer.ts';
import { questionsOf } from './questions.ts';

type Kind = 'embedded' | 'PostgreSQL';
type Limits = { readonly first: number; readonly again: number; readonly memory: number };
const limits: Readonly<Record<Kind, Limits>> = {
  embedded: { first: 30, again: 10, memory: 700 },
  PostgreSQL: { first: 15, again: 10, memory: 400 },
};

export type Plan = {
  /** Node's own options of `npm start`. */
  readonly node: readonly string[];
  /** How often each question is asked. */
  readonly asked: number;
  readonly times: number;
};

type Measured = {
  readonly first: Imported;
  readonly again: Imported;
  readonly large: Imported;
  readonly largeAgain: Imported;
  readonly latencies: Latencies;
};

/** The roster of a province at its real size and at so many times of it, on each kind of database: lines to print. */
export async function organisation(kinds: readonly Kind[], plan: Plan): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ba-nam-bench-'));
  try {
    const [seed, large] = [province(), province({ scale: plan.times })];
    await writeProvince(join(folder, 'seed'), seed);
    await writeProvince(join(folder, 'large'), large);
    const questions = questionsOf(large, plan.asked);
    const lines: string[] = [];
    for (const kind of kinds) {
      const one = await imports(kind, folder, 'seed', plan);
      const ten = await imports(kind, folder, 'large', plan);
      const asker = await startChild('organisation/asker.ts', ten.env, plan.node);
      const latencies = await asker.ask<Latencies>(questions);
      await asker.stop();
      const growth = rowsIn(large) / rowsIn(seed);
      lines.push(...report(kind, { ...one, large: ten.first, largeAgain: ten.again, latencies }, growth), '');
    }
    const many = (sheets: typeof seed) => `${sheets['Đơn vị']!.length - 1} units, ${rowsIn(sheets)} rows`;
    return [...lines, `A province of ${many(seed)}; the large one of ${many(large)}`];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const rowsIn = (sheets: ReturnType<typeof province>): number =>
  Object.values(sheets).reduce((sum, rows) => sum + rows.length - 1, 0);

/** Into a database of its own, by a process of its own: once, and once more unchanged. */
async function imports(kind: Kind, folder: string, which: 'seed' | 'large', { node }: Plan) {
  const env: Record<string, string> = {
    DATA_DIR: join(folder, `${kind}-${which}`),
    DEMO: '0',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    ...(kind === 'PostgreSQL' ? { DATABASE_URL: await createDatabase() } : {}),
  };
  await (await startChild('organisation/prepare.ts', env)).stop();
  const importer = await startChild('organisation/importer.ts', env, node);
  const first = await importer.ask<Imported>(join(folder, which));
  const again = await importer.ask<Imported>(join(folder, which));
  await importer.stop();
  return { env, first, again };
}

function report(kind: Kind, measured: Measured, growth: number): readonly string[] {
  const { first, again, large, largeAgain, latencies } = measured;
  const limit = limits[kind];
  const ratio = large.seconds / first.seconds / growth;
  const memory = Math.max(first.memory, again.memory);
  const asked = (name: string, took: readonly number[], atMost: number) => {
    const [median, late] = [percentile(took, 0.5), percentile(took, 0.99)];
    return target(
      `${name} = ${median.toFixed(1)} ms, p99 ${late.toFixed(1)}`,
      `≤ ${atMost} ms`,
      median <= atMost,
    );
  };
  return [
    `On ${kind}`,
    target(`import = ${first.seconds.toFixed(1)} s`, `≤ ${limit.first} s`, first.seconds <= limit.first),
    target(
      `again, unchanged = ${again.seconds.toFixed(1)} s`,
      `≤ ${limit.again} s`,
      again.seconds <= limit.again,
    ),
    target(`peak memory = ${memory.toFixed(0)} MB`, `≤ ${limit.memory} MB`, memory <= limit.memory),
    target(
      `time a row, ${growth.toFixed(0)} times the rows = ${ratio.toFixed(2)}× (${large.seconds.toFixed(0)} s)`,
      '≤ 1.3×',
      ratio <= 1.3,
    ),
    `  again ${largeAgain.seconds.toFixed(0)} s, peak memory ${largeAgain.memory.toFixed(0)} MB`,
    'In the large province',
    asked('who answers for this unit', latencies.followers, 2),
    asked('my units', latencies.actor, 2),
    asked('the same in a turn’s first read', latencies.turn, 2),
    asked('unit search', latencies.search, 10),
  ];
}
