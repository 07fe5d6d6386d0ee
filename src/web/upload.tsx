import type { Context } from 'hono';
import { boundaryOf, MalformedForm, type Part, partsOf } from '../domain/multipart.ts';
import { shortenFileName } from '../domain/shorten.ts';
import type { WebNeeds } from './needs.ts';
import { whole } from './pages/page.tsx';
import { UploadExpired, UploadForm, UploadStored } from './pages/upload.tsx';

type Needs = Pick<WebNeeds, 'upload' | 'translate'>;

// Whoever opens an expired link is not known any more, nor their language.
const expired = (c: Context, { translate }: Needs) =>
  c.html(whole(<UploadExpired language="vi" translate={translate} />), 410);

export function showUpload(c: Context, needs: Needs): Response | Promise<Response> {
  const found = needs.upload.check(c.req.param('token') ?? '');
  if (!found) return expired(c, needs);
  return c.html(whole(<UploadForm language={found.language} translate={needs.translate} />));
}

const bare = (name: string): string => shortenFileName(name.replace(/^.*[\\/]/, ''), 200) || 'file';

/** The parts of the posted form; none when it is no form. */
function partsIn(c: Context): AsyncIterable<Part> {
  const boundary = boundaryOf(c.req.header('content-type') ?? '');
  const { body } = c.req.raw;
  return boundary === undefined || !body ? partsOf([], '') : partsOf(body, boundary);
}

type Stored = { readonly name: string; readonly outcome: Awaited<ReturnType<Needs['upload']['accept']>> };

/** Stores the first file as it comes. */
async function store(
  parts: AsyncIterable<Part>,
  token: string,
  { upload }: Needs,
): Promise<Stored | undefined> {
  let stored: Stored | undefined;
  for await (const { name: field, fileName, mime, bytes } of parts) {
    if (stored || field !== 'file' || fileName === undefined) continue;
    const name = bare(fileName);
    const outcome = await upload.accept(token, { name, mime: mime || 'application/octet-stream', bytes });
    stored = { name, outcome };
  }
  return stored;
}

export async function takeUpload(c: Context, needs: Needs): Promise<Response> {
  const { upload, translate } = needs;
  const token = c.req.param('token') ?? '';
  const found = upload.check(token);
  if (!found) return expired(c, needs);
  const words = { language: found.language, translate };
  const stored = await store(partsIn(c), token, needs).catch((error: unknown) => {
    if (error instanceof MalformedForm) return undefined;
    throw error;
  });
  if (!stored || stored.outcome === 'empty')
    return c.html(whole(<UploadForm {...words} mistake="missing" />), 400);
  if (stored.outcome === 'expired') return expired(c, needs);
  if (stored.outcome === 'too-big') return refuseUpload(c, needs);
  return c.html(whole(<UploadStored {...words} file={stored.name} again={c.req.path} />));
}

export const uploadAtMost = 20 * 1024 * 1024;

/** The answer to a file that is too big. */
export function refuseUpload(c: Context, { upload, translate }: Needs): Response | Promise<Response> {
  const language = upload.check(c.req.param('token') ?? '')?.language ?? 'vi';
  return c.html(whole(<UploadForm language={language} translate={translate} mistake="too-big" />), 413);
}
