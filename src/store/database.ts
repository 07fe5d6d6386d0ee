import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { lockFolder } from './folder-lock.ts';
import { folderTrouble } from './folder-trouble.ts';
import { refuseOtherVersion } from './folder-version.ts';
import { applyMigrations, upToDate } from './migrate.ts';
import { Prisma, PrismaClient } from './prisma-client/client.ts';
import { connectFirst } from './server-connection.ts';
import { type Store, storeOf } from './store.ts';

export type Database = {
  readonly kind: 'embedded' | 'server';
  /** For reading outside a transaction. */
  readonly store: Store;
  /** `mostMs`: longer than this it may not take; a minute, where nothing is said. */
  readonly transaction: <T>(work: (store: Store) => Promise<T>, mostMs?: number) => Promise<T>;
  /** True from now on when this process alone may speak for the named thing, until it ends or loses the database. */
  readonly own: (name: string) => Promise<boolean>;
  /** Clears away what is deleted and counts what is there: a server does so by itself. */
  readonly tidy: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type DatabaseSettings =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'server'; readonly url: string; readonly connections?: number };

type Opened = {
  readonly factory: SqlMigrationAwareDriverAdapterFactory;
  /** Runs the work while no other process migrates. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  readonly own: (name: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
};

// Longer than any wait for a busy embedded database, whose one connection serves everybody in turn.
const patience = { maxWait: 30_000, timeout: 60_000 };

/** Opens the database, brings its tables up to date, and holds the folder when it is embedded. */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const opened = settings.kind === 'embedded' ? await openEmbedded(settings.folder) : openServer(settings);
  const prisma = new PrismaClient({ adapter: opened.factory });
  try {
    await opened.alone(() => migrate(prisma, opened.factory));
  } catch (error) {
    await prisma.$disconnect();
    await opened.close();
    throw error;
  }
  return {
    kind: settings.kind,
    store: storeOf(prisma),
    transaction: (work, mostMs = patience.timeout) =>
      prisma.$transaction((db) => work(storeOf(db)), { ...patience, timeout: mostMs }),
    own: opened.own,
    async tidy() {
      if (settings.kind === 'embedded') await prisma.$executeRaw(Prisma.sql`vacuum analyze`);
    },
    async close() {
      await prisma.$disconnect();
      await opened.close();
    },
  };
}

async function migrate(prisma: PrismaClient, factory: SqlMigrationAwareDriverAdapterFactory): Promise<void> {
  // Loading the engine takes half a second; most starts have nothing for it to do.
  if (!upToDate(await appliedMigrations(prisma))) await applyMigrations(factory);
}

async function appliedMigrations(
  prisma: PrismaClient,
): Promise<readonly { name: string; checksum: string }[]> {
  const [table] = await prisma.$queryRaw<{ there: boolean }[]>(
    Prisma.sql`select to_regclass('_prisma_migrations') is not null as there`,
  );
  if (!table?.there) return [];
  return prisma.$queryRaw(
    Prisma.sql`select migration_name as name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null`,
  );
}

async function openEmbedded(folder: string): Promise<Opened> {
  const lock = lockFolder(folder);
  try {
    refuseOtherVersion(folder);
    // A server never pays for the database it does not use.
    const [{ PGlite }, { PrismaPGlite }] = await Promise.all([
      import('@electric-sql/pglite'),
      import('pglite-prisma-adapter'),
    ]);
    const pglite = await PGlite.create(`${folder}/database`);
    return {
      factory: new PrismaPGlite(pglite),
      alone: (work) => work(),
      own: async () => true,
      async close() {
        if (!pglite.closed) await pglite.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw folderTrouble(folder, error);
  }
}

// Any number that other users of advisory locks in the same database are unlikely to use.
const lockSpace = 0x0ba4a3;

function openServer({ url, connections = 10 }: { url: string; connections?: number }): Opened {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    // The server compiles what it believes to be dear, for a second or more; no question of ours takes so long.
    onConnect: async (client) => void (await client.query('set jit = off')),
  });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on('error', () => {});
  const owner = ownership(url);
  return {
    factory: new PrismaPg(pool, { disposeExternalPool: false, statementNameGenerator: statementNames() }),
    alone: (work) => whileLocked(url, work),
    own: owner.own,
    async close() {
      await owner.close();
      await pool.end();
    },
  };
}

/** Named, a statement is parsed and planned once a connection, not at every call; too many names would only fill the server. */
function statementNames(atMost = 300): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined || names.size >= atMost) return known ?? '';
    names.set(sql, `s${names.size}`);
    return names.get(sql) ?? '';
  };
}

/** The lock goes with its session. */
async function whileLocked(url: string, work: () => Promise<void>): Promise<void> {
  const client = await connectFirst(url);
  try {
    await client.query('select pg_advisory_lock($1, 0)', [lockSpace]);
    await work();
  } finally {
    await client.end();
  }
}

/** Locks of a session of their own: PostgreSQL lets go of them the moment the process dies. */
function ownership(url: string): Pick<Opened, 'own' | 'close'> {
  let session: Promise<pg.Client> | undefined;
  const owned = new Set<string>();
  const forget = () => {
    session = undefined;
    owned.clear();
  };
  const connect = async () => {
    const client = new pg.Client({ connectionString: url, keepAlive: true });
    client.on('error', forget).on('end', forget);
    await client.connect();
    return client;
  };
  return {
    async own(name) {
      if (owned.has(name)) return true;
      session ??= connect();
      const client = await session.catch((error) => {
        forget();
        throw error;
      });
      const { rows } = await client.query<{ got: boolean }>(
        'select pg_try_advisory_lock($1, hashtext($2)) as got',
        [lockSpace, name],
      );
      if (rows[0]?.got) owned.add(name);
      return owned.has(name);
    },
    async close() {
      await (await session)?.end();
    },
  };
}
