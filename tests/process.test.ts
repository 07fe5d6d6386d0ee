import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPhone } from '../src/channels/browser/channel.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = ['--import', import.meta.resolve('tsx'), join(root, 'src/cli.ts')];

let folder: string;
let settings: Record<string, string>;
let server: ChildProcess;
let base: string;
const printed = { out: '', err: '' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ba-nam-'));
  settings = { PATH: process.env.PATH ?? '', DATA_DIR: join(folder, 'data'), DEMO: '1', PORT: '0' };
  server = spawn(process.execPath, [...program, 'start'], { cwd: folder, env: settings });
  server.stdout?.on('data', (part) => {
    printed.out += part;
  });
  base = await new Promise<string>((ready, failed) => {
    server.once('exit', () => failed(new Error(printed.err)));
    server.stderr?.on('data', (part) => {
      printed.err += part;
      const [url] = /http:\/\/\S+(?=\/\n)/.exec(printed.err) ?? [];
      if (url) ready(url);
    });
  });
});
afterAll(async () => {
  server.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

type Ended = { readonly exit: number; readonly out: string; readonly err: string };

const types = (...words: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...program, ...words],
      { cwd: folder, env: settings },
      (_, out, err) => resolve({ exit: child.exitCode ?? -1, out, err }),
    );
  });

describe('beside the server that runs on the embedded database', () => {
  it('a second one is refused with what to do', async () => {
    expect(await types('start')).toEqual({
      exit: 1,
      out: '',
      err: `The data folder ${settings.DATA_DIR} is in use by process ${server.pid}. Stop that process first, or set DATA_DIR (and PORT) to start a second one beside it.\n`,
    });
  });

  it('a command is run by it: done, refused, or wrong in its usage', async () => {
    const invited = await types('invite', '--person', 'BT-HOA', '--json');
    expect(invited).toMatchObject({ exit: 0, err: '' });
    expect(JSON.parse(invited.out)).toMatchObject([{ person: 'BT-HOA', name: 'Lê Thị Hoa', link: null }]);
    expect(await types('invite', '--person', 'NOBODY')).toMatchObject({
      exit: 1,
      out: '',
      err: 'Không có cán bộ mã NOBODY trong danh sách.\n',
    });
    expect(await types('invite', '--bogus')).toMatchObject({ exit: 2, out: '' });
    expect(JSON.parse((await types('doctor', '--json')).out)).toMatchObject({
      database: 'embedded',
      waiting: 0,
    });
  });

  it('only the owner of the folder may ask it', async () => {
    for (const [name, mode] of [
      ['control.sock', 0o600],
      ['', 0o700],
    ] as const)
      expect((await stat(join(folder, 'data', name))).mode & 0o777).toBe(mode);
  });

  it('a file is written where the command was typed', async () => {
    expect(await types('template', 'roster.xlsx')).toMatchObject({ exit: 0 });
    expect((await stat(join(folder, 'roster.xlsx'))).size).toBeGreaterThan(1000);
  });
});

describe('on SIGTERM', () => {
  it('it stops within ten seconds, whoever is still connected, and can be started again', async () => {
    const stream = await fetch(`${base}/channels/browser/events?phone=${newPhone()}`);
    expect(stream.status).toBe(200);
    const silent = connect(Number(new URL(base).port), '127.0.0.1');
    await new Promise((connected) => silent.once('connect', connected));
    silent.on('error', () => {});
    silent.write(
      'POST /channels/browser/messages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{',
    );
    const began = Date.now();
    const ended = new Promise((resolve) => server.once('exit', (code) => resolve(code)));
    server.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
    silent.destroy();
    const lines = printed.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { msg: string });
    expect(lines.map(({ msg }) => msg)).toEqual(['ready', 'stopping']);
    expect(await types('doctor')).toMatchObject({ exit: 0, err: '' });
  });
});
