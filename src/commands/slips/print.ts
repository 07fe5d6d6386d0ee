import { execFile } from 'node:child_process';
import { mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { Refusal } from '../../domain/refusal.ts';

/** A file that was looked at before anything is changed, and takes its place when all is done. */
export type Printer = { readonly print: (html: string) => Promise<Printed> };
export type Printed = { readonly keep: () => Promise<void>; readonly discard: () => Promise<void> };

const patienceMs = 120_000;

/** How a sheet becomes the file that was asked for; refused at once where it can not. */
export async function printerTo(path: string, chromium: () => Promise<string | undefined>): Promise<Printer> {
  const kind = extname(path).toLowerCase();
  if (kind !== '.html' && kind !== '.pdf') throw new Refusal('slip.wrong-kind', { path });
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (!folder?.isDirectory()) throw new Refusal('cli.no-folder', { path: dirname(path) });
  if ((await stat(path).catch(() => undefined))?.isDirectory()) throw new Refusal('slip.is-folder', { path });
  if (kind === '.html') return { print: (html) => kept(path, (beside) => writeSecret(beside, html)) };
  const program = await chromium();
  if (!program) throw new Refusal('slip.no-chromium');
  return { print: (html) => kept(path, (beside) => asPdf(program, html, beside)) };
}

/** Made beside its place, and moved there as a whole. */
async function kept(path: string, make: (beside: string) => Promise<void>): Promise<Printed> {
  const beside = `${path}.part`;
  const discard = () => rm(beside, { force: true });
  try {
    await make(beside);
  } catch (error) {
    await discard();
    throw error instanceof Refusal ? error : new Refusal('slip.not-written', { path });
  }
  return { keep: () => rename(beside, path), discard };
}

/** Whoever reads the codes can use them. */
const writeSecret = (path: string, content: string | Buffer): Promise<void> =>
  writeFile(path, content, { mode: 0o600 });

async function asPdf(program: string, html: string, pdf: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ba-nam-slips-'));
  try {
    const sheet = join(folder, 'sheet.html');
    await writeSecret(sheet, html);
    await writeSecret(pdf, '');
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];
    const ours = [`--user-data-dir=${join(folder, 'profile')}`, '--no-first-run', '--no-pdf-header-footer'];
    await promisify(execFile)(program, [...flags, ...ours, `--print-to-pdf=${pdf}`, `file://${sheet}`], {
      timeout: patienceMs,
    });
    if ((await stat(pdf)).size === 0) throw new Refusal('slip.no-pdf');
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('slip.no-pdf');
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
