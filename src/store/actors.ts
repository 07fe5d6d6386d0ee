import { sql, unitJson } from './db.ts';
import type { Prisma } from './prisma-client/client.ts';

const insteadOf = sql`case when h.name is null then null else jsonb_build_object('name', h.name, 'until', h.until) end`;

/**
 * A person `pe` as an Actor on the day: one JSON column, null when there is no such person.
 * The lists come from indexed look-ups, so that it can ride along in the first read of a turn. What is one's own goes
 * before what is held as a substitute, and nothing is listed twice. It is planned anew at each turn: the day is said
 * once, and whom one stands in for is looked up once.
 */
export const actorJson = (day: Date): Prisma.Sql => sql`
  case when pe.id is null then null else (
    with today as (select ${day}::date as day), h as materialized (
      select pe.id as person, null::text as name, null::date as until, day from today
      union all
      select b.person_id, ab.name, b.until, day from today, substitutions b join people ab on ab.id = b.person_id
      where b.substitute_id = pe.id and b."from" <= day and b.until >= day and (ab.ended_on is null or ab.ended_on > day)
    )
    select jsonb_build_object(
      'id', pe.id, 'name', pe.name, 'post', pe.post, 'language', pe.language,
      'standsInFor', (select coalesce(jsonb_agg(h.person), '[]'::jsonb) from h where h.name is not null),
      'follows', (
        select coalesce(jsonb_agg(jsonb_build_object('unit', ${unitJson('u', 'up')}, 'role', s.role,
          'decision', s.decision, 'from', s."from", 'insteadOf', s.instead_of, 'formerly', case when s.role = 'lead' then (
            select coalesce(jsonb_agg(f.person_id), '[]'::jsonb) from (
              select f.person_id from assignments f where f.unit_id = s.unit_id and f."from" <= s.day group by f.person_id
              having bool_and(f.until is not null and f.until < s.day)) f
          ) end) order by s.instead_of is not null, s.role, u.rank, u.name), '[]'::jsonb)
        from (
          select distinct on (s.unit_id) s.unit_id, s.role, s.decision, s."from", h.day, ${insteadOf} as instead_of
          from h join assignments s on s.person_id = h.person
          where s."from" <= h.day and (s.until is null or s.until >= h.day)
          order by s.unit_id, h.name is not null, s.role
        ) s join units u on u.id = s.unit_id left join units up on up.id = u.parent_id
      ),
      'seats', (
        select coalesce(jsonb_agg(jsonb_build_object('office', o.id, 'officeName', o.name, 'kind', o.kind,
          'role', st.role, 'unit', ${unitJson('u', 'up')}, 'insteadOf', st.instead_of)
          order by st.instead_of is not null, u.rank, o.name), '[]'::jsonb)
        from (
          select distinct on (st.office_id) st.office_id, st.role, ${insteadOf} as instead_of
          from h join staff st on st.person_id = h.person
          where (st."from" is null or st."from" <= h.day) and (st.until is null or st.until >= h.day)
          order by st.office_id, h.name is not null, st.role
        ) st join offices o on o.id = st.office_id
        join units u on u.id = o.unit_id left join units up on up.id = u.parent_id
      )
    )
  ) end`;
