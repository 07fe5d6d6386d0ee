import { writeFile } from 'node:fs/promises';
import { Refusal } from '../domain/refusal.ts';

const refusals: Readonly<Record<string, string>> = {
  EEXIST: 'cli.file-exists',
  ENOENT: 'cli.no-folder',
  EACCES: 'cli.not-writable',
  EISDIR: 'cli.file-exists',
};

/** Nothing that is there is written over. */
export async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  if (!path.toLowerCase().endsWith('.xlsx')) throw new Refusal('cli.not-xlsx', { path });
  try {
    await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const code = refusals[(error as NodeJS.ErrnoException).code ?? ''];
    if (!code) throw error;
    throw new Refusal(code, { path });
  }
}
