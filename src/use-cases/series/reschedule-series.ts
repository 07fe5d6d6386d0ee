import type { SeriesId } from '../../domain/identity.ts';
import { type Series, toMake } from '../../domain/series.ts';
import { dateOf } from '../../domain/time.ts';
import type { WorkCalendar } from '../../domain/work-calendar.ts';
import type { Act } from '../app.ts';
import { calendarNow } from './series-dates.ts';

type Rescheduling = Pick<Act, 'store' | 'zone' | 'now'>;

/** When the series is looked at next: at once where a notice is due. */
export async function rescheduleSeries(act: Rescheduling, id: SeriesId): Promise<void> {
  const series = await act.store.series.lock(id);
  if (series && !series.endedAt) await schedule(act, [series], await calendarNow(act));
}

const batch = 500;

/** After a change of the calendar: what is not yet announced follows it. */
export async function rescheduleAll(act: Rescheduling): Promise<void> {
  const calendar = await calendarNow(act);
  let after: SeriesId | undefined;
  while (true) {
    const some = await act.store.series.allRunning(after, batch);
    await schedule(act, some, calendar);
    after = some.at(-1)?.id;
    if (some.length < batch) return;
  }
}

async function schedule(
  { store, now }: Rescheduling,
  some: readonly Series[],
  calendar: WorkCalendar,
): Promise<void> {
  const made = await store.series.made(
    some.map(({ id }) => id),
    dateOf(now),
  );
  for (const series of some) {
    const { due, next } = toMake(series, { calendar, made: made.get(series.id) ?? [], now });
    const at = due.length > 0 ? now : next;
    await store.series.schedule(series.id, at && dateOf(at));
  }
}
