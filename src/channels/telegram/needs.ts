import type { Logger } from 'pino';
import type { Channel } from '../../domain/channel.ts';
import type { Pauses } from './backoff.ts';

export type TelegramNeeds = {
  readonly token: string;
  readonly apiRoot: string;
  readonly mode:
    | { readonly kind: 'polling' }
    | { readonly kind: 'webhook'; readonly url: string; readonly secret: string };
  /** The menu of commands by language; '' is for all other languages. */
  readonly commands: Readonly<Record<string, readonly Command[]>>;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>;
  /** Told the bot's user name each time the platform has named it. */
  readonly named?: (username: string) => Promise<void>;
  readonly pace?: Channel['pace'];
  readonly longPollSeconds?: number;
  readonly patience?: Partial<Patience>;
};

export type Command = { readonly command: string; readonly description: string };

/** In milliseconds. */
export type Patience = {
  readonly connect: number;
  readonly call: number;
  readonly upload: number;
  readonly close: number;
  readonly pauses: Pauses;
};

export const usualPatience: Patience = {
  connect: 8_000,
  call: 20_000,
  upload: 120_000,
  close: 5_000,
  pauses: { shortest: 500, longest: 60_000, settings: 60_000 },
};

/** Under the platform's 30 a second, so that answers to presses and polls find room. */
export const usualPace = { perSecond: 28, perAddressPerSecond: 1 };
