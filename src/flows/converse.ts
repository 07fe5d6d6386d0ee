import { isDeepStrictEqual } from 'node:util';
import type { Inbound, InboundContent, Kept } from '../domain/channel.ts';
import { readCode } from '../domain/link-code.ts';
import { escapeMarkup, escapeValues } from '../domain/markup.ts';
import type { Button } from '../domain/message.ts';
import { fold, tidy } from '../domain/vietnamese-text.ts';
import { purgeWritten } from '../use-cases/messaging/purge-written.ts';
import type { Reader, Wording } from '../use-cases/messaging/say.ts';
import { type Advance, advance, begin } from './advance.ts';
import { pressed } from './buttons.ts';
import { commandButtons, commandNamed } from './commands.ts';
import { stale, whichIsMeant } from './engine-asks.ts';
import type { AnyFlow, Place, Said, Sentence, Talk, World } from './flow.ts';
import { fileSent } from './import-roster.ts';
import { outOfTheBlue } from './out-of-the-blue.ts';
import { filesIn, hasSaid, spotAt, withoutFiles } from './path.ts';
import { choicesAt, promptFor, worded } from './prompt.ts';
import { flowNamed } from './registry.ts';
import { standingByNumber } from './standing.ts';

/** What a command or a button leads to: something said, or a flow begun. */
export type Turned =
  /** `reader`: who reads the question that is asked again, where what was said has changed the language. */
  | { readonly say: readonly Wording[]; readonly reader?: Reader }
  /** `draft`: what the flow is about. `preset`: what need not be asked. A draft that is there already is taken up. */
  | {
      readonly start: AnyFlow;
      readonly draft?: Place['draft'];
      readonly preset?: Place['draft'];
      /** Said above its first question. */
      readonly before?: readonly Sentence[];
    };

export type Conversed = { readonly talk: Talk; readonly replies: readonly Wording[] };

const untouchedDays = 7;

/** One message of a person → what is said in answer, and what is remembered. */
export async function converse(
  inbound: Inbound,
  talk: Talk,
  untouchedSince: Date,
  world: World,
): Promise<Conversed> {
  const { content } = inbound;
  switch (content.kind) {
    case 'reachable':
      return { talk, replies: [] };
    case 'unsupported':
      return interrupted(talk, { say: [{ text: world.reader.say('chat.unsupported') }] }, world);
    case 'contact':
      return interrupted(talk, content.phone ? alreadyLinked(world) : notForContacts(world), world);
    case 'press':
      return press(content.action, talk, world);
    case 'file':
      return answered({ file: withCaption(content) }, talk, untouchedSince, world);
    case 'text':
      return text(content.text, talk, untouchedSince, world);
  }
}

function withCaption({ kept, caption }: Extract<InboundContent, { kind: 'file' }>): Kept {
  const written = tidy(caption);
  return kept && 'file' in kept && written !== ''
    ? { ...kept, caption: written }
    : (kept ?? { trouble: 'gone' });
}

async function text(typed: string, talk: Talk, untouchedSince: Date, world: World): Promise<Conversed> {
  if (fold(typed) === '/huy') return answered({ pressed: '@cancel' }, talk, untouchedSince, world);
  if (readCode(typed) && (isStart(typed) || talk.stack.length === 0))
    return interrupted(talk, alreadyLinked(world), world);
  const command = commandNamed(typed);
  if (command === 'unknown')
    return interrupted(talk, { say: [{ text: world.reader.say('chat.unknown-command') }] }, world);
  if (command) return interrupted(talk, await command(world), world);
  const numbered = takesNumbers(talk) ? undefined : await standingByNumber(typed, world);
  if (numbered) return byNumber(typed, numbered, talk, untouchedSince, world);
  if (talk.stack.length > 0) return answered({ text: typed }, talk, untouchedSince, world);
  return interrupted(talk, await outOfTheBlue(typed, world), world);
}

const isStart = (typed: string): boolean => /^\/start\b/i.test(typed);

const alreadyLinked = ({ reader, actor }: World): Turned => ({
  say: [
    {
      text: reader.say('link.already', { name: escapeMarkup(actor.name) }),
      buttons: commandButtons(reader, actor),
    },
  ],
});

