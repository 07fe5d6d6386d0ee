import { randomBytes } from 'node:crypto';
import { addressOf, isPhone, newPhone, phoneCookie } from './channels/browser/channel.ts';
import type { Config } from './config.ts';
import { type ChannelName, features, type Inbound } from './domain/channel.ts';
import type { PersonId } from './domain/identity.ts';
import { dateOf } from './domain/time.ts';
import { fullUnitName } from './domain/unit.ts';
import type { House } from './house.ts';
import { written } from './rehearsal-clock.ts';
import type { Taken } from './store/vault.ts';
import { openKept } from './use-cases/files/open-kept.ts';
import { withoutPlace } from './use-cases/messaging/without-place.ts';
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
      const held = await openKept(app, ticket.file);
      const mime = await database.store.files.mimeOf(ticket.file);
      return held && { ...held, name: ticket.name, mime: mime ?? 'application/octet-stream' };
    },
    upload: {
      check: (token) => (links.open(token)?.kind === 'upload' ? { language: config.LOCALE } : undefined),
      async accept(token, file) {
        const ticket = links.open(token);
        if (ticket?.kind !== 'upload') return 'expired';
        const { receiveAtMost } = features[ticket.channel];
        const taken = await withoutPlace(app.vault, await app.vault.take(file.bytes, receiveAtMost));
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

async function personas(house: House): Promise<readonly Persona[]> {
  const { app, database, rehearsal } = house;
  if (!rehearsal) return [];
  const found: Persona[] = [];
  for (const [code, role] of cast) {
    const person = await database.store.people.byCode(code);
    const shown = person && (await personaOf(house, person.id));
    if (shown) found.push({ token: rehearsal.phoneOf(code), role, ...shown });
  }
  const token = rehearsal.phoneOf('new');
  const linked = await database.store.accounts.personAt({ channel: 'browser', address: addressOf(token) });
  const nobody = { name: app.translate('vi', 'web.phones.new'), post: '', place: '' };
  return [...found, { token, role: 'new', ...((linked && (await personaOf(house, linked))) ?? nobody) }];
}

async function personaOf({ app, database }: House, person: PersonId) {
  const actor = await database.store.people.actor(person, dateOf(app.clock.now()));
  if (!actor) return undefined;
  const followed = actor.follows[0]?.unit;
  const place = actor.seats[0]?.officeName ?? (followed ? fullUnitName(followed) : '');
  return { name: actor.name, post: actor.post, place };
}
