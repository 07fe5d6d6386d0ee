import { type Attendee, attendanceOf } from '../../domain/attendance.ts';
import type { MeetingId } from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { dateOf } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import { askForNotes } from './ask-for-notes.ts';
import { tellOfAbsences } from './tell-of-absences.ts';
import { meetingToReport } from './tick-attendance.ts';

/** The office has said who came: those are asked for a note, and who missed two in a row is named above. */
export async function closeAttendance(
  act: ActOf,
  id: MeetingId,
): Promise<{ meeting: Meeting; came: number; absent: number; before: boolean }> {
  const meeting = await meetingToReport(act, id);
  const before = (await act.store.attendance.lock(id)) !== undefined;
  await act.store.attendance.settle(id, dateOf(act.now));
  await askForNotes(act, meeting);
  await tellOfAbsences(act, meeting);
  const attendees: readonly Attendee[] = await act.store.attendance.of(id);
  const came = attendees.filter((one) => attendanceOf(one) === 'came').length;
  return { meeting, came, absent: attendees.length - came, before };
}
