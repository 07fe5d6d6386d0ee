import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import type { Usage } from './bots/report.ts';
import { type Child, killChildren, startChild } from './child.ts';
import { coldStart } from './cold-start.ts';
import { createDatabase, dropDatabases, furnish, serverVersion } from './databases.ts';
import { files } from './files/files.ts';
import { meetings } from './meetings/meetings.ts';
import { organisation } from './organisation/organisation.ts';
import { type Load, type Played, phonesAtOnce } from './phones.ts';
import { percentile, target } from './print.ts';
import { promise } from './promise/promise.ts';
import { soak } from './promise/soak.ts';

const { values } = parseArgs({
  options: {
    /** About a minute; for a look, not for a record. */
    quick: { type: 'boolean', default: false },
    /** Profiles of Ba Nắm's processor time are left in this folder, and its statements are listed. */
    profile: { type: 'string' },
    /** `turns`, `files`, `promise`, `organisation` or `meetings`: that alone. */
    only: { type: 'string' },
    /** Nothing is measured: many more generated histories of the promise are played, in the model and in the store. */
    soak: { type: 'boolean', default: false },
  },
});
/** Turns: not measured; then measured, memory looked at after each stretch. */
const plan = values.quick
  ? { warmUp: 500, stretches: [1_500, 2_000], openSeconds: 10, starts: 1 }
  : { warmUp: 2_000, stretches: [8_000, 10_000], openSeconds: 20, starts: 3 };
const openPerSecond = 50;

/** The heap that `npm start` gives it. */
const heap = packageJson.scripts.start.match(/--max-\S+/g) ?? [];

type Bench = {
  readonly file: string;
  readonly script: 'visit' | 'echo';
  readonly env: Record<string, string>;
};
type Measured = {
  readonly turnsPerSecond: number;
  readonly latencies: readonly number[];
  readonly cpuPerThousand: number;
  readonly statementsPerTurn: number;
  /** In MB, after each stretch. */
  readonly memory: readonly number[];
  readonly open: readonly number[];
};

async function measure(
  { file, script, env }: Bench,
  options: { open: boolean; node?: readonly string[] },
): Promise<Measured> {
  const telegram = await startChild<{ apiRoot: string; token: string }>('phones.ts', {
    BENCH_SCRIPT: script,
  });
  const platform = { TELEGRAM_API_ROOT: telegram.hello.apiRoot, TELEGRAM_BOT_TOKEN: telegram.hello.token };
  const bot = await startChild<'ready'>(file, { ...env, ...platform }, options.node);
  try {
    return await load(telegram, bot, options.open);
  } finally {
    await bot.stop();
    await telegram.stop();
  }
}

async function load(telegram: Child<unknown>, bot: Child<unknown>, open: boolean): Promise<Measured> {
  const play = async (load: Load): Promise<Played> => {
    const played = await telegram.ask<Played>(load);
    if (played.problems.length > 0)
      throw new Error(`the bot broke a rule of the platform: ${played.problems[0]}`);
    return played;
  };
  const used = () => bot.ask<Usage>('usage');
  await play({ kind: 'closed', turns: plan.warmUp });
  const before = await used();
  const stretches: (Played & { readonly usage: Usage })[] = [];
  for (const turns of plan.stretches)
    stretches.push({ ...(await play({ kind: 'closed', turns })), usage: await used() });
  const latencies = stretches.flatMap((stretch) => stretch.latencies);
  const after = stretches.at(-1)?.usage ?? before;
  return {
    turnsPerSecond: latencies.length / stretches.reduce((sum, { seconds }) => sum + seconds, 0),
    latencies,
    cpuPerThousand: ((after.cpu - before.cpu) / latencies.length) * 1000,
    statementsPerTurn: (after.statements - before.statements) / latencies.length,
    memory: stretches.map(({ usage }) => usage.memory),
    open: open
      ? (await play({ kind: 'open', perSecond: openPerSecond, seconds: plan.openSeconds })).latencies
      : [],
  };
}

