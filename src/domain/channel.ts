import type { FileId } from './identity.ts';
import type { KeptFile } from './kept-file.ts';
import type { Content } from './message.ts';

export const channelNames = ['browser', 'telegram', 'zalo-bot'] as const;
export type ChannelName = (typeof channelNames)[number];

/** What a channel can do, as data that rendering reads. Lengths in UTF-16 units, after markup is taken out. */
export type Features = {
  readonly buttons: boolean;
  /** Carries files to people, and theirs to us; else both go by links of our own web server. */
  readonly files: boolean;
  readonly textAtMost: number;
  readonly captionAtMost: number;
  /** Can vouch for the phone number of who writes. */
  readonly contacts: boolean;
  /** Largest file a person can send us here, in bytes. */
  readonly receiveAtMost: number;
};

const MiB = 1024 * 1024;

export const features: Readonly<Record<ChannelName, Features>> = {
  browser: {
    buttons: true,
    files: true,
    contacts: false,
    textAtMost: 100_000,
    captionAtMost: 4096,
    receiveAtMost: 20 * MiB,
  },
  telegram: {
    buttons: true,
    files: true,
    contacts: true,
    textAtMost: 4096,
    captionAtMost: 1024,
    receiveAtMost: 20 * MiB,
  },
  'zalo-bot': {
    buttons: false,
    files: false,
    contacts: false,
    textAtMost: 2000,
    captionAtMost: 2000,
    receiveAtMost: 20 * MiB,
  },
};

/** A file as it comes, piece by piece: nobody holds it whole. */
export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export type Address = { readonly channel: ChannelName; readonly address: string };

/** A file somebody sent: `remote` is the platform's name for it until it is in our own store. */
export type Attachment = {
  readonly remote: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number | undefined;
  readonly isPhoto: boolean;
};

/** What became of a file somebody sent: in our own store, or why not. */
export type Kept =
  | KeptFile
  | { readonly trouble: 'too-big' | 'gone' | 'empty' | 'wrong-kind' | 'wrong-name' | 'heic' | 'secret' };

export type InboundContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'press'; readonly action: string }
  /** `kept` is set before the turn begins, by us, not by the channel. */
  | { readonly kind: 'file'; readonly attachment: Attachment; readonly caption: string; readonly kept?: Kept }
  /** A phone contact: the number the platform vouches for as the sender's own; undefined when it is somebody else's. */
  | { readonly kind: 'contact'; readonly phone: string | undefined }
  /** Sticker, voice, place…: `what` is the platform's word for it, for the log. */
  | { readonly kind: 'unsupported'; readonly what: string }
  /** The person blocked the bot, or let it in again. */
  | { readonly kind: 'reachable'; readonly reachable: boolean };

export type Inbound = Address & {
  /** The same for every delivery of the same thing by the platform. */
  readonly externalId: string;
  readonly content: InboundContent;
  /** ISO 639 code the platform gives for the sender. */
  readonly language: string | undefined;
  /** Network address the message came from, where the channel knows it. */
  readonly network: string | undefined;
};

/** What arrived but could not be read as an Inbound: stored too, parked. */
export type Unreadable = {
  readonly channel: ChannelName;
  readonly externalId: string;
  readonly unreadable: string;
};

/** Resolves when all of it is stored; only then may the platform be told that it arrived. */
export type Intake = (arrivals: readonly (Inbound | Unreadable)[]) => Promise<void>;

/** A file of our own store, as a channel needs it for sending. */
export type SendableFile = {
  readonly id: FileId;
  /** The platform's own name for it, when it has seen it before. */
  readonly reference: string | undefined;
  readonly open: () => Promise<Bytes>;
};

export type Outgoing = {
  /** Ours, the same at every attempt. */
  readonly id: string;
  readonly address: string;
  readonly content: Content;
  /** Set when the content is a file. */
  readonly file: SendableFile | undefined;
};

export type Delivery =
  /** `reference`: the platform's id of the message; `fileReference`: its id of the file it now holds. */
  | { readonly outcome: 'sent'; readonly reference: string; readonly fileReference?: string }
  /** Refused for now: rate limit, or it never reached the platform. */
  | { readonly outcome: 'later'; readonly retryAfterSeconds: number; readonly why: string }
  /** It may have been delivered: no answer came. */
  | { readonly outcome: 'unknown'; readonly why: string }
  | { readonly outcome: 'never'; readonly why: 'blocked' | 'gone' | 'unsupported' }
  /** Our own mistake. */
  | { readonly outcome: 'rejected'; readonly description: string };

export type Fetched =
  /** Read once, and its length is the reader's to watch. */
  | { readonly outcome: 'fetched'; readonly bytes: Bytes }
  | { readonly outcome: 'too-big' }
  /** The platform no longer has it. */
  | { readonly outcome: 'gone' };

export type Channel = {
  readonly name: ChannelName;
  /** Starts receiving. Resolves when the channel is ready or is retrying on its own; an outage never throws. */
  readonly open: (intake: Intake) => Promise<void>;
  /** Stops receiving; resolves when nothing more will reach the intake. */
  readonly close: () => Promise<void>;
  readonly send: (outgoing: Outgoing) => Promise<Delivery>;
  /** Brings a file somebody sent. Throws on a fault that may pass (it is tried again). */
  readonly fetch: (attachment: Attachment) => Promise<Fetched>;
  /** A request under `/channels/NAME` of our web server. `network`: the caller's network address. */
  readonly handle: (request: Request, network: string) => Promise<Response>;
  /** Messages a second the platform takes: over all, and to one address. */
  readonly pace: { readonly perSecond: number; readonly perAddressPerSecond: number };
};

/** Signed, expiring addresses of our own web server, for channels that carry no files. */
export type Links = {
  readonly download: (file: FileId, name: string) => string;
};
