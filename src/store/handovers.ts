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

export type Contact = {
  readonly office: OfficeId;
  readonly officeName: string;
  readonly name: string;
  readonly post: string;
  readonly phone: string | undefined;
};

/** What passes from one follower of a unit to the next, and what the next is told of it. */
export const handovers = (db: Db) => ({
  async add({ id, unit, from, to, on }: Handover, decision: Decision, now: Date): Promise<void> {
    await db.$executeRaw(sql`
      insert into handovers (id, unit_id, from_id, to_id, "on", decision, decided_on, recorded_at)
      values (${id}::uuid, ${unit}::uuid, ${from ?? null}::uuid, ${to}::uuid, ${on}::date, ${decision.number ?? null},
        ${decision.on ?? null}::date, ${now})`);
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

  async lastVisits(
    unit: UnitId,
    atMost: number,
  ): Promise<readonly { date: string; note: string; author: string }[]> {
    return db.$queryRaw(sql`
      select v.date::text as date, v.note, pe.name as author from visits v join people pe on pe.id = v.author_id
      where v.unit_id = ${unit}::uuid order by v.date desc, v.id desc limit ${atMost}`);
  },

  /** The general office of the unit and who sits there, heads first. */
  async contacts(unit: UnitId, day: Date): Promise<readonly Contact[]> {
    const rows = await db.$queryRaw<Contact[]>(sql`
      select o.id as office, o.name as "officeName", pe.name, pe.post, pe.phone
      from offices o join staff st on st.office_id = o.id join people pe on pe.id = st.person_id
      where o.unit_id = ${unit}::uuid and o.kind = 'general' and (st."from" is null or st."from" <= ${day})
        and (st.until is null or st.until >= ${day}) and (pe.ended_on is null or pe.ended_on > ${day})
      order by st.role, pe.name`);
    return rows.map(present) as Contact[];
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
    await db.$executeRaw(sql`
      delete from invitations i where i.id = any(${ids}::uuid[]) and exists (
        select 1 from invitations other where other.meeting_id = i.meeting_id and other.person_id = ${to}::uuid)`);
    const moved = await db.$queryRaw<{ id: InvitationId }[]>(sql`
      update invitations set person_id = ${to}::uuid, answer = null, reason = null, substitute = null,
        substitute_id = null, answered_at = null, noticed_at = null
      where id = any(${ids}::uuid[]) returning id`);
    return moved.map(({ id }) => id);
  },

  /** Whether the person is in the middle of writing something about the unit. */
  async hasDraftAbout(person: PersonId, unit: UnitId): Promise<boolean> {
    const [row] = await db.$queryRaw<{ there: boolean }[]>(sql`
      select exists (
        select 1 from conversations c where c.lane = ${`person:${person}`} and jsonb_path_exists(c.state,
          '$.stack[*].draft.unit.value ? (@ == $unit)', jsonb_build_object('unit', ${unit}::text))
      ) as there`);
    return row?.there ?? false;
  },
});
