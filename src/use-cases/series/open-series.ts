import type { SeriesId } from '../../domain/identity.ts';
import { mayCallMeeting } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Planned, Series } from '../../domain/series.ts';
import type { ActOf } from '../app.ts';
import { comingOf } from './series-dates.ts';

/** The series, locked, if it goes on and is the actor's office's. */
export async function openSeries(act: ActOf, id: SeriesId): Promise<Series> {
  const series = await act.store.series.lock(id);
  if (!series || !mayCallMeeting(act.actor, series.office)) throw new Refusal('chat.not-yours');
  if (series.endedAt) throw new Refusal('series.ended-before');
  return series;
}

const farthest = 60;

/** Its occurrence on the day the rule names, if it is ahead and held. */
export async function openOccurrence(
  act: ActOf,
  id: SeriesId,
  on: string,
): Promise<{ readonly series: Series; readonly planned: Held }> {
  const series = await openSeries(act, id);
  const coming = (await comingOf(act, [series], { atMost: farthest })).get(id) ?? [];
  const planned = coming.find((one) => one.on === on);
  if (!planned) throw new Refusal('series.no-such-occurrence');
  if (!isHeld(planned)) throw new Refusal('series.skipped-before');
  return { series, planned };
}

type Held = Planned & { readonly startsAt: NonNullable<Planned['startsAt']> };
const isHeld = (planned: Planned): planned is Held => planned.startsAt !== undefined;
