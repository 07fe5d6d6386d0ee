import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { parseBody, readBody, type Values } from './body.ts';
import { methods } from './methods.ts';
import { Params } from './params.ts';
import { ApiRefusal, refuse } from './refuse.ts';
import type { Updates } from './updates.ts';
import type { Fault, World } from './world.ts';

export type Listening = { readonly url: string; readonly close: () => Promise<void> };

export async function listen(world: World, updates: Updates, port: number): Promise<Listening> {
  const server = createServer((request, response) => {
    serve(world, updates, request, response).catch((error: unknown) => {
      world.problems.push(`the server itself failed: ${String(error)}`);
      response.destroy();
    });
  });
  // Longer than any client keeps an unused connection, so that none is reset on its next use.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => closeServer(server),
  };
}

function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return closed;
}

async function serve(
  world: World,
  updates: Updates,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(url.pathname);
  if (file) return serveFile(world, file[1] ?? '', decodeURIComponent(file[2] ?? ''), response);
  const [, token, method = ''] = /^\/bot([^/]+)\/([^/]+)$/.exec(url.pathname) ?? [];
  const fault = nextFault(world, method);
  try {
    const values = await readCall(world, request, url);
    if (token !== world.token) refuse(401, 'Unauthorized');
    if (fault && !(await comeBefore(fault, response))) return;
    const result = await callMethod(world, updates, method, values, response);
    if (fault) return comeAfter(fault, response);
    answer(response, 200, { ok: true, result });
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    answerRefusal(world, method, error, response);
  } finally {
    if (method !== 'getUpdates') world.events.emit('activity');
  }
}

async function readCall(world: World, request: IncomingMessage, url: URL): Promise<Values> {
  const body = await readBody(request).catch((error: unknown) => {
    // The caller hung up in the middle.
    if (error instanceof ApiRefusal) throw error;
    throw new ApiRefusal(400, 'Bad Request: incomplete body', false);
  });
  world.counts.calls++;
  return parseBody(request.headers['content-type'] ?? '', url.searchParams, body);
}

async function callMethod(
  world: World,
  updates: Updates,
  name: string,
  values: Values,
  response: ServerResponse,
): Promise<unknown> {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) return refuse(404, 'Not Found');
  if (!world.lean) world.calls.push({ method: name, values });
  world.events.emit('call', name);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const params = new Params(values);
  const result = await method(world, updates, params, gone.signal);
  for (const unread of params.unread()) world.problems.push(`${name}: unknown parameter "${unread}"`);
  return result;
}

function nextFault(world: World, method: string): Fault | undefined {
  return world.faults.get(method)?.shift();
}

/** Returns whether the call is to be carried out. */
async function comeBefore(fault: Fault, response: ServerResponse): Promise<boolean> {
  if (fault.kind === 'refusal') {
    const { code, description, retryAfter, migrateTo } = fault;
    throw new ApiRefusal(code, description, false, {
      ...(retryAfter === undefined ? {} : { retry_after: retryAfter }),
      ...(migrateTo === undefined ? {} : { migrate_to_chat_id: migrateTo }),
    });
  }
  if ((fault.kind === 'reset' || fault.kind === 'hang') && fault.processed) return true;
  comeAfter(fault, response);
  return false;
}

function comeAfter(fault: Fault, response: ServerResponse): void {
  if (fault.kind === 'reset') (response.socket as Socket | null)?.resetAndDestroy();
  if (fault.kind === 'gateway') page(response, fault.code);
  if (fault.kind === 'garbage') page(response, 200);
}

function page(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end('<html>not what you asked for</html>');
}

function answerRefusal(world: World, method: string, refusal: ApiRefusal, response: ServerResponse): void {
  const { code, message: description, parameters, violation } = refusal;
  if (violation) world.problems.push(`${method}: ${code} ${description}`);
  answer(response, code, {
    ok: false,
    error_code: code,
    description,
    ...(parameters && Object.keys(parameters).length > 0 ? { parameters } : {}),
  });
}

function answer(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
}

async function serveFile(world: World, token: string, path: string, response: ServerResponse): Promise<void> {
  const fault = nextFault(world, 'download');
  if (fault?.kind === 'refusal') return answer(response, fault.code, { ok: false, error_code: fault.code });
  if (fault) return comeAfter(fault, response);
  const file = token === world.token ? world.paths.get(path) : undefined;
  if (!file) {
    world.problems.push(`download: no file ${path}`);
    return answer(response, 404, { ok: false, error_code: 404, description: 'Not Found' });
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes);
}
