import { shortId } from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import type { Act } from '../app.ts';
import { say } from '../messaging/say.ts';
import { whenAndWhere } from './wording.ts';

/** Whoever came is asked for a note about the day, once, unless there is one. */
export async function askForNotes(act: Act, meeting: Meeting): Promise<void> {
  const day = dateOfDay(dayIn(act.zone, meeting.startsAt));
  await say(act, {
    to: await act.store.attendance.withoutNote(meeting.id, day),
    once: `meeting:${meeting.id}:note`,
    priority: priority.notice,
    mayWait: true,
    word: (reader) => ({
      text: reader.say('attendance.note.ask', whenAndWhere(reader, act.zone, meeting)),
      buttons: [[{ label: reader.say('attendance.note.button'), action: `gn:${shortId(meeting.id)}` }]],
    }),
  });
}
