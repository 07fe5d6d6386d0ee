import pg from 'pg';
import { readConfig } from '../../../src/config.ts';
import { serve } from '../../../src/wire.ts';
import { report } from './report.ts';

// Ba Nắm as it is served, but for the platform's limits; every statement it makes is counted.
let statements = 0;
const seen = new Map<string, number>();
const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
  statements++;
  if (process.env.BENCH_STATEMENTS) note(given[0]);
  return query.apply(this, given);
} as typeof pg.Client.prototype.query;

function note(given: unknown): void {
  const text = typeof given === 'string' ? given : (given as { readonly text: string }).text;
  const short = text.trim().replaceAll(/\s+/g, ' ').slice(0, 70);
  seen.set(short, (seen.get(short) ?? 0) + 1);
}

const served = await serve(readConfig(process.env), { pace: { perSecond: 1e6, perAddressPerSecond: 1e6 } });
report({
  statements: () => statements,
  async stop() {
    await served.close();
    for (const [text, times] of [...seen].sort(([, a], [, b]) => b - a).slice(0, 20))
      process.stderr.write(`${String(times).padStart(7)}  ${text}\n`);
  },
});
