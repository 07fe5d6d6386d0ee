import type { Logger } from 'pino';
import type { Bytes, Channel, ChannelName } from '../domain/channel.ts';

export type Persona = {
  readonly token: string;
  readonly name: string;
  readonly post: string;
  readonly role: 'office' | 'cadre' | 'province' | 'new';
  readonly place: string;
};

export type Rehearsal = {
  /** ISO 8601 with offset. */
  readonly now: () => string;
  /** `by`: an ISO 8601 duration. Answers with the new moment. */
  readonly advance: (by: string | 'next-working-day') => Promise<string>;
  readonly personas: () => Promise<readonly Persona[]>;
};

export type Chat = {
  /** ISO 8601 with offset. */
  readonly now: () => string;
  /** The cookie a phone is known by. */
  readonly cookie: string;
  readonly newPhone: () => string;
  readonly isPhone: (token: string) => boolean;
  /** The page is reached by TLS, and so is the cookie kept to it. */
  readonly secure: boolean;
  /** Our own host, should a proxy change Host. */
  readonly host: string | undefined;
};

export type FileToSend = {
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly read: () => Bytes;
};
export type FileSent = { readonly name: string; readonly mime: string; readonly bytes: Bytes };

export type Translate = (language: string, key: string, values?: Record<string, unknown>) => string;

export type WebNeeds = {
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly health: () => Promise<{ ok: boolean; [fact: string]: unknown }>;
  readonly isReady: () => boolean;
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
  /** Undefined when the token is wrong or expired. */
  readonly file: (token: string) => Promise<FileToSend | undefined>;
  readonly upload: {
    readonly check: (token: string) => { language: string } | undefined;
    readonly accept: (token: string, file: FileSent) => Promise<'stored' | 'too-big' | 'expired' | 'empty'>;
  };
  readonly rehearsal: Rehearsal | undefined;
  /** The page for phones that have no other channel; undefined: there is none. */
  readonly chat: Chat | undefined;
  /** Host names answered to beside loopback; undefined: all. */
  readonly hosts: readonly string[] | undefined;
  readonly translate: Translate;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
};
