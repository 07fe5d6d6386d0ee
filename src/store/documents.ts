import type { DocumentId, FileId, MeetingId, PersonId } from '../domain/identity.ts';
import type { MeetingDocument } from '../domain/meeting.ts';
import { type Db, sql } from './db.ts';
import type { Prisma } from './prisma-client/client.ts';

const isReplaced = sql`exists (select 1 from documents n where n.replaces_id = d.id)`;
const documentColumns = sql`
  d.id, d.meeting_id as meeting, d.file_id as file, d.name, d.caption, f.mime, f.size, d.version, ${isReplaced} as "isReplaced"`;

export type NewDocument = {
  readonly id: DocumentId;
  readonly meeting: MeetingId;
  readonly file: FileId;
  readonly name: string;
  readonly caption: string;
  readonly publishedBy: PersonId;
};

export const documents = (db: Db) => {
  const select = (where: Prisma.Sql): Promise<readonly MeetingDocument[]> =>
    db.$queryRaw<MeetingDocument[]>(sql`
      select ${documentColumns} from documents d join files f on f.id = d.file_id where ${where}`);
  return {
    /** Behind those that are there. */
    async add(rows: readonly NewDocument[], now: Date): Promise<void> {
      const [first] = rows;
      if (!first) return;
      const { _max } = await db.document.aggregate({
        where: { meetingId: first.meeting },
        _max: { position: true },
      });
      const from = (_max.position ?? -1) + 1;
      await db.document.createMany({
        data: rows.map(({ id, meeting, file, name, caption, publishedBy }, at) => ({
          id,
          meetingId: meeting,
          fileId: file,
          name,
          caption,
          position: from + at,
          publishedById: publishedBy,
          createdAt: now,
        })),
      });
    },

    /** In the place of another, which stays as it was. */
    async replace(
      old: DocumentId,
      { id, meeting, file, name, caption, publishedBy }: NewDocument,
      now: Date,
    ) {
      await db.$executeRaw(sql`
        insert into documents (id, meeting_id, file_id, name, caption, position, version, replaces_id, published_by_id, created_at)
        select ${id}::uuid, ${meeting}::uuid, ${file}, ${name}, ${caption}, o.position, o.version + 1, o.id,
          ${publishedBy}::uuid, ${now}
        from documents o where o.id = ${old}::uuid`);
    },

    /** One publication of a meeting at a time. */
    async lock(meeting: MeetingId): Promise<void> {
      await db.$queryRaw(sql`select 1 from meetings where id = ${meeting}::uuid for update`);
    },

    /** The newest version of each. */
    ofMeeting: (meeting: MeetingId) =>
      select(sql`d.meeting_id = ${meeting}::uuid and not ${isReplaced} order by d.position`),

    byId: async (id: DocumentId) => (await select(sql`d.id = ${id}::uuid`))[0],

    /** What stands in its place by now. */
    newestOf: async (id: DocumentId) =>
      (
        await select(sql`(d.meeting_id, d.position) = (select meeting_id, position from documents where id = ${id}::uuid)
          order by d.version desc limit 1`)
      )[0],

    /** Whom the meeting's notice has reached, or is on its way to. */
    async told(meeting: MeetingId): Promise<readonly PersonId[]> {
      const rows = await db.$queryRaw<{ person: PersonId }[]>(sql`
        select i.person_id as person from invitations i join meetings m on m.id = i.meeting_id
        where i.meeting_id = ${meeting}::uuid and i.withdrawn_at is null
          and (i.noticed_at is not null or m.sending = 'sent')`);
      return rows.map(({ person }) => person);
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

    /** Who has had any version of it in hand, and whether they read it. */
    async knownBy(id: DocumentId): Promise<ReadonlyMap<PersonId, 'received' | 'read'>> {
      const rows = await db.$queryRaw<{ person: PersonId; read: boolean }[]>(sql`
        select r.person_id as person, bool_or(r.read_at is not null) as read
        from documents o join documents d on d.meeting_id = o.meeting_id and d.position = o.position
          join receipts r on r.document_id = d.id
        where o.id = ${id}::uuid group by r.person_id`);
      return new Map(rows.map(({ person, read }) => [person, read ? 'read' : 'received']));
    },

    async receipts(meeting: MeetingId): Promise<readonly { person: PersonId; read: boolean }[]> {
      return db.$queryRaw(sql`
        select r.person_id as person, bool_and(r.read_at is not null) as read
        from receipts r join documents d on d.id = r.document_id
        where d.meeting_id = ${meeting}::uuid and not ${isReplaced}
        group by r.person_id`);
    },
  };
};
