import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Attachment, Inbound, InboundContent, Unreadable } from '../../domain/channel.ts';

const wrapped = z.object({ result: z.unknown() });
const webAddress = z.url({ protocol: /^https?$/ });

// PostgreSQL keeps neither NUL nor half of a surrogate pair; an update that can never be stored would stop all others.
const clean = (text: string): string => Buffer.from(text.replaceAll('\0', ''), 'utf8').toString('utf8');
const written = z.string().transform(clean);
const id = z.string().regex(/^[\x21-\x7e]{1,128}$/);

const update = z.object({
  event_name: z.string().regex(/^message\.[a-z_]{1,40}\.received$/),
  message: z.object({
    message_id: id,
    from: z.object({ is_bot: z.boolean().optional() }),
    chat: z.object({ id, chat_type: z.string() }),
  }),
});

const textMessage = z.object({ text: written });

/** The documents say `photo`, the live service sends `photo_url`. */
const imageMessage = z
  .object({ photo_url: webAddress.nullish(), photo: webAddress.nullish(), caption: written.nullish() })
  .transform(({ photo_url, photo, caption }) => ({
    remote: photo_url ?? photo ?? undefined,
    caption: caption ?? '',
  }))
  .refine(({ remote }) => remote !== undefined, { path: ['photo_url'] });

/** The documents say `.aac`. */
const voiceMessage = z.object({ voice_url: webAddress });

const wrongShape = (error: z.ZodError): string =>
  error.issues.map(({ path, code }) => `${path.join('.') || 'body'}: ${code}`).join(', ');

function unreadable(body: unknown, why: string): Unreadable {
  const hash = createHash('sha256')
    .update(JSON.stringify(body) ?? '')
    .digest('hex');
  return { channel: 'zalo-bot', externalId: `unreadable:${hash}`, unreadable: why };
}

const photo = (remote: string): Attachment => ({
  remote,
  name: 'photo.jpg',
  mime: 'image/jpeg',
  size: undefined,
  isPhoto: true,
});

const voice = (remote: string): Attachment => ({
  remote,
  name: 'voice.aac',
  mime: 'audio/aac',
  size: undefined,
  isPhoto: false,
});

/** What the message says, or why it cannot be read. */
function contentOf(event: string, message: unknown): InboundContent | string {
  const what = event.split('.')[1] ?? '';
  if (what === 'text') {
    const read = textMessage.safeParse(message);
    return read.success ? { kind: 'text', text: read.data.text } : wrongShape(read.error);
  }
  if (what === 'image') {
    const read = imageMessage.safeParse(message);
    if (!read.success) return wrongShape(read.error);
    const { remote = '', caption } = read.data;
    return { kind: 'file', attachment: photo(remote), caption };
  }
  if (what === 'voice') {
    const { data } = voiceMessage.safeParse(message);
    if (data) return { kind: 'file', attachment: voice(data.voice_url), caption: '' };
  }
  return { kind: 'unsupported', what };
}

const unwrapped = (body: unknown): unknown => wrapped.safeParse(body).data?.result ?? body;

/** A probe of the platform, or a poll that brought nothing. */
export const isEmpty = (body: unknown): boolean =>
  body === undefined ||
  body === null ||
  body === '' ||
  (typeof body === 'object' && Object.keys(body).length === 0);

/** One update of the platform; undefined when it is nothing that a person said to the bot. */
export function parseUpdate(body: unknown): Inbound | Unreadable | undefined {
  const bare = unwrapped(body);
  if (isEmpty(bare)) return undefined;
  const read = update.safeParse(bare);
  if (!read.success) return unreadable(body, wrongShape(read.error));
  const { event_name, message } = read.data;
  // The platform brings our own messages back to us, and (in its trial) those of groups.
  if (message.from.is_bot || message.chat.chat_type !== 'PRIVATE') return undefined;
  const content = contentOf(event_name, (bare as { readonly message: unknown }).message);
  if (typeof content === 'string') return unreadable(body, content);
  return {
    channel: 'zalo-bot',
    address: message.chat.id,
    externalId: `${event_name}:${message.chat.id}:${message.message_id}`,
    content,
    language: undefined,
    network: undefined,
  };
}
