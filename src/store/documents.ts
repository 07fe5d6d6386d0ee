import type { DocumentId, MeetingId, PersonId } from '../domain/identity.ts';
import type { MeetingDocument } from '../domain/meeting.ts';
import { type Db, sql } from './db.ts';

const documentColumns = sql`d.id, d.meeting_id as meeting, d.file_id as file, d.name, d.caption, f.mime, f.size`;

export const documents = (db: Db) => ({
  async add(rows: readonly MeetingDocument[], now: Date): Promise<void> {
    await db.document.createMany({
      data: rows.map(({ id, meeting, file, name, caption }, position) => ({
        id,
        meetingId: meeting,
        fileId: file,
        name,
        caption,
        position,
        createdAt: now,
      })),
    });
  },

  async ofMeeting(meeting: MeetingId): Promise<readonly MeetingDocument[]> {
    return db.$queryRaw<MeetingDocument[]>(sql`
        select ${documentColumns} from documents d join files f on f.id = d.file_id
        where d.meeting_id = ${meeting}::uuid order by d.position`);
  },

  async byId(id: DocumentId): Promise<MeetingDocument | undefined> {
    const [row] = await db.$queryRaw<MeetingDocument[]>(sql`
        select ${documentColumns} from documents d join files f on f.id = d.file_id where d.id = ${id}::uuid`);
    return row;
  },

  /** Notes that a person has received or read it; false when that was noted before. */
  async acknowledge(
    id: DocumentId,
    person: PersonId,
    what: 'received' | 'read',
    now: Date,
  ): Promise<boolean> {
    const readAt = what === 'read' ? now : null;
    const changed = await db.$executeRaw(sql`
        insert into receipts as r (document_id, person_id, received_at, read_at)
        values (${id}::uuid, ${person}::uuid, ${now}, ${readAt}::timestamptz)
        on conflict (document_id, person_id) do update set read_at = excluded.read_at
        where r.read_at is null and excluded.read_at is not null`);
    return changed === 1;
  },

  async receipts(meeting: MeetingId): Promise<readonly { person: PersonId; read: boolean }[]> {
    return db.$queryRaw(sql`
        select r.person_id as person, bool_and(r.read_at is not null) as read
        from receipts r join documents d on d.id = r.document_id where d.meeting_id = ${meeting}::uuid
        group by r.person_id`);
  },
});
