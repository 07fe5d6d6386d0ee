import { type InvitationId, longId, type MeetingId, type PersonId, type UnitId } from '../domain/identity.ts';
import { close, listAttendance, tick, writeNote } from './attendance.ts';
import { attendanceOfPerson, attendanceOfUnit } from './attendance-lists.ts';
import { beginConclusions, viewConclusions } from './conclude-meeting.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';

type Pressed = (world: World, id: string, page: number) => Promise<Turned>;

/** Buttons about what follows a meeting. A key is only a claim: each looks it up among its own. */
const verbs: Readonly<Record<string, Pressed>> = {
  al: (world, id, page) => listAttendance(world, id as MeetingId, page),
  ac: (world, id) => tick(world, id as InvitationId, 'came'),
  aa: (world, id) => tick(world, id as InvitationId, 'absent'),
  ax: (world, id) => close(world, id as MeetingId),
  ay: (world, id) => close(world, id as MeetingId, true),
  gn: (world, id) => writeNote(world, id as MeetingId),
  ht: (world, id, page) => attendanceOfPerson(world, id as PersonId, page),
  hu: (world, id, page) => attendanceOfUnit(world, id as UnitId, page),
  kw: (world, id) => beginConclusions(world, id as MeetingId),
  kv: (world, id) => viewConclusions(world, id as MeetingId),
};

/** What a button of these leads to; undefined when it is none of them. */
export function afterMeetingPressed(action: string, world: World): Promise<Turned> | undefined {
  const [verb = '', key = '', page = ''] = action.split(':');
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  const id = longId(key);
  return run && id ? run(world, id, /^\d{1,3}$/.test(page) ? Number(page) : 0) : undefined;
}
