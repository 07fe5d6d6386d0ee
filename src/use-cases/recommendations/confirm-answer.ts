import type { RecommendationId } from '../../domain/identity.ts';
import { mayConfirm } from '../../domain/permission.ts';
import { confirmed, refuseUnlessAnswered } from '../../domain/promise/handle.ts';
import { peopleTold } from '../../domain/promise/people.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Told } from '../../store/recommendations.ts';
import type { ActOf } from '../app.ts';
import { append } from './append.ts';
import { confirmersOf, speakersFor, tellOffice } from './tell.ts';
import { facts } from './wording.ts';

/** The recommendation if the actor speaks for whoever raised it. */
export async function raisedByUs(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await act.store.recommendations.byId(id);
  if (!told || !(mayConfirm(act.actor, told) || (await isLeftToUs(act, told))))
    throw new Refusal('chat.not-yours');
  return told;
}

/** The recommendation if the actor has the word on its answer, and it is waiting for that. */
export async function answeredToMe(act: ActOf, id: RecommendationId): Promise<Told> {
  const told = await raisedByUs(act, id);
  refuseUnlessAnswered(told);
  if (!(await hasTheWord(act, told)))
    throw new Refusal('recommendation.left-to-successor', { number: told.number });
  return told;
}

/** Whether the actor has the word on the answer: not who raised it and has left, nor a substitute of theirs, once others came after. */
export async function hasTheWord(act: ActOf, told: Told): Promise<boolean> {
  const { actor } = act;
  const confirmers = await confirmersOf(act, told);
  if (confirmers.includes(actor.id)) return true;
  const isForRaiser = [actor.id, ...(actor.standsInFor ?? [])].includes(told.raisedBy);
  return mayConfirm(actor, told) && (!isForRaiser || confirmers.includes(told.raisedBy));
}

/** Nobody came after who raised it: the unit's own office has the word, but where it is about that very office. */
const isLeftToUs = async (act: ActOf, told: Told): Promise<boolean> =>
  told.hiddenFrom === undefined && (await speakersFor(act, told)).includes(act.actor.id);

/** Đã thỏa đáng: it is closed, and the office that answered is told. */
export async function confirmAnswer(act: ActOf, id: RecommendationId): Promise<Told> {
  const before = await answeredToMe(act, id);
  const told = await append(act, before, confirmed(before, act.now, act.actor.id));
  await tellOffice(act, told, told.office, told.events, {
    about: 'office',
    except: [act.actor.id],
    word: (reader) => ({ text: reader.say('recommendation.confirmed-to-office', facts(act, reader, told)) }),
  });
  return told;
}

/** Who raised it says whether the people have been told of the answer. */
export async function notePeopleTold(act: ActOf, id: RecommendationId, isTold: boolean): Promise<Told> {
  const told = await raisedByUs(act, id);
  const scene = { now: act.now, calendar: act.calendar() };
  const entries = peopleTold(told, scene, act.actor.id, isTold);
  return entries.length > 0 ? append(act, told, entries) : told;
}
