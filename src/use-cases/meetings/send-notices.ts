import { type MeetingId, shortId } from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { dateOf, dateOfDay, dayIn, earlier } from '../../domain/time.ts';
import type { Act } from '../app.ts';
import { say } from '../messaging/say.ts';
import { sendNotice } from './notice.ts';
import { whenAndWhere } from './wording.ts';

/** So many notices a transaction. */
const batch = 300;

/** The next notices of a meeting whose sending is due, in one short transaction; when all are written, looks whether they have left. */
export async function sendNotices(act: Act, id: MeetingId): Promise<void> {
  const standing = await act.store.sendings.lock(id);
  const meeting = standing && (await act.store.meetings.byId(id));
  // Another worker was faster, or somebody has stopped it.
  if (!meeting || !standing.nextAt || standing.nextAt > dateOf(act.now)) return;
  if (standing.cancelled) return act.store.sendings.stand(id, 'stopped', undefined);
  if ((await writeSome(act, meeting)) === batch)
    return act.store.sendings.stand(id, 'sending', dateOf(act.now));
  await lookWhetherSent(act, meeting);
}

/** Writes the next notices; how many. Nobody is invited to a meeting that has begun. */
async function writeSome(act: Act, meeting: Meeting): Promise<number> {
  if (!earlier(act.now, meeting.startsAt)) return 0;
  const day = dateOfDay(dayIn(act.zone, act.now));
  const guests = await act.store.sendings.unnoticed(meeting.id, day, batch);
  if (guests.length === 0) return 0;
  const documents = await act.store.documents.ofMeeting(meeting.id);
  const reached = await sendNotice(act, { meeting, documents, guests });
  return reached.length;
}

async function lookWhetherSent(act: Act, meeting: Meeting): Promise<void> {
  const { sendings } = act.store;
  const today = dateOfDay(dayIn(act.zone, act.now));
  const { invited, noticed, lastAt } = await sendings.counts(meeting.id, today);
  const { waiting, failed, firstAt } = await sendings.underway(meeting.id);
  // What this very act says is not in the outbox yet.
  if (waiting + act.outgoing.length > 0)
    return sendings.stand(meeting.id, 'sending', lookAgainAt(act, lastAt, firstAt));
  await sendings.stand(meeting.id, 'sent', undefined);
  const left = noticed - failed;
  await say(act, {
    to: [meeting.calledBy],
    once: `meeting:${meeting.id}:sent`,
    priority: priority.notice,
    mayWait: true,
    word: (reader) => ({
      text: reader.say('sending.sent', {
        ...whenAndWhere(reader, act.zone, meeting),
        left,
        unreached: invited - left,
      }),
      buttons: [[{ label: reader.say('meeting.see-answers'), action: `m:${shortId(meeting.id)}` }]],
    }),
  });
}

/** Seldomer the longer it takes; what waits for the end of quiet hours is not looked after before. */
function lookAgainAt(act: Act, lastAt: Date | null, firstAt: Date | undefined): Date {
  const now = act.now.epochMilliseconds;
  const since = now - (lastAt?.getTime() ?? now);
  const later = now + Math.min(3_600_000, Math.max(5_000, since / 4));
  return new Date(Math.max(later, firstAt?.getTime() ?? 0));
}
