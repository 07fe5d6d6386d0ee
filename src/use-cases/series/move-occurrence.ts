import type { SeriesId } from '../../domain/identity.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf, earlier, type Instant } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import { putOff } from './change-occurrence.ts';
import { openOccurrence } from './open-series.ts';
import { rescheduleSeries } from './reschedule-series.ts';
import { comingOf } from './series-dates.ts';

const looked = 60;

/** One occurrence is held at another time; who was invited to it already is told. */
export async function moveOccurrence(
  act: ActOf,
  id: SeriesId,
  on: string,
  to: Instant,
): Promise<{ readonly before: Instant; readonly told: number }> {
  const { series, planned } = await openOccurrence(act, id, on);
  if (!earlier(act.now, to)) throw new Refusal('meeting.already-past');
  if (planned.startsAt.equals(to)) throw new Refusal('series.same-time');
  const others = (await comingOf(act, [series], { atMost: looked })).get(id) ?? [];
  if (others.some((one) => one.startsAt?.equals(to))) throw new Refusal('series.time-taken');
  await act.store.series.except(id, on, dateOf(to));
  const told = planned.meeting ? await putOff(act, planned.meeting, to) : 0;
  await rescheduleSeries(act, id);
  return { before: planned.startsAt, told };
}
