import { asksAttendanceAt, asksNotesAt } from '../../domain/attendance.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { afterQuiet, isQuiet, standardQuietHours } from '../../domain/quiet-hours.ts';
import { dateOf, dateOfDay, dayIn, earlier, type Instant } from '../../domain/time.ts';
import type { DueAfter } from '../../store/attendance.ts';
import type { Act } from '../app.ts';
import { say } from '../messaging/say.ts';
import { askForNotes } from './ask-for-notes.ts';
import { attendanceList } from './attendance-wording.ts';

/** After a meeting its office is asked who came; a day later, said or not, those who meant to come are asked for a note. */
export async function lookAfterMeeting(act: Act, due: DueAfter): Promise<void> {
  const meeting = await act.store.meetings.byId(due.id);
  if (!meeting) return;
  const next = nextLook(act, meeting);
  if (!(await act.store.attendance.claim(due, next && dateOf(next)))) return;
  const isOver = !earlier(act.now, asksAttendanceAt(meeting.startsAt, act.zone));
  if (meeting.cancelledAt || !isOver || isQuiet(act.now, act.zone, standardQuietHours)) return;
  const { live } = await act.store.goLive.useAt(meeting.unit.id, dateOfDay(dayIn(act.zone, act.now)));
  if (!live || (await act.store.attendance.lock(meeting.id))) return;
  await askAttendance(act, meeting);
  if (!earlier(act.now, asksNotesAt(meeting.startsAt, act.zone))) await askForNotes(act, meeting);
}

/** The meeting may have been moved since the moment was noted, and an outage may end at night. */
function nextLook({ now, zone }: Act, { startsAt, cancelledAt }: Meeting): Instant | undefined {
  if (cancelledAt) return undefined;
  if (isQuiet(now, zone, standardQuietHours)) return afterQuiet(now, zone, standardQuietHours);
  return [asksAttendanceAt(startsAt, zone), asksNotesAt(startsAt, zone)].find((at) => earlier(now, at));
}

/** One message with everyone on it: to who called the meeting, where they are there and can be reached, else to all of the office. */
async function askAttendance(act: Act, meeting: Meeting): Promise<void> {
  const attendees = await act.store.attendance.of(meeting.id);
  if (attendees.length === 0) return;
  const day = dateOfDay(dayIn(act.zone, act.now));
  const staff = (await act.store.people.staff(meeting.office, day)).map(({ id }) => id);
  const caller = await act.store.accounts.reach(
    staff.filter((id) => id === meeting.calledBy),
    day,
  );
  await say(act, {
    to: caller.length > 0 ? [meeting.calledBy] : staff,
    once: `meeting:${meeting.id}:attendance`,
    priority: priority.notice,
    mayWait: true,
    word: (reader) => attendanceList(reader, act.zone, meeting, attendees, 0),
  });
}
