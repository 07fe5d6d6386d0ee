import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pace = new URL('quick-pace.ts', import.meta.url).href;
const startWithinMs = 90_000;
const stopWithinMs = 10_000;

/** The real program as a process of its own, which may be killed and started again. */
export type House = {
  /** Where it answers, once it does. */
  readonly base: () => Promise<string>;
  readonly kill: () => Promise<void>;
  readonly start: () => void;
  /** Stops as it should: by SIGTERM, with exit code 0. */
  readonly stop: () => Promise<void>;
  /** Rejects when the program ends by itself or does not come up. */
  readonly failed: Promise<never>;
  readonly log: () => string;
};

const living = new Set<ChildProcess>();

/** Whatever happens to this process, none of those it started outlives it. */
export function killAll(): void {
  for (const child of living) child.kill('SIGKILL');
}
process.on('exit', killAll);

const settings = /^(DATABASE_URL|DATA_DIR|PORT|HOST|PUBLIC_URL|DEMO|LOCALE|TIME_ZONE|TELEGRAM_.*|ZALO_.*)$/;

function environment(env: Readonly<Record<string, string>>): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !settings.test(name));
  return { ...Object.fromEntries(kept), LOG_LEVEL: 'info', ...env };
}

export function openHouse(env: Readonly<Record<string, string>>): House {
  let child: ChildProcess;
  let ready: Promise<string>;
  let wanted = true;
  let gone: Promise<number | null>;
  const lines: string[] = [];
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});

  function start(): void {
    wanted = true;
    const words = ['--import', 'tsx', '--import', pace, 'src/cli.ts', 'start'];
    const started = spawn(process.execPath, words, {
      cwd: root,
      env: environment({ PORT: '0', HOST: '127.0.0.1', DEMO: '1', ...env }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    living.add(started);
    gone = new Promise((resolve) => {
      started.once('exit', (code) => {
        living.delete(started);
        if (wanted) fail(new Error(`the process ended by itself with code ${code}`));
        resolve(code);
      });
    });
    ready = new Promise((resolve) => {
      const late = setTimeout(() => fail(new Error('the process did not come up')), startWithinMs);
      void gone.then(() => clearTimeout(late));
      eachLine(started, (line) => {
        lines.push(line);
        const port = /"port":(\d+).*"msg":"ready"/.exec(line)?.[1];
        if (!port) return;
        clearTimeout(late);
        resolve(`http://127.0.0.1:${port}`);
      });
    });
  }

  start();
  return {
    async base() {
      for (;;) {
        const found = await Promise.race([ready, gone.then(() => undefined)]);
        if (found) return found;
        // Killed before it came up: the next one will tell.
        await wait(20);
      }
    },
    start,
    failed,
    log: () => lines.slice(-30).join('\n'),
    async kill() {
      wanted = false;
      child.kill('SIGKILL');
      await gone;
      lines.push('--- killed');
    },
    async stop() {
      wanted = false;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
      const code = await gone;
      clearTimeout(late);
      if (code !== 0) throw new Error(`the process did not stop gracefully: exit code ${code}`);
    },
  };
}

function eachLine({ stdout, stderr }: ChildProcess, hear: (line: string) => void): void {
  for (const stream of [stdout, stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (part: string) => {
      const lines = (rest + part).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) hear(line);
    });
  }
}

/** Runs a command of the operator beside the running program. */
export function operator(env: Readonly<Record<string, string>>, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...words], {
      cwd: root,
      env: environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    living.add(child);
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      out += part;
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      err += part;
    });
    child.once('close', (code) => {
      living.delete(child);
      if (code === 0) resolve(out);
      else reject(new Error(`${words.join(' ')}: exit code ${code}\n${err}`));
    });
  });
}
