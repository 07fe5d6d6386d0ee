import type { MeetingId } from '../../domain/identity.ts';
import { isSoon, type Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import { nextReminder } from '../../domain/reminder.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import { writeTimeFirst } from '../../domain/write-moment.ts';
import type { Act } from '../app.ts';
import { rescheduleDocuments } from '../meetings/schedule-documents.ts';
import { whenAndWhere, written } from '../meetings/wording.ts';
import { say } from '../messaging/say.ts';

/** A meeting that was announced is not held: those who were told are told so. How many were invited. */
export async function callOff(act: Act, id: MeetingId): Promise<number> {
  const meeting = await announced(act, id);
  await act.store.series.cancelMeeting(id, dateOf(act.now));
  const invited = await act.store.series.invited(id);
  await say(act, {
    to: invited,
    once: `meeting:${id}:called-off`,
    priority: priority.notice,
    mayWait: !isSoon(meeting, act.now),
    word: (reader) => ({
      text: reader.say('series.told.called-off', whenAndWhere(reader, act.zone, meeting)),
    }),
  });
  return invited.length;
}

/** A meeting that was announced is held at another time: those who were told are told what changed. */
export async function putOff(act: Act, id: MeetingId, startsAt: Instant): Promise<number> {
  const meeting = await announced(act, id);
  const next = nextReminder(startsAt, act.now, act.zone);
  await act.store.series.moveMeeting(id, dateOf(startsAt), next && dateOf(next.at));
  await rescheduleDocuments(act, { ...meeting, startsAt });
  const invited = await act.store.series.invited(id);
  await say(act, {
    to: invited,
    once: `meeting:${id}:moved:${meeting.revision + 1}`,
    priority: priority.notice,
    mayWait: !isSoon(meeting, act.now) && !isSoon({ startsAt }, act.now),
    word: (reader) => ({
      text: reader.say('series.told.moved', {
        ...whenAndWhere(reader, act.zone, { ...meeting, startsAt }),
        before: writeTimeFirst(meeting.startsAt.toZonedDateTimeISO(act.zone), written(reader)),
      }),
    }),
  });
  return invited.length;
}

async function announced({ store }: Act, id: MeetingId): Promise<Meeting> {
  const meeting = await store.meetings.byId(id);
  if (!meeting) throw new Refusal('series.no-such-occurrence');
  return meeting;
}
