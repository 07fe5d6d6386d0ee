import { documentsDue, nextDocumentReminder } from '../../domain/document-due.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import type { Act } from '../app.ts';

const usualDays = 3;

/** Says when a meeting's documents are due by its office's rule, and when it is next reminded. */
export async function scheduleDocuments(
  act: Act,
  meeting: Pick<Meeting, 'id' | 'office' | 'startsAt'>,
): Promise<Instant> {
  const { store, now } = act;
  const calendar = act.calendar();
  const days = (await store.documentDates.daysOf(meeting.office)) ?? usualDays;
  const due = documentsDue(meeting.startsAt, days, calendar, now);
  const isThere = (await store.documents.ofMeeting(meeting.id)).length > 0;
  const next = isThere ? undefined : nextDocumentReminder(due, now, calendar);
  await store.documentDates.set(meeting.id, dateOf(due), next && dateOf(next.at));
  return due;
}

/** The meeting is held at another time: its documents are due anew, unless none are awaited. */
export async function rescheduleDocuments(
  act: Act,
  meeting: Pick<Meeting, 'id' | 'office' | 'startsAt'>,
): Promise<void> {
  if (await act.store.documentDates.dueOf(meeting.id)) await scheduleDocuments(act, meeting);
}
