import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { DiffTarget, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';

const prismaFolder = fileURLToPath(new URL('../../prisma', import.meta.url));
const schemaPath = join(prismaFolder, 'schema.prisma');
const baseDir = join(prismaFolder, 'migrations');
const filters = { externalTables: [], externalEnums: [] };

type Migration = { readonly name: string; readonly sql: string };

function migrations(): readonly Migration[] {
  return readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(join(baseDir, name, 'migration.sql'), 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function migrationList(): MigrationList {
  return {
    baseDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(join(baseDir, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: migrations().map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

type EngineModule = {
  readonly SchemaEngine: typeof SchemaEngine;
  readonly __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
};

let loaded: Promise<EngineModule> | undefined;

/** Prisma's own migration engine, which comes as WebAssembly inside a package: nothing is downloaded. One per process: its bindings hold one instance. */
async function engine(factory: SqlMigrationAwareDriverAdapterFactory): Promise<SchemaEngine> {
  loaded ??= load();
  const bindings = await loaded;
  const datamodels: [string, string][] = [[schemaPath, readFileSync(schemaPath, 'utf8')]];
  return bindings.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
}

async function load(): Promise<EngineModule> {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const bindings = (await import(join(folder, 'schema_engine_bg.js'))) as EngineModule;
  const bytes = readFileSync(join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings;
}

/** What the engine writes into its own table beside each name. */
const checksum = (sql: string): string => createHash('sha256').update(sql).digest('hex');

/** True when the database's own record says that all of our files were applied as they are. */
export function upToDate(applied: readonly { readonly name: string; readonly checksum: string }[]): boolean {
  const known = new Map(applied.map((migration) => [migration.name, migration.checksum]));
  return migrations().every(({ name, sql }) => known.get(name) === checksum(sql));
}

/** Applies what is missing; the names of what was applied. */
export async function applyMigrations(
  factory: SqlMigrationAwareDriverAdapterFactory,
): Promise<readonly string[]> {
  const applied = await (await engine(factory)).applyMigrations({ migrationsList: migrationList(), filters });
  return applied.appliedMigrationNames;
}

/** The SQL that brings the migrations to the schema; undefined when they agree. `factory` opens an empty database. */
export async function nextMigration(
  factory: SqlMigrationAwareDriverAdapterFactory,
): Promise<string | undefined> {
  const from: DiffTarget = { tag: 'migrations', ...migrationList() };
  const files = [{ path: schemaPath, content: readFileSync(schemaPath, 'utf8') }];
  const to: DiffTarget = { tag: 'schemaDatamodel', files };
  const diff = await (await engine(factory)).diff({ from, to, script: true, exitCode: true, filters });
  return diff.exitCode === 2 ? (diff.stdout ?? '') : undefined;
}
