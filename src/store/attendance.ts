import type { Attendance, Attendee, Kept } from '../domain/attendance.ts';
import type { InvitationId, MeetingId, PersonId, UnitId } from '../domain/identity.ts';
import { instant } from '../domain/time.ts';
import { current } from './area.ts';
import { type Db, present, sql } from './db.ts';
import { substituteDeclined } from './sent-instead.ts';

export type DueAfter = { readonly id: MeetingId; readonly due: Date };

/** A meeting that is over, as it stands in a list of who came. */
export type Attended = {
  readonly meeting: MeetingId;
  readonly unit: string;
  readonly subject: string;
  readonly at: Date;
  readonly recorded: boolean;
  readonly came: number;
  readonly invited: number;
  readonly mine: Attendance | null;
};

/** Some of a list, and how many are in all of it. */
export type AttendedPage = {
  readonly rows: readonly Attended[];
  readonly total: number;
  readonly came: number;
};

// A reason given for the time before stands while none is given for the new one.
const gaveWord = sql`coalesce(i.answer, i.before ->> 'answer', '') in ('absent', 'substitute')`;

/** A pair of missed meetings belongs to somebody. */
export type KeptBy = Kept & { readonly person: PersonId; readonly name: string; readonly post: string };

// Whom somebody of the list sent has an invitation of their own: the place is one, and counted once.
const isListed = sql`i.withdrawn_at is null and not exists (
  select 1 from invitations s where s.meeting_id = i.meeting_id and s.person_id = i.instead_of_id
    and s.answer = 'substitute' and s.substitute_id = i.person_id)`;

const presumed = sql`coalesce(i.attendance, 
  case when i.answer in ('coming', 'substitute') and ${substituteDeclined} is null then 'came' else 'absent' end)`;

const unitName = sql`u.word || ' ' || u.name`;

