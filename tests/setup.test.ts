import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { SetupRefusal } from '../src/domain/setup-refusal.ts';
import { openHouse } from '../src/house.ts';
import { openDatabase } from '../src/store/database.ts';
import { folderTrouble } from '../src/store/folder-trouble.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ba-nam-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) await new Promise((closed) => server.close(closed));
});

/** Something that listens; its port. */
async function listens(heard: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    heard(socket);
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
}

type Ended = { readonly exit: number | undefined; readonly err: string };

const start = (env: Record<string, string>): Promise<Ended> =>
  new Promise((resolve) => {
    const settings = { PATH: process.env.PATH, DEMO: 'empty', HOST: '127.0.0.1', ...env };
    const words = ['--import', 'tsx', 'src/cli.ts', 'start'];
    const child = execFile(process.execPath, words, { cwd: root, env: settings }, (_, _out, err) =>
      resolve({ exit: child.exitCode ?? undefined, err }),
    );
  });

describe('a start that can not be ends with one sentence', () => {
  it('where the port is in use, and lets go of the folder', async () => {
    const port = await listens(() => {});
    const ended = await start({ PORT: String(port), DATA_DIR: join(folder, 'data') });
    expect(ended).toEqual({
      exit: 1,
      err: `Port ${port} is in use by another program. Stop that program, or set PORT to a free port.\n`,
    });
    const again = await openDatabase({ kind: 'embedded', folder: join(folder, 'data') });
    await again.close();
  });

  it('where a demo is asked for in a database of real use, which stays as it is', async () => {
    const data = join(folder, 'real');
    const real = await openHouse(readConfig({ DATA_DIR: data, DEMO: '0', PORT: '0', LOG_LEVEL: 'fatal' }));
    await real.close();
    for (const DEMO of ['1', 'empty'])
      expect(await start({ PORT: '0', DATA_DIR: data, DEMO })).toEqual({
        exit: 1,
        err: 'This database is in real use, so the demo can not be loaded into it. Leave DEMO unset, or give the rehearsal a database of its own (another DATA_DIR or DATABASE_URL).\n',
      });
    const after = await openDatabase({ kind: 'embedded', folder: data });
    expect(await after.store.settings.get('rehearsal')).toBe('0');
    expect((await after.store.roster.current()).units).toEqual([]);
    await after.close();
  });

  it('where the data folder is a file', async () => {
    const path = join(folder, 'file');
    await writeFile(path, '');
    const ended = await start({ PORT: '0', DATA_DIR: path });
    expect(ended).toEqual({
      exit: 1,
      err: `The data folder ${path} can not be used: it, or what is to hold it, is a file. Set DATA_DIR to a folder.\n`,
    });
  });
});

describe('what is wrong with the data folder', () => {
  const sentence = (error: object) => (folderTrouble('/srv/x', error) as Error).message;
  const code = (name: string) => Object.assign(new Error(`${name}: …, mkdir`), { code: name, errno: -13 });
  const wasm = (errno: number) => ({ name: 'ErrnoError', errno });

  it.each([
    [code('EACCES'), /this user may not write there/],
    [wasm(2), /this user may not write there/],
    [code('EROFS'), /its disk is read-only/],
    [wasm(69), /its disk is read-only/],
    [code('ENOSPC'), /its disk is full/],
    [wasm(51), /its disk is full/],
    [code('ENOENT'), /\(ENOENT\)/],
  ])('%o', (error, wanted) => {
    expect(sentence(error)).toMatch(/^The data folder \/srv\/x can not be used: /);
    expect(sentence(error)).toMatch(wanted);
  });

  it('anything else is a fault as it was', () => {
    for (const fault of [new Error('boom'), code('ERR_MODULE_NOT_FOUND'), wasm(44)])
      expect(folderTrouble('/srv/x', fault)).toBe(fault);
  });
});

/** A server of PostgreSQL that answers the first word with an error. */
const refusing = (code: string, message: string) =>
  listens((socket) => {
    socket.once('data', () => {
      const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
      const head = Buffer.from('E\0\0\0\0');
      head.writeInt32BE(fields.length + 4, 1);
      socket.end(Buffer.concat([head, fields]));
    });
  });

describe('what is wrong with the database server', () => {
  async function sentence(url: string): Promise<string> {
    const error = await openDatabase({ kind: 'server', url }).catch((trouble: unknown) => trouble);
    expect(error).toBeInstanceOf(SetupRefusal);
    const { message, stack = '', cause } = error as Error;
    expect(`${message}${stack}${cause}`).not.toContain('geheim');
    return message;
  }
  const at = (port: number) => `postgresql://an:geheim@127.0.0.1:${port}/ba_nam`;

  it('nobody there', async () => {
    const port = await listens(() => {});
    for (const server of servers.splice(0)) await new Promise((closed) => server.close(closed));
    expect(await sentence(at(port))).toBe(
      `The database server at 127.0.0.1:${port} does not answer (ECONNREFUSED). Start it, or correct DATABASE_URL.`,
    );
  });

  it('somebody who hangs up', async () => {
    const port = await listens((socket) => socket.destroy());
    expect(await sentence(at(port))).toMatch(/does not answer \(.+\)\. Start it/);
  });

  it.each([
    ['28P01', 'password authentication failed for user "an"', /does not let an in: the name or the password/],
    ['28000', 'no pg_hba.conf entry', /does not let an in: the name or the password/],
    ['3D000', 'database "ba_nam" does not exist', /has no database ba_nam\. Create it \(createdb ba_nam\)/],
    [
      '57P03',
      'the database system is starting up',
      /refuses the connection: the database system is starting/,
    ],
  ])('an error %s', async (code, message, wanted) => {
    expect(await sentence(at(await refusing(code, message)))).toMatch(wanted);
  });

  it('an address with bare signs in its password', async () => {
    expect(await sentence('postgresql://an:geheim#geheim/geheim@127.0.0.1/ba_nam')).toMatch(
      /^DATABASE_URL can not be read\./,
    );
  });
});
