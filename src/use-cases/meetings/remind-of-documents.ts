import { Temporal } from 'temporal-polyfill';
import { dueDocumentReminder, nextDocumentReminder } from '../../domain/document-due.ts';
import { type MeetingId, shortId } from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { dateOf, dateOfDay, dayIn, type Instant, instant } from '../../domain/time.ts';
import { writeShortDate, writeTimeFirst } from '../../domain/write-moment.ts';
import type { Act } from '../app.ts';
import { type Reader, say, type Wording } from '../messaging/say.ts';
import { whenAndWhere, written } from './wording.ts';

/** Reminds the office of documents that are not there. `seen` is the moment the sweep saw: another may have been faster. */
export async function remindOfDocuments(act: Act, id: MeetingId, seen: Date): Promise<void> {
  const { store, now, zone } = act;
  const due = await store.documentDates.dueOf(id);
  const at = due && instant(due);
  const next = at && nextDocumentReminder(at, now, act.calendar());
  if (!(await store.documentDates.claim(id, seen, next && dateOf(next.at)))) return;
  const meeting = await store.meetings.byId(id);
  const reminder = at && dueDocumentReminder(at, now, act.calendar());
  if (!at || !reminder || !meeting || !(await isAwaited(act, meeting))) return;
  const staff = await store.people.staff(meeting.office, dateOfDay(dayIn(zone, now)));
  await say(act, {
    to: staff.map(({ id: person }) => person),
    once: `meeting:${id}:documents:${reminder.key}`,
    priority: priority.notice,
    mayWait: true,
    word: (reader) => wording(act, reader, meeting, at),
  });
}

async function isAwaited({ store, now, zone }: Act, meeting: Meeting): Promise<boolean> {
  if (meeting.cancelledAt || Temporal.Instant.compare(meeting.startsAt, now) <= 0) return false;
  if ((await store.documents.ofMeeting(meeting.id)).length > 0) return false;
  return (await store.goLive.useAt(meeting.unit.id, dateOfDay(dayIn(zone, now)))).live;
}

function wording({ zone, now }: Act, reader: Reader, meeting: Meeting, due: Instant): Wording {
  const until = due.toZonedDateTimeISO(zone);
  const days = dayIn(zone, now).until(until.toPlainDate()).days;
  return {
    text: reader.say(`document.awaited.${days === 0 ? 'today' : 'days'}`, {
      ...whenAndWhere(reader, zone, meeting),
      days,
      date: writeShortDate(meeting.startsAt.toZonedDateTimeISO(zone)),
      due: writeTimeFirst(until, written(reader)),
    }),
    buttons: [
      [{ label: reader.say('document.send'), action: `dg:${shortId(meeting.id)}` }],
      [{ label: reader.say('document.there-are-none'), action: `dn:${shortId(meeting.id)}` }],
    ],
  };
}
