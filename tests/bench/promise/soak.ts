import { spawnSync } from 'node:child_process';

/** A quarter of a million histories in the model, two thousand in the store; the seeds are printed. The exit of the tests. */
export function soak(): number {
  const env = { ...process.env, PROMISE_HISTORIES: '250000', PROMISE_STORED: '2000' };
  const tests = ['vitest', 'run', 'tests/domain/promise', 'tests/store/promise'];
  return spawnSync('npx', tests, { env, stdio: 'inherit' }).status ?? 1;
}
