import type { Attachment, ChannelName, Fetched, InboundContent } from '../domain/channel.ts';
import type { FileId } from '../domain/identity.ts';
import type { WaitingTurn } from '../domain/inbox.ts';
import { escapeMarkup, escapeValues } from '../domain/markup.ts';
import { priority } from '../domain/message.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOf, dateOfDay, dayIn, type Instant } from '../domain/time.ts';
import type { Store } from '../store/store.ts';
import type { App } from '../use-cases/app.ts';
import { forgetUpload } from '../use-cases/files/forget-upload.ts';
import { actOf, outgoingOf, write } from '../use-cases/messaging/act.ts';
import { keepFile } from '../use-cases/messaging/keep-file.ts';
import { readerOf, rowsOf, type Wording } from '../use-cases/messaging/say.ts';
import { askAgain, type Conversed, converse } from './converse.ts';
import type { Talk, World } from './flow.ts';
import { converseWithStranger } from './stranger.ts';

/** How one look at a lane went: `last` when it was handled and nothing waited behind it, `moved` when its first message belongs to another lane by now. */
export type TurnTaken = 'handled' | 'last' | 'nothing' | 'faulted' | 'parked' | { readonly moved: string };

/** Longer than this a message is not tried: it is parked, and the lane goes on. */
const parkAfterMs = 30_000;

type Looked = TurnTaken | { readonly file: WaitingTurn };

/** Takes the first waiting message of a lane: one transaction, in which it is read, answered and settled. */
export async function takeTurn(app: App, lane: string): Promise<TurnTaken> {
  const now = app.clock.now();
  let seen: WaitingTurn | undefined;
  try {
    const looked = await attempt(app, lane, now, (turn) => {
      seen = turn;
    });
    return typeof looked === 'object' && 'file' in looked ? await bringFile(app, looked.file) : looked;
  } catch (error) {
    if (!seen) throw error;
    if (error instanceof Refusal) return refuse(app, lane, now, error);
    return fault(app, seen, error, now);
  }
}

async function attempt(
  app: App,
  lane: string,
  now: Instant,
  see: (turn: WaitingTurn) => void,
  refusal?: Refusal,
): Promise<Looked> {
  const { looked, written } = await app.database.transaction(async (store) => {
    const turn = await next(app, store, lane, now);
    if (!turn) return { looked: 'nothing' as const, written: undefined };
    see(turn);
    if (turn.lane !== lane) {
      await store.inbox.moveTo(turn.id, turn.lane);
      return { looked: { moved: turn.lane }, written: undefined };
    }
    if (needsFile(turn)) return { looked: { file: turn }, written: undefined };
    const written = await handle(app, store, turn, now, refusal);
    return { looked: turn.isLast ? ('last' as const) : ('handled' as const), written };
  });
  if (written) app.post(written);
  return looked;
}

async function next(app: App, store: Store, lane: string, now: Instant): Promise<WaitingTurn | undefined> {
  const day = dateOfDay(dayIn(app.zone, now));
  const turn = await store.inbox.next(lane, day);
  if (turn !== 'unlocked') return turn;
  await store.inbox.begin(lane, dateOf(now));
  const again = await store.inbox.next(lane, day);
  return again === 'unlocked' ? undefined : again;
}

/** Nothing is fetched for somebody we do not know. */
const needsFile = ({ actor, inbound: { content } }: WaitingTurn): boolean =>
  actor !== undefined && content.kind === 'file' && content.kept === undefined;

async function handle(app: App, store: Store, turn: WaitingTurn, now: Instant, refusal: Refusal | undefined) {
  const act = actOf(app, store, now);
  const world = { ...act, at: turn.inbound, reader: readerOf(act, languageOf(turn)), actor: turn.actor };
  const { talk, replies } = await reply(turn, world, refusal);
  act.outgoing.push(...replyRows(replies, turn, act.outgoing.length));
  const ending = {
    lane: turn.lane,
    state: talk,
    now: dateOf(now),
    nextAskAt: talk.stack.length > 0 ? dateOf(abandoned(now)) : undefined,
    said: await outgoingOf(act),
    mine: app.mine(),
  };
  const written = await store.inbox.finish(turn.id, ending);
  // Another process was faster: nothing of this turn may stand.
  if (!written) throw new Error('the message was settled by another process');
  return written;
}

/** When the person is asked whether to go on with a draft left alone. */
const abandoned = (now: Instant): Instant => now.add({ hours: 7 * 24 });

const languageOf = ({ actor, language }: WaitingTurn): string =>
  actor?.language ?? (language === 'en' ? 'en' : 'vi');

// A lane's tickets begin where no other lane's have been: a button of the time before linking is an old one.
const talkOf = (state: unknown, now: Instant): Talk => ({
  stack: [],
  ticket: Math.floor(now.epochMilliseconds / 1000),
  ...(state as Partial<Talk>),
});

