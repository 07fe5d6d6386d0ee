import { EventEmitter } from 'node:events';
import type { Entity } from './html.ts';
import type { ReplyKeyboard } from './keyboard.ts';
import type { Limits } from './limits.ts';
import { decline } from './refuse.ts';

export type ShownButton = { readonly label: string; readonly action: string };
export type ShownFile = {
  readonly name: string;
  readonly size: number;
  readonly bytes: Buffer;
  readonly fileId: string;
  readonly isPhoto: boolean;
};
/** One bubble on the phone's screen. */
export type Entry = {
  readonly from: 'me' | 'bot';
  readonly messageId: number;
  /** As the person reads it; for a file its caption. */
  readonly text: string;
  /** As it was sent. */
  readonly html: string;
  readonly buttons: readonly (readonly ShownButton[])[];
  readonly file?: ShownFile;
};

export type Person = { readonly language: string; readonly firstName: string };

export type Chat = {
  readonly id: number;
  readonly person: Person;
  /** Nobody can be written to who has not written first. */
  started: boolean;
  blocked: boolean;
  /** The keyboard below the conversation. */
  below: ReplyKeyboard;
  deactivated: boolean;
  /** In lean mode only the last few. */
  entries: Entry[];
  /** Where `waitFor` looks from. */
  cursor: number;
  readonly waiting: Set<() => void>;
};

export type StoredFile = {
  readonly id: string;
  readonly kind: 'photo' | 'document';
  readonly path: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: Buffer;
};

export type Query = { readonly chat: number; readonly pressedAt: number; answeredAfter: number | undefined };

export type Fault =
  /** Any refusal of the Bot API; the call is not carried out. */
  | {
      readonly kind: 'refusal';
      readonly code: number;
      readonly description: string;
      readonly retryAfter?: number;
      readonly migrateTo?: number;
    }
  /** A 5xx without a JSON body, as from a gateway. */
  | { readonly kind: 'gateway'; readonly code: number }
  /** The connection dies; `processed` says whether the call was carried out first. */
  | { readonly kind: 'reset'; readonly processed: boolean }
  /** No answer ever. */
  | { readonly kind: 'hang'; readonly processed: boolean }
  /** A page of HTML with status 200, as from a proxy. */
  | { readonly kind: 'garbage' };

export type Call = { readonly method: string; readonly values: Readonly<Record<string, unknown>> };
export type Counts = { updates: number; sent: number; answered: number; calls: number; limited: number };

/** All that this little Telegram knows, shared by its parts. */
export type World = {
  readonly token: string;
  readonly bot: {
    readonly id: number;
    readonly is_bot: true;
    readonly first_name: string;
    readonly username: string;
  };
  readonly lean: boolean;
  readonly localServer: boolean;
  readonly queryLifeMilliseconds: number;
  readonly limits: Limits | undefined;
  readonly chats: Map<number, Chat>;
  readonly files: Map<string, StoredFile>;
  readonly paths: Map<string, StoredFile>;
  readonly queries: Map<string, Query>;
  readonly menus: Map<string, readonly { readonly command: string; readonly description: string }[]>;
  readonly faults: Map<string, Fault[]>;
  readonly problems: string[];
  readonly calls: Call[];
  readonly counts: Counts;
  /** `activity`: anything at all happened; `call`: a method was called. */
  readonly events: EventEmitter;
  nextMessageId: number;
  nextFile: number;
};

export function makeWorld(
  from: Pick<World, 'token' | 'lean' | 'localServer' | 'queryLifeMilliseconds' | 'limits'>,
): World {
  return {
    ...from,
    bot: {
      id: Number.parseInt(from.token, 10),
      is_bot: true,
      first_name: 'Ba Năm',
      username: 'ba_nam_test_bot',
    },
    chats: new Map(),
    files: new Map(),
    paths: new Map(),
    queries: new Map(),
    menus: new Map(),
    faults: new Map(),
    problems: [],
    calls: [],
    counts: { updates: 0, sent: 0, answered: 0, calls: 0, limited: 0 },
    events: new EventEmitter().setMaxListeners(0),
    nextMessageId: 1,
    nextFile: 1,
  };
}

const leanEntries = 6;

