import type { OfficeId, PersonId, UnitId } from '../domain/identity.ts';
import type { StaffRole } from '../domain/office.ts';
import type { Actor } from '../domain/permission.ts';
import type { Unit } from '../domain/unit.ts';
import { actorJson } from './actors.ts';
import { type Db, idByCode, sql, unitJson } from './db.ts';
import type { Prisma } from './prisma-client/client.ts';

export type Named = {
  readonly id: PersonId;
  readonly code: string;
  readonly name: string;
  readonly post: string;
};

/** Speaks for who raised something; `confirms`: has the word on its answer. */
export type Speaker = { readonly id: PersonId; readonly confirms: boolean };

/** Invited because they follow the unit, or stand in for somebody who does: `insteadOf` names whom. */
export type Invited = Named & { readonly insteadOf: string | undefined };

/**
 * Whose word counts as that of who raised or joined something at a unit, by its lineage (see `speakersFor`): of one who
 * has left the lead who came after, else the nearest general office, of the unit or above. `hidden`: the unit from whose
 * offices it is kept: as long as the one who has left is there at all, the word is theirs.
 */
export const speakersOf = (
  raiser: Prisma.Sql,
  lineage: Prisma.Sql,
  hidden: Prisma.Sql,
  day: Date,
): Prisma.Sql => sql`
  with ours as (
    select s.person_id, s.unit_id, s.role, (s."from" <= ${day} and (s.until is null or s.until >= ${day})
      and (pe.ended_on is null or pe.ended_on > ${day})) as now
    from assignments s join people pe on pe.id = s.person_id where s.unit_id = any(${lineage})
  ), seated as not materialized (
    select st.person_id, o.unit_id, o.kind from staff st join offices o on o.id = st.office_id
    where (st."from" is null or st."from" <= ${day}) and (st.until is null or st.until >= ${day})
  ), gone as (
    select 1 where not exists (select 1 from ours where person_id = ${raiser} and now) and (
      exists (select 1 from ours where person_id = ${raiser})
      or exists (select 1 from people where id = ${raiser} and ended_on <= ${day})
      or exists (select 1 from staff st join offices o on o.id = st.office_id
        where st.person_id = ${raiser} and st.until < ${day} and o.unit_id = (${lineage})[cardinality(${lineage})])
        and not exists (select 1 from seated se
          where se.person_id = ${raiser} and se.unit_id = (${lineage})[cardinality(${lineage})]))
  ), kept_out as (
    select se.person_id from seated se join units u on u.id = se.unit_id
    where ${hidden} is not null and u.lineage @> array[${hidden}]
  ), general as (
    select se.person_id, array_position(${lineage}, se.unit_id) as rank from seated se
    where se.kind = 'general' and se.unit_id = any(${lineage}) and se.person_id not in (select person_id from kept_out)
  ), heirs as (
    select o.person_id from ours o, gone where o.now and o.role = 'lead' and o.unit_id in (
      select unit_id from ours where person_id = ${raiser})
      and o.person_id not in (select person_id from kept_out)
  ), successors as (
    select person_id from heirs
    union select se.person_id from gone, general se
      where not exists (select 1 from heirs) and se.rank = (select max(rank) from general)
        and (${hidden} is null or se.rank = cardinality(${lineage})
          or exists (select 1 from people where id = ${raiser} and ended_on <= ${day}))
  ), speakers as (
    select ${raiser} as id, not exists (select 1 from successors) as confirms
    union all select b.substitute_id, not exists (select 1 from successors) from substitutions b
      where b.person_id = ${raiser} and b."from" <= ${day} and b.until >= ${day}
        and b.substitute_id not in (select person_id from kept_out)
    union all select person_id, true from successors
  )
  select id, bool_or(confirms) as confirms from speakers group by id`;

