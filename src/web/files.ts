import type { Bytes } from '../domain/channel.ts';
import type { FileToSend } from './needs.ts';

const images: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const pdf = 'application/pdf';

const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[^\w .()-]/g, '_');
// RFC 8187: encodeURIComponent leaves four characters that may not stand bare.
const encodedName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

function disposition({ name, mime }: FileToSend): string {
  const how = images.has(mime) || mime === pdf ? 'inline' : 'attachment';
  return `${how}; filename="${plainName(name)}"; filename*=UTF-8''${encodedName(Buffer.from(name).toString())}`;
}

// Browsers refuse to show a PDF in a sandbox, or under a policy that forbids their viewer its own styles.
const policyFor = (mime: string): string =>
  mime === pdf
    ? "base-uri 'none'; frame-ancestors 'none'"
    : "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

function typeOf({ mime }: FileToSend): string {
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(mime)) return 'application/octet-stream';
  return mime.startsWith('text/') ? `${mime}; charset=utf-8` : mime;
}

/** What people sent is shown as what it says it is, or saved; it never runs as a page of ours. */
export function fileResponse(file: FileToSend): Response {
  return new Response(asTheyAreAskedFor(file.read), {
    headers: {
      'Content-Type': typeOf(file),
      'Content-Length': String(file.size),
      'Content-Disposition': disposition(file),
      'Content-Security-Policy': policyFor(file.mime),
      'Cache-Control': 'private, no-store',
    },
  });
}

/** The file is opened when somebody reads, and closed when they leave. */
function asTheyAreAskedFor(read: () => Bytes): ReadableStream<Uint8Array> {
  let pieces: AsyncIterator<Uint8Array> | Iterator<Uint8Array> | undefined;
  const begin = () => {
    const bytes = read();
    return Symbol.asyncIterator in bytes ? bytes[Symbol.asyncIterator]() : bytes[Symbol.iterator]();
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        pieces ??= begin();
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value));
      },
      async cancel() {
        await pieces?.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
