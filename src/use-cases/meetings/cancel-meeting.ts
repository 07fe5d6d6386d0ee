import type { MeetingId } from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { dateOf } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import type { Changed } from './change-meeting.ts';
import { cancelText } from './change-wording.ts';
import { openMeeting } from './open-meeting.ts';
import { postponedMeeting } from './resume-meeting.ts';
import { isUrgent, tellChange } from './tell-change.ts';

export type Cancellation = {
  readonly meeting: MeetingId;
  readonly seen: number;
  /** It is to be held some other day, which will be said; else it is not held at all. */
  readonly postponed: boolean;
  readonly reason?: string;
};

/** A meeting of the actor's office that is still to be held, or was put off. */
export async function cancellable(act: ActOf, id: MeetingId): Promise<Meeting> {
  const meeting = await act.store.meetings.byId(id);
  return meeting?.postponed ? postponedMeeting(act, id) : openMeeting(act, id);
}

/** Everybody who had been told hears that it is not held, and why; nothing more is reminded of. */
export async function cancelMeeting(
  act: ActOf,
  { meeting: id, seen, postponed, reason }: Cancellation,
): Promise<Exclude<Changed, { outcome: 'same' }>> {
  const before = await cancellable(act, id);
  if (before.revision !== seen) return { outcome: 'overtaken', meeting: before };
  const after: Meeting = {
    ...before,
    revision: seen + 1,
    cancelledAt: act.now,
    cancelReason: reason,
    postponed,
  };
  if (!(await act.store.changes.cancel(before, { reason, postponed }, dateOf(act.now))))
    return { outcome: 'overtaken', meeting: await cancellable(act, id) };
  const urgent = isUrgent(act, before, after);
  const hearers = await tellChange(act, {
    before,
    after,
    word: (reader) => ({ text: cancelText(reader, act.zone, { after, urgent }) }),
  });
  return { outcome: 'done', meeting: after, hearers };
}
