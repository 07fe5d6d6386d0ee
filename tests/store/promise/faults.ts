import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { Database } from '../../../src/store/database.ts';
import type { Db } from '../../../src/store/db.ts';
import { applyMigrations } from '../../../src/store/migrate.ts';
import { PrismaClient } from '../../../src/store/prisma-client/client.ts';
import { storeOf } from '../../../src/store/store.ts';
import { testDatabase } from '../../support/world.ts';

export class Crash extends Error {}

/** A database whose worker can be made to die before the nth statement of its next transaction. */
export type Fragile = Pick<Database, 'store' | 'transaction'> & {
  readonly dieBefore: (statement: number | undefined) => void;
};

export type FragileDatabase = {
  /** Workers of one database: on a server each has connections of its own. */
  readonly workers: readonly Fragile[];
  readonly rows: <Row>(statement: string, ...values: unknown[]) => Promise<Row[]>;
  readonly close: () => Promise<void>;
};

/** Every call of the client is one statement, whatever it is made through. */
function counting(db: Db, next: () => void): Db {
  const statement =
    (run: (...values: unknown[]) => unknown) =>
    (...values: unknown[]) => {
      next();
      return run(...values);
    };
  return new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value === 'function' && typeof name === 'string' && name.startsWith('$'))
        return statement((value as (...values: unknown[]) => unknown).bind(target));
      if (typeof value !== 'object' || value === null) return value;
      return new Proxy(value, {
        get(delegate, method) {
          const inner: unknown = Reflect.get(delegate, method);
          return typeof inner === 'function'
            ? statement((inner as (...values: unknown[]) => unknown).bind(delegate))
            : inner;
        },
      });
    },
  });
}

function fragile(prisma: PrismaClient): Fragile {
  let left: number | undefined;
  const next = () => {
    if (left === undefined) return;
    left -= 1;
    if (left < 0) throw new Crash('the worker died');
  };
  return {
    store: storeOf(prisma),
    transaction: (work) => prisma.$transaction((db) => work(storeOf(counting(db, next)))),
    dieBefore: (statement) => {
      left = statement;
    },
  };
}

export async function fragileDatabase(): Promise<FragileDatabase> {
  const { env, drop } = await testDatabase();
  const opened = env.DATABASE_URL ? server(env.DATABASE_URL) : await embedded();
  await applyMigrations(opened.factories[0]!);
  const clients = opened.factories.map((factory) => new PrismaClient({ adapter: factory }));
  const [first] = clients as [PrismaClient];
  return {
    workers: clients.map(fragile),
    rows: (statement, ...values) => first.$queryRawUnsafe(statement, ...values),
    async close() {
      for (const client of clients) await client.$disconnect();
      await opened.end();
      await drop();
    },
  };
}

type Opened = {
  readonly factories: readonly SqlMigrationAwareDriverAdapterFactory[];
  readonly end: () => Promise<void>;
};

function server(url: string): Opened {
  const pools = [0, 1].map(() => new pg.Pool({ connectionString: url, max: 3 }));
  return {
    factories: pools.map((pool) => new PrismaPg(pool, { disposeExternalPool: false })),
    async end() {
      for (const pool of pools) await pool.end();
    },
  };
}

async function embedded(): Promise<Opened> {
  const pglite = await PGlite.create();
  return { factories: [new PrismaPGlite(pglite)], end: () => pglite.close() };
}
