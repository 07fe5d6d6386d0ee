import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../child.ts';
import { createDatabase } from '../databases.ts';
import { percentile, target } from '../print.ts';
import type { Called } from './caller.ts';

type Kind = 'embedded' | 'PostgreSQL';

/** A meeting of everybody in a province, called three times over, on each kind of database: lines to print. */
export async function meetings(kinds: readonly Kind[], node: readonly string[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ba-nam-bench-'));
  try {
    const lines: string[] = [];
    for (const kind of kinds) {
      const env: Record<string, string> = {
        DATA_DIR: join(folder, kind),
        DEMO: '0',
        PORT: '0',
        HOST: '127.0.0.1',
        LOG_LEVEL: 'error',
        ...(kind === 'PostgreSQL' ? { DATABASE_URL: await createDatabase() } : {}),
      };
      const caller = await startChild('meetings/caller.ts', env, node);
      const called = await caller.ask<Called>('measure');
      await caller.stop();
      lines.push(...report(kind, called), '');
    }
    return lines;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function report(kind: Kind, called: Called): readonly string[] {
  const { invited, written, summary, recorded, queued, chat, list, reminded, changed, memory } = called;
  const seconds = (recorded + queued) / 1000;
  const slowest = Math.max(...chat);
  const page = percentile(list, 0.5);
  const [first = 0] = memory;
  const last = memory.at(-1) ?? 0;
  return [
    `A meeting of ${invited} people on ${kind}, the slowest of three`,
    target(
      `recorded and queued = ${seconds.toFixed(2)} s (${written} written)`,
      '≤ 3 s',
      seconds <= 3 && written === invited,
    ),
    target(
      `the caller's chat meanwhile = ${slowest.toFixed(0)} ms at most`,
      '≤ 1 s',
      slowest <= 1000 && summary <= 1000 && recorded <= 1000,
    ),
    `  the summary before it ${summary.toFixed(0)} ms, Gửi ${recorded.toFixed(0)} ms`,
    target(`recipients' list with answers = ${page.toFixed(1)} ms`, '≤ 50 ms', page <= 50),
    `  the silent reminded ${reminded.toFixed(0)} ms, everybody told of another place ${changed.toFixed(0)} ms`,
    target(
      `RSS after the first ${first.toFixed(0)} MB, the third ${last.toFixed(0)} MB`,
      'flat: ≤ +10 %',
      last <= first * 1.1,
    ),
  ];
}
