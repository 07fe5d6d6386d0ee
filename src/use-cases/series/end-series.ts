import type { SeriesId } from '../../domain/identity.ts';
import type { Series } from '../../domain/series.ts';
import { dateOf } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import { openSeries } from './open-series.ts';

/** No more meetings are made of it; those that were announced are held. */
export async function endSeries(act: ActOf, id: SeriesId): Promise<Series> {
  const series = await openSeries(act, id);
  await act.store.series.end(id, dateOf(act.now));
  return series;
}
