import { type Attendance, type Attendee, silentUnticked } from '../domain/attendance.ts';
import { type InvitationId, type MeetingId, shortId } from '../domain/identity.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { Button } from '../domain/message.ts';
import { mayCallMeeting } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { dateOfDay, dayIn, earlier } from '../domain/time.ts';
import { attendanceList, pageOf } from '../use-cases/meetings/attendance-wording.ts';
import { closeAttendance } from '../use-cases/meetings/close-attendance.ts';
import { meetingToReport, tickAttendance } from '../use-cases/meetings/tick-attendance.ts';
import { whenAndWhere } from '../use-cases/meetings/wording.ts';
import type { Reader, Wording } from '../use-cases/messaging/say.ts';
import { choiceOf, unitToVisit } from './ask-unit.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type World } from './flow.ts';
import { logVisit } from './log-visit.ts';

/** Everyone who was invited, a page of them; opened again as often as one likes. */
export async function listAttendance(world: World, id: MeetingId, page: number): Promise<Turned> {
  const { store, reader, zone } = world;
  const meeting = await meetingToReport(world, id);
  const attendees = await store.attendance.of(id);
  if (attendees.length === 0) throw new Refusal('attendance.nobody');
  return { say: [attendanceList(reader, zone, meeting, attendees, page)] };
}

/** One name is changed, and the list said anew where that name stands. */
export async function tick(world: World, id: InvitationId, attendance: Attendance): Promise<Turned> {
  const { meeting, attendees } = await tickAttendance(world, id, attendance);
  const page = pageOf(attendees, id);
  return { say: [attendanceList(world.reader, world.zone, meeting, attendees, page)] };
}

/** Xong: it stands, and the conclusions are next. `sure`: also where nobody was ticked. */
export async function close(world: World, id: MeetingId, sure = false): Promise<Turned> {
  const { reader, zone } = world;
  const doubt = sure ? 0 : silentUnticked(await listOf(world, id));
  if (doubt > 0) return { say: [unticked(reader, id, doubt)] };
  const { meeting, came, absent, before } = await closeAttendance(world, id);
  const values = { ...whenAndWhere(reader, zone, meeting), came, absent };
  const text = reader.say(before ? 'attendance.closed-again' : 'attendance.closed', values);
  return { say: [{ text, buttons: await afterButtons(world, meeting) }] };
}

async function listOf(world: World, id: MeetingId): Promise<readonly Attendee[]> {
  await meetingToReport(world, id);
  return world.store.attendance.of(id);
}

const unticked = (reader: Reader, id: MeetingId, count: number): Wording => ({
  text: reader.say('attendance.unticked', { count }),
  buttons: [
    [{ label: reader.say('attendance.were-absent'), action: `ay:${shortId(id)}` }],
    [{ label: reader.say('attendance.open'), action: `al:${shortId(id)}` }],
  ],
});

/** What the office that called a meeting may still do about it once it has begun: the last lines of its card. */
export async function afterButtons(
  { actor, store, reader, now }: World,
  meeting: Meeting,
): Promise<readonly (readonly Button[])[]> {
  if (earlier(now, meeting.startsAt) || meeting.cancelledAt) return [];
  const key = shortId(meeting.id);
  const see = { label: reader.say('conclusion.see'), action: `kv:${key}` };
  const concluded = await store.conclusions.some(meeting.id);
  if (!mayCallMeeting(actor, meeting.office)) return concluded ? [[see]] : [];
  const open = { label: reader.say('attendance.open'), action: `al:${key}` };
  const write = { label: reader.say('conclusion.write'), action: `kw:${key}` };
  return [[open, concluded ? see : write]];
}

/** Into the visit note, with unit and day filled in; whoever wrote it already need not again. */
export async function writeNote(world: World, id: MeetingId): Promise<Turned> {
  const { store, reader, actor, zone } = world;
  const meeting = await store.meetings.byId(id);
  const invitation = meeting && (await store.invitations.of(id, actor.id));
  if (!meeting || !invitation) throw new Refusal('chat.not-yours');
  const day = dayIn(zone, meeting.startsAt);
  if (await store.attendance.hasNote(actor.id, meeting.unit.id, dateOfDay(day)))
    return { say: [{ text: reader.say('attendance.note.there', whenAndWhere(reader, zone, meeting)) }] };
  const unit = choiceOf(await unitToVisit(world, meeting.unit.id));
  return { start: anyFlow(logVisit), preset: { unit, date: day.toString() } };
}
