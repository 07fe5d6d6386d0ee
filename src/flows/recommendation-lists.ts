import { longId, type RecommendationId, shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import {
  type Actor,
  mayConfirm,
  mayHandle,
  mayHelp,
  maySeeRecommendation,
  speaksForOrigin,
} from '../domain/permission.ts';
import { mayReopen } from '../domain/promise/handle.ts';
import { awaitedOf } from '../domain/promise/help.ts';
import { concernsPeople } from '../domain/promise/people.ts';
import { isOpen, isOverdue, isPaused, isRed } from '../domain/recommendation.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten } from '../domain/shorten.ts';
import { earlier, type Instant } from '../domain/time.ts';
import type { Told } from '../store/recommendation-row.ts';
import type { Mark, Page } from '../store/recommendations.ts';
import type { Reader, Wording } from '../use-cases/messaging/say.ts';
import { allAnswerFiles, answerFiles } from '../use-cases/recommendations/answer-files.ts';
import { decideButtons } from '../use-cases/recommendations/ask-above.ts';
import { climbOf } from '../use-cases/recommendations/climb.ts';
import { hasTheWord } from '../use-cases/recommendations/confirm-answer.ts';
import { helperFiles, helperLines } from '../use-cases/recommendations/help/help-wording.ts';
import { historyLines } from '../use-cases/recommendations/history-lines.ts';
import { linkLine } from '../use-cases/recommendations/linked-ones.ts';
import { card, cardButtons, facts, moment } from '../use-cases/recommendations/wording.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';
import { helpButtons } from './help-buttons.ts';
import { letterButtons } from './letter-buttons.ts';
import { figuresButton } from './office-figures.ts';

const shown = 10;

type Said = Extract<Turned, { say: readonly Wording[] }>;

/** What waits for my offices, the nearest deadline first. `after` tells where the page before it ended. */
export async function waitingForMe(world: World, after?: string): Promise<Turned> {
  const { store, actor, reader } = world;
  if (actor.seats.length === 0) return { say: [{ text: reader.say('recommendation.no-office-of-yours') }] };
  const offices = actor.seats.map(({ office }) => office);
  const page = await store.recommendations.waitingFor(offices, readMark(after), shown);
  if (page.told.length === 0)
    return ended(world, after, {
      text: reader.say('recommendation.nothing-waits'),
      buttons: [figuresButton(world)],
    });
  const list = listOf(world, 'recommendation.waiting', page, 'vp');
  const figures = after === undefined ? [figuresButton(world)] : [];
  return { say: [{ ...list, buttons: [...(list.buttons ?? []), ...figures] }] };
}

/** What I have raised, and where it stands: first what is still to be answered. */
export async function raisedByMe(world: World, after?: string): Promise<Turned> {
  const { store, actor, reader } = world;
  const page = await store.recommendations.raisedBy(actor.id, readMark(after), shown);
  const newOne = [{ label: reader.say('command.neu'), action: 'c:neu' }];
  const none = { text: reader.say('recommendation.none-raised'), buttons: [newOne] };
  if (page.told.length === 0) return ended(world, after, none);
  const list = listOf(world, 'recommendation.raised', page, 'kp');
  return { say: [{ ...list, buttons: [...(list.buttons ?? []), newOne] }] };
}

const ended = ({ reader }: World, after: string | undefined, none: Wording): Turned => ({
  say: [after === undefined ? none : { text: reader.say('recommendation.no-more') }],
});

/** The end of a page as it rides in a button. */
const writeMark = ({ group, key, id }: Mark): string => `${group}.${key.toString(36)}.${shortId(id)}`;

function readMark(written: string | undefined): Mark | undefined {
  if (written === undefined) return undefined;
  const [group = '', key = '', short = ''] = written.split('.');
  const id = longId<RecommendationId>(short);
  if (!id || !/^[012]$/.test(group) || !/^-?[0-9a-z]{1,9}$/.test(key)) throw new Refusal('chat.old-button');
  return { group: Number(group), key: Number.parseInt(key, 36), id };
}

function listOf(world: World, title: string, page: Page, verb: 'vp' | 'kp'): Wording {
  const { reader } = world;
  const { told: all, total, rest, last } = page;
  const lines = all.map((told) => {
    const line =
      helpLine(world, told) ??
      reader.say(`recommendation.list.${lineKey(world, told)}`, facts(world, reader, told));
    return verb === 'kp' && hasJoined(world, told) ? reader.say('twin.list', { line }) : line;
  });
  const buttons = all.map((told) => [
    { label: shorten(`${told.number}: ${told.text}`, 40), action: `rv:${shortId(told.id)}` },
  ]);
  const from = total - rest + 1;
  const part = reader.say('recommendation.part', { from, to: from + all.length - 1 });
  const head = [reader.say(title, { count: total }), ...(total > all.length ? [part] : [])];
  const more =
    last && rest > all.length
      ? [[{ label: reader.say('recommendation.more'), action: `${verb}:${writeMark(last)}` }]]
      : [];
  return { text: [...head, ...lines].join('\n'), buttons: [...buttons, ...more] };
}

const hasJoined = ({ actor }: World, { joined }: Told): boolean => joined.includes(actor.id);

function lineKey({ actor, now }: World, told: Told): string {
  if (told.asked && decides(actor, told)) return 'decide';
  if (isRed(told)) return 'red';
  if (!isOpen(told)) return standingOf(told);
  if (isPaused(told)) return 'paused';
  return isOverdue(told, now) ? 'late' : 'open';
}

const decides = (actor: Actor, { asked }: Told): boolean =>
  actor.seats.some(({ office }) => office === asked?.to);

/** One recommendation with its history, and what this person may do about it. */
export async function viewRecommendation(world: World, id: RecommendationId): Promise<Said> {
  const told = await world.store.recommendations.byId(id);
  if (!told || !maySeeRecommendation(world.actor, { ...told, office: told.office }))
    throw new Refusal('chat.not-yours');
  const climb = await climbOf(world, told);
  const entries = await world.store.recommendations.history(id);
  const history = await historyLines(world, told, entries);
  const helpers = await helperLines(world, told, entries);
  const text = [
    card(world, world.reader, told, climb),
    stateLine(world, told),
    await linkLine(world, world.reader, told),
    helpers(world.reader),
    history(world.reader),
  ];
  const originMay = told.state !== 'answered' || (await hasTheWord(world, told));
  const buttons = [
    ...buttonsFor(world, told, originMay),
    ...(await helpButtons(world, told)),
    ...letterButtons(world, told, entries),
  ];
  const files = [
    ...allAnswerFiles(world, world.reader, entries),
    ...(takesPart(world, told) ? answerFiles(helperFiles(entries)) : []),
  ];
  return { say: [{ text: text.filter((line) => line !== '').join('\n'), buttons, files }] };
}

/** By its number, said by somebody who may see it; whether there is one that they may not is not told. */
export async function viewNumbered(world: World, number: string): Promise<Said> {
  const told = await world.store.recommendations.byNumber(number);
  if (told && maySeeRecommendation(world.actor, told)) return viewRecommendation(world, told.id);
  return {
    say: [{ text: world.reader.say('recommendation.no-such-number', { number: escapeMarkup(number) }) }],
  };
}

/** Who has a part in it sees what the helpers sent; who raised it gets the answer of the lead. */
const takesPart = ({ actor }: World, told: Told): boolean =>
  mayHandle(actor, told) || told.helpers.some((helper) => mayHelp(actor, helper));

/** In the list of what waits: where the actor's office only takes part, by its own day. */
function helpLine(world: World, told: Told): string | undefined {
  const { actor, reader, now } = world;
  const ours = awaitedOf(told).filter((helper) => mayHelp(actor, helper));
  const [first] = [...ours].sort((a, b) => a.due.epochMilliseconds - b.due.epochMilliseconds);
  if (!first || mayHandle(actor, told) || decides(actor, told)) return undefined;
  const due = moment(world, reader, first.due);
  const key = earlier(first.due, now) ? 'late' : 'awaited';
  return reader.say(`help.list.${key}`, { ...facts(world, reader, told), due });
}

/** What silence has closed is not called settled. */
const standingOf = ({ state, bySilence }: Told): string => (bySilence ? 'closed-by-silence' : state);

const stateLine = ({ reader }: World, told: Told): string =>
  reader.say(`recommendation.state.${standingOf(told)}`, {
    closeDays: told.limits.closeDays,
    office: escapeMarkup(told.officeName),
    handler: escapeMarkup(told.handlerName ?? ''),
  });

/** `originMay`: whoever speaks for who raised it has a say in it now. */
function buttonsFor(
  { actor, reader, now }: World,
  told: Told,
  originMay: boolean,
): Wording['buttons'] & object {
  return [
    ...(isOpen(told) && decides(actor, told) ? decideButtons(reader, told) : []),
    ...(isOpen(told) && mayHandle(actor, told) ? cardButtons(reader, told) : []),
    ...(originMay && speaksForOrigin(actor, told)
      ? originButtons(reader, told, now, mayConfirm(actor, told))
      : []),
  ];
}

/** What who raised it may do now, and who has joined it. */
function originButtons(
  reader: Reader,
  told: Told,
  now: Instant,
  isRaiser: boolean,
): Wording['buttons'] & object {
  const line = (key: string, verb: string) => [
    { label: reader.say(key), action: `${verb}:${shortId(told.id)}` },
  ];
  if (told.state === 'answered')
    return [line('recommendation.satisfied', 'rc'), line('recommendation.not-satisfied', 'rd')];
  if (told.state === 'closed') {
    const reopen = mayReopen(told, now) ? [line('promise.button.reopen', 'ro')] : [];
    const asksOfPeople = isRaiser && concernsPeople(told) && !told.peopleTold;
    return asksOfPeople ? [line('recommendation.told-them', 'rk'), ...reopen] : reopen;
  }
  if (!isOpen(told)) return [];
  const reply = told.questioned ? [line('promise.button.reply', 'rr')] : [];
  return isRaiser && told.joined.length === 0 ? [...reply, line('promise.button.withdraw', 'rw')] : reply;
}