const notForContacts = ({ reader }: World): Turned => ({ say: [{ text: reader.say('chat.unsupported') }] });

function takesNumbers(talk: Talk): boolean {
  const place = talk.stack.at(-1);
  const flow = place && flowNamed(place.flow);
  const spot = flow && spotAt(flow, place.draft, place.at);
  return spot?.kind === 'question' && spot.question.takesNumbers;
}

/** Of a question that is open its own choices come first; where it wants words, the person says whether they are meant. */
async function byNumber(
  typed: string,
  button: Button,
  talk: Talk,
  untouchedSince: Date,
  world: World,
): Promise<Conversed> {
  const place = talk.stack.at(-1);
  const flow = place && flowNamed(place.flow);
  if (!place || flow?.version !== place.version) return press(button.action, talk, world);
  const choices = await choicesAt(flow, place, world);
  if (Number(typed) <= choices.length) return answered({ text: typed }, talk, untouchedSince, world);
  if (choices.length > 0) return press(button.action, talk, world);
  const answer = world.reader.say('chat.number-answer', { typed: typed.trim() });
  const which = whichIsMeant(place, typed, answer, button);
  return asking({ ...talk, stack: [...talk.stack.slice(0, -1), which] }, [], world);
}

async function press(action: string, talk: Talk, world: World): Promise<Conversed> {
  const [verb, ticket, value] = action.split(/:(.*?)(?::|$)(.*)/s);
  if (verb !== 'q') return interrupted(talk, await pressed(action, world), world);
  if (talk.stack.length === 0 || ticket !== talk.ticket.toString(36)) {
    const isDone = talk.finished !== undefined && ticket === talk.finished.toString(36);
    const key = isDone ? 'chat.done-before' : 'chat.old-button';
    return interrupted(talk, { say: [{ text: world.reader.say(key) }] }, world);
  }
  return step(talk, { pressed: value ?? '' }, world);
}

/** An answer to the question on top. A draft that has lain for days is asked about first, and the answer held. */
async function answered(said: Said, talk: Talk, untouchedSince: Date, world: World): Promise<Conversed> {
  const place = talk.stack.at(-1);
  if (!place && 'file' in said) return interrupted(talk, await fileSent(said.file, world), world);
  if (!place)
    return interrupted(talk, { say: [{ text: world.reader.say('chat.nothing-to-cancel') }] }, world);
  const days = (world.now.epochMilliseconds - untouchedSince.getTime()) / 86_400_000;
  if (days >= untouchedDays && place.at !== '@stale')
    return asking({ ...talk, stack: [...talk.stack.slice(0, -1), stale(place, said)] }, [], world);
  return step(talk, said, world);
}

async function step(talk: Talk, said: Said, world: World): Promise<Conversed> {
  const place = talk.stack.at(-1);
  const flow = place && flowNamed(place.flow);
  if (!place || !flow || flow.version !== place.version) return outdated(talk, world);
  return follow(flow, await advance(flow, place, said, world), talk, world);
}

const outdated = (talk: Talk, world: World): Promise<Conversed> =>
  closing(talk, [{ text: world.reader.say('chat.flow-changed') }], world);

async function follow(flow: AnyFlow, next: Advance, talk: Talk, world: World): Promise<Conversed> {
  const below = talk.stack.slice(0, -1);
  switch (next.to) {
    case 'ask':
      return asking({ ...talk, stack: [...below, next.place] }, next.sentences, world);
    case 'finish': {
      const replies = await flow.finish(world, next.place.draft);
      return closing({ ...talk, finished: talk.ticket }, replies, world);
    }
    case 'instead': {
      const start = flowNamed(next.flow);
      if (!start) throw new Error(`there is no flow ${next.flow}`);
      // What was begun of it before gives way: the newer is meant.
      const others = below.filter((place) => place.flow !== start.name);
      return starting({ ...talk, stack: others }, { start, preset: next.preset }, world);
    }
    case 'elsewhere':
      return sentElsewhere(next, talk, world);
    case 'press':
      return interrupted(
        { ...talk, stack: [...below, next.place] },
        await pressed(next.action, world),
        world,
      );
    case 'discard':
      return closing(talk, [{ text: world.reader.say('chat.discarded') }], world);
  }
}

