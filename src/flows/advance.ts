import { choiceOf, exitOf } from './chosen.ts';
import { buttonMeant, held, heldIn, isYes, left } from './engine-asks.ts';
import type { AnyFlow, Place, Reading, Said, Sentence, World } from './flow.ts';
import {
  draftAround,
  firstOpen,
  hasSaid,
  itemsOf,
  partAt,
  type Spot,
  spotAt,
  spotBefore,
  textsIn,
  valueAt,
  withAnswer,
  withItem,
  withoutItem,
  withValue,
} from './path.ts';
import { choicesAt } from './prompt.ts';

/** What one answer leads to. Nothing is written here: the flow's own finish does that. */
export type Advance =
  /** Go on asking at the place, after saying what there is to say. */
  | { readonly to: 'ask'; readonly place: Place; readonly sentences: readonly Sentence[] }
  | { readonly to: 'finish'; readonly place: Place }
  | { readonly to: 'instead'; readonly flow: string; readonly preset: Place['draft'] }
  /** `place`: what stays when an item of a list goes; `texts`: what was written in what goes. */
  | {
      readonly to: 'elsewhere';
      readonly place: Place | undefined;
      readonly texts: readonly string[];
      readonly sentence: Sentence;
    }
  /** A button of an earlier message was meant; then the question is asked again. */
  | { readonly to: 'press'; readonly place: Place; readonly action: string }
  | { readonly to: 'discard' };

const ask = (place: Place, ...sentences: readonly Sentence[]): Advance => ({ to: 'ask', place, sentences });

export const begin = (
  flow: AnyFlow,
  draft: Place['draft'] = {},
  done: readonly string[] = Object.keys(draft),
): Advance => onward(flow, { flow: flow.name, version: flow.version, draft, done, preset: done, at: '' });

/** The next open question; else the summary, where the flow has one; else the end. */
function onward(flow: AnyFlow, place: Place, ...sentences: readonly Sentence[]): Advance {
  const { from: _from, offered: _offered, held: _held, ...plain } = place;
  const open = firstOpen(flow, plain);
  if (open) return ask({ ...plain, at: open.path }, ...sentences);
  return flow.summary ? ask({ ...plain, at: '@summary' }, ...sentences) : { to: 'finish', place: plain };
}

/** One answer → the next question that there is something to ask of. */
export async function advance(flow: AnyFlow, place: Place, said: Said, world: World): Promise<Advance> {
  let next = await answered(flow, place, said, world);
  for (;;) {
    const past = await passed(flow, next, world);
    if (!past) return next;
    next = past;
  }
}

/** Past a question of which there is nothing to ask. */
async function passed(flow: AnyFlow, next: Advance, world: World): Promise<Advance | undefined> {
  const spot = next.to === 'ask' ? spotAt(flow, next.place.draft, next.place.at) : undefined;
  if (next.to !== 'ask' || spot?.kind !== 'question' || !spot.question.unasked) return undefined;
  const value = await spot.question.unasked(world, draftAround(next.place.draft, spot.path));
  if (value === undefined) return undefined;
  return onward(flow, withAnswer(flow, next.place, spot.path, value), ...next.sentences);
}

async function answered(flow: AnyFlow, place: Place, said: Said, world: World): Promise<Advance> {
  const exit = exitOf(said, world);
  if (exit === 'back') return back(flow, place);
  if (exit === 'cancel') return cancel(flow, place);
  const choices = await choicesAt(flow, place, world);
  const chosen = choiceOf(said, choices);
  if (place.at.startsWith('@')) {
    if (chosen !== undefined) return engineChoice(flow, place, chosen, world);
    if (place.at === '@number') return resume(flow, { ...place, held: [said] }, world);
    if (place.at !== '@stale') return ask(place, { key: 'chat.choose-one' });
    return isYes(said) ? resume(flow, place, world) : ask(held(place, said), { key: 'chat.held' });
  }
  const spot = spotAt(flow, place.draft, place.at);
  if (!spot) return onward(flow, place);
  return spot.kind === 'more'
    ? more(flow, place, spot, chosen)
    : answerQuestion(flow, place, spot, said, chosen, world);
}

async function answerQuestion(
  flow: AnyFlow,
  place: Place,
  { path, question }: Extract<Spot, { kind: 'question' }>,
  said: Said,
  chosen: string | undefined,
  world: World,
): Promise<Advance> {
  const before = valueAt(place.draft, path);
  const context = { world, draft: draftAround(place.draft, path), before };
  const reading =
    chosen === undefined ? await question.read(said, context) : await question.choose(chosen, context);
  return taken(flow, place, path, reading);
}

