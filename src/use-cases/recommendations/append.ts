import type { Entry } from '../../domain/entry.ts';
import { apply } from '../../domain/history.ts';
import { maySettle, settledBy } from '../../domain/on-time.ts';
import { withEndings } from '../../domain/promise/help.ts';
import type { Standing } from '../../domain/recommendation.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act } from '../app.ts';
import { tellOfEndings } from './help/tell-of-endings.ts';

/** Adds entries to the history, with the endings of requests that they bring about; the recommendation as it stands after them. */
export async function append(act: Act, told: Told, wanted: readonly Entry[]): Promise<Told> {
  const entries = withEndings(told, wanted);
  const settled = entries.some(maySettle)
    ? settledBy(entries, await act.store.recommendations.history(told.id))
    : [];
  if (!(await act.store.recommendations.append([{ before: told, entries, settled }])))
    // Somebody else was faster: the turn or sweep is taken again on what is there now.
    throw new Error('the history has grown meanwhile');
  const after = entries.reduce<Standing>(apply, told);
  const names = await act.store.offices.named([after.office]);
  const appended = { ...told, ...after, officeName: names.get(after.office) ?? told.officeName };
  await tellOfEndings(act, appended, entries);
  return appended;
}
