import type { Audience } from '../domain/audience.ts';
import type { InvitationId, MeetingId, PersonId } from '../domain/identity.ts';
import type { Sending } from '../domain/meeting.ts';
import { type Db, json, present, sql } from './db.ts';

/** Where the sending of a meeting's notice stands. */
export type Standing = {
  readonly sending: Sending;
  readonly nextAt: Date | undefined;
  readonly cancelled: boolean;
};

/** Somebody whose notice is still to be written, and for whom they come where it is not for themselves. */
export type Unnoticed = {
  readonly invitation: InvitationId;
  readonly id: PersonId;
  readonly name: string;
  readonly insteadOf: string | undefined;
};

export type Untold = Unnoticed & { readonly meeting: MeetingId };

/** People whose notice has not left, has failed; and the moment the first of it may leave. */
export type Underway = {
  readonly waiting: number;
  readonly failed: number;
  readonly firstAt: Date | undefined;
};

export type Draft = { readonly audience: Audience | undefined; readonly agenda: readonly string[] };

type Counts = {
  readonly invited: number;
  readonly noticed: number;
  readonly unwritten: number;
  /** When the last of it was written. */
  readonly lastAt: Date | null;
};

const canBeReached = (day: Date) => sql`(
  (pe.ended_on is null or pe.ended_on > ${day})
  and exists (select 1 from accounts a where a.person_id = pe.id and a.unreachable is null))`;

/** All that a notice is said under begins so: `:person:` and the person follow. */
export const noticeKey = (meeting: MeetingId): string => `meeting:${meeting}:notice`;

export const sendings = (db: Db) => ({
  async due(now: Date, atMost: number): Promise<readonly { id: MeetingId }[]> {
    return db.$queryRaw(sql`
      select id from meetings where next_send_at is not null and next_send_at <= ${now}
      order by next_send_at limit ${atMost}`);
  },

  /** For this transaction alone: two workers take turns with a meeting. */
  async lock(meeting: MeetingId): Promise<Standing | undefined> {
    const [row] = await db.$queryRaw<{ sending: Sending; nextAt: Date | null; cancelled: boolean }[]>(sql`
      select sending, next_send_at as "nextAt", cancelled_at is not null as cancelled
      from meetings where id = ${meeting}::uuid for update`);
    return row && { ...row, nextAt: row.nextAt ?? undefined };
  },

  async stand(meeting: MeetingId, sending: Sending, nextAt: Date | undefined): Promise<void> {
    await db.$executeRaw(sql`
      update meetings set sending = ${sending}, next_send_at = ${nextAt ?? null} where id = ${meeting}::uuid`);
  },

  /** The next whose notice is to be written: those who can be reached now. */
  async unnoticed(meeting: MeetingId, day: Date, atMost: number): Promise<readonly Unnoticed[]> {
    const rows = await db.$queryRaw<Unnoticed[]>(sql`
      select i.id as invitation, pe.id, pe.name, o.name as "insteadOf"
      from invitations i join people pe on pe.id = i.person_id left join people o on o.id = i.instead_of_id
      where i.meeting_id = ${meeting}::uuid and i.noticed_at is null and i.withdrawn_at is null
        and ${canBeReached(day)} limit ${atMost}`);
    return rows.map(present) as Unnoticed[];
  },

  /** The person's own of meetings still ahead, the nearest first. */
  async untoldOf(person: PersonId, now: Date, atMost: number): Promise<readonly Untold[]> {
    const rows = await db.$queryRaw<Untold[]>(sql`
      select m.id as meeting, i.id as invitation, pe.id, pe.name, o.name as "insteadOf"
      from invitations i join meetings m on m.id = i.meeting_id join people pe on pe.id = i.person_id
        left join people o on o.id = i.instead_of_id
      where i.person_id = ${person}::uuid and i.noticed_at is null and i.withdrawn_at is null
        and m.starts_at > ${now} and m.cancelled_at is null and m.sending = 'sent'
      order by m.starts_at, m.id limit ${atMost}`);
    return rows.map(present) as Untold[];
  },

  async mark(invitations: readonly InvitationId[], at: Date): Promise<void> {
    await db.$executeRaw(sql`
      update invitations set noticed_at = ${at} where id = any(${invitations}::uuid[])`);
  },

  /** Of those invited so many have been written to, so many more can be. */
  async counts(meeting: MeetingId, day: Date): Promise<Counts> {
    const [row] = await db.$queryRaw<Counts[]>(sql`
      select count(*)::int as invited, count(i.noticed_at)::int as noticed,
        count(*) filter (where i.noticed_at is null and ${canBeReached(day)})::int as unwritten,
        max(i.noticed_at) as "lastAt"
      from invitations i join people pe on pe.id = i.person_id
      where i.meeting_id = ${meeting}::uuid and i.withdrawn_at is null`);
    return row ?? { invited: 0, noticed: 0, unwritten: 0, lastAt: null };
  },

  async underway(meeting: MeetingId): Promise<Underway> {
    const [row] = await db.$queryRaw<{ waiting: number; failed: number; firstAt: Date | null }[]>(sql`
      select count(distinct person_id) filter (where state in ('queued', 'sending'))::int as waiting,
        count(distinct person_id) filter (where state = 'failed')::int as failed,
        min(not_before) filter (where state = 'queued') as "firstAt"
      from outbox where state <> 'sent' and starts_with(once, ${`${noticeKey(meeting)}:`})`);
    return { waiting: row?.waiting ?? 0, failed: row?.failed ?? 0, firstAt: row?.firstAt ?? undefined };
  },

  /**
   * Takes out notices of which nothing has left, with their documents: of these people, or of all. Whose they were:
   * they have not been told.
   */
  async takeBack(meeting: MeetingId, only?: readonly PersonId[]): Promise<readonly PersonId[]> {
    const begins = `${noticeKey(meeting)}:person:`;
    const whole = await db.$queryRaw<{ person: PersonId }[]>(sql`
      select person_id as person from outbox
      where state <> 'sent' and state = 'queued' and attempts = 0 and starts_with(once, ${begins})
        and once = ${begins} || person_id and ${only ? sql`person_id = any(${only}::uuid[])` : sql`true`}
      for update skip locked`);
    const people = whole.map(({ person }) => person);
    if (people.length === 0) return [];
    // By a list, not by a join: however many they are, what waits is gone through once.
    await db.$executeRaw(sql`
      delete from outbox
      where state <> 'sent' and state = 'queued' and person_id = any(${people}::uuid[]) and starts_with(once, ${begins})`);
    await db.$executeRaw(sql`
      update invitations set noticed_at = null
      where meeting_id = ${meeting}::uuid and person_id = any(${people}::uuid[])`);
    return people;
  },

  /** As if it had never been called. */
  async undo(meeting: MeetingId): Promise<void> {
    await db.$executeRaw(sql`delete from documents where meeting_id = ${meeting}::uuid`);
    await db.$executeRaw(sql`delete from invitations where meeting_id = ${meeting}::uuid`);
    await db.$executeRaw(sql`delete from meetings where id = ${meeting}::uuid`);
  },

  async draftOf(meeting: MeetingId): Promise<Draft> {
    const found = await db.meeting.findUnique({
      where: { id: meeting },
      select: { audience: true, agenda: true },
    });
    return { audience: (found?.audience as Audience | null) ?? undefined, agenda: found?.agenda ?? [] };
  },

  async setAudience(meeting: MeetingId, audience: Audience): Promise<void> {
    await db.$executeRaw(sql`update meetings set audience = ${json(audience)} where id = ${meeting}::uuid`);
  },
});