async function reply(
  turn: WaitingTurn,
  world: Omit<World, 'actor'> & { actor: World['actor'] | undefined },
  refusal: Refusal | undefined,
): Promise<Conversed> {
  const { inbound, ended } = turn;
  const talk = talkOf(turn.state, world.now);
  if (inbound.content.kind === 'reachable') {
    const unreachable = inbound.content.reachable ? undefined : 'blocked';
    await world.store.accounts.setReachable(inbound, unreachable, dateOf(world.now));
    return { talk, replies: [] };
  }
  if (ended) return { talk, replies: [{ text: world.reader.say('access.ended') }] };
  const sentence = refusal ? world.reader.say(refusal.code, escapeValues(refusal.values)) : '';
  if (!world.actor && refusal) return { talk: { ...talk, stack: [] }, replies: [{ text: sentence }] };
  if (!world.actor)
    return converseWithStranger(inbound, talk, { ...world, actor: undefined, network: inbound.network });
  const known = { ...world, actor: world.actor };
  if (refusal) return askAgain(talk, { text: sentence }, known);
  return converse(inbound, talk, turn.touchedAt, known);
}

const replyRows = (replies: readonly Wording[], turn: WaitingTurn, already: number) =>
  replies.flatMap((wording, at) =>
    rowsOf(wording, turn.inbound, {
      once: `reply:${turn.id}:${already + at}`,
      priority: priority.reply,
      person: turn.actor?.id,
      notBefore: undefined,
    }),
  );

/** The person asked for what can not be: nothing of the turn stands, and they are told why. */
async function refuse(app: App, lane: string, now: Instant, refusal: Refusal): Promise<TurnTaken> {
  const looked = await attempt(app, lane, now, () => {}, refusal);
  return typeof looked === 'object' && 'file' in looked ? 'handled' : looked;
}

/** The file comes into our own store before the turn begins: no network inside a transaction. */
async function bringFile(app: App, turn: WaitingTurn): Promise<TurnTaken> {
  const { content, channel } = turn.inbound;
  if (content.kind !== 'file') return 'handled';
  try {
    const fetch = await fetched(app, channel, content.attachment);
    const kept = await keepFile(app, { ...content, channel }, fetch);
    const isSecret = 'trouble' in kept && kept.trouble === 'secret';
    await app.database.store.inbox.amend(turn.id, {
      ...turn.inbound,
      content: { ...(isSecret ? withoutFile(content) : content), kept },
    });
    await forgetUpload(app, content.attachment, kept);
    return 'handled';
  } catch (error) {
    return fault(app, turn, error, app.clock.now());
  }
}

/** Of what bears a secret mark nothing stays that names it or leads to it. */
const withoutFile = (content: Extract<InboundContent, { kind: 'file' }>): typeof content => ({
  ...content,
  attachment: { ...content.attachment, remote: '', name: '…' },
  caption: '',
});

/** Uploaded by link it is in our vault already; else the channel brings it. */
async function fetched(app: App, channel: ChannelName, attachment: Attachment): Promise<Fetched> {
  const [, uploaded] = attachment.remote.split('vault:');
  if (uploaded !== undefined) {
    const held = await app.vault.open(uploaded as FileId);
    return held ? { outcome: 'fetched', bytes: held.read() } : { outcome: 'gone' };
  }
  const source = app.channels.get(channel);
  if (!source) throw new Error(`channel ${channel} is not open`);
  return source.fetch(attachment);
}

/** A bug or an outage: tried again for a while, then put aside where somebody looks, and the person told. */
async function fault(app: App, turn: WaitingTurn, error: unknown, now: Instant): Promise<TurnTaken> {
  const { id, inbound } = turn;
  const failingMs = await app.database.store.inbox.fault(id, error instanceof Error ? error.name : 'unknown');
  const ids = { inbox: id, channel: inbound.channel, failingMs };
  if (failingMs < parkAfterMs) {
    app.log.warn({ ...ids, err: error }, 'a turn failed and is tried again');
    return 'faulted';
  }
  app.log.error({ ...ids, alert: true, err: error }, 'a message is parked');
  await park(app, turn, now);
  return 'parked';
}

/** The question that is open is asked again with it, unless asking is what fails. */
async function park(app: App, turn: WaitingTurn, now: Instant): Promise<void> {
  try {
    await setAside(app, turn, now, openQuestion);
  } catch {
    await setAside(app, turn, now, async () => []);
  }
}

async function openQuestion(world: World, turn: WaitingTurn): Promise<readonly Wording[]> {
  const talk = talkOf(turn.state, world.now);
  if (talk.stack.length === 0) return [];
  const { replies, talk: after } = await askAgain(talk, { text: '' }, world);
  await world.store.conversations.keep(turn.lane, after, turn.touchedAt, dateOf(abandoned(world.now)));
  return replies.slice(1);
}

async function setAside(
  app: App,
  turn: WaitingTurn,
  now: Instant,
  again: (world: World, turn: WaitingTurn) => Promise<readonly Wording[]>,
): Promise<void> {
  const written = await app.database.transaction(async (store) => {
    if (!(await store.inbox.settle(turn.id, 'parked'))) return undefined;
    const act = actOf(app, store, now);
    const { actor } = turn;
    const reader = readerOf(act, languageOf(turn));
    const asked = actor ? await again({ ...act, at: turn.inbound, reader, actor }, turn) : [];
    const { content } = turn.inbound;
    const said =
      content.kind === 'text' ? content.text : content.kind === 'file' ? content.attachment.name : '';
    const quoted = shorten(said, 60);
    const text = reader.say(quoted ? 'chat.parked' : 'chat.parked-press', { said: escapeMarkup(quoted) });
    act.outgoing.push(...replyRows([{ text }, ...asked], turn, 0));
    return write(app, act);
  });
  if (written) app.post(written);
}
