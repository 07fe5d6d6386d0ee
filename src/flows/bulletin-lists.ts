import type { BulletinKind } from '../domain/bulletin.ts';
import { type BulletinId, longId, shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Button, Markup } from '../domain/message.ts';
import { maySeeReceipts, seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten } from '../domain/shorten.ts';
import { instant } from '../domain/time.ts';
import { writeTimeFirst } from '../domain/write-moment.ts';
import { acknowledgeBulletin, bulletinSeen } from '../use-cases/bulletins/acknowledge-bulletin.ts';
import { bulletinToReply } from '../use-cases/bulletins/reply-to-bulletin.ts';
import {
  bulletinAgain,
  factsOf,
  receiptButtons,
  replyButton,
  viewButton,
} from '../use-cases/bulletins/wording.ts';
import { languageOf } from './ask.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type World } from './flow.ts';
import { guideOffice } from './guide-office.ts';
import { informFollowers, informingOffices } from './inform-followers.ts';
import { replyToBulletin } from './reply-to-bulletin.ts';

const shown = 10;
const namesShown = 30;

/** /thongtin and /huongdan: what was sent and received, the latest first, and a button for a new one. */
export async function bulletinsOfMine(world: World, kind: BulletinKind, page = 0): Promise<Turned> {
  const { store, actor, reader, zone } = world;
  const looker = {
    person: actor.id,
    authors: [actor.id, ...(actor.standsInFor ?? [])],
    offices: actor.seats.map(({ office }) => office),
  };
  const from = page * shown;
  const { items, total } = await store.bulletins.seenBy(looker, kind, { from, atMost: shown });
  const fresh = mayWrite(world, kind)
    ? [[{ label: reader.say(`bulletin.new.${kind}`), action: `bw:${kind}` }]]
    : [];
  if (items.length === 0)
    return { say: [{ text: reader.say(`bulletin.list.none.${kind}`), buttons: fresh }] };
  const lines = items.map((one) => reader.say(`bulletin.list.line.${kind}`, factsOf(reader, zone, one)));
  const more = from + items.length < total;
  return {
    say: [
      {
        text: [
          reader.say(`bulletin.list.title.${kind}`),
          partLine(world, from, items.length, total),
          ...lines,
        ].join('\n'),
        buttons: [
          ...items.map((one) => [{ ...viewButton(reader, one), label: shorten(oneLine(one.text), 40) }]),
          ...(more ? [[{ label: reader.say('bulletin.more'), action: `bl:${kind}:${page + 1}` }]] : []),
          ...fresh,
        ],
      },
    ],
  };
}

const oneLine = (text: string): string => text.replaceAll('\n', ' ');

const partLine = ({ reader }: World, from: number, count: number, total: number): Markup =>
  reader.say('bulletin.part', { from: from + 1, to: from + count, count: total });

const mayWrite = ({ actor }: World, kind: BulletinKind): boolean =>
  kind === 'bulletin' ? seatsThatCall(actor).length > 0 : actor.follows.length > 0;

/** A new one; who sits in one office is not asked which. */
function write(world: World, kind: BulletinKind): Turned {
  if (!mayWrite(world, kind))
    throw new Refusal(kind === 'bulletin' ? 'bulletin.not-yours-to-inform' : 'unit.none-followed');
  if (kind === 'guidance') return { start: anyFlow(guideOffice) };
  const [only, ...others] = informingOffices(world);
  return only && others.length === 0
    ? { start: anyFlow(informFollowers), preset: { office: only } }
    : { start: anyFlow(informFollowers) };
}

/** One of them as it stands: for those who sent it how it was received, for those who got it the ways to answer. */
async function view(world: World, id: BulletinId): Promise<Turned> {
  const { store, reader, actor, zone } = world;
  const { bulletin, received } = await bulletinSeen(world, id);
  const counts = await store.bulletins.counts(id);
  const seesAll = maySeeReceipts(actor, bulletin);
  const lines = [
    reader.say('bulletin.sent-at', factsOf(reader, zone, bulletin)),
    ...(seesAll ? [reader.say('bulletin.counts', counts)] : []),
  ];
  const key = shortId(id);
  const looks: readonly Button[] = [
    ...(seesAll ? [{ label: reader.say('bulletin.receipts.button'), action: `br:${key}` }] : []),
    { label: reader.say('bulletin.reply.list-button'), action: `bp:${key}` },
  ];
  const buttons = [
    ...(received ? receiptButtons(reader, bulletin) : []),
    [...(received || bulletin.kind === 'guidance' ? [replyButton(reader, bulletin)] : []), ...looks],
  ];
  return { say: [bulletinAgain(reader, bulletin, lines, buttons)] };
}

