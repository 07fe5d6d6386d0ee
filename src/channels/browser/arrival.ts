import { z } from 'zod';
import { features } from '../../domain/channel.ts';
import { shorten, shortenFileName } from '../../domain/shorten.ts';

const textAtMost = 20_000;

export type Arrival =
  | { readonly kind: 'text'; readonly id: string; readonly text: string }
  | { readonly kind: 'press'; readonly id: string; readonly action: string; readonly label: string }
  | {
      readonly kind: 'file';
      readonly id: string;
      readonly name: string;
      readonly mime: string;
      readonly bytes: Buffer;
      readonly caption: string;
    };

/** What is wrong with a request: `error` is for the page, which has the words for it, `detail` for a programmer. */
export type Problem = { readonly status: 400 | 413; readonly error: string; readonly detail: string };

export const problem = (status: Problem['status'], error: string, detail: string): Problem => ({
  status,
  error,
  detail,
});

// PostgreSQL keeps neither NUL nor half of a surrogate pair; what people type has neither.
const clean = (text: string): string => Buffer.from(text.replaceAll('\0', ''), 'utf8').toString('utf8');
const text = z.string().transform(clean);

// No button of ours has an action with such characters: nothing is cleaned, it is refused.
const action = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

const written = z.union([
  z.strictObject({ id: z.guid(), text: text.refine((value) => value.trim() !== '') }),
  z.strictObject({ id: z.guid(), press: action, label: text.optional() }),
]);

function readJson(body: unknown): Arrival | Problem {
  const read = written.safeParse(body);
  if (!read.success) {
    return problem(400, 'unreadable', 'Send a JSON object with a UUID `id` and either `text` or `press`.');
  }
  const { data } = read;
  if ('press' in data) {
    return {
      kind: 'press',
      id: data.id,
      action: data.press,
      label: shorten(data.label ?? data.press, 200),
    };
  }
  if (data.text.length > textAtMost) {
    return problem(413, 'text-too-long', `A message has at most ${textAtMost} characters.`);
  }
  return { kind: 'text', id: data.id, text: data.text };
}

const nameOf = (name: string): string => shortenFileName(clean(name).replace(/^.*[\\/]/, ''), 200) || 'file';
const mimeOf = (type: string): string =>
  /^[\w.+-]+\/[\w.+-]+/.exec(type.toLowerCase())?.[0] ?? 'application/octet-stream';

const form = z.object({ id: z.guid(), file: z.instanceof(File), caption: text.default('') });

async function readForm(data: FormData): Promise<Arrival | Problem> {
  const read = form.safeParse(Object.fromEntries(data));
  if (!read.success) return problem(400, 'unreadable', 'Send a form with a UUID `id` and a `file`.');
  const { id, file, caption } = read.data;
  if (file.size === 0) return problem(400, 'file-empty', 'The file is empty.');
  if (file.size > features.browser.receiveAtMost) {
    return problem(413, 'file-too-big', `A file has at most ${features.browser.receiveAtMost} bytes.`);
  }
  if (caption.length > features.browser.captionAtMost) {
    return problem(
      413,
      'text-too-long',
      `A caption has at most ${features.browser.captionAtMost} characters.`,
    );
  }
  const bytes = Buffer.from(await file.arrayBuffer());
  return { kind: 'file', id, name: nameOf(file.name), mime: mimeOf(file.type), bytes, caption };
}

/** Reads what a phone posts; a body that is neither JSON nor a form is a problem of the sender's. */
export async function readArrival(request: Request): Promise<Arrival | Problem> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  // A form is a little larger than the file in it.
  if (announced > features.browser.receiveAtMost + 64 * 1024) {
    return problem(413, 'file-too-big', `A file has at most ${features.browser.receiveAtMost} bytes.`);
  }
  const type = request.headers.get('content-type') ?? '';
  if (/^multipart\/form-data/i.test(type)) {
    const data = await request.formData().catch(() => undefined);
    return data ? readForm(data) : problem(400, 'unreadable', 'The form can not be read.');
  }
  if (/^application\/json/i.test(type)) return readJson(await request.json().catch(() => undefined));
  return problem(400, 'unreadable', 'Send application/json or multipart/form-data.');
}
