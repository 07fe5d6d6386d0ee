import type { RecommendationId } from '../../domain/identity.ts';
import { mayConfirm, speaksForOrigin } from '../../domain/permission.ts';
import { confirmed, refuseUnlessAnswered } from '../../domain/promise/handle.ts';
import { peopleTold } from '../../domain/promise/people.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { append } from './append.ts';
import { secondAnswer } from './second-answer.ts';
import { confirmersOf, originConfirmers, originSpeakers, tellOffice } from './tell.ts';
import { tellOtherOrigins } from './tell-origins.ts';
import { facts } from './wording.ts';

/** The recommendation if the actor speaks for whoever raised it. */
export async function raisedByUs(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await act.store.recommendations.byId(id);
  if (!told || !(mayConfirm(act.actor, told) || (await isLeftToUs(act, told, confirmersOf))))
    throw new Refusal('chat.not-yours');
  return told;
}

/** The recommendation if the actor speaks for one of its origins. */
export async function ofOurOrigin(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await act.store.recommendations.byId(id);
  if (!told || !(speaksForOrigin(act.actor, told) || (await isLeftToUs(act, told, originSpeakers))))
    throw new Refusal('chat.not-yours');
  return told;
}

/** The recommendation if the actor has a word on its answer, and it is waiting for that. */
export async function answeredToMe(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await ofOurOrigin(act, id);
  refuseUnlessAnswered(told);
  if (!(await hasTheWord(act, told)))
    throw new Refusal('recommendation.left-to-successor', { number: told.number });
  return told;
}

/** Whether the actor has a word on the answer: that of the raiser, or of somebody who has joined it. */
export const hasTheWord = async (act: ActOf, told: Told): Promise<boolean> =>
  (await originConfirmers(act, told)).includes(act.actor.id) || (await isRaisers(act, told));

/** Nobody came after who raised it: the nearest office has the word. `whose`: of whom it is asked. */
const isLeftToUs = async (act: ActOf, told: Told, whose: typeof confirmersOf): Promise<boolean> =>
  (await whose(act, told)).includes(act.actor.id);

/**
 * The word of the raiser closes it; that of another origin is noted. Not that of who raised it and has left, nor of a
 * substitute of theirs, once others came after.
 */
async function isRaisers(act: ActOf, told: Told): Promise<boolean> {
  const { actor } = act;
  const confirmers = await confirmersOf(act, told);
  if (confirmers.includes(actor.id)) return true;
  const isForRaiser = [actor.id, ...(actor.standsInFor ?? [])].includes(told.raisedBy);
  return mayConfirm(actor, told) && (!isForRaiser || confirmers.includes(told.raisedBy));
}

/** Đã thỏa đáng: it is closed, and the office that answered is told; it stays answered where the raiser has not said so. */
export async function confirmAnswer(act: ActOf, id: RecommendationId): Promise<Told> {
  const before = await answeredToMe(act, id);
  if (!(await isRaisers(act, before))) return secondAnswer(act, before);
  const told = await append(act, before, confirmed(before, act.now, act.actor.id));
  await tellOffice(act, told, told.office, told.events, {
    about: 'office',
    except: [act.actor.id],
    word: (reader) => ({ text: reader.say('recommendation.confirmed-to-office', facts(act, reader, told)) }),
  });
  await tellOtherOrigins(act, told, 'closed-by-raiser');
  return told;
}

/** Who raised it says whether the people have been told of the answer. */
export async function notePeopleTold(act: ActOf, id: RecommendationId, isTold: boolean): Promise<Told> {
  const told = await raisedByUs(act, id);
  const scene = { now: act.now, calendar: act.calendar() };
  const entries = peopleTold(told, scene, act.actor.id, isTold);
  return entries.length > 0 ? append(act, told, entries) : told;
}
