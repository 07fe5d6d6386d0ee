import { seconded } from '../../domain/promise/twin.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { append } from './append.ts';

/** An origin other than the raiser finds the answer satisfactory: it is noted, and goes on waiting for the raiser's word. */
export async function secondAnswer(act: ActOf, told: Told): Promise<Told> {
  const history = await act.store.recommendations.history(told.id);
  const entries = seconded(told, { now: act.now, by: act.actor.id }, history);
  return entries.length > 0 ? append(act, told, entries) : told;
}
