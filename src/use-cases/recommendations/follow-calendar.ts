import { apply } from '../../domain/history.ts';
import type { RecommendationId } from '../../domain/identity.ts';
import { calendarChanged } from '../../domain/promise/calendar.ts';
import { helpersPostponed } from '../../domain/promise/help.ts';
import type { Standing } from '../../domain/recommendation.ts';
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
  const scene = { ...(await sceneOf(act, told)), calendar };
  const own = calendarChanged(told, scene, before);
  const moved = { ...told, ...own.reduce<Standing>(apply, told) };
  const entries = [...own, ...helpersPostponed(moved, scene, before)];
  if (entries.length > 0) await append(act, told, entries);
}
