import { type DocumentId, type MeetingId, newId, type PersonId } from '../../domain/identity.ts';
import { type KeptFile, mustBeDeclared } from '../../domain/kept-file.ts';
import { isSoon, type Meeting, type MeetingDocument } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { mayCallMeeting } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf, earlier, type Instant, instant } from '../../domain/time.ts';
import type { Reach } from '../../store/accounts.ts';
import type { ActOf } from '../app.ts';
import { type Reader, say, type Wording } from '../messaging/say.ts';
import { documentFiles } from './document-wording.ts';
import { whenAndWhere } from './wording.ts';

export type Published = {
  readonly meeting: Meeting;
  readonly told: readonly Reach[];
  readonly invited: number;
  /** They came after this moment, at which they were due. */
  readonly lateSince: Instant | undefined;
};

/** The office gives documents to a meeting that is called: everyone who has its notice gets each of them, once. */
export async function publishDocuments(
  act: ActOf,
  id: MeetingId,
  files: readonly KeptFile[],
): Promise<Published> {
  const meeting = await meetingToPublish(act, id);
  await refuseUnfit(act, files);
  await act.store.documents.lock(id);
  const documents = await addDocuments(act, id, files);
  const [first] = documents;
  if (!first) throw new Refusal('document.none-given');
  await act.store.documentDates.satisfy(id);
  const invited = await act.store.documents.told(id);
  const told = await tell(act, meeting, invited, {
    once: `documents:${first.id}`,
    word: (reader) => ({
      text: reader.say('document.published', {
        ...whenAndWhere(reader, act.zone, meeting),
        count: documents.length,
      }),
      files: documentFiles(reader, documents),
    }),
  });
  return { meeting, told, invited: invited.length, lateSince: await lateSince(act, meeting) };
}

/** The meeting, if the actor may give it documents now. */
export async function meetingToPublish(act: ActOf, id: MeetingId): Promise<Meeting> {
  const meeting = await act.store.meetings.byId(id);
  if (!meeting || !mayCallMeeting(act.actor, meeting.office)) throw new Refusal('document.not-yours-to-send');
  if (meeting.cancelledAt) throw new Refusal('document.meeting-cancelled');
  return meeting;
}

/** What nobody has read or answered for, or what is gone by now, is not published. */
export async function refuseUnfit({ store }: ActOf, files: readonly KeptFile[]): Promise<void> {
  if (files.some(mustBeDeclared)) throw new Refusal('document.not-declared');
  const known = await store.files.known(files.map(({ file }) => file));
  if (files.some(({ file }) => !known.has(file))) throw new Refusal('file.gone');
}

export async function addDocuments(
  act: ActOf,
  meeting: MeetingId,
  files: readonly KeptFile[],
): Promise<readonly MeetingDocument[]> {
  const documents = files.map((file) => newDocument(act, meeting, file));
  await act.store.documents.add(documents, dateOf(act.now));
  return documents;
}

export const newDocument = (
  { actor, now }: ActOf,
  meeting: MeetingId,
  { file, name, mime, size, caption = '' }: KeptFile,
  version = 1,
): MeetingDocument & { readonly publishedBy: PersonId } => ({
  id: newId<DocumentId>(now.epochMilliseconds),
  meeting,
  file,
  name,
  mime,
  size,
  caption,
  version,
  isReplaced: false,
  publishedBy: actor.id,
});

export const tell = (
  act: ActOf,
  meeting: Meeting,
  to: readonly PersonId[],
  { once, word }: { once: string; word: (reader: Reader, person: PersonId) => Wording },
): Promise<readonly Reach[]> =>
  say(act, { to, once, priority: priority.notice, mayWait: !isSoon(meeting, act.now), word });

/** The moment at which documents were due, where it has passed and the meeting has not begun. */
async function lateSince({ store, now }: ActOf, meeting: Meeting): Promise<Instant | undefined> {
  const due = await store.documentDates.dueOf(meeting.id);
  const isLate = due && earlier(instant(due), now) && earlier(now, meeting.startsAt);
  return isLate ? instant(due) : undefined;
}