function taken(flow: AnyFlow, place: Place, path: string, reading: Reading<unknown>): Advance {
  const { offered: _, ...plain } = place;
  switch (reading.outcome) {
    case 'refused':
      return ask(place, reading.sentence);
    case 'which':
      return ask({ ...plain, offered: reading.choices }, reading.sentence);
    case 'more': {
      // Half an answer is none: left for another question, this one is asked again.
      const done = without(place.done, path);
      return ask({ ...plain, done, draft: withValue(place.draft, path, reading.value) }, reading.sentence);
    }
    case 'instead':
      return { to: 'instead', flow: reading.flow, preset: reading.preset };
    case 'elsewhere':
      return elsewhere(flow, place, path, reading.sentence);
    case 'answer': {
      const after = withAnswer(flow, plain, path, reading.value);
      return onward(flow, after, ...(reading.sentence ? [reading.sentence] : []));
    }
  }
}

function more(
  flow: AnyFlow,
  place: Place,
  spot: Extract<Spot, { kind: 'more' }>,
  chosen: string | undefined,
): Advance {
  if (chosen === undefined) return ask(place, { key: 'chat.choose-one' });
  if (chosen === 'no') return onward(flow, { ...place, done: [...place.done, spot.path] });
  if (itemsOf(place.draft, spot.key).length >= spot.group.atMost)
    return onward(
      flow,
      { ...place, done: [...place.done, spot.path] },
      { key: 'chat.list-full', values: { atMost: spot.group.atMost } },
    );
  return onward(flow, {
    ...place,
    draft: withItem(place.draft, spot.key),
    done: without(place.done, spot.path),
  });
}

/** What was written there goes, and all of the draft with it; of a list, the item. */
function elsewhere(
  flow: AnyFlow,
  { offered: _, ...place }: Place,
  path: string,
  sentence: Sentence,
): Advance {
  const texts = textsIn(partAt(place.draft, path));
  const [key = '', at, field] = path.split('.');
  if (field === undefined) return { to: 'elsewhere', place: undefined, texts, sentence };
  const left = onward(flow, withoutItem(place, key, Number(at)));
  return { to: 'elsewhere', place: left.to === 'ask' ? left.place : undefined, texts, sentence };
}

const without = (done: readonly string[], path: string): readonly string[] =>
  done.filter((other) => other !== path);

function back(flow: AnyFlow, place: Place): Advance {
  if (place.at.startsWith('@') && place.at !== '@summary') return ask(left(place));
  // One answer changed from the summary: back to where it was chosen, or to what is still open.
  if (place.from) return onward(flow, place);
  const before = spotBefore(flow, place);
  if (!before) return ask(place, { key: 'chat.at-beginning' });
  const { offered: _, ...plain } = place;
  return ask(leaveItem(flow, plain, before.path) ?? { ...plain, at: before.path });
}

/** Going back out of an item that was not finished takes it away. */
function leaveItem(flow: AnyFlow, place: Place, to: string): Place | undefined {
  const [key = '', at, field] = place.at.split('.');
  const item = `${key}.${at}.`;
  if (field === undefined || to.startsWith(item) || !firstOpen(flow, place)?.path.startsWith(item))
    return undefined;
  return { ...withoutItem(place, key, Number(at)), at: `${key}.more` };
}

function cancel(flow: AnyFlow, place: Place): Advance {
  if (place.at === '@number') return cancel(flow, left(place));
  if (place.at === '@cancel' || !hasSaid(flow, place)) return { to: 'discard' };
  if (place.at === '@edit') return ask({ ...place, at: '@summary' });
  // Asked about an old draft, the way back leads to its question, not to the asking.
  return ask({
    ...place,
    at: '@cancel',
    from: place.at === '@stale' ? (place.from ?? '@summary') : place.at,
  });
}

async function engineChoice(flow: AnyFlow, place: Place, chosen: string, world: World): Promise<Advance> {
  const action = buttonMeant(chosen);
  if (action) return { to: 'press', place: left(place), action };
  switch (chosen) {
    case 'send':
      return { to: 'finish', place };
    case 'edit':
      return ask({ ...place, at: '@edit', from: '@summary' });
    case 'discard':
      return { to: 'discard' };
    case 'go-on':
      return resume(flow, place, world);
    default:
      return edit(flow, place, chosen);
  }
}

/** Back at the question; what was said while it waited is taken up, one after the other. */
async function resume(flow: AnyFlow, place: Place, world: World): Promise<Advance> {
  let next = ask(left(place));
  for (const said of heldIn(place)) {
    if (next.to !== 'ask' || next.place.at.startsWith('@')) break;
    const { sentences } = next;
    const after = await advance(flow, next.place, said, world);
    next = after.to === 'ask' ? ask(after.place, ...sentences, ...after.sentences) : after;
  }
  return next;
}

function edit(flow: AnyFlow, place: Place, chosen: string): Advance {
  const { from: _, ...plain } = place;
  if (chosen.startsWith('-')) {
    const [key = '', at] = chosen.slice(1).split('.');
    return onward(flow, withoutItem(plain, key, Number(at)));
  }
  const spot = spotAt(flow, place.draft, chosen);
  if (spot?.kind === 'more') return more(flow, { ...plain, done: without(place.done, chosen) }, spot, 'yes');
  return ask({ ...plain, at: chosen, ...(flow.summary && { from: '@summary' }) });
}
