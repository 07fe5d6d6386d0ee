import type { WaitingTurn } from '../domain/inbox.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOf, type Instant } from '../domain/time.ts';
import type { App } from '../use-cases/app.ts';
import { actOf, write } from '../use-cases/messaging/act.ts';
import { readerOf, type Wording } from '../use-cases/messaging/say.ts';
import { askAgain } from './converse.ts';
import type { World } from './flow.ts';
import { abandoned, languageOf, replyRows, talkOf } from './turn.ts';

/** Longer than this a message is not tried: it is parked, and the lane goes on. */
const parkAfterMs = 30_000;

/** A bug or an outage: tried again for a while, then put aside where somebody looks, and the person told. */
export async function fault(
  app: App,
  turn: WaitingTurn,
  error: unknown,
  now: Instant,
): Promise<'faulted' | 'parked'> {
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
