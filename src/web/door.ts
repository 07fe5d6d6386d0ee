import { isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';

const protection: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

/** A page that needs other headers sets them itself. */
export const protect: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(protection)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  }
};

const isLoopbackName = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);
const nameIn = (host: string): string => host.replace(/:\d+$/, '');
const hostOf = (c: Context): string => (c.req.header('host') ?? '').toLowerCase();

/** DNS rebinding: a stranger's page whose name was made to lead here keeps that name in Host. */
export function onlyFor(hosts: readonly string[]): MiddlewareHandler {
  const known = new Set(hosts.map((host) => host.toLowerCase()));
  return async (c, next) => {
    const host = hostOf(c);
    const fits = isLoopbackName(nameIn(host)) || known.has(host) || known.has(nameIn(host));
    return fits ? next() : c.json({ error: 'wrong-host' }, 421);
  };
}

/** Refuses what the page of another host makes a browser send. `hosts`: our own, should a proxy change Host. */
export function onlyFromHere(hosts: readonly string[]): MiddlewareHandler {
  const known = new Set(hosts.map((host) => host.toLowerCase()));
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (origin === undefined) return next();
    const host = URL.canParse(origin) ? new URL(origin).host : '';
    return host !== '' && (host === hostOf(c) || known.has(host))
      ? next()
      : c.json({ error: 'foreign-origin' }, 403);
  };
}

const unmapped = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '');
const isLoopback = (address: string): boolean => address === '::1' || /^127\./.test(address);

/** The caller's network address. What a proxy says is believed only of a proxy on this very machine. */
export function networkOf(c: Context): string {
  if (!c.env?.incoming) return 'unknown';
  const peer = unmapped(getConnInfo(c).remote.address ?? 'unknown');
  if (!isLoopback(peer)) return peer;
  const last = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  return isIP(last) === 0 ? peer : unmapped(last);
}
