import { createHash, randomBytes } from 'node:crypto';
import {
  type Attachment,
  type Bytes,
  type Channel,
  features,
  type InboundContent,
  type Intake,
  type Links,
} from '../../domain/channel.ts';
import { type Arrival, isForm, readArrival, type TakeFile } from './arrival.ts';
import { type HistoryItem, type Said, toItem, toItems } from './item.ts';
import { openStreams } from './streams.ts';

export type BrowserNeeds = {
  /** The last things said at this address, oldest first; what the person sent and what was sent to them. */
  readonly history: (address: string) => Promise<readonly HistoryItem[]>;
  /** Takes what is uploaded; kept, it has a name to fetch it by. */
  readonly take: TakeFile;
  readonly open: (remote: string) => Promise<{ size: number; read: () => Bytes } | undefined>;
  readonly links: Links;
  /** Nothing is stored for a phone that may not: one that is nobody's. */
  readonly mayUpload: (address: string) => Promise<boolean>;
  /** The time shown beside a message. */
  readonly clock: () => Date;
};

/** What a browser keeps to be recognised by: whoever has it is that phone. */
export const newPhone = (): string => randomBytes(24).toString('base64url');

/** What the database and logs know a phone by: it does not let anyone pose as the phone. */
export const addressOf = (token: string): string =>
  createHash('sha256').update(token).digest('hex').slice(0, 32);

const phonesAtMost = 8;
/** The cookie that holds the token of a phone that has no other page of ours than its conversation. */
export const phoneCookie = 'ba-nam-phone';

const cookieOf = (request: Request): string | undefined =>
  new RegExp(`(?:^|;\\s*)${phoneCookie}=([^;]*)`).exec(request.headers.get('cookie') ?? '')?.[1];

export const isPhone = (token: string): boolean => /^[\w-]{22,128}$/.test(token);

/** The phones a request speaks for; undefined when one of them can not be a phone's token. */
function addressesIn(request: Request): readonly string[] | undefined {
  const header = request.headers.get('x-phone');
  const named = header === null ? new URL(request.url).searchParams.getAll('phone') : [header];
  const tokens = named.length > 0 ? named : [cookieOf(request) ?? ''];
  const fit = tokens.length > 0 && tokens.length <= phonesAtMost && tokens.every(isPhone);
  return fit ? tokens.map(addressOf) : undefined;
}

const refuse = (
  status: number,
  error: string,
  detail: string,
  headers: Record<string, string> = {},
): Response => Response.json({ error, detail }, { status, headers });
const noPhone = (): Response =>
  refuse(400, 'no-phone', 'The token of the phone is missing or has a wrong form.');
const noUpload = (): Response => refuse(403, 'not-linked', 'Files are taken from phones that are linked.');
const closed = (): Response => refuse(503, 'closed', 'Not receiving at the moment.', { 'Retry-After': '2' });
const wrongMethod = (allowed: string): Response =>
  refuse(405, 'wrong-method', `Use ${allowed}.`, { Allow: allowed });

const isPhoto = (mime: string): boolean => /^image\/(jpeg|png|webp|gif|heic|heif)$/.test(mime);

export function browserChannel(needs: BrowserNeeds): Channel {
  const streams = openStreams();
  const arriving = new Set<Promise<unknown>>();
  let intake: Intake | undefined;

  const externalIdOf = (address: string, id: string): string => `${address}:${id}`;

  async function historyOf(address: string) {
    const prefix = externalIdOf(address, '');
    const items = await needs.history(address);
    // The page knows what it sent by the id that it made.
    const own = items.map((item) =>
      item.id.startsWith(prefix) ? { ...item, id: item.id.slice(prefix.length) } : item,
    );
    return toItems(own, needs.links);
  }

  async function keepFile(arrival: Extract<Arrival, { kind: 'file' }>): Promise<InboundContent> {
    const { taken, name, mime, caption } = arrival;
    const remote = await taken.keep();
    const attachment: Attachment = { remote, name, mime, size: taken.size, isPhoto: isPhoto(mime) };
    return { kind: 'file', attachment, caption };
  }

  const contentOf = async (arrival: Arrival): Promise<InboundContent> => {
    if (arrival.kind === 'file') return keepFile(arrival);
    return arrival.kind === 'press'
      ? { kind: 'press', action: arrival.action }
      : { kind: 'text', text: arrival.text };
  };

  async function take(into: Intake, address: string, arrival: Arrival, network: string): Promise<Response> {
    const at = needs.clock();
    await into([
      {
        channel: 'browser',
        address,
        externalId: externalIdOf(address, arrival.id),
        content: await contentOf(arrival),
        language: undefined,
        network,
      },
    ]);
    const item = toItem({ id: arrival.id, from: 'me', at, content: saidIn(arrival) }, needs.links);
    streams.push(address, item);
    return Response.json({ item }, { status: 202 });
  }

  async function receive(request: Request, network: string): Promise<Response> {
    if (request.method !== 'POST') return wrongMethod('POST');
    const address = addressesIn(request)?.[0];
    if (address === undefined) return noPhone();
    const mayUpload = !isForm(request) || (await needs.mayUpload(address));
    const arrival = await readArrival(request, mayUpload ? needs.take : undefined);
    if (!mayUpload) return noUpload();
    if ('error' in arrival) return refuse(arrival.status, arrival.error, arrival.detail);
    if (!intake) {
      if (arrival.kind === 'file') await arrival.taken.drop();
      return closed();
    }
    const taking = take(intake, address, arrival, network);
    arriving.add(taking);
    return taking.finally(() => arriving.delete(taking));
  }

  async function follow(request: Request): Promise<Response> {
    if (request.method !== 'GET') return wrongMethod('GET');
    const addresses = addressesIn(request);
    if (!addresses) return noPhone();
    return intake ? streams.open(addresses, historyOf, request.signal) : closed();
  }

  return {
    name: 'browser',
    pace: { perSecond: 1000, perAddressPerSecond: 100 },
    async open(into) {
      intake = into;
    },
    async close() {
      intake = undefined;
      await Promise.allSettled(arriving);
      streams.close();
    },
    async handle(request, network) {
      const { pathname } = new URL(request.url);
      if (pathname === '/channels/browser/messages') return receive(request, network);
      if (pathname === '/channels/browser/events') return follow(request);
      return refuse(404, 'not-found', 'There is /messages and /events.');
    },
    // Nobody needs to be looking: what was sent is in our own outbox, and shows with the next history.
    async send({ id, address, content }) {
      streams.push(address, toItem({ id, from: 'bot', at: needs.clock(), content }, needs.links));
      return { outcome: 'sent', reference: id };
    },
    async fetch({ remote }) {
      const held = await needs.open(remote);
      if (!held) return { outcome: 'gone' };
      return held.size > features.browser.receiveAtMost
        ? { outcome: 'too-big' }
        : { outcome: 'fetched', bytes: held.read() };
    },
  };
}

function saidIn(arrival: Arrival): Said {
  if (arrival.kind !== 'file') return arrival;
  const { kind, name, mime, caption, taken } = arrival;
  return { kind, file: undefined, name, mime, caption, size: taken.size };
}
