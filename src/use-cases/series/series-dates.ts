import { ahead, type Planned, type Series } from '../../domain/series.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import { type WorkCalendar, workCalendar } from '../../domain/work-calendar.ts';
import type { Act } from '../app.ts';

/** The working days as they stand in the database now: an edit counts at once, in every process. */
export const calendarNow = async ({ store, zone }: Pick<Act, 'store' | 'zone'>): Promise<WorkCalendar> =>
  workCalendar(zone, await store.calendar.days());

/** The next occurrences of each series, those left out too. */
export async function comingOf(
  act: Pick<Act, 'store' | 'zone' | 'now'>,
  all: readonly Series[],
  wanted: { readonly atMost: number; readonly until?: Instant },
): Promise<ReadonlyMap<Series['id'], readonly Planned[]>> {
  if (all.length === 0) return new Map();
  const calendar = await calendarNow(act);
  const made = await act.store.series.made(
    all.map(({ id }) => id),
    dateOf(act.now),
  );
  return new Map(
    all.map((one) => {
      const known = { calendar, made: made.get(one.id) ?? [], now: act.now };
      return [one.id, firstOnes(ahead(one, known), calendar.zone, wanted)];
    }),
  );
}

function firstOnes(
  planned: Iterable<Planned>,
  zone: string,
  { atMost, until }: { readonly atMost: number; readonly until?: Instant },
): readonly Planned[] {
  const lastDay = until?.toZonedDateTimeISO(zone).toPlainDate().toString();
  const found: Planned[] = [];
  for (const one of planned) {
    if (found.length >= atMost || (lastDay !== undefined && one.on > lastDay)) break;
    found.push(one);
  }
  return found;
}
