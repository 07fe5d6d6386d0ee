import type { RecommendationId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { nextDigest, takeUpDeadline } from '../../domain/recommendation.ts';
import { type Landing, levelAbove, type RungOffice } from '../../domain/rung.ts';
import type { Told } from '../../store/recommendations.ts';
import type { Act, ActOf } from '../app.ts';
import { append } from './append.ts';
import { climbFrom } from './climb.ts';
import { answeredToMe } from './confirm-answer.ts';
import { moveUp } from './move-up.ts';
import { tellOffice } from './tell.ts';
import { card, facts, officeButtons } from './wording.ts';

/** Chưa thỏa đáng: it is open again one level up, with its age and history; at the top it stays, red, before the head of the office. */
export async function disputeAnswer(
  act: ActOf,
  id: RecommendationId,
  reason: string,
): Promise<{ told: Told; climb: readonly RungOffice[] }> {
  const before = await answeredToMe(act, id);
  const { climb, landing } = await whereDisputed(act, before);
  if (!landing) return { told: await stayRed(act, before, reason, climb), climb };
  return {
    told: await moveUp(act, before, landing, climb, { what: 'disputed', by: act.actor.id, reason }),
    climb,
  };
}

/** Where a dispute of the answer takes it; no landing at the top. */
export async function whereDisputed(
  act: Act,
  { unitId, field, office }: Told,
): Promise<{ climb: readonly RungOffice[]; landing: Landing | undefined }> {
  const climb = await climbFrom(act, unitId, field);
  return { climb, landing: levelAbove(climb, office) };
}

async function stayRed(
  act: ActOf,
  before: Told,
  reason: string,
  climb: readonly RungOffice[],
): Promise<Told> {
  const deadline = takeUpDeadline(act.now, before.limits, act.calendar()).toString();
  const data = {
    office: before.office,
    atTop: true,
    deadline,
    reason,
    ...nextDigest(act.now, act.calendar()),
  };
  const told = await append(act, before, [{ what: 'disputed', at: act.now, by: act.actor.id, data }]);
  await tellOffice(act, told, told.office, told.events, {
    about: 'head',
    only: 'head',
    word: (reader) => ({
      text: [
        reader.say('recommendation.disputed-at-top', {
          ...facts(act, reader, told),
          reason: escapeMarkup(reason),
        }),
        card(act, reader, told, climb),
      ].join('\n'),
      buttons: officeButtons(reader, told),
    }),
  });
  return told;
}
