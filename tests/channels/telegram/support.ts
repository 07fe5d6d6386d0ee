import { telegramChannel } from '../../../src/channels/telegram/channel.ts';
import type { TelegramNeeds } from '../../../src/channels/telegram/needs.ts';
import type { Channel, Inbound, Outgoing, SendableFile, Unreadable } from '../../../src/domain/channel.ts';
import type { FileId } from '../../../src/domain/identity.ts';
import type { Content } from '../../../src/domain/message.ts';
import {
  type FakeTelegram,
  type FakeTelegramOptions,
  startFakeTelegram,
} from '../../support/fake-telegram.ts';

export type Setup = {
  readonly telegram: FakeTelegram;
  readonly channel: Channel;
  readonly log: Log;
};
export type Log = TelegramNeeds['log'] & { readonly lines: string[] };
type Arrival = Inbound | Unreadable;

const toClose: (() => Promise<void>)[] = [];
export const atEnd = (close: () => Promise<void>): number => toClose.push(close);
export async function closeAll(): Promise<void> {
  for (const close of toClose.splice(0).reverse()) await close();
}

/** A channel against a Telegram of its own, with pauses short enough for tests. */
export async function setUp(
  needs: Partial<TelegramNeeds> = {},
  options: FakeTelegramOptions = {},
): Promise<Setup> {
  const telegram = await startFakeTelegram(options);
  atEnd(() => telegram.close());
  return { telegram, ...openChannel({ apiRoot: telegram.apiRoot, token: telegram.token, ...needs }) };
}

export function openChannel(needs: Partial<TelegramNeeds>): Pick<Setup, 'channel' | 'log'> {
  const log = recordingLog();
  const channel = telegramChannel({
    token: '1:x',
    apiRoot: 'http://127.0.0.1:9',
    mode: { kind: 'polling' },
    commands: {},
    log,
    patience: { pauses: { shortest: 5, longest: 50, settings: 20 }, call: 5000 },
    ...needs,
  });
  atEnd(() => channel.close());
  return { channel, log };
}

function recordingLog(): Log {
  const lines: string[] = [];
  const at = (level: string) => (line: unknown, words?: string) => {
    lines.push(`${level} ${words} ${JSON.stringify(line)}`);
  };
  const levels = { info: at('info'), warn: at('warn'), error: at('error'), debug: at('debug') };
  return { ...levels, lines } as unknown as Log;
}

/** An intake that keeps what it takes and wakes those who wait for it. */
export function collect(before: (batch: readonly Arrival[]) => Promise<void> = async () => {}) {
  const batches: (readonly Arrival[])[] = [];
  const waiting = new Set<() => void>();
  const all = () => batches.flat();
  const until = (done: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = () => {
        if (!done()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return {
    batches,
    all,
    async intake(batch: readonly Arrival[]) {
      await before(batch);
      batches.push(batch);
      for (const look of waiting) look();
    },
    /** Resolves with the first so many arrivals. */
    async arrived(count: number): Promise<readonly Arrival[]> {
      await until(() => all().length >= count);
      return all();
    },
  };
}

/** A promise and the key to it. */
export function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

export const text = (words: string, buttons: Content['buttons'] = []): Content => ({
  kind: 'text',
  text: words,
  buttons,
});

export const file = (fields: Partial<Extract<Content, { kind: 'file' }>> = {}): Content => ({
  kind: 'file',
  file: 'f1' as FileId,
  name: 'Báo cáo quý 3.pdf',
  mime: 'application/pdf',
  size: 100,
  caption: '',
  buttons: [],
  ...fields,
});

export const sendable = (bytes: Buffer, reference?: string): SendableFile => ({
  id: 'f1' as FileId,
  reference,
  open: async () => [bytes],
});

export const to = (address: number, content: Content, sent?: SendableFile): Outgoing => ({
  id: 'outgoing-1',
  address: String(address),
  content,
  file: sent,
});

export const jpeg = Buffer.from('ffd8ffe000104a46494600', 'hex');
