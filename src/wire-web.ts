import { randomBytes } from 'node:crypto';
import { isPhone, newPhone, phoneCookie } from './channels/browser/channel.ts';
import type { Config } from './config.ts';
import { type ChannelName, features, type Inbound } from './domain/channel.ts';
import { dateOf } from './domain/time.ts';
import type { House } from './house.ts';
import { written } from './rehearsal-clock.ts';
import type { Taken } from './store/vault.ts';
import type { Persona, WebNeeds } from './web/needs.ts';

type DoorNeeds = {
  readonly advance: (by: string) => Promise<string>;
  readonly intake: (arrivals: readonly Inbound[]) => Promise<void>;
  readonly isReady: () => boolean;
  /** How many steps failed when last everything due was done. */
  readonly failingSteps: () => number;
};

/** What the web server is given of the house. */
export function webNeeds(config: Config, house: House, doors: DoorNeeds): WebNeeds {
  const { advance, intake, isReady } = doors;
  const { app, database, links, rehearsal, log } = house;
  const publicHost = config.PUBLIC_URL ? [new URL(config.PUBLIC_URL).hostname] : [];
  return {
    channels: app.channels,
    isReady,
    health: async () => healthOf(house, isReady(), doors.failingSteps()),
    metrics: house.metrics.print,
    file: async (token) => {
      const ticket = links.open(token);
      if (ticket?.kind !== 'file') return undefined;
      const held = await app.vault.open(ticket.file);
      const mime = await database.store.files.mimeOf(ticket.file);
      return held && { ...held, name: ticket.name, mime: mime ?? 'application/octet-stream' };
    },
    upload: {
      check: (token) => (links.open(token)?.kind === 'upload' ? { language: config.LOCALE } : undefined),
      async accept(token, file) {
        const ticket = links.open(token);
        if (ticket?.kind !== 'upload') return 'expired';
        const taken = await app.vault.take(file.bytes, features[ticket.channel].receiveAtMost);
        if (taken === 'too-big') return 'too-big';
        if (taken.size === 0) {
          await taken.drop();
          return 'empty';
        }
        await intake([await uploaded(taken, ticket, file)]);
        return 'stored';
      },
    },
    rehearsal: rehearsal && {
      now: () => written(app.clock.now(), config.TIME_ZONE),
      advance,
      personas: () => personas(house),
    },
    chat:
      rehearsal || config.PUBLIC_URL
        ? {
            now: () => written(app.clock.now(), config.TIME_ZONE),
            cookie: phoneCookie,
            newPhone,
            isPhone,
            secure: config.PUBLIC_URL?.startsWith('https:') ?? false,
            host: config.PUBLIC_URL && new URL(config.PUBLIC_URL).host,
          }
        : undefined,
    hosts: rehearsal && !config.HOST ? publicHost : undefined,
    translate: app.translate as WebNeeds['translate'],
    log,
  };
}

/** What a person uploads by link enters the conversation as if the channel had brought it. */
async function uploaded(
  taken: Taken,
  { channel, address }: { channel: ChannelName; address: string },
  { name, mime }: { name: string; mime: string },
): Promise<Inbound> {
  const remote = `vault:${await taken.keep()}`;
  return {
    channel,
    address,
    externalId: `upload:${randomBytes(12).toString('hex')}`,
    content: {
      kind: 'file',
      attachment: { remote, name, mime, size: taken.size, isPhoto: false },
      caption: '',
    },
    language: undefined,
    network: undefined,
  };
}

async function healthOf({ database, doors }: House, ok: boolean, failingSteps: number) {
  const { waiting, parked } = await database.store.inbox.counts();
  const channels: Record<string, unknown> = {};
  for (const name of doors.channels.keys()) channels[name] = await database.store.outbox.deliveryOf(name);
  return { ok, waiting, parked, failingSteps, channels };
}

/** Whose phones can be picked up in the rehearsal. */
const cast: readonly (readonly [string, Persona['role']])[] = [
  ['MT-THU', 'office'],
  ['BT-AN', 'cadre'],
  ['VPTU-BINH', 'province'],
  ['GTVT-LONG', 'province'],
  ['CB057', 'cadre'],
  ['CB048', 'cadre'],
];

async function personas({ app, database, rehearsal }: House): Promise<readonly Persona[]> {
  if (!rehearsal) return [];
  const found: Persona[] = [];
  for (const [code, role] of cast) {
    const person = await database.store.people.byCode(code);
    const actor = person && (await database.store.people.actor(person.id, dateOf(app.clock.now())));
    if (!person || !actor) continue;
    const place = actor.seats[0]?.officeName ?? actor.follows[0]?.unit.name ?? '';
    found.push({ token: rehearsal.phoneOf(code), name: person.name, post: person.post, role, place });
  }
  const name = app.translate('vi', 'web.phones.new');
  return [...found, { token: rehearsal.phoneOf('new'), name, post: '', role: 'new', place: '' }];
}
