import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Context } from 'hono';

const folder = new URL('./assets/', import.meta.url);
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Serves the files that are in the folder now, by exact name, and nothing else. */
export function assets(): (c: Context) => Promise<Response> {
  const names = new Set(readdirSync(folder));
  return async (c) => {
    const name = c.req.path.slice('/assets/'.length);
    const type = types[extname(name)];
    if (!names.has(name) || type === undefined) return c.notFound();
    const content = await readFile(new URL(name, folder));
    const tag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    const headers = { 'Content-Type': type, 'Cache-Control': 'no-cache', ETag: tag };
    if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers);
    return c.body(new Uint8Array(content), 200, headers);
  };
}
