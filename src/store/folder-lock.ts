import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { SetupRefusal } from '../domain/setup-refusal.ts';
import { folderTrouble } from './folder-trouble.ts';

/** The folder is another process's; `pid` is that process. */
export class FolderTaken extends SetupRefusal {
  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by process ${pid}. Stop that process first, or set DATA_DIR (and PORT) to start a second one beside it.`,
    );
  }
}

type Holder = { readonly pid: number; readonly started: string };

/** When the process started, in the kernel's ticks: a number given again to another process is told apart. */
function startOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
  }
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return fields.slice(fields.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return ''; // no /proc on this system: the number alone must do
  }
}

function holderOf(path: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as Holder;
    const started = startOf(holder.pid);
    return started !== undefined && started === holder.started ? holder : undefined;
  } catch {
    return undefined;
  }
}

function tryToHold(path: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? '' }));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/** Takes the folder for this process until released; throws FolderTaken while another living process has it. */
export function lockFolder(folder: string): { release: () => void } {
  try {
    return hold(folder);
  } catch (error) {
    throw folderTrouble(folder, error);
  }
}

function hold(folder: string): { release: () => void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'lock');
  for (let attempt = 0; attempt < 20; attempt++) {
    if (tryToHold(path)) return { release: () => rmSync(path, { force: true }) };
    const holder = holderOf(path);
    if (holder) throw new FolderTaken(folder, holder.pid);
    removeStale(path);
  }
  throw new Error(`The lock of ${folder} could not be taken.`);
}

// Two processes may both find the lock stale; the rename succeeds for one of them only.
function removeStale(path: string): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
