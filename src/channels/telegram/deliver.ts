import { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Delivery, Outgoing, SendableFile } from '../../domain/channel.ts';
import { type CallApi, describe } from './api.ts';
import { isNoPhoto, isStaleReference, newChatId, outcomeOf } from './outcome.ts';
import { type Call, type FileContent, fileCall, goesAsPhoto, textCall, uploadAtMost } from './render.ts';

export type DeliverNeeds = {
  readonly call: CallApi;
  readonly log: Pick<Logger, 'error'>;
  readonly sendMilliseconds: number;
  readonly uploadMilliseconds: number;
};

type Attempt = { readonly delivery: Delivery; readonly error?: unknown };
type Rendered = { readonly call: Call; readonly bytes?: Readable };
type Render = (chat: string) => Rendered | Promise<Rendered>;
type Attempts = (milliseconds: number, render: Render) => Promise<Attempt>;

/** A file of ours that can not be read now. */
class Unreadable extends Error {}

export async function deliver(needs: DeliverNeeds, outgoing: Outgoing): Promise<Delivery> {
  const { content, file, address } = outgoing;
  const { sendMilliseconds, uploadMilliseconds } = needs;
  const attempts: Attempts = (milliseconds, render) => attempt(needs.call, address, milliseconds, render);
  if (content.kind === 'text')
    return (await attempts(sendMilliseconds, (chat) => ({ call: textCall(chat, content) }))).delivery;
  if (!file) return { outcome: 'rejected', description: 'a file message without its file' };
  const known = await byReference(attempts, sendMilliseconds, content, file.reference);
  if (known) return known;
  if (content.size > uploadAtMost) return { outcome: 'never', why: 'unsupported' };
  return byUpload(attempts, uploadMilliseconds, content, () => read(needs.log, file));
}

async function read(log: DeliverNeeds['log'], file: SendableFile): Promise<Readable> {
  try {
    return Readable.from(await file.open(), { objectMode: false });
  } catch (error) {
    log.error({ err: error, file: file.id }, 'telegram: a file to send could not be read');
    throw new Unreadable();
  }
}

/** `undefined`: not known to the platform, or not any more. */
async function byReference(
  attempts: Attempts,
  milliseconds: number,
  content: FileContent,
  reference: string | undefined,
): Promise<Delivery | undefined> {
  if (reference === undefined) return undefined;
  const as = goesAsPhoto(content) ? 'photo' : 'document';
  const { delivery, error } = await attempts(milliseconds, (chat) => ({
    call: fileCall(chat, content, reference, as),
  }));
  return isStaleReference(error) ? undefined : delivery;
}

async function byUpload(
  attempts: Attempts,
  milliseconds: number,
  content: FileContent,
  open: () => Promise<Readable>,
): Promise<Delivery> {
  // Every attempt reads the file anew.
  const as = (kind: 'photo' | 'document') => async (chat: string) => {
    const bytes = await open();
    return { call: fileCall(chat, content, bytes, kind), bytes };
  };
  if (goesAsPhoto(content)) {
    const { delivery, error } = await attempts(milliseconds, as('photo'));
    if (!isNoPhoto(error)) return delivery;
  }
  return (await attempts(milliseconds, as('document'))).delivery;
}

async function attempt(
  callApi: CallApi,
  address: string,
  milliseconds: number,
  render: Render,
): Promise<Attempt> {
  const send = async (chat: string): Promise<Attempt> => {
    const { call, bytes } = await render(chat);
    // A file that breaks off half-way would leave the call waiting for the rest.
    const broken = new AbortController();
    bytes?.once('error', () => broken.abort());
    return callApi(call.method, call.payload, { milliseconds, signal: broken.signal })
      .then(
        (result) => ({ delivery: sent(chat, result) }),
        (error: unknown) => ({ delivery: outcomeOf(error), error }),
      )
      .finally(() => bytes?.destroy());
  };
  try {
    const first = await send(address);
    const moved = newChatId(first.error);
    return moved === undefined ? first : await send(moved);
  } catch (error) {
    if (error instanceof Unreadable)
      return { delivery: { outcome: 'later', retryAfterSeconds: 30, why: 'our file could not be read' } };
    // Only rendering throws: what it says is about our own button, never about a person's text.
    return {
      delivery: {
        outcome: 'rejected',
        description: error instanceof Error ? error.message : describe(error),
      },
    };
  }
}

const sentMessage = z.object({
  message_id: z.int(),
  document: z.object({ file_id: z.string() }).optional(),
  photo: z.array(z.object({ file_id: z.string() })).optional(),
});

/** Said by the platform to be sent, so it is, whatever else the answer looks like. */
function sent(chat: string, result: unknown): Delivery {
  const { data } = sentMessage.safeParse(result);
  const fileReference = data?.document?.file_id ?? data?.photo?.at(-1)?.file_id;
  return {
    outcome: 'sent',
    reference: `${chat}:${data?.message_id ?? ''}`,
    ...(fileReference === undefined ? {} : { fileReference }),
  };
}
