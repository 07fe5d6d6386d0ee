import type { DocumentId } from '../../domain/identity.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Meeting, MeetingDocument } from '../../domain/meeting.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf } from '../../domain/time.ts';
import type { Reach } from '../../store/accounts.ts';
import type { ActOf } from '../app.ts';
import { documentFiles } from './document-wording.ts';
import { meetingToPublish, newDocument, refuseUnfit, tell } from './publish-documents.ts';
import { whenAndWhere } from './wording.ts';

export type Replaced = {
  readonly meeting: Meeting;
  readonly document: MeetingDocument;
  readonly told: readonly Reach[];
  /** Of those, who had read what it replaces. */
  readonly hadRead: number;
};

/** The document, if the actor may put another in its place now. */
export async function documentToReplace(
  act: ActOf,
  id: DocumentId,
): Promise<{ meeting: Meeting; document: MeetingDocument }> {
  const document = await act.store.documents.byId(id);
  if (!document) throw new Refusal('chat.not-yours');
  const meeting = await meetingToPublish(act, document.meeting);
  if (document.isReplaced) throw new Refusal('document.replaced-before', { name: document.name });
  return { meeting, document };
}

/** A newer version in the place of a document: everyone gets it, and who had read the old one is told so. */
export async function replaceDocument(act: ActOf, id: DocumentId, file: KeptFile): Promise<Replaced> {
  const found = await act.store.documents.byId(id);
  if (found) await act.store.documents.lock(found.meeting);
  const { meeting, document: old } = await documentToReplace(act, id);
  await refuseUnfit(act, [file]);
  if (file.file === old.file) throw new Refusal('document.the-same');
  const document = newDocument(act, meeting.id, file, old.version + 1);
  await act.store.documents.replace(old.id, document, dateOf(act.now));
  const known = await act.store.documents.knownBy(old.id);
  const told = await tell(act, meeting, await act.store.documents.told(meeting.id), {
    once: `document:${document.id}:replaces`,
    word: (reader, person) => {
      const lines = [
        reader.say('document.replaces', {
          ...whenAndWhere(reader, act.zone, meeting),
          old: escapeMarkup(old.name),
          name: escapeMarkup(document.name),
          version: document.version,
        }),
      ];
      const had = known.get(person);
      if (had) lines.push(reader.say(`document.had-${had}`));
      return { text: lines.join('\n'), files: documentFiles(reader, [document]) };
    },
  });
  const hadRead = told.filter(({ person }) => known.get(person) === 'read').length;
  return { meeting, document, told, hadRead };
}
