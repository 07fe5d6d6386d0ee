import { refuse } from './refuse.ts';
import type { Entry, ShownButton } from './world.ts';

const buttonsAtMost = 100;
const inRowAtMost = 8;

/** What stands below the conversation: labels, of which one may share the person's own number. */
export type ReplyKeyboard = readonly { readonly label: string; readonly sharesContact: boolean }[];
/** Of a message: its own buttons, or the keyboard below; `undefined` leaves that as it is. */
export type Markup = {
  readonly buttons: Entry['buttons'];
  readonly below: ReplyKeyboard | 'removed' | undefined;
};

export function markupOf(markup: unknown): Markup {
  const given = (markup ?? {}) as Record<string, unknown>;
  if ('keyboard' in given) return { buttons: [], below: replyKeyboardOf(given) };
  if ('remove_keyboard' in given) {
    only(given, 'remove_keyboard', 'selective');
    if (given.remove_keyboard !== true) refuse(400, 'Bad Request: field "remove_keyboard" must be true');
    return { buttons: [], below: 'removed' };
  }
  return { buttons: keyboardOf(markup), below: undefined };
}

function only(given: Record<string, unknown>, ...names: readonly string[]): void {
  const others = Object.keys(given).filter((name) => !names.includes(name));
  if (others.length > 0)
    refuse(400, `Bad Request: can't parse reply markup: unknown field ${others.join(', ')}`);
}

const switches = ['resize_keyboard', 'one_time_keyboard', 'is_persistent', 'selective'];

function replyKeyboardOf(given: Record<string, unknown>): ReplyKeyboard {
  only(given, 'keyboard', 'input_field_placeholder', ...switches);
  for (const name of switches)
    if (name in given && typeof given[name] !== 'boolean')
      refuse(400, `Bad Request: field "${name}" must be of type Boolean`);
  const rows = given.keyboard;
  const isRow = (row: unknown): row is unknown[] => Array.isArray(row) && row.length > 0;
  if (!Array.isArray(rows) || rows.length === 0 || !rows.every(isRow))
    return refuse(400, "Bad Request: can't parse keyboard: an array of non-empty arrays expected");
  return rows.flat().map((button) => {
    const one = (button ?? {}) as Record<string, unknown>;
    only(one, 'text', 'request_contact');
    if (typeof one.text !== 'string' || one.text.trim() === '')
      return refuse(400, 'Bad Request: can\'t parse keyboard button: Field "text" must be non-empty');
    if ('request_contact' in one && typeof one.request_contact !== 'boolean')
      return refuse(400, 'Bad Request: field "request_contact" must be of type Boolean');
    return { label: one.text, sharesContact: one.request_contact === true };
  });
}

/** Inline keyboards with callback buttons; empty ones are refused here, although Telegram lets them pass. */
export function keyboardOf(markup: unknown): Entry['buttons'] {
  if (markup === undefined) return [];
  const rows = (markup as { inline_keyboard?: unknown } | null)?.inline_keyboard;
  if (!Array.isArray(rows) || rows.length === 0)
    return refuse(
      400,
      "Bad Request: can't parse reply keyboard markup JSON object: an inline keyboard expected",
    );
  const buttons = rows.map(rowOf);
  if (buttons.flat().length > buttonsAtMost) refuse(400, 'Bad Request: reply markup is too long');
  return buttons;
}

function rowOf(row: unknown): readonly ShownButton[] {
  if (!Array.isArray(row) || row.length === 0)
    return refuse(400, "Bad Request: can't parse inline keyboard: a row must be a non-empty array");
  if (row.length > inRowAtMost) refuse(400, 'Bad Request: too many buttons in a row');
  return row.map(buttonOf);
}

function buttonOf(button: unknown): ShownButton {
  const { text, callback_data: action, ...rest } = (button ?? {}) as Record<string, unknown>;
  if (typeof text !== 'string' || text.trim() === '')
    return refuse(400, 'Bad Request: can\'t parse inline keyboard button: Field "text" must be non-empty');
  if (typeof action !== 'string' || Object.keys(rest).length > 0)
    return refuse(400, 'Bad Request: text buttons are unallowed in the inline keyboard');
  const bytes = Buffer.byteLength(action);
  if (bytes < 1 || bytes > 64) refuse(400, 'Bad Request: BUTTON_DATA_INVALID');
  return { label: text, action };
}
