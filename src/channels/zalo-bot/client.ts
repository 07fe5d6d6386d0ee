import { lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';
import { z } from 'zod';
import type { Fetched } from '../../domain/channel.ts';
import { shorten } from '../../domain/shorten.ts';

export type Method = 'getUpdates' | 'setWebhook' | 'deleteWebhook' | 'sendMessage';

/** `why` never holds the token, an address of the web or what people wrote: it may be logged. */
export type Answer =
  | { readonly kind: 'ok'; readonly result: unknown }
  | { readonly kind: 'refused'; readonly code: number; readonly why: string }
  /** The platform has not taken it. */
  | { readonly kind: 'unreached'; readonly why: string }
  /** It may have taken it: no answer came. */
  | { readonly kind: 'lost'; readonly why: string };

export type Patience = { readonly timeout: number; readonly signal?: AbortSignal };
export type Call = (method: Method, body: object, patience: Patience) => Promise<Answer>;

// Errors of the platform come with HTTP 200; one method spells its code `errorCode`.
const envelope = z.union([
  z.object({ ok: z.literal(true), result: z.unknown().optional() }),
  z.object({
    ok: z.literal(false),
    error_code: z.number().optional(),
    errorCode: z.number().optional(),
    description: z.string().optional(),
  }),
]);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readAnswer(status: number, text: string): Answer {
  const read = envelope.safeParse(parsed(text));
  if (!read.success) return withoutEnvelope(status);
  if (read.data.ok) return { kind: 'ok', result: read.data.result };
  const { error_code, errorCode, description = '' } = read.data;
  const code = error_code ?? errorCode ?? status;
  return { kind: 'refused', code, why: shorten(`${code} ${description}`.trim(), 200) };
}

/** Somebody between the platform and us answered: only a gateway, or a success cut short, had handed it on. */
function withoutEnvelope(status: number): Answer {
  const why = `HTTP ${status} without an envelope`;
  const handedOn = status < 300 || status === 502 || status === 504;
  return { kind: handedOn ? 'lost' : 'unreached', why };
}

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
const certificateRefused = /^(CERT_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED)/;

/** undici throws `TypeError: fetch failed`; what happened is in its cause. */
function failed(error: unknown): Answer {
  const cause: unknown = error instanceof Error && error.cause ? error.cause : error;
  const { code, syscall, name } = cause as { code?: unknown; syscall?: unknown; name?: unknown };
  const why = typeof code === 'string' ? code : String(name);
  const onTheWay = cause instanceof AggregateError || syscall === 'connect' || syscall === 'getaddrinfo';
  const unreached = onTheWay || neverConnected.has(why) || certificateRefused.test(why);
  return { kind: unreached ? 'unreached' : 'lost', why };
}

async function exchange(url: string, body: object, { timeout, signal }: Patience): Promise<Answer> {
  if (signal?.aborted) return { kind: 'unreached', why: 'closed' };
  const stop = new AbortController();
  const close = () => stop.abort();
  const timer = setTimeout(() => stop.abort(new DOMException('no answer', 'TimeoutError')), timeout);
  signal?.addEventListener('abort', close);
  try {
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(body), redirect: 'manual' } as const;
    const response = await fetch(url, { ...request, signal: stop.signal });
    // An answer that has begun is read to its end: it may hold an update the platform keeps no longer.
    signal?.removeEventListener('abort', close);
    return readAnswer(response.status, await response.text());
  } catch (error) {
    return failed(error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', close);
  }
}

/** The token is a part of every address: it is taken out of all that leaves here. */
export function zaloClient({ token, apiRoot }: { readonly token: string; readonly apiRoot: string }): Call {
  const root = `${apiRoot.replace(/\/+$/, '')}/bot${token}`;
  return async (method, body, patience) => {
    const answer = await exchange(`${root}/${method}`, body, patience);
    return answer.kind === 'ok' ? answer : { ...answer, why: answer.why.replaceAll(token, '…') };
  };
}

const inward = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inward.addSubnet(network, bits);
for (const [network, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inward.addSubnet(network, bits, 'ipv6');

const isInward = (address: string): boolean => inward.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

export function isLoopback(address: string): boolean {
  const host = hostOf(new URL(address));
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

class Refused extends Error {}

/** Looks at the very address that is connected to: a name may point elsewhere a moment later. */
const outwardOnly: LookupFunction = (host, options, found) =>
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, '', 0);
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => isInward(address))) return found(new Refused(host), '', 0);
    if (options.all) return found(null, addresses);
    return found(null, first.address, first.family);
  });

export type DownloadLimits = {
  readonly atMost: number;
  readonly timeout: number;
  /** Addresses of our own network too: only when the platform itself stands there, as in a rehearsal. */
  readonly inwardToo: boolean;
};

function get(url: URL, { inwardToo }: DownloadLimits, signal: AbortSignal): Promise<http.IncomingMessage> {
  if (isIP(hostOf(url)) && isInward(hostOf(url)) && !inwardToo) return Promise.reject(new Refused());
  // A connection of its own, so that none made elsewhere to the same name is taken up unseen.
  const options = { agent: false, signal, ...(inwardToo ? {} : { lookup: outwardOnly }) } as const;
  return new Promise((resolve, reject) => {
    (url.protocol === 'https:' ? https : http).get(url, options, resolve).on('error', reject);
  });
}

function bytesOf(response: http.IncomingMessage, atMost: number): Fetched {
  if (!(Number(response.headers['content-length']) > atMost)) return { outcome: 'fetched', bytes: response };
  response.destroy();
  return { outcome: 'too-big' };
}

async function follow(url: URL, limits: DownloadLimits, signal: AbortSignal, hops: number): Promise<Fetched> {
  if (!/^https?:$/.test(url.protocol)) throw new Refused();
  const response = await get(url, limits, signal);
  const { statusCode = 0, headers } = response;
  if (statusCode === 200) return bytesOf(response, limits.atMost);
  response.destroy();
  if (statusCode === 404 || statusCode === 410) return { outcome: 'gone' };
  if (statusCode >= 300 && statusCode < 400 && headers.location && hops > 0)
    return follow(new URL(headers.location, url), limits, signal, hops - 1);
  throw new Error(`HTTP ${statusCode}`);
}

/** Brings a photo from the address the platform gave; `refused` when it leads into our own network. */
export async function download(
  address: string,
  limits: DownloadLimits,
): Promise<Fetched | { readonly outcome: 'refused' }> {
  if (!URL.canParse(address)) return { outcome: 'refused' };
  try {
    return await follow(new URL(address), limits, AbortSignal.timeout(limits.timeout), 3);
  } catch (error) {
    if (error instanceof Refused) return { outcome: 'refused' };
    throw error;
  }
}
