import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { SetupRefusal } from '../domain/setup-refusal.ts';

export type Listening = {
  readonly port: number;
  /** Takes no more requests, lets those under way end, and cuts what has not ended after five seconds. */
  readonly close: () => Promise<void>;
};

const patienceMs = 5000;

function closing(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
    server.close((error) => {
      clearTimeout(cut);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}

type Where = { readonly host: string; readonly port: number };

function troubleOf({ host, port }: Where, error: NodeJS.ErrnoException): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new SetupRefusal(
        `Port ${port} is in use by another program. Stop that program, or set PORT to a free port.`,
      );
    case 'EACCES':
      return new SetupRefusal(`This user may not open port ${port}. Set PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new SetupRefusal(
        `${host} is no address of this machine. Set HOST to one that is, or leave it unset.`,
      );
    default:
      return error;
  }
}

/** Rejects when the port is not to be had. */
export function listen(app: Hono, at: Where): Promise<Listening> {
  const server = createServer(getRequestListener(app.fetch, { hostname: at.host }));
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(troubleOf(at, error));
    server.once('error', fail);
    server.listen(at.port, at.host, () => {
      server.off('error', fail);
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : at.port;
      resolve({ port, close: () => closing(server) });
    });
  });
}
