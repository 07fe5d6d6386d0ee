import { newId, type SeriesId } from '../../domain/identity.ts';
import { mayCallMeeting, type Seat } from '../../domain/permission.ts';
import { neverOccurs, type Rule } from '../../domain/recurrence.ts';
import { Refusal } from '../../domain/refusal.ts';
import { noticeDaysAtMost, type seriesKinds, toMake } from '../../domain/series.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import { calendarNow } from './series-dates.ts';

export type SeriesPlan = {
  readonly seat: Seat;
  readonly kind: (typeof seriesKinds)[number];
  readonly subject: string;
  readonly place: string;
  readonly rule: Rule;
  readonly noticeDays: number;
};

/** More than an office can mean. */
const runningAtMost = 30;

/** Puts a series into the calendar of the seat's unit; when its first notice goes out, undefined where that is at once. */
export async function planSeries(
  act: ActOf,
  plan: SeriesPlan,
): Promise<{ readonly id: SeriesId; readonly firstNotice: Instant | undefined }> {
  const { seat, ...rest } = plan;
  if (!mayCallMeeting(act.actor, seat.office)) throw new Refusal('meeting.not-yours-to-call');
  if (neverOccurs(plan.rule.pattern)) throw new Refusal('series.never');
  if (!Number.isInteger(plan.noticeDays) || plan.noticeDays < 1 || plan.noticeDays > noticeDaysAtMost)
    throw new Refusal('series.bad-notice-days', { atMost: noticeDaysAtMost });
  if ((await act.store.series.countOf(seat.office)) >= runningAtMost)
    throw new Refusal('series.too-many', { atMost: runningAtMost });
  const series = {
    ...rest,
    id: newId<SeriesId>(act.now.epochMilliseconds),
    unit: seat.unit,
    office: seat.office,
    calledBy: act.actor.id,
    createdAt: act.now,
  };
  const known = { calendar: await calendarNow(act), made: [], now: act.now };
  const { due, next } = toMake({ ...series, exceptions: new Map() }, known);
  const at = due.length > 0 ? act.now : next;
  await act.store.series.create(series, at && dateOf(at));
  return { id: series.id, firstNotice: due.length > 0 ? undefined : next };
}
