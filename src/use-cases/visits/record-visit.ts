import { type MeetingId, newId, type VisitId } from '../../domain/identity.ts';
import { mayVisit } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { RungOffice } from '../../domain/rung.ts';
import { type Day, dateOf, dateOfDay } from '../../domain/time.ts';
import type { Unit } from '../../domain/unit.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { VisitPhoto } from '../../store/visits.ts';
import type { ActOf } from '../app.ts';
import { type Raising, raiseRecommendation } from '../recommendations/raise-recommendation.ts';

export type VisitNote = {
  readonly unit: Unit;
  readonly date: Day;
  readonly note: string;
  readonly photos: readonly VisitPhoto[];
  readonly meeting: MeetingId | undefined;
  readonly recommendations: readonly Pick<Raising, 'kind' | 'urgency' | 'field' | 'text' | 'aboutOffice'>[];
};

/** Keeps what a cadre saw on a visit, and raises what came of it. */
export async function recordVisit(
  act: ActOf,
  visit: VisitNote,
): Promise<readonly { told: Told; climb: readonly RungOffice[] }[]> {
  if (!mayVisit(act.actor, visit.unit)) throw new Refusal('unit.not-followed');
  const id = newId<VisitId>(act.now.epochMilliseconds);
  await act.store.visits.create(
    {
      id,
      unit: visit.unit.id,
      author: act.actor.id,
      meeting: visit.meeting,
      date: dateOfDay(visit.date),
      note: visit.note,
      photos: visit.photos,
    },
    dateOf(act.now),
  );
  const raised = [];
  for (const recommendation of visit.recommendations)
    raised.push(await raiseRecommendation(act, { ...recommendation, unit: visit.unit, visit: id }));
  return raised;
}
