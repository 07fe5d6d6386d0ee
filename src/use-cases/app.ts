import type { Logger } from 'pino';
import type { Channel, ChannelName, Delivery } from '../domain/channel.ts';
import type { FileId } from '../domain/identity.ts';
import type { Actor } from '../domain/permission.ts';
import type { Instant } from '../domain/time.ts';
import type { WorkCalendar } from '../domain/work-calendar.ts';
import type { Database } from '../store/database.ts';
import type { OutgoingRow, Written } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import type { Vault } from '../store/vault.ts';

export type Values = Readonly<Record<string, string | number>>;
/** Sentences are markup: what people wrote is escaped by whoever puts it in. */
export type Translate = (language: string, key: string, values?: Values) => string;

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>;

export type Clock = { readonly now: () => Instant };

/** Signed, expiring addresses of our own web server. */
export type Links = {
  readonly download: (file: FileId, name: string) => string;
  /** Where the person at the address uploads what the channel can not carry. */
  readonly upload: (channel: ChannelName, address: string) => string;
};

/** What is counted as it happens, for whoever watches over the server. */
export type Measures = {
  readonly turn: (outcome: string, seconds: number) => void;
  readonly delivery: (channel: ChannelName, outcome: Delivery['outcome']) => void;
  readonly step: (what: string, outcome: 'done' | 'failed') => void;
};

export type App = {
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly zone: string;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly translate: Translate;
  readonly links: Links;
  readonly log: Log;
  readonly measure: Measures;
  /** Working days as they are known by now. */
  readonly calendar: () => WorkCalendar;
  /** Channels whose sending is this process's. */
  readonly mine: () => readonly ChannelName[];
  /** Sends what was just written. */
  readonly post: (written: Written) => void;
};

/** What every use-case is given: the open transaction's store, its one moment, and what is to be said when it commits. */
export type Act = Pick<App, 'translate' | 'links' | 'zone' | 'calendar' | 'log' | 'vault' | 'channels'> & {
  readonly store: Store;
  readonly now: Instant;
  readonly outgoing: OutgoingRow[];
};

/** An Act on behalf of somebody. */
export type ActOf = Act & { readonly actor: Actor };
