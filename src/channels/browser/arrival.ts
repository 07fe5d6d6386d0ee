import { z } from 'zod';
import { type Bytes, features } from '../../domain/channel.ts';
import { boundaryOf, MalformedForm, type Part, partsOf, textOf } from '../../domain/multipart.ts';
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
      readonly taken: TakenFile;
      readonly caption: string;
    };

/** What was uploaded, until it is known what it belongs to. */
export type TakenFile = {
  readonly size: number;
  readonly keep: () => Promise<string>;
  readonly drop: () => Promise<void>;
};
export type TakeFile = (bytes: Bytes, atMost: number) => Promise<TakenFile | 'too-big'>;

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

const fields = z.object({ id: z.guid(), caption: text.default('') });
const fieldAtMost = 64 * 1024;

type Form = { readonly fields: Record<string, string>; readonly file: PostedFile | undefined };
type PostedFile = { readonly name: string; readonly mime: string; readonly taken: TakenFile | 'too-big' };

/** The first file is taken as it comes; without `take` it is passed over. */
async function readParts(parts: AsyncIterable<Part>, take: TakeFile | undefined): Promise<Form> {
  const found: Record<string, string> = {};
  let file: PostedFile | undefined;
  for await (const { name, fileName, mime, bytes } of parts) {
    if (fileName === undefined) found[name] = await textOf(bytes, fieldAtMost);
    else if (name === 'file' && take && !file)
      file = { name: fileName, mime, taken: await take(bytes, features.browser.receiveAtMost) };
  }
  return { fields: found, file };
}

async function readForm(form: Form): Promise<Arrival | Problem> {
  const read = fields.safeParse(form.fields);
  if (!read.success || !form.file)
    return problem(400, 'unreadable', 'Send a form with a UUID `id` and a `file`.');
  const { id, caption } = read.data;
  const { name, mime, taken } = form.file;
  if (taken === 'too-big') {
    return problem(413, 'file-too-big', `A file has at most ${features.browser.receiveAtMost} bytes.`);
  }
  if (taken.size === 0) return problem(400, 'file-empty', 'The file is empty.');
  if (caption.length > features.browser.captionAtMost) {
    return problem(
      413,
      'text-too-long',
      `A caption has at most ${features.browser.captionAtMost} characters.`,
    );
  }
  return { kind: 'file', id, name: nameOf(name), mime: mimeOf(mime), taken, caption };
}

/** What was taken for a form that is not as it should be is nobody's. */
async function readPosted(request: Request, take: TakeFile | undefined): Promise<Arrival | Problem> {
  const boundary = boundaryOf(request.headers.get('content-type') ?? '');
  const unreadable = problem(400, 'unreadable', 'The form can not be read.');
  if (boundary === undefined || !request.body) return unreadable;
  const form = await readParts(partsOf(request.body, boundary), take).catch((error: unknown) => {
    if (error instanceof MalformedForm) return undefined;
    throw error;
  });
  if (!form) return unreadable;
  const arrival = await readForm(form);
  if ('error' in arrival && form.file && form.file.taken !== 'too-big') await form.file.taken.drop();
  return arrival;
}

export const isForm = (request: Request): boolean =>
  /^multipart\/form-data/i.test(request.headers.get('content-type') ?? '');

/** Reads what a phone posts; a body that is neither JSON nor a form is a problem of the sender's. */
export async function readArrival(request: Request, take: TakeFile | undefined): Promise<Arrival | Problem> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  // A form is a little larger than the file in it.
  if (announced > features.browser.receiveAtMost + 64 * 1024) {
    return problem(413, 'file-too-big', `A file has at most ${features.browser.receiveAtMost} bytes.`);
  }
  if (isForm(request)) return readPosted(request, take);
  const type = request.headers.get('content-type') ?? '';
  if (/^application\/json/i.test(type)) return readJson(await request.json().catch(() => undefined));
  return problem(400, 'unreadable', 'Send application/json or multipart/form-data.');
}
