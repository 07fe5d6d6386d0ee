import type { UnitId } from '../domain/identity.ts';
import { sql } from './db.ts';
import { existsOn, isInUse } from './live.ts';
import { Prisma } from './prisma-client/client.ts';

/** Part of the organisation: which units and offices are looked at, and whether that is all there are. */
export type Area = {
  readonly units: Prisma.Sql;
  readonly offices: Prisma.Sql;
  readonly isAll: Prisma.Sql;
};

/** That what is from–until, both included, holds on the day. */
export const current = (r: string, day: Date): Prisma.Sql => {
  const row = Prisma.raw(r);
  return sql`((${row}."from" is null or ${row}."from" <= ${day}) and (${row}.until is null or ${row}.until >= ${day}))`;
};

export const alive = (r: string, day: Date): Prisma.Sql =>
  sql`(${Prisma.raw(r)}.ended_on is null or ${Prisma.raw(r)}.ended_on > ${day})`;

const begunBy = (r: string, day: Date): Prisma.Sql =>
  sql`(${Prisma.raw(r)}.valid_from is null or ${Prisma.raw(r)}.valid_from <= ${day})`;

/** The unit and all below it. Nobody is above the province, so that it itself has no follower. */
export const subtree = (unit: UnitId, day: Date): Area => ({
  units: sql`
    select a.id from units a where a.lineage @> array[${unit}]::uuid[] and a.rank > 0 and ${existsOn('a', day)}
      and ${begunBy('a', day)}`,
  offices: sql`
    select b.id from offices b join units a on a.id = b.unit_id
    where a.lineage @> array[${unit}]::uuid[] and ${existsOn('b', day)}`,
  isAll: sql`(select parent_id is null from units where id = ${unit}::uuid)`,
});

/**
 * What the general office of the unit is asked about: the units in use below it, down to those that another general
 * office stands between, and the offices beside it.
 */
// `offset 0`: each step down is looked up by its parent, however many units the planner expects.
export const inCharge = (unit: UnitId, day: Date): Area => ({
  units: sql`
    with recursive below as (
      select a.id, a.live_from from units a where a.id = ${unit}::uuid
      union all
      select a.id, coalesce(a.live_from, below.live_from) from below cross join lateral (
        select u.id, u.live_from from units u
        where u.parent_id = below.id and ${existsOn('u', day)} and ${begunBy('u', day)} offset 0
      ) a
      where below.id = ${unit}::uuid or not exists (
        select 1 from offices b where b.unit_id = below.id and b.kind = 'general' and ${existsOn('b', day)})
    )
    select below.id from below where below.id <> ${unit}::uuid and ${isInUse('below.live_from', unit, day)}`,
  offices: sql`select b.id from offices b where b.unit_id = ${unit}::uuid and ${existsOn('b', day)}`,
  isAll: sql`false`,
});
