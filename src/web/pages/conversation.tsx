import type { JSX } from 'hono/jsx/jsx-runtime';

export type Say = (key: string, values?: Record<string, unknown>) => string;

/** What the script of a conversation says. */
export const chatWords = [
  'empty',
  'empty-new',
  'me',
  'bot',
  'sending',
  'sent',
  'failed',
  'again',
  'refused',
  'text-too-long',
  'file-too-big',
  'file-empty',
  'not-linked',
  'discard',
  'remove',
  'open',
  'drop',
  'offline',
  'new-messages',
  'to-end',
  'unread',
  'chosen',
  'today',
  'day0',
  'day1',
  'day2',
  'day3',
  'day4',
  'day5',
  'day6',
] as const;
// The page's script fills in what is in single braces.
const holes = { name: '{name}', n: '{n}', moment: '{moment}' };

export const wordsOf = (say: Say, room: string, keys: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(keys.map((key) => [key, say(`${room}.${key}`, holes)]));

export const Icon = ({ name }: { readonly name: string }): JSX.Element => (
  <svg class="icon" aria-hidden="true">
    <use href={`/assets/icons.svg#${name}`} />
  </svg>
);

/** Where one writes. */
export const Composer = ({ place, say }: { readonly place: string; readonly say: Say }): JSX.Element => (
  <form class="composer">
    <ul class="tray" hidden />
    <p class="mistake" role="alert" />
    <div class="composer-row">
      <button type="button" class="menu" title={say('phones.menu-does')}>
        {say('phones.menu')}
      </button>
      <label class="box">
        <span class="unseen">{say('phones.write')}</span>
        <textarea id={`write-${place}`} rows={1} placeholder={say('phones.write')} enterkeyhint="send" />
        <button type="button" class="attach" title={say('phones.attach')} aria-label={say('phones.attach')}>
          <Icon name="attach" />
        </button>
      </label>
      <button type="submit" class="send" title={say('phones.send')} aria-label={say('phones.send')}>
        <Icon name="send" />
      </button>
    </div>
    <input type="file" multiple hidden />
  </form>
);
