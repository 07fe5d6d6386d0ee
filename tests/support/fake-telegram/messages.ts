import type { Upload } from './body.ts';
import { type Parsed, parseHtml } from './html.ts';
import { markupOf } from './keyboard.ts';
import type { Method } from './method.ts';
import type { Params } from './params.ts';
import { decline, refuse } from './refuse.ts';
import {
  botMessageJson,
  type Chat,
  chatForBot,
  type Entry,
  type ShownFile,
  type StoredFile,
  show,
  storeFile,
  type World,
} from './world.ts';

const MiB = 1024 * 1024;
const textAtMost = 4096;
const captionAtMost = 1024;

export const messageMethods: Readonly<Record<string, Method>> = {
  sendMessage(world, _updates, params) {
    const chat = chatOf(world, params);
    const html = params.string('text') ?? refuse(400, 'Bad Request: message text is empty');
    const parsed = textOf(html, params);
    params.json('link_preview_options');
    if (parsed.text === '') refuse(400, 'Bad Request: message text is empty');
    if (parsed.text.length > textAtMost) refuse(400, 'Bad Request: message is too long');
    return deliver(world, chat(), params, html, parsed, undefined);
  },
  sendDocument: (world, _updates, params) => sendFile(world, params, 'document', 50 * MiB),
  sendPhoto: (world, _updates, params) => sendFile(world, params, 'photo', 10 * MiB),
};

function sendFile(world: World, params: Params, kind: StoredFile['kind'], atMost: number): unknown {
  const chat = chatOf(world, params);
  const given = params.file(kind) ?? refuse(400, `Bad Request: there is no ${kind} in the request`);
  const html = params.string('caption') ?? '';
  const parsed = textOf(html, params);
  params.ignore('disable_content_type_detection');
  if (parsed.text.length > captionAtMost) refuse(400, 'Bad Request: message caption is too long');
  const found = chat();
  const file =
    typeof given === 'string' ? knownFile(world, given, kind) : uploaded(world, given, kind, atMost);
  const { name, bytes, id: fileId } = file;
  const shown = { name, bytes, size: bytes.length, fileId, isPhoto: kind === 'photo' };
  return deliver(world, found, params, html, parsed, shown);
}

/** The parameter is checked first and the chat itself last, so that a bad call is found out with any chat. */
function chatOf(world: World, params: Params): () => Chat {
  const id = params.integer('chat_id') ?? refuse(400, 'Bad Request: chat_id is empty');
  return () => chatForBot(world, id);
}

function textOf(html: string, params: Params): Parsed {
  const mode = params.string('parse_mode') ?? '';
  if (mode !== '' && mode !== 'HTML') refuse(400, 'Bad Request: this server reads no parse_mode but HTML');
  const parsed = mode === 'HTML' ? parseHtml(html) : { text: html, entities: [] };
  return { ...parsed, text: parsed.text.trim() };
}

function deliver(
  world: World,
  chat: Chat,
  params: Params,
  html: string,
  { text, entities }: Parsed,
  file: ShownFile | undefined,
): unknown {
  const { buttons, below } = markupOf(params.json('reply_markup'));
  params.ignore('disable_notification', 'protect_content');
  const retryAfter = world.limits?.retryAfter(chat.id);
  if (retryAfter !== undefined) {
    world.counts.limited++;
    decline(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter });
  }
  const messageId = world.nextMessageId++;
  const entry: Entry = { from: 'bot', messageId, text, html, buttons, ...(file ? { file } : {}) };
  world.counts.sent++;
  if (below) chat.below = below === 'removed' ? [] : below;
  show(world, chat, entry);
  return botMessageJson(world, chat, entry, entities);
}

function knownFile(world: World, id: string, kind: StoredFile['kind']): StoredFile {
  const file = world.files.get(id);
  if (!file) {
    const forgotten = /^(AgAC|BQAC)/.test(id);
    return forgotten
      ? decline(400, 'Bad Request: wrong remote file identifier specified: Wrong string length')
      : refuse(400, 'Bad Request: wrong file identifier/HTTP URL specified');
  }
  if (file.kind === kind) return file;
  const name = (of: string) => (of === 'photo' ? 'Photo' : 'Document');
  return decline(400, `Bad Request: can't use file of type ${name(file.kind)} as ${name(kind)}`);
}

function uploaded(world: World, upload: Upload, kind: StoredFile['kind'], atMost: number): StoredFile {
  const { filename, bytes } = upload;
  if (bytes.length === 0) refuse(400, 'Bad Request: file must be non-empty');
  if (bytes.length > atMost)
    refuse(
      kind === 'photo' ? 400 : 413,
      kind === 'photo' ? 'Bad Request: too big for a photo' : 'Request Entity Too Large',
    );
  const mime = imageType(bytes);
  if (kind === 'photo' && mime === undefined) decline(400, 'Bad Request: IMAGE_PROCESS_FAILED');
  if (filename === '') refuse(400, 'Bad Request: a file without a name');
  return storeFile(world, kind, { name: filename, bytes, mime: mime ?? 'application/octet-stream' });
}

function imageType(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, 3).toString('hex') === 'ffd8ff') return 'image/jpeg';
  if (bytes.subarray(0, 4).toString('hex') === '89504e47') return 'image/png';
  return bytes.subarray(8, 12).toString('latin1') === 'WEBP' ? 'image/webp' : undefined;
}
