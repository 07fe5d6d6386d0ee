import type { Attendance, Attendee } from '../../domain/attendance.ts';
import type { InvitationId, MeetingId } from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { mayCallMeeting } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { earlier } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';

/** The meeting, if it has begun and the actor sits in the office that called it. */
export async function meetingToReport(act: ActOf, id: MeetingId): Promise<Meeting> {
  const meeting = await act.store.meetings.byId(id);
  if (!meeting || !mayCallMeeting(act.actor, meeting.office)) throw new Refusal('chat.not-yours');
  if (meeting.cancelledAt) throw new Refusal('attendance.cancelled');
  if (earlier(act.now, meeting.startsAt)) throw new Refusal('attendance.not-begun');
  return meeting;
}

/** The office says of one of the invited whether they came. */
export async function tickAttendance(
  act: ActOf,
  id: InvitationId,
  attendance: Attendance,
): Promise<{ meeting: Meeting; attendees: readonly Attendee[] }> {
  const invitation = await act.store.invitations.byId(id);
  if (!invitation) throw new Refusal('chat.not-yours');
  const meeting = await meetingToReport(act, invitation.meeting);
  const listed = await act.store.attendance.of(meeting.id);
  if (!listed.some((one) => one.invitation === id)) throw new Refusal('attendance.not-invited');
  await act.store.attendance.tick(id, attendance);
  return {
    meeting,
    attendees: listed.map((one) => (one.invitation === id ? { ...one, attendance } : one)),
  };
}
