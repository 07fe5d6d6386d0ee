import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runCommand } from '../../src/commands/program.ts';
import { readConfig } from '../../src/config.ts';
import { deskOf } from '../../src/desk-of.ts';
import type { Wishes } from '../../src/house.ts';
import { openLog } from '../../src/log.ts';
import { type Served, serve } from '../../src/wire.ts';

export type TestWorld = {
  readonly served: Served;
  readonly base: string;
  /** Where it keeps its files. */
  readonly folder: string;
  readonly cli: (...words: string[]) => Promise<{ out: string; err: string; exit: number }>;
  readonly code: (person: string) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** Where a test keeps its data: a folder of its own and, when there is a server for tests, a database of its own. */
export async function testDatabase(): Promise<{ env: Record<string, string>; drop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'ba-nam-'));
  const server = process.env.TEST_DATABASE_URL;
  if (!server) return { env: { DATA_DIR: folder }, drop: () => rm(folder, { recursive: true, force: true }) };
  const name = `ba_nam_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    env: { DATA_DIR: folder, DATABASE_URL: url.href },
    async drop() {
      await onServer(server, `drop database if exists ${name} with (force)`);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The demo province, served as the real program serves it. */
export async function openWorld(env: Record<string, string> = {}, wishes: Wishes = {}): Promise<TestWorld> {
  const database = await testDatabase();
  const config = readConfig({ PORT: '0', DEMO: '1', HOST: '127.0.0.1', ...database.env, ...env });
  const log = wishes.log ?? openLog(process.env.TEST_LOG ?? 'silent');
  const served = await serve(config, { log, ...wishes });
  const desk = deskOf(served.house, config);
  const cli = (...words: string[]) => runCommand(desk, { words, folder: process.cwd() });
  return {
    served,
    base: `http://127.0.0.1:${served.port}`,
    folder: config.DATA_DIR,
    cli,
    async code(person) {
      const { out } = await cli('invite', '--person', person, '--json');
      return (JSON.parse(out) as { code: string }[])[0]!.code;
    },
    async close() {
      await served.close();
      await database.drop();
    },
  };
}
