import { z } from 'zod';
import type { Attachment, Inbound, InboundContent, Unreadable } from '../../domain/channel.ts';

const chat = z.object({ id: z.int(), type: z.string() });
const user = z.object({ id: z.int().optional(), language_code: z.string().optional() });
const photoSize = z.object({
  file_id: z.string(),
  width: z.number(),
  height: z.number(),
  file_size: z.number().optional(),
});
const document = z.object({
  file_id: z.string(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: z.number().optional(),
});

const recording = z.object({
  file_id: z.string(),
  mime_type: z.string().optional(),
  file_size: z.number().optional(),
});

const update = z.looseObject({ update_id: z.int() });
const message = z.looseObject({
  chat,
  from: user.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  document: document.optional(),
  photo: z.array(photoSize).min(1).optional(),
  voice: recording.optional(),
  contact: z.object({ phone_number: z.string(), user_id: z.int().optional() }).optional(),
  forward_origin: z.unknown().optional(),
});
const callbackQuery = z.object({
  from: user,
  message: z.object({ chat }).optional(),
  data: z.string(),
});
const chatMember = z.object({ chat, from: user, new_chat_member: z.object({ status: z.string() }) });

type Message = z.infer<typeof message>;
type Photo = z.infer<typeof photoSize>;
type Read = {
  readonly chat: z.infer<typeof chat> | undefined;
  readonly from: z.infer<typeof user> | undefined;
  readonly content: InboundContent | undefined;
};

/** One update of the Bot API. `undefined`: nothing we listen to (groups, edits, service notices), or not an update. */
export function parseUpdate(raw: unknown): Inbound | Unreadable | undefined {
  const envelope = update.safeParse(raw);
  if (!envelope.success) return undefined;
  const externalId = String(envelope.data.update_id);
  const read = readUpdate(envelope.data);
  if (typeof read === 'string') return { channel: 'telegram', externalId, unreadable: read };
  if (read?.chat?.type !== 'private' || !read.content) return undefined;
  return {
    channel: 'telegram',
    externalId,
    address: String(read.chat.id),
    content: read.content,
    language: language(read.from?.language_code),
    // Requests come from the platform's machines, never from the person's.
    network: undefined,
  };
}

function readUpdate(found: z.infer<typeof update>): Read | string | undefined {
  if (found.message !== undefined) return readAs('message', message, found.message, readMessage);
  if (found.callback_query !== undefined)
    return readAs('callback_query', callbackQuery, found.callback_query, readPress);
  if (found.my_chat_member !== undefined)
    return readAs('my_chat_member', chatMember, found.my_chat_member, readMember);
  return undefined;
}

/** The reason for what cannot be read names fields only, never what a person wrote. */
function readAs<T>(
  name: string,
  schema: z.ZodType<T>,
  value: unknown,
  read: (found: T) => Read,
): Read | string {
  const parsed = schema.safeParse(value);
  if (parsed.success) return read(parsed.data);
  const paths = parsed.error.issues.map(({ path }) => [name, ...path].join('.'));
  return `not as expected: ${[...new Set(paths)].join(', ')}`;
}

const readMessage = (found: Message): Read => ({
  chat: found.chat,
  from: found.from,
  content: contentOf(found),
});

const readPress = ({ message, from, data }: z.infer<typeof callbackQuery>): Read => ({
  chat: message?.chat,
  from,
  content: { kind: 'press', action: data },
});

const readMember = ({ chat, from, new_chat_member }: z.infer<typeof chatMember>): Read => ({
  chat,
  from,
  content: { kind: 'reachable', reachable: !['kicked', 'left'].includes(new_chat_member.status) },
});

/** What a person can send and we do not take, by Telegram's name for it. An animation also carries a `document`. */
const unsupported = (
  'animation audio checklist dice game giveaway invoice location paid_media poll rich_message ' +
  'sticker story venue video video_note web_app_data'
).split(' ');

/** What Telegram itself writes into a private chat: nobody waits for an answer to these. */
const notices = new Set(
  (
    'chat_background_set chat_shared checklist_tasks_added checklist_tasks_done connected_website ' +
    'forum_topic_closed forum_topic_created forum_topic_edited forum_topic_reopened gift gift_upgrade_sent ' +
    'message_auto_delete_timer_changed passport_data pinned_message proximity_alert_triggered ' +
    'refunded_payment successful_payment unique_gift users_shared write_access_allowed'
  ).split(' '),
);

function contentOf(found: Message): InboundContent | undefined {
  if (found.text !== undefined) return { kind: 'text', text: found.text };
  if (found.contact) return { kind: 'contact', phone: ownNumber(found) };
  const what = unsupported.find((name) => name in found);
  if (what) return { kind: 'unsupported', what };
  const attachment = attachmentOf(found);
  if (attachment) return { kind: 'file', attachment, caption: found.caption ?? '' };
  if (Object.keys(found).some((name) => notices.has(name))) return undefined;
  return { kind: 'unsupported', what: 'unknown' };
}

/**
 * A contact out of an address book has another's id or none; a forwarded one may be anybody's. Telegram's numbers are
 * international with or without their plus: without it one of another country could be read as one of ours.
 */
const ownNumber = ({ contact, from, forward_origin }: Message): string | undefined =>
  contact && contact.user_id !== undefined && contact.user_id === from?.id && forward_origin === undefined
    ? `+${contact.phone_number.replace(/\D/g, '')}`
    : undefined;

function attachmentOf({ document, photo, voice }: Message): Attachment | undefined {
  // Always Opus in an Ogg container, and nameless.
  if (voice)
    return {
      remote: voice.file_id,
      name: 'voice.ogg',
      mime: voice.mime_type ?? 'audio/ogg',
      size: voice.file_size,
      isPhoto: false,
    };
  if (document)
    return {
      remote: document.file_id,
      name: document.file_name ?? 'file',
      mime: document.mime_type ?? 'application/octet-stream',
      size: document.file_size,
      isPhoto: false,
    };
  const largest = photo?.reduce((best, next) => (area(next) > area(best) ? next : best));
  if (!largest) return undefined;
  const { file_id: remote, file_size: size } = largest;
  return { remote, name: 'photo.jpg', mime: 'image/jpeg', size, isPhoto: true };
}

const area = ({ width, height }: Photo): number => width * height;

/** `vi` of `vi-VN`; nothing for tags without a two-letter code. */
const language = (tag: string | undefined): string | undefined =>
  /^[a-z]{2}(?=-|$)/.exec(tag?.toLowerCase() ?? '')?.[0];
