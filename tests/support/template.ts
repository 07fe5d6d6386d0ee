import { readConfig } from '../../src/config.ts';
import { openHouse } from '../../src/house.ts';
import { openLog } from '../../src/log.ts';
import { newStorage, type Storage } from './storage.ts';

let template: Storage | undefined;

/** The demo province is loaded once a run; a world is a copy of it, whose clock begins when it is opened. */
export async function setup(): Promise<void> {
  const storage = await newStorage(process.env.TEST_DATABASE_URL);
  template = storage;
  const config = readConfig({ DEMO: '1', HOST: '127.0.0.1', ...storage.env });
  // Its clock stands still: nothing in it is later than the moment at which a world begins.
  const began = Date.now();
  const house = await openHouse(config, { log: openLog('silent'), realNow: () => began });
  await house.close();
  await storage.read((ask) => ask(`delete from settings where key = 'clock-offset-ms'`));
  process.env.TEST_TEMPLATE = JSON.stringify(storage.env);
}

export async function teardown(): Promise<void> {
  await template?.drop();
}
