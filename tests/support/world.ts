import { runCommand } from '../../src/commands/program.ts';
import { readConfig } from '../../src/config.ts';
import { deskOf } from '../../src/desk-of.ts';
import type { Wishes } from '../../src/house.ts';
import { openLog } from '../../src/log.ts';
import { type Served, serve } from '../../src/wire.ts';
import { newStorage, type Storage, storageAt } from './storage.ts';

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
export const testDatabase = (): Promise<Storage> => newStorage(process.env.TEST_DATABASE_URL);

/** With the demo in it, where it has been loaded for this run. */
function worldDatabase(env: Readonly<Record<string, string>>): Promise<Storage> {
  const { TEST_TEMPLATE: template } = process.env;
  const asUsual = !('DEMO' in env || 'DATA_DIR' in env || 'DATABASE_URL' in env);
  return template && asUsual ? storageAt(JSON.parse(template)).copy() : testDatabase();
}

/** The demo province, served as the real program serves it. */
export async function openWorld(env: Record<string, string> = {}, wishes: Wishes = {}): Promise<TestWorld> {
  const database = await worldDatabase(env);
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
