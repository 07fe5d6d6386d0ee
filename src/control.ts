import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join, relative } from 'node:path';
import type { Desk } from './commands/desk.ts';
import { type Printed, runCommand, type Typed } from './commands/program.ts';

/** A socket's path may have about a hundred bytes; from where we stand it is often shorter. */
function socketIn(folder: string): string {
  const path = join(folder, 'control.sock');
  const near = relative(process.cwd(), path);
  return near.length < path.length ? near : path;
}

/** Runs commands for other processes of the same owner: the embedded database is one process's alone. */
export function openControl(folder: string, desk: Desk): Promise<{ close: () => Promise<void> }> {
  const path = socketIn(folder);
  rmSync(path, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => void serve(socket, desk));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const mask = process.umask(0o177);
    server.listen(path, () => {
      process.umask(mask);
      chmodSync(path, 0o600);
      resolve({ close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}

/** A command, and whether who typed it looks on while it runs. */
type Asked = { readonly typed: Typed; readonly looksOn: boolean };
type Progress = (done: number, of: number) => void;
/** What comes back, a line each: how far it has come, and in the end what it printed. */
type Answer = { readonly done: number; readonly of: number } | { readonly printed: Printed };

/** The last line of what the other side says before it closes its half; the socket stays open for our answer. */
function heard(socket: Socket, onLine: (line: string) => void = () => {}): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      const lines = (said + part).split('\n');
      said = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    });
    socket.once('end', () => resolve(said)).once('error', reject);
  });
}

async function serve(socket: Socket, desk: Desk): Promise<void> {
  socket.on('error', () => socket.destroy());
  const answer = (said: Answer): string => JSON.stringify(said);
  try {
    const { typed, looksOn } = JSON.parse(await heard(socket)) as Asked;
    const progress: Progress = (done, of) => socket.write(`${answer({ done, of })}\n`);
    socket.end(answer({ printed: await runCommand(desk, typed, looksOn ? progress : undefined) }));
  } catch (error) {
    desk.app.log.error({ err: error }, 'a command failed');
    const printed: Printed = {
      out: '',
      err: 'The command failed; the log of the server says why.\n',
      exit: 1,
    };
    socket.end(answer({ printed }));
  }
}

/** Lets the running server run the command; undefined when no server listens there. */
export async function askServer(
  folder: string,
  typed: Typed,
  progress?: Progress,
): Promise<Printed | undefined> {
  const socket = connect({ path: socketIn(folder), allowHalfOpen: true });
  const connected = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  });
  if (!connected) return undefined;
  const asked: Asked = { typed, looksOn: progress !== undefined };
  socket.end(JSON.stringify(asked));
  const last = await heard(socket, (line) => {
    const said = JSON.parse(line) as Answer;
    if ('done' in said) progress?.(said.done, said.of);
  });
  const said = JSON.parse(last) as Answer;
  if (!('printed' in said)) throw new Error('the server has stopped in the middle of the command');
  return said.printed;
}
