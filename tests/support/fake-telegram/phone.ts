import type { Updates } from './updates.ts';
import {
  type Chat,
  chatJson,
  documentJson,
  type Entry,
  keyboardJson,
  personJson,
  photoJson,
  type ShownButton,
  show,
  storeFile,
  unixNow,
  type World,
} from './world.ts';

export type Wanted = string | RegExp | ((entry: Entry) => boolean);

export type Press = {
  readonly queryId: string;
  readonly updateId: number;
  /** Milliseconds until the bot answered the press. */
  readonly answered: Promise<number>;
};

/** A person with Telegram in his hand. What he does returns the id of the update it made. */
export type Phone = {
  readonly chatId: number;
  readonly transcript: readonly Entry[];
  /** The last thing the bot said. */
  readonly last: Entry | undefined;
  /** He wrote to the bot long ago: it may write to him, and no update tells of it. */
  readonly meet: () => Phone;
  readonly send: (text: string) => number;
  readonly sendDocument: (name: string, bytes: Buffer, mime: string, caption?: string) => number;
  readonly sendPhoto: (bytes: Buffer, caption?: string) => number;
  readonly sendVoice: (bytes: Buffer) => number;
  readonly sendSticker: () => number;
  /** Presses the button below the conversation that shares the own number; there must be one. */
  readonly shareNumber: (number: string) => number;
  /** Shares an entry of the address book: another person's, or one without Telegram. */
  readonly sendContact: (number: string, userId?: number) => number;
  /** Labels of the keyboard below the conversation. */
  readonly below: () => readonly string[];
  /** A message with any other fields of the Bot API. */
  readonly sendOther: (fields: Readonly<Record<string, unknown>>) => number;
  /** Presses the newest button on the screen with this label or this data. */
  readonly press: (labelOrData: string) => Press;
  /** A press with data that no button has, as a forged app can send. */
  readonly pressRaw: (data: string) => Press;
  readonly block: () => number;
  readonly unblock: () => number;
  /** The account is closed; the bot is not told. */
  readonly deactivate: () => void;
  /** The next bubble of the bot after what was last done or found here; text is searched for as part of it. */
  readonly waitFor: (wanted: Wanted, milliseconds?: number) => Promise<Entry>;
  readonly next: (milliseconds?: number) => Promise<Entry>;
};

export function makePhone(world: World, updates: Updates, chat: Chat): Phone {
  const message = (fields: object, shown: Partial<Entry>) => sendMessage(world, updates, chat, fields, shown);
  const phone: Phone = {
    chatId: chat.id,
    get transcript() {
      return chat.entries;
    },
    get last() {
      return chat.entries.findLast(({ from }) => from === 'bot');
    },
    meet() {
      chat.started = true;
      return phone;
    },
    send: (text) => message({ text, ...commandsIn(text) }, { text }),
    sendDocument: (name, bytes, mime, caption = '') =>
      sendFile(world, message, 'document', { name, bytes, mime }, caption),
    sendPhoto: (bytes, caption = '') =>
      sendFile(world, message, 'photo', { name: 'photo.jpg', bytes, mime: 'image/jpeg' }, caption),
    sendVoice(bytes) {
      const { id } = storeFile(world, 'document', { name: 'voice', bytes, mime: 'audio/ogg' });
      const facts = { file_unique_id: `AgAD${id.slice(-8)}`, duration: 4, file_size: bytes.length };
      return message({ voice: { file_id: id, mime_type: 'audio/ogg', ...facts } }, { text: '[voice]' });
    },
    sendSticker: () => message({ sticker: stickerJson }, { text: '[sticker]' }),
    shareNumber(number) {
      if (!chat.below.some(({ sharesContact }) => sharesContact))
        throw new Error(`nothing below the conversation shares a number\n${screen(chat)}`);
      return message({ contact: contactJson(number, chat.id) }, { text: `[${number}]` });
    },
    sendContact: (number, userId) =>
      message({ contact: contactJson(number, userId) }, { text: `[${number}]` }),
    below: () => chat.below.map(({ label }) => label),
    sendOther: (fields) => message(fields, { text: `[${Object.keys(fields).join(', ')}]` }),
    press: (labelOrData) => pressShown(world, updates, chat, labelOrData),
    pressRaw: (data) => pressButton(world, updates, chat, lastOf(chat), { label: data, action: data }),
    block: () => setMember(updates, chat, true),
    unblock: () => setMember(updates, chat, false),
    deactivate() {
      chat.deactivated = true;
    },
    waitFor: (wanted, milliseconds = 5000) => waitFor(chat, wanted, milliseconds),
    next: (milliseconds = 5000) => waitFor(chat, () => true, milliseconds),
  };
  return phone;
}

function sendMessage(
  world: World,
  updates: Updates,
  chat: Chat,
  fields: object,
  shown: Partial<Entry>,
): number {
  const messageId = world.nextMessageId++;
  chat.started = true;
  showOwn(world, chat, { messageId, ...shown });
  return updates.push({
    message: {
      message_id: messageId,
      from: personJson(chat),
      chat: chatJson(chat),
      date: unixNow(),
      ...fields,
    },
  });
}

