import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { applyMigrations } from '../../src/store/migrate.ts';
import { PrismaClient } from '../../src/store/prisma-client/client.ts';
import { type Store, storeOf } from '../../src/store/store.ts';
import { testDatabase } from '../support/world.ts';

/** The shelves over an empty database, and what they have written as a row. */
export type Bare = {
  readonly store: Store;
  readonly rows: <Row>(statement: string, ...values: unknown[]) => Promise<Row[]>;
  readonly close: () => Promise<void>;
};

export async function bareDatabase(): Promise<Bare> {
  const { env, drop } = await testDatabase();
  const { factory, end } = env.DATABASE_URL ? server(env.DATABASE_URL) : await embedded();
  await applyMigrations(factory);
  const prisma = new PrismaClient({ adapter: factory });
  return {
    store: storeOf(prisma),
    rows: (statement, ...values) => prisma.$queryRawUnsafe(statement, ...values),
    async close() {
      await prisma.$disconnect();
      await end();
      await drop();
    },
  };
}

function server(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  return { factory: new PrismaPg(pool, { disposeExternalPool: false }), end: () => pool.end() };
}

async function embedded() {
  const pglite = await PGlite.create();
  return { factory: new PrismaPGlite(pglite), end: async () => pglite.close() };
}