export const attendance = (db: Db) => ({
  async due(now: Date, atMost: number): Promise<readonly DueAfter[]> {
    return db.$queryRaw<DueAfter[]>(sql`
      select id, next_after_at as due from meetings
      where next_after_at is not null and next_after_at <= ${now} order by next_after_at limit ${atMost}`);
  },

  /** Takes what is due at the moment for this transaction; false when another has taken it. */
  async claim({ id, due }: DueAfter, next: Date | undefined): Promise<boolean> {
    const { count } = await db.meeting.updateMany({
      where: { id, nextAfterAt: due },
      data: { nextAfterAt: next ?? null },
    });
    return count === 1;
  },

  /** When the office said who came. What is said about it waits until the transaction ends. */
  async lock(id: MeetingId): Promise<Date | undefined> {
    const [row] = await db.$queryRaw<{ at: Date | null }[]>(
      sql`select attendance_at as at from meetings where id = ${id}::uuid for update`,
    );
    return row?.at ?? undefined;
  },

  async of(id: MeetingId): Promise<readonly Attendee[]> {
    const rows = await db.$queryRaw<Attendee[]>(sql`
      select i.id as invitation, i.person_id as person, pe.name, pe.post, i.answer, i.reason, i.substitute, i.before,
        i.attendance, ${substituteDeclined} as "substituteDeclined"
      from invitations i join people pe on pe.id = i.person_id where i.meeting_id = ${id}::uuid and ${isListed}`);
    return rows.map(present) as Attendee[];
  },

  async tick(id: InvitationId, attendance: Attendance): Promise<void> {
    await db.invitation.update({ where: { id }, data: { attendance } });
  },

  /** What the office left as it stood is said with the rest; with a place goes who was sent to take it, unless they said no. */
  async settle(id: MeetingId, now: Date): Promise<void> {
    await db.$executeRaw(
      sql`update invitations i set attendance = ${presumed} where i.meeting_id = ${id}::uuid and i.withdrawn_at is null`,
    );
    await db.$executeRaw(sql`
      update invitations s set attendance = i.attendance from invitations i
      where i.meeting_id = ${id}::uuid and s.meeting_id = i.meeting_id and i.answer = 'substitute'
        and i.substitute_id = s.person_id and s.instead_of_id = i.person_id and ${substituteDeclined} is null`);
    await db.$executeRaw(
      sql`update meetings set attendance_at = ${now}, next_after_at = null where id = ${id}::uuid`,
    );
  },

  /** Who was there themselves, follows the unit on the day and has written nothing about it that day. */
  async withoutNote(id: MeetingId, day: Date): Promise<readonly PersonId[]> {
    const rows = await db.$queryRaw<{ person: PersonId }[]>(sql`
      select i.person_id as person from invitations i join meetings m on m.id = i.meeting_id join units u on u.id = m.unit_id
      where i.meeting_id = ${id}::uuid and i.withdrawn_at is null and ${presumed} = 'came'
        and (i.answer is distinct from 'substitute')
        and exists (
          select 1 from assignments s where s.unit_id = any(u.lineage) and ${current('s', day)} and (
            s.person_id = i.person_id or exists (
              select 1 from substitutions b where b.person_id = s.person_id and b.substitute_id = i.person_id
                and ${current('b', day)})))
        and not exists (
          select 1 from visits v join units w on w.id = v.unit_id
          where v.author_id = i.person_id and v.date = ${day} and w.lineage @> array[m.unit_id])`);
    return rows.map(({ person }) => person);
  },

  /** Whether the person has written about the unit, or what is below it, that day. */
  async hasNote(person: PersonId, unit: UnitId, day: Date): Promise<boolean> {
    const [row] = await db.$queryRaw<{ there: boolean }[]>(sql`
      select exists (select 1 from visits v join units w on w.id = v.unit_id
        where v.author_id = ${person}::uuid and v.date = ${day} and w.lineage @> array[${unit}]::uuid[]) as there`);
    return row?.there ?? false;
  },

  /**
   * Of those absent from the meeting: what they kept and missed of the unit's meetings, the oldest first, as far as
   * offices have said who came. Missed is what the notice of which arrived, where no word was given before and nobody
   * stood in that day.
   */
  async keptByAbsent(id: MeetingId, zone: string): Promise<readonly KeptBy[]> {
    const rows = await db.$queryRaw<(Omit<KeptBy, 'startsAt'> & { startsAt: Date })[]>(sql`
      select i.person_id as person, pe.name, pe.post, m.id as meeting, m.starts_at as "startsAt",
        i.attendance = 'absent' and i.instead_of_id is null and not ${gaveWord}
          and exists (select 1 from outbox o
            where o.once = 'meeting:' || m.id || ':notice:person:' || i.person_id and o.state = 'sent')
          and not exists (select 1 from substitutions b where b.person_id = i.person_id
            and b."from" <= (m.starts_at at time zone ${zone})::date and b.until >= (m.starts_at at time zone ${zone})::date)
          as missed
      from meetings this join meetings m on m.unit_id = this.unit_id
      join invitations i on i.meeting_id = m.id join people pe on pe.id = i.person_id
      where this.id = ${id}::uuid and m.attendance_at is not null and m.cancelled_at is null and i.withdrawn_at is null
        and i.person_id in (select a.person_id from invitations a where a.meeting_id = ${id}::uuid and a.attendance = 'absent')
      order by i.person_id, m.starts_at, m.id`);
    return rows.map((row) => ({ ...row, startsAt: instant(row.startsAt) }));
  },

  /** Meetings of the unit that have begun, the latest first. */
  async ofUnit(unit: UnitId, now: Date, from: number, atMost: number): Promise<AttendedPage> {
    const rows = await db.$queryRaw<(Attended & { total: number })[]>(sql`
      select m.id as meeting, ${unitName} as unit, m.subject, m.starts_at as at, m.attendance_at is not null as recorded,
        (select count(*) from invitations i where i.meeting_id = m.id and i.attendance = 'came' and ${isListed})::int as came,
        (select count(*) from invitations i where i.meeting_id = m.id and ${isListed})::int as invited,
        null as mine, count(*) over ()::int as total
      from meetings m join units u on u.id = m.unit_id
      where m.unit_id = ${unit}::uuid and m.starts_at <= ${now} and m.cancelled_at is null
      order by m.starts_at desc, m.id offset ${from} limit ${atMost}`);
    return { rows, total: rows[0]?.total ?? 0, came: 0 };
  },

  /** Meetings the person was invited to that have begun, the latest first; `within`: only those of units at or below these. */
  async ofPerson(
    person: PersonId,
    now: Date,
    { within, from, atMost }: { within?: readonly UnitId[] | undefined; from: number; atMost: number },
  ): Promise<AttendedPage> {
    const seen = within ? sql`u.lineage && ${within}::uuid[]` : sql`true`;
    const rows = await db.$queryRaw<(Attended & { total: number; together: number })[]>(sql`
      select m.id as meeting, ${unitName} as unit, m.subject, m.starts_at as at, m.attendance_at is not null as recorded,
        0 as came, 0 as invited, case when m.attendance_at is not null then i.attendance end as mine,
        count(*) over ()::int as total,
        (count(*) filter (where m.attendance_at is not null and i.attendance = 'came') over ())::int as together
      from invitations i join meetings m on m.id = i.meeting_id join units u on u.id = m.unit_id
      where i.person_id = ${person}::uuid and i.withdrawn_at is null and m.starts_at <= ${now} and m.cancelled_at is null
        and ${seen}
      order by m.starts_at desc, m.id offset ${from} limit ${atMost}`);
    return { rows, total: rows[0]?.total ?? 0, came: rows[0]?.together ?? 0 };
  },
});
