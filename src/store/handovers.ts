import type { Decision } from '../domain/assignment.ts';
import type {
  InvitationId,
  MeetingId,
  OfficeId,
  PersonId,
  RecommendationId,
  UnitId,
} from '../domain/identity.ts';
import { type Db, present, sql } from './db.ts';

export type Handover = {
  readonly id: string;
  readonly unit: UnitId;
  readonly from: PersonId | undefined;
  readonly to: PersonId;
  readonly on: string;
};

/** Whose drafts about a unit become whose. */
export type DraftsDue = { readonly unit: UnitId; readonly from: PersonId; readonly to: PersonId };

export type Contact = {
  readonly office: OfficeId;
  readonly officeName: string;
  readonly name: string;
  readonly post: string;
  readonly phone: string | undefined;
};

/** What passes from one follower of a unit to the next, and what the next is told of it. */
export const handovers = (db: Db) => ({
  async add(
    { id, unit, from, to, on }: Handover,
    decision: Decision,
    { now, begins }: { now: Date; begins: Date },
  ): Promise<void> {
    await db.$executeRaw(sql`
      insert into handovers (id, unit_id, from_id, to_id, "on", decision, decided_on, recorded_at, drafts_due_at)
      values (${id}::uuid, ${unit}::uuid, ${from ?? null}::uuid, ${to}::uuid, ${on}::date, ${decision.number ?? null},
        ${decision.on ?? null}::date, ${now}, ${from ? begins : null}::timestamptz)`);
  },

  /** Handovers whose day has come, and whose drafts have not been passed on. */
  async draftsDue(now: Date, atMost: number): Promise<readonly string[]> {
    const rows = await db.$queryRaw<{ id: string }[]>(sql`
      select id from handovers where drafts_due_at is not null and drafts_due_at <= ${now}
      order by drafts_due_at limit ${atMost}`);
    return rows.map(({ id }) => id);
  },

  /** One of them, taken: nobody else passes them on. */
  async takeDraftsDue(id: string, now: Date): Promise<DraftsDue | undefined> {
    const [row] = await db.$queryRaw<DraftsDue[]>(sql`
      update handovers set drafts_due_at = null where id = ${id}::uuid and drafts_due_at <= ${now}
      returning unit_id as unit, from_id as "from", to_id as "to"`);
    return row;
  },

  /** Recommendations of the unit and of what lies below it that are not closed: by deadline, then those answered. */
  async waitingAt(unit: UnitId, atMost: number): Promise<readonly RecommendationId[]> {
    const rows = await db.$queryRaw<{ id: RecommendationId }[]>(sql`
      select r.id from recommendations r
      where r.unit_id in (select id from units where lineage @> array[${unit}]::uuid[]) and r.next_step_at is not null
      order by r.deadline nulls last, r.id limit ${atMost}`);
    return rows.map(({ id }) => id);
  },

  /** What was answered last to each recommendation of the unit and below, where a day is named in it. */
  async datedAnswers(
    unit: UnitId,
    atMost: number,
  ): Promise<readonly { id: RecommendationId; answer: string }[]> {
    return db.$queryRaw(sql`
      select * from (
        select distinct on (r.id) r.id, e.data ->> 'text' as answer, e.at
        from recommendations r join recommendation_events e on e.recommendation_id = r.id
        where r.unit_id in (select id from units where lineage @> array[${unit}]::uuid[])
          and r.state in ('answered', 'closed') and e.what = 'answered'
        order by r.id, e.position desc
      ) answered where answer ~ '[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}' order by at desc limit ${atMost}`);
  },

  /** To the unit and to what it was made of. */
  async lastVisits(
    unit: UnitId,
    atMost: number,
  ): Promise<readonly { date: string; note: string; author: string }[]> {
    return db.$queryRaw(sql`
      select v.date::text as date, v.note, pe.name as author from visits v join people pe on pe.id = v.author_id
      where v.unit_id in (
        select id from units
        where lineage @> array[${unit}]::uuid[] and (id = ${unit}::uuid or valid_until is not null))
      order by v.date desc, v.id desc limit ${atMost}`);
  },

  /** Who sits in the office, heads first. */
  async contacts(office: OfficeId, day: Date): Promise<readonly Contact[]> {
    const rows = await db.$queryRaw<Contact[]>(sql`
      select o.id as office, o.name as "officeName", pe.name, pe.post, pe.phone
      from offices o join staff st on st.office_id = o.id join people pe on pe.id = st.person_id
      where o.id = ${office}::uuid and (st."from" is null or st."from" <= ${day})
        and (st.until is null or st.until >= ${day}) and (pe.ended_on is null or pe.ended_on > ${day})
      order by st.role, pe.name`);
    return rows.map(present) as Contact[];
  },

  async nextMeeting(unit: UnitId, after: Date): Promise<MeetingId | undefined> {
    const [row] = await db.$queryRaw<{ id: MeetingId }[]>(sql`
      select id from meetings where unit_id = ${unit}::uuid and cancelled_at is null and starts_at >= ${after}
      order by starts_at limit 1`);
    return row?.id;
  },

  /** Meetings of the unit ahead to which the person is invited. */
  async invitedAhead(
    person: PersonId,
    unit: UnitId,
    after: Date,
  ): Promise<readonly { invitation: InvitationId; meeting: MeetingId }[]> {
    return db.$queryRaw(sql`
      select i.id as invitation, m.id as meeting from meetings m join invitations i on i.meeting_id = m.id
      where m.unit_id = ${unit}::uuid and m.starts_at >= ${after} and i.person_id = ${person}::uuid
        and i.withdrawn_at is null and m.cancelled_at is null order by m.starts_at`);
  },

  /** The invitations become another's, unanswered; those to whom the other is invited already are dropped. The ones that moved. */
  async moveInvitations(ids: readonly InvitationId[], to: PersonId): Promise<readonly InvitationId[]> {
    if (ids.length === 0) return [];
    // Who was invited once and is no longer is in nobody's way.
    await db.$executeRaw(sql`
      delete from invitations other where other.person_id = ${to}::uuid and other.withdrawn_at is not null
        and other.meeting_id in (select i.meeting_id from invitations i where i.id = any(${ids}::uuid[]))`);
    await db.$executeRaw(sql`
      delete from invitations i where i.id = any(${ids}::uuid[]) and exists (
        select 1 from invitations other where other.meeting_id = i.meeting_id and other.person_id = ${to}::uuid)`);
    const moved = await db.$queryRaw<{ id: InvitationId }[]>(sql`
      update invitations set person_id = ${to}::uuid, answer = null, reason = null, substitute = null,
        substitute_id = null, answered_at = null, noticed_at = null, before = null
      where id = any(${ids}::uuid[]) returning id`);
    return moved.map(({ id }) => id);
  },
});