/** What was written is purged wherever it was stored; of a form with other things in it the rest is gone on with. */
async function sentElsewhere(
  { place, texts, sentence }: Extract<Advance, { to: 'elsewhere' }>,
  talk: Talk,
  world: World,
): Promise<Conversed> {
  const top = talk.stack.at(-1);
  const below = talk.stack.slice(0, -1);
  const purged = await purgeWritten(world, {
    written: top?.written ?? [],
    texts,
    files: filesIn(top?.draft),
    // Forms that wait below hold files of their own.
    spared: JSON.stringify(below.map(({ draft }) => draft)),
  });
  if (place) return asking({ ...talk, stack: [...below, withoutFiles(place, purged)] }, [sentence], world);
  const { key, values } = sentence;
  return closing(talk, [{ text: world.reader.say(key, escapeValues(values)) }], world);
}

/** The flow on top is over; the one below it, if any, is taken up where it was. */
async function closing(talk: Talk, replies: readonly Wording[], world: World): Promise<Conversed> {
  const stack = talk.stack.slice(0, -1);
  return interrupted({ ...talk, stack }, { say: replies }, world);
}

/** Asks the question on top, under a new ticket: presses of older askings no longer count. */
async function asking(talk: Talk, sentences: readonly Sentence[], world: World): Promise<Conversed> {
  const place = talk.stack.at(-1);
  const flow = place && flowNamed(place.flow);
  if (!place || !flow || flow.version !== place.version) return outdated(talk, world);
  const ticket = talk.ticket + 1;
  const wording = worded(await promptFor(flow, place, world), ticket, world);
  const before = sentences.map(({ key, values }) => world.reader.say(key, escapeValues(values)));
  const text = [...before, wording.text].filter((line) => line !== '').join('\n\n');
  return { talk: { ...talk, ticket }, replies: [{ ...wording, text }] };
}

/** Something in between: it is said or begun, and the question that was open is asked again. */
export async function interrupted(talk: Talk, turned: Turned, world: World): Promise<Conversed> {
  if ('start' in turned) return starting(talk, turned, world);
  if (talk.stack.length === 0) return { talk, replies: turned.say };
  const again = await asking(talk, [], { ...world, reader: turned.reader ?? world.reader });
  return { ...again, replies: [...turned.say, ...again.replies] };
}

async function starting(
  talk: Talk,
  { start, draft, preset, before = [] }: Extract<Turned, { start: AnyFlow }>,
  world: World,
): Promise<Conversed> {
  // Of several, of which one may have come from who followed the unit before, the one nearest to what is open.
  const unfinished = talk.stack.findLast((place) => isDraftOf(start, place, draft));
  if (unfinished) {
    const stack = [...talk.stack.filter((place) => place !== unfinished), unfinished];
    const title = world.reader.say(start.title);
    const again = hasSaid(start, unfinished) ? [{ key: 'chat.unfinished', values: { title } }] : [];
    return asking({ ...talk, stack }, again, world);
  }
  const first = begin(start, draft ?? preset);
  const stack = talk.stack.filter(isWorthKeeping);
  const top: Place = { flow: start.name, version: start.version, draft: {}, done: [], at: '' };
  const begun = first.to === 'ask' ? { ...first, sentences: [...before, ...first.sentences] } : first;
  return follow(start, begun, { ...talk, stack: [...stack, top] }, world);
}

/** A form begun and left without a word is not come back to. */
function isWorthKeeping(place: Place): boolean {
  const flow = flowNamed(place.flow);
  return !flow || flow.version !== place.version || place.held !== undefined || hasSaid(flow, place);
}

/** The same flow, about the same thing where the flow is about something. */
const isDraftOf = (flow: AnyFlow, place: Place, draft: Place['draft'] = {}): boolean =>
  place.flow === flow.name &&
  place.version === flow.version &&
  Object.entries(flow.questions).every(
    ([key, { kind }]) => kind !== 'given' || isDeepStrictEqual(place.draft[key], draft[key]),
  );

/** The question that is open, said again after a refusal. */
export const askAgain = (talk: Talk, refusal: Wording, world: World): Promise<Conversed> =>
  interrupted(talk, { say: [refusal] }, world);
