import type { Conclusion } from '../domain/conclusion.ts';
import {
  type MeetingId,
  newId,
  type OfficeId,
  type RecommendationId,
  type UnitId,
} from '../domain/identity.ts';
import type { Office } from '../domain/office.ts';
import { type Db, present, sql } from './db.ts';
import { existsOn, isLive } from './live.ts';

/** An office that may be given a conclusion to answer for. */
export type Owner = Office & { readonly live: boolean; readonly reachable: boolean };

type Looking = { readonly units: readonly UnitId[]; readonly day: Date };

const ownerColumns = (day: Date) => sql`
  o.id, o.name, o.kind, o.unit_id as "unitId", o.fields, ${isLive('u', day)} as live, exists (
    select 1 from staff st join people pe on pe.id = st.person_id join accounts a on a.person_id = pe.id
    where st.office_id = o.id and a.unreachable is null and (pe.ended_on is null or pe.ended_on > ${day})
      and (st."from" is null or st."from" <= ${day}) and (st.until is null or st.until >= ${day})) as reachable`;

/** Offices of the units, of what is above them and of what is below, that exist on the day. */
const around = ({ units, day }: Looking) => sql`
  offices o join units u on u.id = o.unit_id
  where ${existsOn('o', day)} and exists (select 1 from units m
    where m.id = any(${units}::uuid[]) and (u.id = any(m.lineage) or u.lineage @> array[m.id]))`;

export const conclusions = (db: Db) => ({
  async some(meeting: MeetingId): Promise<boolean> {
    return (await db.conclusion.count({ where: { meetingId: meeting } })) > 0;
  },

  async of(meeting: MeetingId): Promise<readonly Conclusion[]> {
    const rows = await db.$queryRaw<Conclusion[]>(sql`
      select c.meeting_id as meeting, c.text, c.owner_id as owner, o.name as "ownerName", c.due_on::text as "dueOn",
        c.recommendation_id as recommendation
      from conclusions c join offices o on o.id = c.owner_id where c.meeting_id = ${meeting}::uuid order by c.position`);
    return rows.map(present) as Conclusion[];
  },

  async add(
    rows: readonly (Omit<Conclusion, 'ownerName'> & { readonly recommendation: RecommendationId })[],
    now: Date,
  ): Promise<void> {
    await db.conclusion.createMany({
      data: rows.map(({ meeting, text, owner, dueOn, recommendation }, at) => ({
        id: newId(now.getTime()),
        meetingId: meeting,
        position: at + 1,
        text,
        ownerId: owner,
        dueOn: new Date(`${dueOn}T00:00:00Z`),
        recommendationId: recommendation,
        createdAt: now,
      })),
    });
  },

  async owner(id: OfficeId, looking: Looking): Promise<Owner | undefined> {
    const [row] = await db.$queryRaw<Owner[]>(
      sql`select ${ownerColumns(looking.day)} from ${around(looking)} and o.id = ${id}::uuid`,
    );
    return row;
  },

  /** Those a unit's meeting turns to first: its own offices, then the offices above. */
  async ownersNear(looking: Looking, atMost: number): Promise<readonly Owner[]> {
    return db.$queryRaw<Owner[]>(sql`
      select ${ownerColumns(looking.day)} from ${around(looking)} and exists (
          select 1 from units m where m.id = any(${looking.units}::uuid[]) and u.id = any(m.lineage))
      order by u.id = any(${looking.units}::uuid[]) desc, o.kind, u.rank desc, o.name limit ${atMost}`);
  },

  /** By the words of the name (`searchWords`); the last of them may be its beginning only. */
  async ownersNamed(words: readonly string[], looking: Looking, atMost: number): Promise<readonly Owner[]> {
    if (words.length === 0) return [];
    const having = (query: string) =>
      db.$queryRaw<Owner[]>(sql`
        select ${ownerColumns(looking.day)} from ${around(looking)} and name_words(o.name) @@ ${query}::tsquery
        order by u.id = any(${looking.units}::uuid[]) desc, u.rank desc, o.name limit ${atMost}`);
    const whole = await having(words.join(' & '));
    const isBegun = (words.at(-1) ?? '').length > 1;
    return whole.length > 0 || !isBegun ? whole : having(`${words.join(' & ')}:*`);
  },
});
