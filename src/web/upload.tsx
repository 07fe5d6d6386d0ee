import type { Context } from 'hono';
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

async function fileIn(c: Context): Promise<File | undefined> {
  const form = await c.req.formData().catch(() => undefined);
  const file = form?.get('file');
  return file instanceof File && file.size > 0 ? file : undefined;
}

export async function takeUpload(c: Context, needs: Needs): Promise<Response> {
  const { upload, translate } = needs;
  const token = c.req.param('token') ?? '';
  const found = upload.check(token);
  if (!found) return expired(c, needs);
  const words = { language: found.language, translate };
  const file = await fileIn(c);
  if (!file) return c.html(whole(<UploadForm {...words} mistake="missing" />), 400);
  if (file.size > uploadAtMost) return refuseUpload(c, needs);
  const name = bare(file.name);
  const bytes = Buffer.from(await file.arrayBuffer());
  const outcome = await upload.accept(token, { name, mime: file.type || 'application/octet-stream', bytes });
  if (outcome === 'expired') return expired(c, needs);
  if (outcome === 'too-big') return refuseUpload(c, needs);
  return c.html(whole(<UploadStored {...words} file={name} again={c.req.path} />));
}

export const uploadAtMost = 20 * 1024 * 1024;

/** The answer to a file that is too big. */
export function refuseUpload(c: Context, { upload, translate }: Needs): Response | Promise<Response> {
  const language = upload.check(c.req.param('token') ?? '')?.language ?? 'vi';
  return c.html(whole(<UploadForm language={language} translate={translate} mistake="too-big" />), 413);
}
