import type { DocumentId } from '../../domain/identity.ts';
import type { MeetingDocument } from '../../domain/meeting.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';

/** The invited says that the document has arrived, or has been read; an old version is for nobody any more, the newer one is. */
export async function acknowledgeDocument(
  act: ActOf,
  id: DocumentId,
  what: 'received' | 'read',
): Promise<{ changed: boolean; document: MeetingDocument; newer?: MeetingDocument }> {
  const document = await act.store.documents.byId(id);
  const invitation = document && (await act.store.invitations.of(document.meeting, act.actor.id));
  if (!document || !invitation) throw new Refusal('chat.not-yours');
  const newer = document.isReplaced ? await act.store.documents.newestOf(id) : undefined;
  if (newer) return { changed: false, document, newer };
  return {
    changed: await act.store.documents.acknowledge(id, act.actor.id, what, dateOf(act.now)),
    document,
  };
}