/** Puts a bubble on the screen and wakes those who wait for one. */
export function show(world: World, chat: Chat, entry: Entry): void {
  chat.entries.push(entry);
  if (world.lean && chat.entries.length > leanEntries) {
    const dropped = chat.entries.length - leanEntries;
    chat.entries.splice(0, dropped);
    chat.cursor = Math.max(0, chat.cursor - dropped);
  }
  for (const wake of chat.waiting) wake();
}

/** The chat a bot may write to, or the refusal Telegram gives. */
export function chatForBot(world: World, id: number): Chat {
  const chat = world.chats.get(id);
  if (!chat?.started) return decline(400, 'Bad Request: chat not found');
  if (chat.deactivated) return decline(403, 'Forbidden: user is deactivated');
  if (chat.blocked) return decline(403, 'Forbidden: bot was blocked by the user');
  return chat;
}

export const chatJson = (chat: Chat) => ({
  id: chat.id,
  first_name: chat.person.firstName,
  type: 'private' as const,
});

export const personJson = (chat: Chat) => ({
  id: chat.id,
  is_bot: false,
  first_name: chat.person.firstName,
  language_code: chat.person.language,
});

export const unixNow = (): number => Math.floor(Date.now() / 1000);

export const keyboardJson = (buttons: Entry['buttons']) =>
  buttons.length === 0
    ? {}
    : {
        reply_markup: {
          inline_keyboard: buttons.map((row) =>
            row.map(({ label, action }) => ({ text: label, callback_data: action })),
          ),
        },
      };

/** A message of the bot as the Bot API shows it. */
export function botMessageJson(world: World, chat: Chat, entry: Entry, entities: readonly Entity[]) {
  const key = entry.file ? 'caption_entities' : 'entities';
  return {
    message_id: entry.messageId,
    from: world.bot,
    chat: chatJson(chat),
    date: unixNow(),
    ...(entry.file ? fileFields(world, entry.file) : {}),
    ...(entry.text === '' ? {} : { [entry.file ? 'caption' : 'text']: entry.text }),
    ...(entities.length === 0 ? {} : { [key]: entities }),
    ...keyboardJson(entry.buttons),
  };
}

function fileFields(world: World, { fileId }: ShownFile) {
  const file = world.files.get(fileId);
  if (!file) return {};
  return file.kind === 'photo' ? { photo: photoJson(world, file) } : { document: documentJson(world, file) };
}

export function storeFile(
  world: World,
  kind: StoredFile['kind'],
  file: Pick<StoredFile, 'name' | 'mime' | 'bytes'>,
): StoredFile {
  const number = world.nextFile++;
  const extension = /\.[a-z0-9]{1,8}$/i.exec(file.name)?.[0] ?? '';
  const stored: StoredFile = {
    ...file,
    kind,
    id: `${kind === 'photo' ? 'AgACAgUAAxk' : 'BQACAgUAAxk'}${Buffer.from(`file number ${number} of this server`).toString('base64url')}`,
    path: `${kind}s/file_${number}${extension}`,
  };
  world.files.set(stored.id, stored);
  world.paths.set(stored.path, stored);
  return stored;
}

const sizeJson = (world: World, { bytes }: StoredFile) =>
  world.localServer ? {} : { file_size: bytes.length };

const unique = (id: string): string => `u${id.slice(-12)}`;

export const documentJson = (world: World, file: StoredFile) => ({
  file_id: file.id,
  file_unique_id: unique(file.id),
  file_name: file.name,
  mime_type: file.mime,
  ...sizeJson(world, file),
});

/** Three sizes, the smaller ones with other bytes, so that taking the wrong one shows. */
export function photoJson(world: World, largest: StoredFile) {
  return [90, 320, 1280].map((width) => {
    const file = width === 1280 ? largest : thumbnail(world, largest, width);
    return {
      file_id: file.id,
      file_unique_id: unique(file.id),
      width,
      height: Math.round((width * 3) / 4),
      ...sizeJson(world, file),
    };
  });
}

const thumbnail = (world: World, { name, mime }: StoredFile, width: number): StoredFile =>
  storeFile(world, 'photo', { name, mime, bytes: Buffer.from(`a photo ${width} wide`) });
