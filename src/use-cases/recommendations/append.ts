import { apply, type Entry } from '../../domain/history.ts';
import type { Standing } from '../../domain/recommendation.ts';
import type { Told } from '../../store/recommendations.ts';
import type { Act } from '../app.ts';

/** Adds entries to the history; the recommendation as it stands after them. */
export async function append(act: Act, told: Told, entries: readonly Entry[]): Promise<Told> {
  if (!(await act.store.recommendations.append(told, entries)))
    // Somebody else was faster: the turn or sweep is taken again on what is there now.
    throw new Error('the history has grown meanwhile');
  const after = entries.reduce<Standing>(apply, told);
  const names = await act.store.offices.named([after.office]);
  return { ...told, ...after, officeName: names.get(after.office) ?? told.officeName };
}
