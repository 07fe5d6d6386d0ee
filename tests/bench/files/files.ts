import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeTelegram } from '../../support/fake-telegram.ts';
import { startChild } from '../child.ts';
import { target } from '../print.ts';
import { type Asked, chatOf, type Hello } from './ours.ts';

const MiB = 2 ** 20;
const size = 20 * MiB - 4096;
const growthAtMost = 120;

/** What a PDF begins and ends with, and in between nothing that can be packed. */
const bigPdf = (): Buffer =>
  Buffer.concat([
    Buffer.from(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Kids[]>>endobj\n9 0 obj<<>>stream\n',
    ),
    randomBytes(size),
    Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n'),
  ]);

type Row = {
  readonly name: string;
  readonly seconds: number;
  readonly before: number;
  readonly peak: number;
};

/** So many files of 20 MB at one time, in and out by each door: the memory of it. Lines to print. */
export async function files(atOnce: number, node: readonly string[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ba-nam-bench-'));
  const telegram = await startFakeTelegram({});
  const bot = await startChild<Hello>(
    'files/ours.ts',
    {
      DATA_DIR: folder,
      DATABASE_URL: '',
      DEMO: '1',
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      BENCH_PEOPLE: String(atOnce),
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    },
    ['--expose-gc', ...node],
  );
  const ask = <Answer>(asked: Asked) => bot.ask<Answer>(asked);
  const { base, tokens } = bot.hello;
  const idle = () => ask({ kind: 'idle' });

  async function measure(name: string, work: () => Promise<unknown>): Promise<Row> {
    const before = await ask<number>({ kind: 'begin' });
    const began = performance.now();
    await work();
    await idle();
    const seconds = (performance.now() - began) / 1000;
    return { name, seconds, before, peak: await ask<number>({ kind: 'peak' }) };
  }

  async function upload(token: string, bytes: Buffer): Promise<void> {
    const form = new FormData();
    form.set('id', randomUUID());
    form.set('file', new File([new Uint8Array(bytes)], 'b.pdf', { type: 'application/pdf' }));
    const answer = await fetch(`${base}/channels/browser/messages`, {
      method: 'POST',
      body: form,
      headers: { 'x-phone': token },
    });
    if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
  }

  async function download(path: string): Promise<void> {
    let length = 0;
    for await (const piece of (await fetch(base + path)).body ?? []) length += piece.length;
    if (length < size) throw new Error(`a download of ${length} bytes`);
  }

  try {
    const phones = tokens.map((_, at) => telegram.phone(chatOf(at)).meet());
    // The first of each is for the program to load what it needs.
    const small = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\n');
    await upload(tokens[0] ?? '', small);
    await idle();
    const sent = tokens.map(() => bigPdf());
    const hashes = sent.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
    const rows = [
      await measure('uploaded in the browser', () =>
        Promise.all(tokens.map((token, at) => upload(token, sent[at] ?? small))),
      ),
      await measure('downloaded by link', async () =>
        Promise.all((await ask<string[]>({ kind: 'links', files: hashes })).map(download)),
      ),
      await measure('sent to Telegram', async () => {
        await ask({ kind: 'send', files: hashes, size });
        await Promise.all(phones.map((phone) => phone.waitFor((entry) => entry.file !== undefined, 300_000)));
      }),
      await measure('fetched from Telegram', async () => {
        const before = phones.map(({ transcript }) => transcript.length);
        for (const phone of phones) phone.sendDocument('c.pdf', bigPdf(), 'application/pdf');
        await Promise.all(
          phones.map((phone, at) =>
            phone.waitFor(() => phone.transcript.length > (before[at] ?? 0) + 1, 300_000),
          ),
        );
      }),
    ];
    return [
      `${atOnce} files of 20 MB at once`.padEnd(34) +
        ['seconds', 'RSS before', 'peak', 'more MB'].map((head) => head.padStart(11)).join(''),
      ...rows.map(line),
      ...rows.map(({ name, before, peak }) =>
        target(
          `${name}: +${(peak - before).toFixed(0)} MB of ${atOnce * 20}`,
          `≤ +${growthAtMost} MB`,
          peak - before <= growthAtMost,
        ),
      ),
    ];
  } finally {
    await bot.stop();
    await telegram.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const line = ({ name, seconds, before, peak }: Row): string =>
  name.padEnd(34) +
  [seconds.toFixed(1), before.toFixed(0), peak.toFixed(0), (peak - before).toFixed(0)]
    .map((cell) => cell.padStart(11))
    .join('');
