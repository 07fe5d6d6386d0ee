import type { PersonId } from '../../domain/identity.ts';
import { dateOf } from '../../domain/time.ts';
import type { Untold } from '../../store/sendings.ts';
import type { Act } from '../app.ts';
import { sendNotice } from './notice.ts';

const atMost = 20;

/** Whoever could not be reached when notices went out, and can be now, gets those of meetings still ahead. */
export async function tellOfMeetingsAhead(act: Act, person: PersonId): Promise<void> {
  for (const guest of await act.store.sendings.untoldOf(person, dateOf(act.now), atMost))
    await tellLate(act, guest);
}

async function tellLate(act: Act, { meeting: id, ...guest }: Untold): Promise<void> {
  // Whose sending is under way, held or stopped gets it with the others.
  const standing = await act.store.sendings.lock(id);
  const meeting = standing?.sending === 'sent' && (await act.store.meetings.byId(id));
  if (!meeting || meeting.cancelledAt) return;
  const documents = await act.store.documents.ofMeeting(id);
  await sendNotice(act, { meeting, documents, guests: [guest] });
}
