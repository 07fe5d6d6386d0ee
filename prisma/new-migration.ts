// Writes the next migration from what schema.prisma says beyond the migrations: `npm run migration -- name`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { nextMigration } from '../src/store/migrate.ts';

const [name] = process.argv.slice(2);
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  process.stderr.write('Give the migration a name: npm run migration -- add_something\n');
  process.exit(2);
}
const sql = await nextMigration(new PrismaPGlite(new PGlite()));
if (sql === undefined) {
  process.stderr.write('The migrations already say what the schema says.\n');
  process.exit(1);
}
const stamp = new Date().toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
const folder = new URL(`migrations/${stamp}_${name}/`, import.meta.url);
mkdirSync(folder);
writeFileSync(new URL('migration.sql', folder), sql);
process.stdout.write(`prisma/migrations/${stamp}_${name}/migration.sql\n`);
process.exit(0);
