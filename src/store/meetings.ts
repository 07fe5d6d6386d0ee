import { looksAfterAt } from '../domain/attendance.ts';
import type { MeetingId, OfficeId, PersonId, UnitId } from '../domain/identity.ts';
import type { Meeting } from '../domain/meeting.ts';
import { dateOf, instant } from '../domain/time.ts';
import { type Db, sql, unitJson } from './db.ts';
import type { Prisma } from './prisma-client/client.ts';

type MeetingRow = Omit<Meeting, 'startsAt' | 'cancelledAt' | 'cancelReason'> & {
  startsAt: Date;
  cancelledAt: Date | null;
  cancelReason: string | null;
};

const meetingOf = (row: MeetingRow): Meeting => ({
  ...row,
  startsAt: instant(row.startsAt),
  cancelledAt: row.cancelledAt ? instant(row.cancelledAt) : undefined,
  cancelReason: row.cancelReason ?? undefined,
});

const meetingColumns = sql`
  m.id, ${unitJson('u', 'p')} as unit, m.office_id as office, o.name as "officeName", m.called_by_id as "calledBy",
  m.kind, m.subject, m.agenda, m.place, m.starts_at as "startsAt", m.revision, m.cancelled_at as "cancelledAt",
  m.cancel_reason as "cancelReason", m.postponed, m.sending`;
const meetingTables = sql`
  meetings m join units u on u.id = m.unit_id left join units p on p.id = u.parent_id join offices o on o.id = m.office_id`;

export const meetings = (db: Db) => {
  const select = async (where: Prisma.Sql): Promise<readonly Meeting[]> => {
    const rows = await db.$queryRaw<MeetingRow[]>(
      sql`select ${meetingColumns} from ${meetingTables} where ${where}`,
    );
    return rows.map(meetingOf);
  };
  return {
    async create(
      meeting: Meeting,
      calledAt: Date,
      { reminderAt, sendAt }: { readonly reminderAt: Date | undefined; readonly sendAt: Date | undefined },
    ): Promise<void> {
      await db.meeting.create({
        data: {
          id: meeting.id,
          unitId: meeting.unit.id,
          officeId: meeting.office,
          calledById: meeting.calledBy,
          kind: meeting.kind,
          subject: meeting.subject,
          agenda: [...meeting.agenda],
          revision: meeting.revision,
          sending: meeting.sending,
          place: meeting.place,
          startsAt: new Date(meeting.startsAt.epochMilliseconds),
          calledAt,
          nextReminderAt: reminderAt ?? null,
          nextSendAt: sendAt ?? null,
          nextAfterAt: dateOf(looksAfterAt(meeting.startsAt)),
        },
      });
    },

    byId: async (id: MeetingId) => (await select(sql`m.id = ${id}::uuid`))[0],

    /** Of a notice that is held or stopped those know who have it. */
    upcomingFor: (person: PersonId, from: Date, atMost: number) =>
      select(sql`m.starts_at >= ${from} and m.cancelled_at is null and exists (
        select 1 from invitations i where i.meeting_id = m.id and i.person_id = ${person}::uuid
          and i.withdrawn_at is null and (m.sending = 'sent' or i.noticed_at is not null))
        order by m.starts_at limit ${atMost}`),

    upcomingOf: (offices: readonly OfficeId[], from: Date, atMost: number) =>
      select(
        sql`m.starts_at >= ${from} and m.cancelled_at is null and m.office_id = any(${offices}::uuid[]) order by m.starts_at limit ${atMost}`,
      ),

    /** Put off, and no other day said yet, the last called first. */
    postponedOf: (offices: readonly OfficeId[], atMost: number) =>
      select(
        sql`m.postponed and m.office_id = any(${offices}::uuid[]) order by m.called_at desc, m.id limit ${atMost}`,
      ),

    /** The last meeting in the unit to which the person was invited, begun between the two moments. */
    lastAttended: async (person: PersonId, unit: UnitId, since: Date, until: Date) =>
      (
        await select(sql`m.unit_id = ${unit}::uuid and m.starts_at between ${since} and ${until} and m.cancelled_at is null and exists (
          select 1 from invitations i where i.meeting_id = m.id and i.person_id = ${person}::uuid)
          order by m.starts_at desc limit 1`)
      )[0],

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
