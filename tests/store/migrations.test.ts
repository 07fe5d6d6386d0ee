import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { FolderTaken, lockFolder } from '../../src/store/folder-lock.ts';
import { embeddedVersion } from '../../src/store/folder-version.ts';
import { nextMigration } from '../../src/store/migrate.ts';
import { testDatabase } from '../support/world.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ba-nam-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('migrations', { timeout: 120_000 }, () => {
  it('bring an empty database to the schema: nothing is missing', async () => {
    const pglite = await PGlite.create();
    expect(await nextMigration(new PrismaPGlite(pglite))).toBeUndefined();
    await pglite.close();
  });

  it.skipIf(!process.env.TEST_DATABASE_URL)('are applied once by processes that start at once', async () => {
    const { env, drop } = await testDatabase();
    const open = () => openDatabase({ kind: 'server', url: env.DATABASE_URL!, connections: 3 });
    const databases = await Promise.all([open(), open(), open()]);
    for (const { store } of databases) expect(await store.inbox.counts()).toEqual({ waiting: 0, parked: 0 });
    const owns = await Promise.all(databases.map((database) => database.own('channel:telegram')));
    expect(owns.filter(Boolean)).toHaveLength(1);
    await Promise.all(databases.map((database) => database.close()));
    await drop();
  });
});

it('no comment of a migration has a semicolon: a server is given it cut at every one', async () => {
  const folder = new URL('../../prisma/migrations/', import.meta.url);
  const cut: string[] = [];
  for (const name of await readdir(folder)) {
    const sql = name.endsWith('.toml')
      ? ''
      : await readFile(new URL(`${name}/migration.sql`, folder), 'utf8');
    if (/^--.*;/m.test(sql)) cut.push(name);
  }
  expect(cut).toEqual([]);
});

describe('an embedded folder', { timeout: 120_000 }, () => {
  it('is one opener’s: another is refused with what to do, and what was kept is there again', async () => {
    const settings = { kind: 'embedded', folder } as const;
    const database = await openDatabase(settings);
    await database.store.settings.set('kept', { word: 'giữ' });
    const refused = await openDatabase(settings).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FolderTaken);
    expect((refused as Error).message).toBe(
      `The data folder ${folder} is in use by process ${process.pid}. Stop that process first, or set DATA_DIR (and PORT) to start a second one beside it.`,
    );
    await database.close();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
    const again = await openDatabase(settings);
    expect(await again.store.settings.get('kept')).toEqual({ word: 'giữ' });
    await again.tidy();
    await again.close();
  });

  it('of another PostgreSQL is refused with what to do, and left as it is', async () => {
    const file = join(folder, 'database', 'PG_VERSION');
    expect((await readFile(file, 'utf8')).trim()).toBe(embeddedVersion);
    await writeFile(file, '17\n');
    const refused = await openDatabase({ kind: 'embedded', folder }).catch((error: unknown) => error);
    expect((refused as Error).message).toBe(
      `The data folder ${folder} holds a database of PostgreSQL 17, and this release reads ${embeddedVersion}. Start it with the release that made it, or set DATA_DIR to another folder.`,
    );
    expect(existsSync(join(folder, 'lock'))).toBe(false);
    await writeFile(file, `${embeddedVersion}\n`);
    await (await openDatabase({ kind: 'embedded', folder })).close();
  });

  it('a lock whose process is dead, or is another by now, or is garbage, is taken over', async () => {
    const path = join(folder, 'lock');
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    for (const left of [
      JSON.stringify({ pid: dead, started: '1' }),
      JSON.stringify({ pid: process.pid, started: 'long ago' }),
      '{"pid":',
      '',
    ]) {
      await writeFile(path, left);
      const lock = lockFolder(folder);
      expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid });
      expect(() => lockFolder(folder)).toThrow(FolderTaken);
      lock.release();
    }
  });
});
