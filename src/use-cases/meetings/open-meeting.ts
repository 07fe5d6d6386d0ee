import type { MeetingId } from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { mayCallMeeting } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { earlier } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';

/** A meeting of the actor's office that can still be changed. */
export async function openMeeting(act: ActOf, id: MeetingId): Promise<Meeting> {
  const meeting = await act.store.meetings.byId(id);
  if (!meeting || !mayCallMeeting(act.actor, meeting.office)) throw new Refusal('chat.not-yours');
  if (meeting.cancelledAt) throw new Refusal('change.was-cancelled', { subject: meeting.subject });
  if (!earlier(act.now, meeting.startsAt)) throw new Refusal('change.over', { subject: meeting.subject });
  return meeting;
}
