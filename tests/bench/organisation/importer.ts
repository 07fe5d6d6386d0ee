import { runCommand } from '../../../src/commands/program.ts';
import { readConfig } from '../../../src/config.ts';
import { deskOf } from '../../../src/desk-of.ts';
import { openHouse } from '../../../src/house.ts';

/** What an import took; `memory` is the most this process has held so far, in MB. */
export type Imported = { readonly seconds: number; readonly memory: number; readonly out: string };

// The operator's own command, in a process of its own.
const config = readConfig(process.env);
const house = await openHouse(config);

async function importFolder(folder: string): Promise<Imported> {
  const began = performance.now();
  const typed = { words: ['import', folder], folder: process.cwd() };
  const { exit, out, err } = await runCommand(deskOf(house, config), typed);
  if (exit !== 0) throw new Error(err);
  const seconds = (performance.now() - began) / 1000;
  return { seconds, memory: process.resourceUsage().maxRSS / 1024, out };
}

process.on('message', (message: string) => {
  if (message === 'stop') void house.close().finally(() => process.exit(0));
  else void importFolder(message).then((imported) => process.send?.(imported));
});
process.send?.('ready');
