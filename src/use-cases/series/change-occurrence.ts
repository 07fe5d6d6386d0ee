import type { MeetingId } from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import type { Instant } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import { cancelMeeting } from '../meetings/cancel-meeting.ts';
import { type Changed, changeMeeting } from '../meetings/change-meeting.ts';

/** What was announced of an occurrence is not held: those who were told are told so. How many. */
export const callOff = (act: ActOf, id: MeetingId): Promise<number> =>
  changed(act, id, ({ revision: seen }) => cancelMeeting(act, { meeting: id, seen, postponed: false }));

/** It is held at another time: those who were told are told what changed, and asked again. How many. */
export const putOff = (act: ActOf, id: MeetingId, startsAt: Instant): Promise<number> =>
  changed(act, id, ({ revision: seen }) => changeMeeting(act, { meeting: id, seen, to: { startsAt } }));

async function changed(
  { store }: ActOf,
  id: MeetingId,
  change: (meeting: Meeting) => Promise<Changed>,
): Promise<number> {
  const meeting = await store.meetings.byId(id);
  // Called off by itself before: nobody comes, and everybody knows.
  if (!meeting || meeting.cancelledAt) return 0;
  const outcome = await change(meeting);
  // Somebody changes it at this very moment: the turn is taken again, with what they made of it.
  if (outcome.outcome === 'overtaken') throw new Error('the meeting was changed meanwhile');
  return outcome.outcome === 'done' ? outcome.hearers.reached.length : 0;
}
