import { setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { dropAll } from '../support/storage.ts';
import { playBroadcast } from './broadcast.ts';
import { killAll } from './house.ts';
import { type Prepared, playRound, prepare, type Round } from './rounds.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string' },
    seed: { type: 'string' },
    server: { type: 'string' },
    /** A notice to so many phones instead of the story. */
    broadcast: { type: 'string' },
  },
});
const rounds = Number(values.rounds ?? 50);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000_000));
const server = values.server ?? process.env.TEST_DATABASE_URL;
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) {
  console.error(
    'usage: npm run -s test:kill -- [--rounds N] [--seed S] [--server postgresql://…] [--broadcast PHONES]',
  );
  process.exit(2);
}

// The rehearsal's clock runs on in what is prepared: an old one would begin its story at another hour.
const freshForMs = 30 * 60_000;

// It can wait; whoever else works on the machine can not.
setPriority(10);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void leave());

async function leave(): Promise<never> {
  killAll();
  await dropAll();
  process.exit(130);
}

const totals = { passed: 0, failed: 0, kills: 0, perhapsTwice: 0, seenTwice: 0 };
let prepared: (Prepared & { readonly at: number }) | undefined;

async function fresh(): Promise<Prepared> {
  if (prepared && Date.now() - prepared.at < freshForMs) return prepared;
  await prepared?.storage.drop();
  prepared = { ...(await prepare(server)), at: Date.now() };
  print('undisturbed', await playRound(prepared, undefined));
  if (totals.failed > 0) throw new Error('the story fails even when nobody disturbs it');
  return prepared;
}

function print(name: string, round: Round): void {
  const { problems, kills, seconds, perhapsTwice, seenTwice, updates, log } = round;
  const twice = perhapsTwice ? `, perhaps twice ${perhapsTwice} (seen twice ${seenTwice})` : '';
  const verdict = problems.length === 0 ? 'passed' : 'FAILED';
  console.log(
    `${name}: ${verdict} in ${seconds.toFixed(1)} s, ${updates} updates, killed at [${kills.join(', ')}]${twice}`,
  );
  if (problems.length === 0) totals.passed++;
  else {
    totals.failed++;
    console.log(problems.map((problem) => `  ${problem}`).join('\n'));
    console.log(`  the last of the log:\n${log}`);
  }
  totals.kills += kills.length;
  totals.perhapsTwice += perhapsTwice;
  totals.seenTwice += seenTwice;
}

console.log(`seed ${seed}, ${rounds} rounds, ${server ? 'PostgreSQL' : 'embedded database'}`);
try {
  for (let round = 0; values.broadcast && round < rounds; round++)
    print(
      `broadcast ${round + 1} (seed ${seed + round})`,
      await playBroadcast(server, Number(values.broadcast), seed + round),
    );
  for (let round = 0; !values.broadcast && round < rounds; round++)
    print(`round ${round + 1} (seed ${seed + round})`, await playRound(await fresh(), seed + round));
} finally {
  await prepared?.storage.drop();
}
console.log(
  `${totals.kills} kills, ${totals.perhapsTwice} messages perhaps twice, ${totals.seenTwice} of them seen twice`,
);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 ? 0 : 1);
