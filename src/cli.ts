import { existsSync } from 'node:fs';
import type { Desk } from './commands/desk.ts';
import { runCommand, type Typed } from './commands/program.ts';
import { type Config, readConfig } from './config.ts';
import { askServer } from './control.ts';
import { deskOf } from './desk-of.ts';
import { SetupRefusal } from './domain/setup-refusal.ts';

function config(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}

/** Through the running server where there is one, else on the database itself. */
async function run(settings: Config, typed: Typed): Promise<number> {
  const answered = settings.DATABASE_URL ? undefined : await askServer(settings.DATA_DIR, typed, onTerminal);
  const printed = answered ?? (await runHere(settings, typed));
  process.stdout.write(printed.out);
  process.stderr.write(printed.err);
  return printed.exit;
}

async function runHere(settings: Config, typed: Typed) {
  const { openHouse } = await import('./house.ts');
  const house = await openHouse({ ...settings, LOG_LEVEL: 'error' });
  try {
    return await runCommand(deskOf(house, settings), typed, onTerminal);
  } finally {
    await house.close();
  }
}

const barLength = 30;

/** One line that grows, and goes when all is done: what is printed then stands on a clean line. */
function showProgress(done: number, of: number): void {
  const full = Math.round((done / of) * barLength);
  const bar = done < of ? `[${'#'.repeat(full)}${'.'.repeat(barLength - full)}]` : '';
  process.stderr.write(`\r\x1b[K${bar}`);
}

const onTerminal = process.stderr.isTTY ? showProgress : undefined;

const needsNoHouse = (words: readonly string[]): boolean =>
  words.length === 0 || words.some((word) => ['--help', '-h', 'help'].includes(word));

async function help(words: readonly string[]): Promise<number> {
  // Only asked for its usage, a program never touches what it works on.
  const printed = await runCommand({} as Desk, {
    words: words.length === 0 ? ['--help'] : words,
    folder: '.',
  });
  process.stdout.write(printed.out);
  process.stderr.write(printed.err);
  return printed.exit;
}

const words = process.argv.slice(2);
try {
  if (needsNoHouse(words)) process.exitCode = await help(words);
  else if (words[0] === 'start') {
    const { main } = await import('./main.ts');
    await main(config());
  } else process.exit(await run(config(), { words, folder: process.cwd() }));
} catch (error) {
  if (!(error instanceof SetupRefusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
