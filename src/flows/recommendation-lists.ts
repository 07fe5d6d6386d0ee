import { longId, type RecommendationId, shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { mayConfirm, mayHandle, maySeeRecommendation } from '../domain/permission.ts';
import { isOpen, isOverdue, isRed } from '../domain/recommendation.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten } from '../domain/shorten.ts';
import type { Mark, Page, Told } from '../store/recommendations.ts';
import type { Wording } from '../use-cases/messaging/say.ts';
import { climbFrom } from '../use-cases/recommendations/climb.ts';
import { historyLines } from '../use-cases/recommendations/move-up.ts';
import { card, facts, officeButtons } from '../use-cases/recommendations/wording.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';

const shown = 10;

/** What waits for my offices, the nearest deadline first. `after` tells where the page before it ended. */
export async function waitingForMe(world: World, after?: string): Promise<Turned> {
  const { store, actor, reader } = world;
  if (actor.seats.length === 0) return { say: [{ text: reader.say('recommendation.no-office-of-yours') }] };
  const offices = actor.seats.map(({ office }) => office);
  const page = await store.recommendations.waitingFor(offices, readMark(after), shown);
  if (page.told.length === 0)
    return ended(world, after, { text: reader.say('recommendation.nothing-waits') });
  return { say: [listOf(world, 'recommendation.waiting', page, 'vp')] };
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
    const late = isOpen(told) && isOverdue(told, world.now);
    const key = isRed(told) ? 'red' : isOpen(told) ? (late ? 'late' : 'open') : told.state;
    return reader.say(`recommendation.list.${key}`, facts(world, reader, told));
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

/** One recommendation with its history, and what this person may do about it. */
export async function viewRecommendation(world: World, id: RecommendationId): Promise<Turned> {
  const told = await world.store.recommendations.byId(id);
  if (!told || !maySeeRecommendation(world.actor, { ...told, office: told.office }))
    throw new Refusal('chat.not-yours');
  const climb = await climbFrom(world, told.unitId, told.field);
  const history = await historyLines(world, told);
  const text = [card(world, world.reader, told, climb), stateLine(world, told), history(world.reader)];
  return { say: [{ text: text.filter((line) => line !== '').join('\n'), buttons: buttonsFor(world, told) }] };
}

const stateLine = ({ reader }: World, told: Told): string =>
  reader.say(`recommendation.state.${told.state}`, {
    office: escapeMarkup(told.officeName),
    handler: escapeMarkup(told.handlerName ?? ''),
  });

function buttonsFor({ actor, reader }: World, told: Told): Wording['buttons'] & object {
  if (isOpen(told) && mayHandle(actor, told)) return officeButtons(reader, told);
  if (told.state !== 'answered' || !mayConfirm(actor, told)) return [];
  return [
    [{ label: reader.say('recommendation.satisfied'), action: `rc:${shortId(told.id)}` }],
    [{ label: reader.say('recommendation.not-satisfied'), action: `rd:${shortId(told.id)}` }],
  ];
}
