import { features, type Inbound } from '../domain/channel.ts';
import { readCode } from '../domain/link-code.ts';
import { escapeValues } from '../domain/markup.ts';
import type { Wording } from '../use-cases/messaging/say.ts';
import { openCode } from '../use-cases/people/open-code.ts';
import { openContact } from '../use-cases/people/open-contact.ts';
import { advance, begin } from './advance.ts';
import type { Conversed } from './converse.ts';
import {
  anyFlow,
  type Place,
  type Said,
  type Sentence,
  type StrangerWorld,
  type Talk,
  type World,
} from './flow.ts';
import { link, type Proof } from './link.ts';
import { promptFor, worded } from './prompt.ts';

const flow = anyFlow(link);

/** With an address that is nobody's: the only conversation is about who it is, by an invitation code or a phone number. */
export async function converseWithStranger(
  inbound: Inbound,
  talk: Talk,
  world: StrangerWorld,
): Promise<Conversed> {
  const { content } = inbound;
  if (content.kind === 'contact') return tryContact(content.phone, talk, world);
  const code = content.kind === 'text' ? readCode(content.text) : undefined;
  if (code) return tryCode(code, talk, world);
  const said = saidBy(inbound, talk);
  const place = talk.stack.at(-1);
  if (place?.flow === flow.name && place.version === flow.version && said)
    return follow(place, said, talk, world);
  if (content.kind !== 'press') return greet(talk, world);
  const key = 'chat.old-button';
  if (place) return asking(place, talk, world, [{ key }]);
  return { talk: { ...talk, stack: [] }, replies: [{ text: world.reader.say(key) }] };
}

/** What to do to be known; where the channel can vouch for a number, a button for that stands below. */
function greet(talk: Talk, { reader, at }: StrangerWorld): Conversed {
  const empty = { ...talk, stack: [] };
  if (!features[at.channel].contacts)
    return { talk: empty, replies: [{ text: reader.say('link.ask-code') }] };
  const text = [reader.say('link.ask-code'), reader.say('link.or-contact')].join('\n');
  const keyboard = { shareContact: reader.say('link.share-contact') };
  return { talk: { ...empty, keyboard: true }, replies: [{ text, keyboard }] };
}

function saidBy({ content }: Inbound, talk: Talk): Said | undefined {
  if (content.kind === 'text') return { text: content.text };
  if (content.kind !== 'press') return undefined;
  const [, ticket, value = ''] = content.action.split(':');
  return ticket === talk.ticket.toString(36) ? { pressed: value } : undefined;
}

async function tryCode(code: string, talk: Talk, world: StrangerWorld): Promise<Conversed> {
  const opened = await openCode(world, code, world);
  if (opened.outcome !== 'known') return refused(`link.${opened.outcome}`, talk, world);
  return isItYou({ by: 'code', hash: opened.hash }, opened, talk, world);
}

async function tryContact(shared: string | undefined, talk: Talk, world: StrangerWorld): Promise<Conversed> {
  const opened = await openContact(world, shared, world);
  if (opened.outcome !== 'known') return refused(`link.${opened.outcome}`, talk, world);
  return isItYou({ by: 'contact', phone: opened.phone }, opened, talk, world);
}

const refused = (key: string, talk: Talk, { reader }: StrangerWorld): Conversed => ({
  talk: { ...talk, stack: [] },
  replies: [{ text: reader.say(key) }],
});

function isItYou(
  proof: Proof,
  { name, post }: { readonly name: string; readonly post: string },
  talk: Talk,
  world: StrangerWorld,
): Conversed | Promise<Conversed> {
  const next = begin(flow, { found: { proof, name, post } });
  return next.to === 'ask' ? asking(next.place, talk, world) : { talk: { ...talk, stack: [] }, replies: [] };
}

async function follow(place: Place, said: Said, talk: Talk, world: StrangerWorld): Promise<Conversed> {
  const known = world as World;
  const next = await advance(flow, place, said, known);
  if (next.to === 'ask') return asking(next.place, talk, world, next.sentences);
  if (next.to !== 'finish') return greet(talk, world);
  return { talk: { ...talk, stack: [] }, replies: await flow.finish(known, next.place.draft) };
}

async function asking(
  place: Place,
  talk: Talk,
  world: StrangerWorld,
  sentences: readonly Sentence[] = [],
): Promise<Conversed> {
  const known = world as World;
  const ticket = talk.ticket + 1;
  const wording = worded(await promptFor(flow, place, known), ticket, known);
  const before = sentences.map(({ key, values }) => world.reader.say(key, escapeValues(values)));
  const text = [...before, wording.text].join('\n\n');
  // A message with buttons can not take the other one away: that is a message of its own, once.
  const away: readonly Wording[] = talk.keyboard
    ? [{ text: world.reader.say('link.received'), keyboard: 'none' }]
    : [];
  return { talk: { stack: [place], ticket }, replies: [...away, { ...wording, text }] };
}
