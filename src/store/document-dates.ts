import type { MeetingId, OfficeId } from '../domain/identity.ts';
import { type Db, sql } from './db.ts';

/** Of the meetings whose documents were due, how many had them late or never. */
export type LateRate = { readonly late: number; readonly meetings: number };

export const documentDates = (db: Db) => ({
  /** When the documents of a meeting are due, and when the office is next reminded; without a due date none are awaited. */
  async set(meeting: MeetingId, due: Date | undefined, next: Date | undefined): Promise<void> {
    await db.meeting.update({
      where: { id: meeting },
      data: { documentsDueAt: due ?? null, nextDocumentAt: next ?? null },
    });
  },

  async dueOf(meeting: MeetingId): Promise<Date | undefined> {
    const found = await db.meeting.findUnique({ where: { id: meeting }, select: { documentsDueAt: true } });
    return found?.documentsDueAt ?? undefined;
  },

  /** There is a document: nobody is reminded any more. */
  async satisfy(meeting: MeetingId): Promise<void> {
    await db.meeting.update({ where: { id: meeting }, data: { nextDocumentAt: null } });
  },

  async dueForReminder(now: Date, atMost: number): Promise<readonly { id: MeetingId; at: Date }[]> {
    return db.$queryRaw(sql`
      select id, next_document_at as at from meetings
      where next_document_at is not null and next_document_at <= ${now} order by next_document_at limit ${atMost}`);
  },

  /** Takes the reminder due at the moment for this transaction; false when another has taken it. */
  async claim(id: MeetingId, at: Date, next: Date | undefined): Promise<boolean> {
    const { count } = await db.meeting.updateMany({
      where: { id, nextDocumentAt: at },
      data: { nextDocumentAt: next ?? null },
    });
    return count === 1;
  },

  async daysOf(office: OfficeId): Promise<number | undefined> {
    const found = await db.office.findUnique({ where: { id: office }, select: { documentDays: true } });
    return found?.documentDays;
  },

  async setDays(office: OfficeId, days: number): Promise<void> {
    await db.office.update({ where: { id: office }, data: { documentDays: days } });
  },

  /**
   * Meetings called since the moment whose documents were due by now. Late: none by then, or one that came after it and
   * before the meeting; what is published afterwards was not for study.
   */
  async lateRate(offices: readonly OfficeId[], since: Date, now: Date): Promise<LateRate> {
    const [row] = await db.$queryRaw<LateRate[]>(sql`
      select count(*)::int as meetings, count(*) filter (where
          not exists (select 1 from documents d where d.meeting_id = m.id and d.created_at <= m.documents_due_at)
          or exists (select 1 from documents d where d.meeting_id = m.id and d.replaces_id is null
            and d.created_at > m.documents_due_at and d.created_at <= m.starts_at)
        )::int as late
      from meetings m
      where m.office_id = any(${offices}::uuid[]) and m.cancelled_at is null
        and m.starts_at >= ${since} and m.documents_due_at <= ${now}`);
    return row ?? { late: 0, meetings: 0 };
  },
});
