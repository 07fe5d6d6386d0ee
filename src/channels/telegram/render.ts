import type { Readable } from 'node:stream';
import type { Outgoing } from '../../domain/channel.ts';
import type { Button, Content } from '../../domain/message.ts';
import { cutBefore } from '../../domain/shorten.ts';

const MiB = 1024 * 1024;
export const uploadAtMost = 50 * MiB;
const photoAtMost = 10 * MiB;
const labelAtMost = 64;
const actionBytesAtMost = 64;
/** Other images (SVG, HEIC, TIFF) Telegram refuses as photos; a GIF would lose its movement. */
const photoTypes = new Set(['image/jpeg', 'image/png', 'image/webp']);

type Upload = { readonly source: Readable; readonly filename: string };
type InlineKeyboard = { readonly inline_keyboard: readonly (readonly InlineButton[])[] };
type ReplyKeyboard =
  | {
      readonly keyboard: readonly [readonly [{ readonly text: string; readonly request_contact: true }]];
      readonly resize_keyboard: true;
      readonly one_time_keyboard: true;
    }
  | { readonly remove_keyboard: true };
type InlineButton = { readonly text: string; readonly callback_data: string };
type Rest = {
  readonly chat_id: string;
  readonly parse_mode: 'HTML';
  readonly reply_markup?: InlineKeyboard | ReplyKeyboard;
};
/** A photo or document by Telegram's own name for it, or its bytes as they are read. */
export type FileSource = string | Readable;
export type FileContent = Extract<Content, { kind: 'file' }>;
type TextContent = Extract<Content, { kind: 'text' }>;

export type Call =
  | {
      readonly method: 'sendMessage';
      readonly payload: Rest & {
        readonly text: string;
        readonly link_preview_options: { readonly is_disabled: true };
      };
    }
  | {
      readonly method: 'sendPhoto';
      readonly payload: Rest & { readonly photo: string | Upload; readonly caption?: string };
    }
  | {
      readonly method: 'sendDocument';
      readonly payload: Rest & { readonly document: string | Upload; readonly caption?: string };
    };

/** Our markup is a subset of Telegram's HTML, so text and captions go as they are. */
export const textCall = (address: Outgoing['address'], content: TextContent): Call => ({
  method: 'sendMessage',
  payload: {
    ...replyKeyboard(content.keyboard),
    ...rest(address, content.buttons),
    text: content.text,
    // An object: telegraf drops such options from multipart calls, so text must never be sent as one.
    link_preview_options: { is_disabled: true },
  },
});

export function fileCall(
  address: Outgoing['address'],
  content: FileContent,
  source: FileSource,
  as: 'photo' | 'document',
): Call {
  const file = typeof source === 'string' ? source : { source, filename: safeFileName(content.name) };
  const shared = {
    ...rest(address, content.buttons),
    ...(content.caption === '' ? {} : { caption: content.caption }),
  };
  return as === 'photo'
    ? { method: 'sendPhoto', payload: { ...shared, photo: file } }
    : { method: 'sendDocument', payload: { ...shared, document: file } };
}

export const goesAsPhoto = ({ mime, size }: FileContent): boolean =>
  photoTypes.has(mime) && size <= photoAtMost;

const rest = (address: string, buttons: Content['buttons']): Rest => ({
  chat_id: address,
  parse_mode: 'HTML',
  ...keyboard(buttons),
});

/** One message carries one keyboard: buttons of its own go before it. */
function replyKeyboard(keyboard: TextContent['keyboard']): { readonly reply_markup?: ReplyKeyboard } {
  if (!keyboard) return {};
  if (keyboard === 'none') return { reply_markup: { remove_keyboard: true } };
  const share = { text: cutLabel(keyboard.shareContact), request_contact: true } as const;
  return { reply_markup: { keyboard: [[share]], resize_keyboard: true, one_time_keyboard: true } };
}

function keyboard(buttons: Content['buttons']): { readonly reply_markup?: InlineKeyboard } {
  const rows = buttons.filter((row) => row.length > 0);
  return rows.length === 0
    ? {}
    : { reply_markup: { inline_keyboard: rows.map((row) => row.map(inlineButton)) } };
}

const inlineButton = ({ label, action }: Button): InlineButton => ({
  text: cutLabel(label),
  callback_data: callbackData(action),
});

function callbackData(action: string): string {
  const bytes = Buffer.byteLength(action);
  if (bytes >= 1 && bytes <= actionBytesAtMost) return action;
  throw new Error(`Telegram takes 1 to ${actionBytesAtMost} bytes of button data; "${action}" has ${bytes}`);
}

/** Cut after a word where one ends in the second half, else anywhere but inside a character. */
export function cutLabel(label: string): string {
  if (label.length <= labelAtMost) return label;
  const space = label.lastIndexOf(' ', labelAtMost - 1);
  const kept = label.slice(0, space > labelAtMost / 2 ? space : cutBefore(label, labelAtMost - 1));
  return `${kept.replace(/[\s,.;:–-]+$/, '')}…`;
}

/** telegraf writes the name into a header as it is. */
const safeFileName = (name: string): string => name.replaceAll('"', "'").replace(/[\\\p{Cc}]/gu, '_');
