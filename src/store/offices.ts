import type { OfficeId, UnitId } from '../domain/identity.ts';
import type { Office } from '../domain/office.ts';
import { type Db, sql } from './db.ts';
import { existsOn, isLive } from './live.ts';

/** An office on the way up from a unit, and whether anybody in it can be reached. */
export type OfficeOnTheWay = Office & {
  readonly rank: number;
  readonly level: string;
  readonly lineage: readonly UnitId[];
  readonly reachable: boolean;
  readonly live: boolean;
};

export const offices = (db: Db) => ({
  async byId(id: OfficeId): Promise<Office | undefined> {
    const found = await db.office.findUnique({ where: { id } });
    return found ? (found as unknown as Office) : undefined;
  },

  async byCode(code: string): Promise<Office | undefined> {
    const found = await db.office.findUnique({ where: { code } });
    return found ? (found as unknown as Office) : undefined;
  },

  async named(ids: readonly OfficeId[]): Promise<ReadonlyMap<OfficeId, string>> {
    const found = await db.office.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, name: true },
    });
    return new Map(found.map(({ id, name }) => [id as OfficeId, name]));
  },

  /** All offices of the unit and of everything above it, and those named besides. */
  async onTheWay(
    unit: UnitId,
    day: Date,
    besides: readonly OfficeId[] = [],
  ): Promise<readonly OfficeOnTheWay[]> {
    return this.onTheWays([unit], day, besides);
  },

  /** The same from several units at once, in the same order. */
  async onTheWays(
    units: readonly UnitId[],
    day: Date,
    besides: readonly OfficeId[],
  ): Promise<readonly (OfficeOnTheWay & { readonly isCurrent: boolean })[]> {
    return db.$queryRaw<(OfficeOnTheWay & { isCurrent: boolean })[]>(sql`
      select o.id, o.name, o.kind, o.unit_id as "unitId", o.fields, u.rank, l.key as level,
        to_jsonb(u.lineage) as lineage, ${existsOn('o', day)} as "isCurrent",
        exists (
          select 1 from staff st join people pe on pe.id = st.person_id join accounts a on a.person_id = pe.id
          where st.office_id = o.id and a.unreachable is null and (pe.ended_on is null or pe.ended_on > ${day})
            and (st."from" is null or st."from" <= ${day}) and (st.until is null or st.until >= ${day})
        ) as reachable, ${isLive('u', day)} as live
      from offices o join units u on u.id = o.unit_id join levels l on l.rank = u.rank
      where o.id in (
        select x.id from offices x
        where x.unit_id in (select unnest(lineage) from units where id = any(${units}::uuid[])) and ${existsOn('x', day)}
        union select unnest(${besides}::uuid[]))
      order by u.rank desc, o.kind desc, o.code`);
  },

  /** The fields of competence that some office answers for. */
  async fields(): Promise<readonly string[]> {
    const rows = await db.$queryRaw<{ field: string }[]>(
      sql`select distinct unnest(fields) as field from offices where valid_until is null`,
    );
    return rows.map(({ field }) => field);
  },
});
