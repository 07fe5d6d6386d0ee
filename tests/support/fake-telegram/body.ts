import type { IncomingMessage } from 'node:http';
import { refuse } from './refuse.ts';

export type Upload = { readonly filename: string; readonly bytes: Buffer };
export type Values = Readonly<Record<string, unknown>>;

const bodyAtMost = 60 * 1024 * 1024;

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyAtMost) chunks.push(chunk);
  }
  if (size > bodyAtMost) refuse(413, 'Request Entity Too Large');
  return Buffer.concat(chunks);
}

/** The parameters of a call, in whichever of the three forms it was made. */
export function parseBody(type: string, query: URLSearchParams, body: Buffer): Values {
  const values: Record<string, unknown> = Object.fromEntries(query);
  if (body.length === 0) return values;
  if (type.startsWith('application/json')) return { ...values, ...parseJson(body) };
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { ...values, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) };
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary === undefined) return refuse(400, `Bad Request: unsupported content type ${type}`);
  return { ...values, ...parseMultipart(body, boundary) };
}

function parseJson(body: Buffer): Values {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Values;
  } catch {
    // Refused below, like everything that is not an object.
  }
  return refuse(400, "Bad Request: can't parse request body as JSON object");
}

function parseMultipart(body: Buffer, boundary: string): Values {
  const values: Record<string, unknown> = {};
  const mark = Buffer.from(`--${boundary}`);
  let from = body.indexOf(mark);
  if (from < 0) refuse(400, 'Bad Request: multipart body without its boundary');
  for (;;) {
    const start = from + mark.length;
    if (body.subarray(start, start + 2).toString() === '--') return values;
    const next = body.indexOf(Buffer.from(`\r\n--${boundary}`), start);
    if (next < 0) refuse(400, 'Bad Request: multipart body without an end');
    const [name, value] = parsePart(body.subarray(start + 2, next));
    if (name in values) refuse(400, `Bad Request: "${name}" given twice`);
    values[name] = value;
    from = next + 2;
  }
}

function parsePart(part: Buffer): readonly [string, string | Upload] {
  const gap = part.indexOf('\r\n\r\n');
  if (gap < 0) refuse(400, 'Bad Request: multipart part without headers');
  const headers = part.subarray(0, gap).toString('utf8').split('\r\n');
  const disposition = headers.find((line) => /^content-disposition\s*:/i.test(line)) ?? '';
  const found = /^[^:]*:\s*form-data;\s*name="([^"]+)"(?:;\s*filename="([^"]*)")?$/i.exec(disposition);
  if (!found) return refuse(400, 'Bad Request: multipart part with a strange content-disposition');
  const [, name = '', filename] = found;
  const content = part.subarray(gap + 4);
  return [
    name,
    filename === undefined ? content.toString('utf8') : { filename, bytes: Buffer.from(content) },
  ];
}
