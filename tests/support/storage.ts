import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

export type Row = Readonly<Record<string, unknown>>;
export type Ask = (query: string) => Promise<readonly Row[]>;

/** Where a program keeps what it knows; to be read when it is stopped. */
export type Storage = {
  readonly env: Readonly<Record<string, string>>;
  /** The same again, for another program. */
  readonly copy: () => Promise<Storage>;
  readonly read: <T>(work: (ask: Ask) => Promise<T>) => Promise<T>;
  readonly drop: () => Promise<void>;
};

const kept = new Set<Storage>();

/** For one who has to leave in the middle. */
export const dropAll = () => Promise.allSettled([...kept].map((storage) => storage.drop()));

function keep(storage: Storage): Storage {
  const remembered = {
    ...storage,
    async drop() {
      kept.delete(remembered);
      await storage.drop();
    },
  };
  kept.add(remembered);
  return remembered;
}

const newFolder = () => mkdtemp(join(tmpdir(), 'ba-nam-'));

/** `server`: the PostgreSQL to make databases in; without one everything is in the folder. */
export async function newStorage(server: string | undefined): Promise<Storage> {
  const folder = await newFolder();
  if (!server) return inFolder(folder);
  const name = newName();
  await onServer(server, (ask) => ask(`create database ${name}`));
  return onServerToo(server, name, folder);
}

/** The storage another process made, known by its environment. */
export const storageAt = (env: Readonly<Record<string, string>>): Storage => {
  const { DATA_DIR = '', DATABASE_URL } = env;
  if (!DATABASE_URL) return inFolder(DATA_DIR);
  const url = new URL(DATABASE_URL);
  return onServerToo(DATABASE_URL, url.pathname.slice(1), DATA_DIR);
};

const newName = () => `ba_nam_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;

async function copied(folder: string): Promise<string> {
  const copy = await newFolder();
  await cp(folder, copy, { recursive: true });
  return copy;
}

function inFolder(folder: string): Storage {
  return keep({
    env: { DATA_DIR: folder },
    copy: async () => inFolder(await copied(folder)),
    async read(work) {
      const database = await PGlite.create(join(folder, 'database'));
      try {
        return await work(async (query) => (await database.query<Row>(query)).rows);
      } finally {
        await database.close();
      }
    },
    drop: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  });
}

function onServerToo(server: string, name: string, folder: string): Storage {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return keep({
    env: { DATA_DIR: folder, DATABASE_URL: url.href },
    async copy() {
      const another = newName();
      await onServer(server, (ask) => ask(`create database ${another} template ${name}`));
      return onServerToo(server, another, await copied(folder));
    },
    read: (work) => onServer(url.href, work),
    async drop() {
      await onServer(server, (ask) => ask(`drop database if exists ${name} with (force)`));
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  });
}

async function onServer<T>(url: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(async (query) => (await client.query<Row>(query)).rows);
  } finally {
    await client.end();
  }
}