export const people = (db: Db) => ({
  async actor(id: PersonId, day: Date): Promise<Actor | undefined> {
    const [row] = await db.$queryRaw<{ actor: Actor }[]>(sql`
      select ${actorJson(day)} as actor from people pe
      where pe.id = ${id}::uuid and (pe.ended_on is null or pe.ended_on > ${day})`);
    return row?.actor;
  },

  /** By the code as the roster spells it, or in other capitals where that is one person's only. */
  async byCode(code: string): Promise<Named | undefined> {
    const [row] = await db.$queryRaw<Named[]>(sql`
      select id, code, name, post from people where id = ${idByCode(sql`people`, code)}`);
    return row;
  },

  async named(ids: readonly PersonId[]): Promise<readonly Named[]> {
    const found = await db.person.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, code: true, name: true, post: true },
    });
    return found as Named[];
  },

  /** Those who follow the unit on the day, and those who stand in for them. */
  async followers(unit: UnitId, day: Date): Promise<readonly Invited[]> {
    const rows = await db.$queryRaw<Invited[]>(sql`
      with theirs as (
        select pe.id, pe.name from assignments s join people pe on pe.id = s.person_id
        where s.unit_id = ${unit}::uuid and s."from" <= ${day} and (s.until is null or s.until >= ${day})
          and (pe.ended_on is null or pe.ended_on > ${day})
      ), all_of_them as (
        select id, null::text as instead_of from theirs
        union all
        select b.substitute_id, t.name from theirs t join substitutions b on b.person_id = t.id
        where b."from" <= ${day} and b.until >= ${day}
      )
      select distinct on (pe.id) pe.id, pe.code, pe.name, pe.post, a.instead_of as "insteadOf"
      from all_of_them a join people pe on pe.id = a.id where pe.ended_on is null or pe.ended_on > ${day}
      order by pe.id, a.instead_of nulls first`);
    return rows.map((row) => ({ ...row, insteadOf: row.insteadOf ?? undefined }));
  },

  /** Who sits in the office on the day, and who stands in for them. */
  async staff(office: OfficeId, day: Date): Promise<readonly (Named & { role: StaffRole })[]> {
    return db.$queryRaw<(Named & { role: StaffRole })[]>(sql`
      with seated as (
        select pe.id, st.role from staff st join people pe on pe.id = st.person_id
        where st.office_id = ${office}::uuid and (st."from" is null or st."from" <= ${day})
          and (st.until is null or st.until >= ${day}) and (pe.ended_on is null or pe.ended_on > ${day})
      ), all_of_them as (
        select id, role, 0 as place from seated
        union all
        select b.substitute_id, t.role, 1 from seated t join substitutions b on b.person_id = t.id
        where b."from" <= ${day} and b.until >= ${day}
      ), each as (select distinct on (id) id, role from all_of_them order by id, place, role)
      select pe.id, pe.code, pe.name, pe.post, e.role from each e join people pe on pe.id = e.id
      where pe.ended_on is null or pe.ended_on > ${day} order by e.role, pe.name`);
  },

  /**
   * Everybody with a post in an office of the unit or an assignment to it that is not over, and `below` also of all
   * units under it; each with the unit it is for: that of a post, else one they lead, the highest of several. In the order of the units.
   */
  async ofUnit(
    unit: UnitId,
    day: Date,
    below = false,
  ): Promise<readonly (Named & { readonly unit: Unit })[]> {
    const there = below ? sql`lineage @> array[${unit}]::uuid[]` : sql`id = ${unit}::uuid`;
    return db.$queryRaw<(Named & { unit: Unit })[]>(sql`
      with there as (select * from units where ${there}), places as (
        select st.person_id, o.unit_id, 0 as place from there t join offices o on o.unit_id = t.id join staff st on st.office_id = o.id
        where st.until is null or st.until >= ${day}
        union all
        select s.person_id, s.unit_id, case s.role when 'lead' then 1 else 2 end from there t join assignments s on s.unit_id = t.id
        where s.until is null or s.until >= ${day}
      ), found as (
        select distinct on (pe.id) pe.id, pe.code, pe.name, pe.post, u.id as unit_id, u.code as unit_code, u.rank
        from places pl join there u on u.id = pl.unit_id join people pe on pe.id = pl.person_id
        where pe.ended_on is null or pe.ended_on > ${day}
        order by pe.id, pl.place, u.rank, u.code
      )
      select f.id, f.code, f.name, f.post, ${unitJson('u', 'up')} as unit
      from found f join units u on u.id = f.unit_id left join units up on up.id = u.parent_id
      order by f.rank, f.unit_code, f.code`);
  },

  /**
   * Who speaks for whoever raised something at a unit, by its lineage: the raiser and their substitutes; where the raiser
   * follows it no more also the leads who do now, and where there is none the staff of the unit's general office: then
   * these confirm an answer, the raiser does not. Nobody comes after them from an office it is hidden from.
   */
  speakersFor: (
    raiser: PersonId,
    { lineage, hiddenFrom }: { readonly lineage: readonly UnitId[]; readonly hiddenFrom: UnitId | undefined },
    day: Date,
  ): Promise<readonly Speaker[]> =>
    db.$queryRaw<Speaker[]>(
      speakersOf(sql`${raiser}::uuid`, sql`${lineage}::uuid[]`, sql`${hiddenFrom ?? null}::uuid`, day),
    ),

  /** From the day on the person has no access: seats get their last day, and those that never began are taken out. */
  async end(id: PersonId, day: string): Promise<void> {
    await db.$executeRaw(sql`update people set ended_on = ${day}::date where id = ${id}::uuid`);
    await db.$executeRaw(sql`delete from staff where person_id = ${id}::uuid and "from" >= ${day}::date`);
    await db.$executeRaw(sql`
      update staff set until = ${day}::date - 1 where person_id = ${id}::uuid and (until is null or until >= ${day}::date)`);
  },
});
