import type { SeriesId } from '../../domain/identity.ts';
import type { Instant } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import { callOff } from './change-occurrence.ts';
import { openOccurrence } from './open-series.ts';
import { rescheduleSeries } from './reschedule-series.ts';

/** One occurrence is left out; who was invited to it already is told. */
export async function skipOccurrence(
  act: ActOf,
  id: SeriesId,
  on: string,
): Promise<{ readonly startsAt: Instant; readonly told: number }> {
  const { planned } = await openOccurrence(act, id, on);
  await act.store.series.except(id, on, undefined);
  const told = planned.meeting ? await callOff(act, planned.meeting) : 0;
  await rescheduleSeries(act, id);
  return { startsAt: planned.startsAt, told };
}