function showOwn(world: World, chat: Chat, shown: Partial<Entry> & Pick<Entry, 'messageId'>): void {
  const { text = '' } = shown;
  show(world, chat, { from: 'me', html: text, buttons: [], ...shown, text });
  chat.cursor = chat.entries.length;
}

function sendFile(
  world: World,
  message: (fields: object, shown: Partial<Entry>) => number,
  kind: 'photo' | 'document',
  given: { readonly name: string; readonly bytes: Buffer; readonly mime: string },
  caption: string,
): number {
  const file = storeFile(world, kind, given);
  const { id: fileId, name, bytes } = file;
  const fields =
    kind === 'photo' ? { photo: photoJson(world, file) } : { document: documentJson(world, file) };
  const shown = { name, bytes, size: bytes.length, fileId, isPhoto: kind === 'photo' };
  return message({ ...fields, ...(caption === '' ? {} : { caption }) }, { text: caption, file: shown });
}

function commandsIn(text: string): object {
  const found = [...text.matchAll(/(?<![^\s])\/[a-zA-Z0-9_]{1,32}(?:@\w+)?/g)];
  const entities = found.map(({ 0: command, index }) => ({
    type: 'bot_command',
    offset: index,
    length: command.length,
  }));
  return entities.length === 0 ? {} : { entities };
}

const contactJson = (number: string, userId: number | undefined) => ({
  phone_number: number,
  first_name: 'A',
  ...(userId === undefined ? {} : { user_id: userId }),
});

const stickerJson = {
  file_id: 'CAACAgUAAxkBAAIB',
  file_unique_id: 'AgADsticker',
  type: 'regular',
  width: 512,
  height: 512,
  is_animated: false,
  is_video: false,
};

const lastOf = (chat: Chat): Entry | undefined => chat.entries.findLast(({ from }) => from === 'bot');

function pressShown(world: World, updates: Updates, chat: Chat, wanted: string): Press {
  for (const entry of chat.entries.toReversed()) {
    const all = entry.buttons.flat();
    const button =
      all.find(({ label }) => label === wanted) ??
      all.find(({ action }) => action === wanted) ??
      all.find(({ label }) => label.includes(wanted));
    if (button) return pressButton(world, updates, chat, entry, button);
  }
  const seen = chat.entries.flatMap(({ buttons }) => buttons.flat().map(({ label }) => label));
  throw new Error(`no button "${wanted}" on the screen; there are: ${seen.join(' | ') || 'none'}`);
}

function pressButton(
  world: World,
  updates: Updates,
  chat: Chat,
  entry: Entry | undefined,
  { label, action }: ShownButton,
): Press {
  const queryId = String(4_000_000_000_000 + world.queries.size);
  world.queries.set(queryId, { chat: chat.id, pressedAt: performance.now(), answeredAfter: undefined });
  const answered = new Promise<number>((resolve) => world.events.once(`answered ${queryId}`, resolve));
  showOwn(world, chat, { messageId: 0, text: label });
  const updateId = updates.push({
    callback_query: {
      id: queryId,
      from: personJson(chat),
      message: pressedMessage(world, chat, entry),
      chat_instance: String(chat.id * 7),
      data: action,
    },
  });
  return { queryId, updateId, answered };
}

/** Old messages come as inaccessible: only their number and the date 0. */
const pressedMessage = (world: World, chat: Chat, entry: Entry | undefined) =>
  entry
    ? {
        message_id: entry.messageId,
        from: world.bot,
        chat: chatJson(chat),
        date: unixNow(),
        text: entry.text,
        ...keyboardJson(entry.buttons),
      }
    : { message_id: 1, chat: chatJson(chat), date: 0 };

function setMember(updates: Updates, chat: Chat, blocked: boolean): number {
  chat.blocked = blocked;
  const status = (kicked: boolean) => (kicked ? 'kicked' : 'member');
  return updates.push({
    my_chat_member: {
      chat: chatJson(chat),
      from: personJson(chat),
      date: unixNow(),
      old_chat_member: { user: {}, status: status(!blocked), until_date: 0 },
      new_chat_member: { user: {}, status: status(blocked), until_date: 0 },
    },
  });
}

function waitFor(chat: Chat, wanted: Wanted, milliseconds: number): Promise<Entry> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      chat.waiting.delete(look);
    };
    const look = () => {
      const at = chat.entries.findIndex((entry, index) => index >= chat.cursor && matches(entry, wanted));
      const entry = chat.entries[at];
      if (!entry) return;
      chat.cursor = at + 1;
      done();
      resolve(entry);
    };
    const timer = setTimeout(() => {
      done();
      reject(new Error(`not seen within ${milliseconds} ms: ${String(wanted)}\n${screen(chat)}`));
    }, milliseconds);
    chat.waiting.add(look);
    look();
  });
}

function matches(entry: Entry, wanted: Wanted): boolean {
  if (entry.from !== 'bot') return false;
  if (typeof wanted === 'string') return entry.text.includes(wanted);
  return wanted instanceof RegExp ? wanted.test(entry.text) : wanted(entry);
}

const screen = (chat: Chat): string =>
  chat.entries
    .slice(-8)
    .map(({ from, text, file }) => `${from}: ${text}${file ? ` [${file.name}]` : ''}`)
    .join('\n');
