import { type RecommendationId, shortId } from '../domain/identity.ts';
import type { Button } from '../domain/message.ts';
import { mayHandle, mayHelp } from '../domain/permission.ts';
import { helpersAtMost } from '../domain/promise/bounds.ts';
import { awaitedOf } from '../domain/promise/help.ts';
import { isOpen, isOverdue } from '../domain/recommendation.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten } from '../domain/shorten.ts';
import type { Told } from '../store/recommendation-row.ts';
import { askedText, helperButtons, takeBackButton } from '../use-cases/recommendations/help/help-wording.ts';
import {
  askedByUs,
  helpable,
  helpOfUs,
  officeNames,
  type Request,
} from '../use-cases/recommendations/help/open-help.ts';
import { moment } from '../use-cases/recommendations/wording.ts';
import { aboutOf } from './about-recommendation.ts';
import { answerHelp } from './answer-help.ts';
import { askForHelp } from './ask-for-help.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type World } from './flow.ts';
import { takeBackHelp } from './take-back-help.ts';

type Pressed = (world: World, id: RecommendationId, more: string) => Promise<Turned>;

const begin: Pressed = async (world, id) => {
  const told = await helpable(world, id);
  const deadline = moment(world, world.reader, told.deadline);
  return { start: anyFlow(askForHelp), draft: { ...aboutOf(told), deadline } };
};

function requestIn(recommendation: RecommendationId, written: string): Request {
  if (!/^\d{1,6}$/.test(written)) throw new Refusal('chat.old-button');
  return { recommendation, request: Number(written) };
}

const answer: Pressed = async (world, id, written) => {
  const about = requestIn(id, written);
  const { told, helper } = await helpOfUs(world, about);
  const asked = askedText(await world.store.recommendations.history(id), helper);
  const draft = {
    ...aboutOf(told),
    request: about.request,
    lead: told.officeName,
    asked: shorten(asked, 300),
    files: [],
  };
  return { start: anyFlow(answerHelp), draft };
};

const takeBack: Pressed = async (world, id, written) => {
  const about = requestIn(id, written);
  const { told, helper } = await askedByUs(world, about);
  const name = (await officeNames(world, told)).get(helper.office) ?? '';
  return { start: anyFlow(takeBackHelp), draft: { ...aboutOf(told), request: about.request, helper: name } };
};

/** What the buttons about offices that take part lead to. */
export const helpVerbs: Readonly<Record<string, Pressed>> = { ji: begin, ja: answer, jw: takeBack };

/** On the card of a recommendation: for the lead office, and for those that take part. */
export async function helpButtons(world: World, told: Told): Promise<readonly (readonly Button[])[]> {
  const { actor, reader } = world;
  if (!isOpen(told)) return [];
  const ours = awaitedOf(told).filter((helper) => mayHelp(actor, helper));
  const answers = ours.flatMap((helper) => helperButtons(reader, told, helper));
  return mayHandle(actor, told) ? [...answers, ...(await leadButtons(world, told))] : answers;
}

async function leadButtons(world: World, told: Told): Promise<readonly (readonly Button[])[]> {
  const { reader, now } = world;
  const awaited = awaitedOf(told);
  const ask = { label: reader.say('help.button.ask'), action: `ji:${shortId(told.id)}` };
  const names = awaited.length > 0 ? await officeNames(world, told) : new Map<string, string>();
  return [
    ...(awaited.length < helpersAtMost && !isOverdue(told, now) ? [[ask]] : []),
    ...awaited.map((helper) => takeBackButton(reader, told, helper, names.get(helper.office) ?? '')),
  ];
}
