import type { RecommendationId } from '../../domain/identity.ts';
import { calendarChanged } from '../../domain/promise/calendar.ts';
import { type WorkCalendar, workCalendar } from '../../domain/work-calendar.ts';
import type { Act } from '../app.ts';
import { append } from './append.ts';
import { sceneOf } from './climb.ts';

const batch = 100;

/** Some of what was promised by the calendar of before is counted anew by that of now; what moves, moves later, by an entry. */
export async function followCalendar(act: Act): Promise<void> {
  const { calendar, recommendations } = act.store;
  const change = await calendar.change();
  const before = workCalendar(act.zone, change.from);
  const now = workCalendar(act.zone, change.to);
  const isFirst = change.from === change.to;
  const ids = isFirst ? [] : await recommendations.waitingAfter(change.after, batch);
  for (const id of ids) await recount(act, id, before, now);
  await calendar.followed({ ...change, after: ids.length < batch ? undefined : ids.at(-1) });
}

export async function recount(
  act: Act,
  id: RecommendationId,
  before: WorkCalendar,
  calendar: WorkCalendar,
): Promise<void> {
  const told = await act.store.recommendations.byId(id);
  if (!told) return;
  const entries = calendarChanged(told, { ...(await sceneOf(act, told)), calendar }, before);
  if (entries.length > 0) await append(act, told, entries);
}
