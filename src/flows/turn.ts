import type { WaitingTurn } from '../domain/inbox.ts';
import { escapeValues } from '../domain/markup.ts';
import { priority } from '../domain/message.ts';
import type { Refusal } from '../domain/refusal.ts';
import { dateOf, type Instant } from '../domain/time.ts';
import type { TurnEnd } from '../store/inbox.ts';
import type { Store } from '../store/store.ts';
import type { App } from '../use-cases/app.ts';
import { tellOfMeetingsAhead } from '../use-cases/meetings/tell-of-meetings-ahead.ts';
import { actOf, outgoingOf } from '../use-cases/messaging/act.ts';
import { readerOf, rowsOf, type Wording } from '../use-cases/messaging/say.ts';
import { askAgain, type Conversed, converse } from './converse.ts';
import type { Talk, World } from './flow.ts';
import { converseWithStranger } from './stranger.ts';

/** One message is read and answered; what is to be written at its end. `refusal`: why what was asked can not be. */
export async function turn(
  app: App,
  store: Store,
  waiting: WaitingTurn,
  now: Instant,
  refusal?: Refusal,
): Promise<TurnEnd> {
  const act = actOf(app, store, now);
  const reader = readerOf(act, languageOf(waiting));
  const world = { ...act, at: waiting.inbound, reader, actor: waiting.actor };
  const { talk, replies } = await reply(waiting, world, refusal);
  // What is said in answer is read first, also where nothing but its place tells what is urgent.
  act.outgoing.unshift(...replyRows(replies, waiting, act.outgoing.length));
  return {
    id: waiting.id,
    lane: waiting.lane,
    state: begunWith(waiting, talk),
    nextAskAt: talk.stack.length > 0 ? dateOf(abandoned(now)) : undefined,
    said: await outgoingOf(act),
  };
}

/** What was begun in this turn, or has come from somebody else, remembers with which message. */
const begunWith = ({ id, lane }: WaitingTurn, talk: Talk): Talk => ({
  ...talk,
  stack: talk.stack.map((place) => {
    const { written = [] } = place;
    const last = written.at(-1);
    return last && last.to === undefined ? place : { ...place, written: [...written, { lane, from: id }] };
  }),
});

/** When the person is asked whether to go on with a draft left alone. */
export const abandoned = (now: Instant): Instant => now.add({ hours: 7 * 24 });

export const languageOf = ({ actor, language }: WaitingTurn): string =>
  actor?.language ?? (language === 'en' ? 'en' : 'vi');

// A lane's tickets begin where no other lane's have been: a button of the time before linking is an old one.
export const talkOf = (state: unknown, now: Instant): Talk => ({
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
    if (!unreachable && world.actor) await tellOfMeetingsAhead(world, world.actor.id);
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

export const replyRows = (replies: readonly Wording[], turn: WaitingTurn, already: number) =>
  replies.flatMap((wording, at) =>
    rowsOf(wording, turn.inbound, {
      once: `reply:${turn.id}:${already + at}`,
      priority: priority.reply,
      person: turn.actor?.id,
      notBefore: undefined,
    }),
  );
