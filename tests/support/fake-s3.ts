import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type FakeS3 = {
  readonly endpoint: string;
  readonly settings: {
    readonly bucket: string;
    readonly endpoint: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
  readonly env: Readonly<Record<string, string>>;
  readonly objects: ReadonlyMap<string, Buffer>;
  /** What was asked: `PUT`, `PUT part`, `POST uploads`… */
  readonly asked: readonly string[];
  /** The next requests of the method are refused with the status. */
  readonly fail: (method: string, status: number, times?: number) => void;
  /** Every rule of the interface that was broken, in words. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
};

const accessKeyId = 'AKIAFAKE';
const secretAccessKey = 'the secret of the fake bucket';
const region = 'vn-south-1';
const bucket = 'ba-nam';
const partAtLeast = 5 * 1024 * 1024;

const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();

/** A bucket in memory that checks signatures, as far as Ba Nắm speaks S3. */
export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const asked: string[] = [];
  const problems: string[] = [];
  const faults = new Map<string, number[]>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const body = await bodyOf(request);
    const method = request.method ?? '';
    const upload = url.searchParams.get('uploadId');
    asked.push(
      [method, upload !== null && 'part', url.searchParams.has('uploads') && 'uploads']
        .filter(Boolean)
        .join(' '),
    );
    const wrong = signatureTrouble(request, url);
    if (wrong) problems.push(wrong);
    const fault = faults.get(method)?.shift();
    if (fault) return xml(response, fault, '<Error><Code>SlowDown</Code></Error>');
    const [, name, ...rest] = url.pathname.split('/');
    const key = decodeURIComponent(rest.join('/'));
    if (name !== bucket) return xml(response, 404, '<Error><Code>NoSuchBucket</Code></Error>');
    if (method === 'POST' && url.searchParams.has('uploads')) {
      const id = `upload-${uploads.size + 1}`;
      uploads.set(id, new Map());
      return xml(
        response,
        200,
        `<InitiateMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    if (method === 'POST' && upload) return complete(response, key, upload);
    if (method === 'PUT') return put(response, url, key, body);
    if (method === 'DELETE') {
      objects.delete(key);
      response.writeHead(204).end();
      return;
    }
    const found = objects.get(key);
    if (!found) {
      if (method === 'HEAD') response.writeHead(404).end();
      else xml(response, 404, '<Error><Code>NoSuchKey</Code></Error>');
      return;
    }
    response.writeHead(200, { 'content-length': found.length, etag: etag(found) });
    response.end(method === 'HEAD' ? undefined : found);
  }

  function put(response: ServerResponse, url: URL, key: string, body: Buffer): void {
    const upload = url.searchParams.get('uploadId');
    if (upload === null) objects.set(key, body);
    else uploads.get(upload)?.set(Number(url.searchParams.get('partNumber')), body);
    response.writeHead(200, { etag: etag(body) }).end();
  }

  function complete(response: ServerResponse, key: string, id: string): void {
    const parts = [...(uploads.get(id) ?? [])].sort(([a], [b]) => a - b).map(([, part]) => part);
    if (parts.slice(0, -1).some((part) => part.length < partAtLeast)) problems.push('a part is too small');
    objects.set(key, Buffer.concat(parts));
    xml(response, 200, `<CompleteMultipartUploadResult><Key>${key}</Key></CompleteMultipartUploadResult>`);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      problems.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    settings: { bucket, endpoint, region, accessKeyId, secretAccessKey },
    env: {
      S3_BUCKET: bucket,
      S3_ENDPOINT: endpoint,
      S3_REGION: region,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
    },
    objects,
    asked,
    problems,
    fail: (method, status, times = 1) => faults.set(method, Array(times).fill(status)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

const etag = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;

function xml(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(text);
}

/** Signature version 4, computed anew from what came. */
function signatureTrouble(request: IncomingMessage, url: URL): string | undefined {
  const read =
    /Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)/.exec(
      request.headers.authorization ?? '',
    );
  if (!read) return 'a request without a signature';
  const [, key, day = '', signedRegion, names = '', signature] = read;
  if (key !== accessKeyId || signedRegion !== region) return 'a wrong key or region';
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`);
  const canonical = [
    request.method,
    url.pathname,
    query,
    headers.join(''),
    names,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const hash = createHash('sha256').update(canonical).digest('hex');
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hash].join('\n');
  const signing = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day), region), 's3'), 'aws4_request');
  return hmac(signing, toSign).toString('hex') === signature
    ? undefined
    : `a wrong signature: ${request.method}`;
}
