import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ChannelName } from '../domain/channel.ts';
import type { FileId } from '../domain/identity.ts';
import type { Links } from '../use-cases/app.ts';

type Download = { readonly kind: 'file'; readonly file: FileId; readonly name: string };
type Upload = { readonly kind: 'upload'; readonly channel: ChannelName; readonly address: string };
type Ticket = (Download | Upload) & { readonly until: number };

const day = 86_400_000;
const lives = { file: 30 * day, upload: day };

export type SignedLinks = Links & {
  /** What a token stands for; undefined when it was not signed by us or has expired. */
  readonly open: (token: string) => Ticket | undefined;
};

/** Addresses of our own web server that nobody else can make. `now` in milliseconds of real time. */
export function signedLinks(base: string, secret: string, now: () => number): SignedLinks {
  const mac = (body: string) => createHmac('sha256', secret).update(body).digest('base64url').slice(0, 27);
  const sign = (ticket: Download | Upload) => {
    const body = Buffer.from(JSON.stringify({ ...ticket, until: now() + lives[ticket.kind] })).toString(
      'base64url',
    );
    return `${body}.${mac(body)}`;
  };
  return {
    download: (file, name) => `${base}/files/${sign({ kind: 'file', file, name })}`,
    upload: (channel, address) => `${base}/upload/${sign({ kind: 'upload', channel, address })}`,
    open(token) {
      const [body = '', given = ''] = token.split('.');
      const [ours, theirs] = [Buffer.from(mac(body)), Buffer.from(given)];
      // Lengths in bytes: what is given may be any letters.
      if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) return undefined;
      const ticket = JSON.parse(Buffer.from(body, 'base64url').toString()) as Ticket;
      return ticket.until > now() ? ticket : undefined;
    },
  };
}
