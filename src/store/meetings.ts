import type { DocumentId, InvitationId, MeetingId, OfficeId, PersonId, UnitId } from '../domain/identity.ts';
import type { Invitation, Meeting, MeetingDocument } from '../domain/meeting.ts';
import type { Answer } from '../domain/reminder.ts';
import { instant } from '../domain/time.ts';
import { type Db, json, present, sql, unitJson } from './db.ts';
import type { Prisma } from './prisma-client/client.ts';

type MeetingRow = Omit<Meeting, 'startsAt'> & { startsAt: Date };

const meetingOf = (row: MeetingRow): Meeting => ({ ...row, startsAt: instant(row.startsAt) });

const meetingColumns = sql`
  m.id, ${unitJson('u', 'p')} as unit, m.office_id as office, o.name as "officeName", m.called_by_id as "calledBy",
  m.subject, m.place, m.starts_at as "startsAt"`;
const meetingTables = sql`
  meetings m join units u on u.id = m.unit_id left join units p on p.id = u.parent_id join offices o on o.id = m.office_id`;

const invitationColumns = sql`
  i.id, i.meeting_id as meeting, i.person_id as person, pe.name, pe.post, i.answer, i.reason, i.substitute`;

const documentColumns = sql`d.id, d.meeting_id as meeting, d.file_id as file, d.name, d.caption, f.mime, f.size`;

export const meetings = (db: Db) => {
  const select = async (where: Prisma.Sql): Promise<readonly Meeting[]> => {
    const rows = await db.$queryRaw<MeetingRow[]>(
      sql`select ${meetingColumns} from ${meetingTables} where ${where}`,
    );
    return rows.map(meetingOf);
  };
  const invitations = async (where: Prisma.Sql): Promise<readonly Invitation[]> => {
    const rows = await db.$queryRaw<Invitation[]>(sql`
      select ${invitationColumns} from invitations i join people pe on pe.id = i.person_id where ${where}`);
    return rows.map(present) as Invitation[];
  };
  return {
    async create(meeting: Meeting, calledAt: Date, nextReminderAt: Date | undefined): Promise<void> {
      await db.meeting.create({
        data: {
          id: meeting.id,
          unitId: meeting.unit.id,
          officeId: meeting.office,
          calledById: meeting.calledBy,
          subject: meeting.subject,
          place: meeting.place,
          startsAt: new Date(meeting.startsAt.epochMilliseconds),
          calledAt,
          nextReminderAt: nextReminderAt ?? null,
        },
      });
    },

    async invite(rows: readonly { id: InvitationId; meeting: MeetingId; person: PersonId }[]): Promise<void> {
      await db.$executeRaw(sql`
        insert into invitations (id, meeting_id, person_id)
        select r.id, r.meeting, r.person from jsonb_to_recordset(${json(rows)}) as r(id uuid, meeting uuid, person uuid)
        on conflict (meeting_id, person_id) do nothing`);
    },

    async addDocuments(rows: readonly MeetingDocument[], now: Date): Promise<void> {
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

    byId: async (id: MeetingId) => (await select(sql`m.id = ${id}::uuid`))[0],

    upcomingFor: (person: PersonId, from: Date, atMost: number) =>
      select(sql`m.starts_at >= ${from} and m.id in (
        select meeting_id from invitations where person_id = ${person}::uuid) order by m.starts_at limit ${atMost}`),

    upcomingOf: (offices: readonly OfficeId[], from: Date, atMost: number) =>
      select(
        sql`m.starts_at >= ${from} and m.office_id = any(${offices}::uuid[]) order by m.starts_at limit ${atMost}`,
      ),

    /** The last meeting in the unit to which the person was invited, begun between the two moments. */
    lastAttended: async (person: PersonId, unit: UnitId, since: Date, until: Date) =>
      (
        await select(sql`m.unit_id = ${unit}::uuid and m.starts_at between ${since} and ${until} and exists (
          select 1 from invitations i where i.meeting_id = m.id and i.person_id = ${person}::uuid)
          order by m.starts_at desc limit 1`)
      )[0],

    invitation: async (id: InvitationId) => (await invitations(sql`i.id = ${id}::uuid`))[0],
    invitationOf: async (meeting: MeetingId, person: PersonId) =>
      (await invitations(sql`i.meeting_id = ${meeting}::uuid and i.person_id = ${person}::uuid`))[0],
    invitations: (meeting: MeetingId) =>
      invitations(sql`i.meeting_id = ${meeting}::uuid order by i.answered_at nulls last, pe.name`),

    async answer(
      id: InvitationId,
      answer: { answer: Answer; reason: string | undefined; substitute: string | undefined },
      now: Date,
    ): Promise<void> {
      await db.invitation.update({
        where: { id },
        data: {
          answer: answer.answer,
          reason: answer.reason ?? null,
          substitute: answer.substitute ?? null,
          answeredAt: now,
        },
      });
    },

    async documents(meeting: MeetingId): Promise<readonly MeetingDocument[]> {
      return db.$queryRaw<MeetingDocument[]>(sql`
        select ${documentColumns} from documents d join files f on f.id = d.file_id
        where d.meeting_id = ${meeting}::uuid order by d.position`);
    },

    async document(id: DocumentId): Promise<MeetingDocument | undefined> {
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

    async dueForReminder(now: Date, atMost: number): Promise<readonly { id: MeetingId; at: Date }[]> {
      return db.$queryRaw(sql`
        select id, next_reminder_at as at from meetings
        where next_reminder_at is not null and next_reminder_at <= ${now} order by next_reminder_at limit ${atMost}`);
    },

    /** Takes the reminder due at the moment for this transaction; false when another has taken it. */
    async claimReminder(id: MeetingId, at: Date, nextAt: Date | undefined): Promise<boolean> {
      const { count } = await db.meeting.updateMany({
        where: { id, nextReminderAt: at },
        data: { nextReminderAt: nextAt ?? null },
      });
      return count === 1;
    },
  };
};