async function turns(version: string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ba-nam-bench-'));
  const env = {
    DATABASE_URL: await createDatabase(),
    DATA_DIR: folder,
    DEMO: '0',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
  };
  const profiling = values.profile
    ? { env: { BENCH_STATEMENTS: '1' }, node: ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] }
    : { env: {}, node: [] };
  try {
    await furnish(env);
    const echo = await measure({ file: 'bots/echo.ts', script: 'echo', env: {} }, { open: false });
    const scenes = await measure(
      { file: 'bots/scenes.ts', script: 'visit', env: { DATABASE_URL: await createDatabase() } },
      { open: false },
    );
    const ours = await measure(
      { file: 'bots/ours.ts', script: 'visit', env: { ...env, ...profiling.env } },
      { open: true, node: [...heap, ...profiling.node] },
    );
    return report({ version, ours, scenes, echo, start: await coldStart(plan.starts) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Results = {
  readonly version: string;
  readonly ours: Measured;
  readonly scenes: Measured;
  readonly echo: Measured;
  readonly start: number;
};

function report({ version, ours, scenes, echo, start }: Results): readonly string[] {
  const ratio = ours.turnsPerSecond / scenes.turnsPerSecond;
  const p99 = percentile(ours.open, 0.99);
  const [early = 0, late = 0] = ours.memory;
  const turnsAt = plan.stretches.map((_, at) =>
    plan.stretches.slice(0, at + 1).reduce((sum, turns) => sum + turns, plan.warmUp),
  );
  return [
    target(`ours/(b) = ${ratio.toFixed(2)}`, '≥ 0.25', ratio >= 0.25),
    '',
    `${phonesAtOnce} phones in a closed loop`.padEnd(34) +
      ['turns/s', 'p50 ms', 'p99 ms', 'CPU s/1000', 'RSS MB'].map((head) => head.padStart(11)).join(''),
    row('Ba Nắm, the visit form', ours),
    row('(a) bare telegraf, echo', echo),
    row('(b) telegraf scenes, PostgreSQL', scenes),
    '',
    target(
      `p99 at ${openPerSecond} turns/s = ${p99.toFixed(1)} ms (p50 ${percentile(ours.open, 0.5).toFixed(1)})`,
      '≤ 50 ms',
      p99 <= 50,
    ),
    target(`cold start, embedded = ${start.toFixed(2)} s`, '≤ 3 s', start <= 3),
    target(`RSS after ${turnsAt[0]} turns = ${early.toFixed(0)} MB`, '≤ 250 MB', early <= 250),
    target(`RSS after ${turnsAt[1]} turns = ${late.toFixed(0)} MB`, 'flat: ≤ +10 %', late <= early * 1.1),
    `SQL statements a turn = ${ours.statementsPerTurn.toFixed(1)}`,
    '',
    `Node ${process.versions.node}, PostgreSQL ${version}, ${availableParallelism()} cores shared by bot, phones and server${values.quick ? '; a quick run, not for a record' : ''}`,
  ];
}

const row = (name: string, { turnsPerSecond, latencies, cpuPerThousand, memory }: Measured): string =>
  name.padEnd(34) +
  [
    turnsPerSecond.toFixed(0),
    percentile(latencies, 0.5).toFixed(1),
    percentile(latencies, 0.99).toFixed(1),
    cpuPerThousand.toFixed(2),
    (memory.at(-1) ?? 0).toFixed(0),
  ]
    .map((cell) => cell.padStart(11))
    .join('');

const print = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`);

const wanted = (part: string): boolean => values.only === undefined || values.only === part;

if (values.soak) process.exit(soak());

const version = await serverVersion();
try {
  if (version === undefined)
    print([
      'No PostgreSQL answers, so nothing is measured on it. Set BENCH_DATABASE_URL to a server where databases may be created.',
      '',
    ]);
  else if (wanted('turns')) print([...(await turns(version)), '']);
  if (wanted('files')) print([...(await files(20, heap)), '']);
  if (version !== undefined && wanted('promise')) {
    const open = values.quick ? 100_000 : 1_000_000;
    const plan = { few: 10_000, many: open, due: 1000, outage: 10_000 };
    print([...(await promise(plan, heap)), '']);
  }
  const kinds = version === undefined ? (['embedded'] as const) : (['embedded', 'PostgreSQL'] as const);
  if (wanted('organisation'))
    print(await organisation(kinds, { node: heap, times: 10, asked: values.quick ? 1000 : 4000 }));
  if (wanted('meetings')) print(await meetings(kinds, heap));
} finally {
  killChildren();
  await dropDatabases();
}