/** How far it has come with each of those it was sent to. */
async function receipts(world: World, id: BulletinId, page: number): Promise<Turned> {
  const { store, reader, actor, zone } = world;
  const { bulletin } = await bulletinSeen(world, id);
  if (!maySeeReceipts(actor, bulletin)) throw new Refusal('chat.not-yours');
  const from = page * namesShown;
  const { items, total } = await store.bulletins.receipts(id, { from, atMost: namesShown });
  const lines = items.map(({ name, progress }) =>
    reader.say(`bulletin.receipts.${progress}`, { name: escapeMarkup(name) }),
  );
  const title = reader.say('bulletin.receipts.title', factsOf(reader, zone, bulletin));
  return pageOf(world, [title, ...lines], {
    action: `br:${shortId(id)}`,
    page,
    from,
    shown: items.length,
    total,
  });
}

/** What was replied: all of it for the two sides, one's own for whoever else got it. */
async function replies(world: World, id: BulletinId, page: number): Promise<Turned> {
  const { store, reader, actor, zone } = world;
  const { bulletin } = await bulletinSeen(world, id);
  const by = maySeeReceipts(actor, bulletin) ? undefined : actor.id;
  const from = page * shown;
  const { items, total } = await store.bulletins.replies(id, by, { from, atMost: shown });
  if (items.length === 0) return { say: [{ text: reader.say('bulletin.reply.none') }] };
  const lines = items.map(({ author, text, at }) =>
    reader.say('bulletin.reply.line', {
      name: escapeMarkup(author),
      when: writeTimeFirst(instant(at).toZonedDateTimeISO(zone), languageOf(reader.language)),
      text: escapeMarkup(text),
    }),
  );
  const title = reader.say('bulletin.reply.list', factsOf(reader, zone, bulletin));
  return pageOf(world, [title, ...lines], {
    action: `bp:${shortId(id)}`,
    page,
    from,
    shown: items.length,
    total,
  });
}

type Page = {
  readonly action: string;
  readonly page: number;
  readonly from: number;
  readonly shown: number;
  readonly total: number;
};

function pageOf(
  world: World,
  [title = '', ...lines]: readonly Markup[],
  { action, page, ...of }: Page,
): Turned {
  const { from, shown: count, total } = of;
  const part = total > count ? [partLine(world, from, count, total)] : [];
  const more =
    from + count < total
      ? [[{ label: world.reader.say('bulletin.more'), action: `${action}:${page + 1}` }]]
      : [];
  return { say: [{ text: [title, ...part, ...lines].join('\n'), buttons: more }] };
}

async function acknowledge(world: World, id: BulletinId, what: 'received' | 'read'): Promise<Turned> {
  const { changed } = await acknowledgeBulletin(world, id, what);
  return { say: [{ text: world.reader.say(changed ? `bulletin.noted.${what}` : 'bulletin.noted.before') }] };
}

async function reply(world: World, id: BulletinId): Promise<Turned> {
  await bulletinToReply(world, id);
  return { start: anyFlow(replyToBulletin), draft: { bulletin: id } };
}

type Pressed = (world: World, id: BulletinId, page: number) => Promise<Turned>;

const verbs: Readonly<Record<string, Pressed>> = {
  bv: view,
  br: receipts,
  bp: replies,
  bt: reply,
  bn: (world, id) => acknowledge(world, id, 'received'),
  bd: (world, id) => acknowledge(world, id, 'read'),
};

const kindOf = (key: string): BulletinKind => (key === 'guidance' ? 'guidance' : 'bulletin');

/** What a button about it leads to; undefined when it is none of these. */
export async function bulletinPressed(action: string, world: World): Promise<Turned | undefined> {
  const [verb = '', key = '', page = ''] = action.split(':');
  const at = /^\d{1,3}$/.test(page) ? Number(page) : 0;
  if (verb === 'bw') return write(world, kindOf(key));
  if (verb === 'bl') return bulletinsOfMine(world, kindOf(key), at);
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  const id = longId<BulletinId>(key);
  return run && id ? run(world, id, at) : undefined;
}
