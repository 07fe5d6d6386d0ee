import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { readConfig } from '../../src/config.ts';
import type { PersonId } from '../../src/domain/identity.ts';
import { readRoster } from '../../src/domain/roster.ts';
import { openHouse } from '../../src/house.ts';
import { inAct } from '../../src/use-cases/messaging/act.ts';
import { importRoster } from '../../src/use-cases/organisation/import-roster.ts';
import { readRosterFolder } from '../../src/use-cases/organisation/read-roster-folder.ts';
import { chatOf, phonesAtOnce } from './phones.ts';

const server = process.env.BENCH_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432';
const created = new Set<string>();

async function onServer<Row extends object>(statement: string, url = server): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Its version, or undefined when nobody answers. */
export async function serverVersion(): Promise<string | undefined> {
  const [row] = await onServer<{ server_version: string }>('show server_version').catch(() => []);
  return row?.server_version;
}

export async function createDatabase(): Promise<string> {
  const name = `ba_nam_bench_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await onServer(`create database ${name}`);
  created.add(name);
  return url.href;
}

export async function dropDatabases(): Promise<void> {
  for (const name of created) await onServer(`drop database if exists ${name} with (force)`);
  created.clear();
}

/** In real use, not a rehearsal: the demo province imported, and as many followers of units linked as there are phones. */
export async function furnish(env: Record<string, string>): Promise<void> {
  const house = await openHouse(readConfig(env));
  try {
    const folder = new URL('../../src/use-cases/demo/ben-tre-2018', import.meta.url);
    const read = await readRosterFolder(fileURLToPath(folder));
    const reading = 'sheets' in read ? readRoster(read.sheets) : undefined;
    if (!reading || !('roster' in reading)) throw new Error('the demo province can not be read');
    await inAct(house.app, (act) => importRoster(act, reading.roster));
    const followers = await onServer<{ id: PersonId }>(
      `select distinct person_id as id from assignments where until is null order by 1 limit ${phonesAtOnce}`,
      env.DATABASE_URL,
    );
    if (followers.length < phonesAtOnce) throw new Error(`only ${followers.length} people follow a unit`);
    const { accounts } = house.database.store;
    for (const [at, { id }] of followers.entries())
      await accounts.link({ channel: 'telegram', address: String(chatOf(at)) }, id, new Date());
  } finally {
    await house.close();
  }
}
