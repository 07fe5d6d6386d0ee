import type { MeetingId } from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { ActOf } from '../app.ts';
import { meetingToPublish } from './publish-documents.ts';

/** The office says that a meeting has no documents: none are awaited, and it does not count among those that were late. */
export async function declareNoDocuments(
  act: ActOf,
  id: MeetingId,
): Promise<{ meeting: Meeting; changed: boolean }> {
  const meeting = await meetingToPublish(act, id);
  if ((await act.store.documents.ofMeeting(id)).length > 0) throw new Refusal('document.some-are-there');
  const changed = (await act.store.documentDates.dueOf(id)) !== undefined;
  await act.store.documentDates.set(id, undefined, undefined);
  return { meeting, changed };
}
