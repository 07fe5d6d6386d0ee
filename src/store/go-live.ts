import type { UnitId } from '../domain/identity.ts';
import { type Db, sql } from './db.ts';
import { existsOn, isLive, liveDay } from './live.ts';

/** Whether the bot is in use somewhere; from which day (ISO), where one is said. */
export type Use = { readonly live: boolean; readonly from: string | null };

/** Units with the same go-live day: the highest of them, and how many there are from it down. */
export type RollOutPart = {
  readonly code: string;
  readonly name: string;
  readonly word: string;
  readonly above: string | null;
  /** ISO; null where no day is set. */
  readonly from: string | null;
  readonly units: number;
};

export const goLive = (db: Db) => ({
  async useAt(unit: UnitId, day: Date): Promise<Use> {
    const [row] = await db.$queryRaw<Use[]>(sql`
      select ${isLive('u', day)} as live, ${liveDay('u')}::text as "from" from units u where u.id = ${unit}::uuid`);
    return row ?? { live: false, from: null };
  },

  /** Who says when: the highest general office above the unit. */
  async officeToAsk(unit: UnitId): Promise<string | undefined> {
    const [row] = await db.$queryRaw<{ name: string }[]>(sql`
      select o.name from offices o join units u on u.id = o.unit_id
      where u.id = any((select lineage from units where id = ${unit}::uuid)::uuid[]) and o.kind = 'general'
      order by o.valid_until is not null, u.rank limit 1`);
    return row?.name;
  },

  /** Whether anybody ever set a day: else the bot is in use everywhere. */
  async isSet(): Promise<boolean> {
    const [row] = await db.$queryRaw<{ set: boolean }[]>(
      sql`select exists (select 1 from units where live_from is not null) as set`,
    );
    return row?.set ?? false;
  },

  /** Gives the unit the day, or takes its own away; how many units below it have one of their own. */
  async set(unit: UnitId, from: Date | null): Promise<{ readonly changed: boolean; readonly below: number }> {
    const changed = await db.$executeRaw(sql`
      update units set live_from = ${from}::date where id = ${unit}::uuid and live_from is distinct from ${from}::date`);
    const [row] = await db.$queryRaw<{ below: number }[]>(sql`
      select count(*)::int as below from units
      where lineage @> array[${unit}]::uuid[] and id <> ${unit}::uuid and live_from is not null`);
    return { changed: changed > 0, below: row?.below ?? 0 };
  },

  /** Takes away the days that units below have of their own: from now on they take the unit's. How many had another. */
  async clearBelow(unit: UnitId): Promise<number> {
    const [row] = await db.$queryRaw<{ differing: number }[]>(sql`
      with own as (
        select a.id, a.live_from from units a
        where a.lineage @> array[${unit}]::uuid[] and a.id <> ${unit}::uuid and a.live_from is not null
      ), cleared as (update units set live_from = null from own where units.id = own.id)
      select count(*)::int as differing from own
      where live_from is distinct from (select live_from from units where id = ${unit}::uuid)`);
    return row?.differing ?? 0;
  },

  /** Units above the unit where the bot is not in use on the day, the nearest first. */
  async notYetAbove(unit: UnitId, day: Date): Promise<readonly string[]> {
    const rows = await db.$queryRaw<{ name: string }[]>(sql`
      select u.word || ' ' || u.name as name from units u
      where u.id = any((select lineage from units where id = ${unit}::uuid)::uuid[]) and u.id <> ${unit}::uuid
        and not ${isLive('u', day)} order by u.rank desc`);
    return rows.map(({ name }) => name);
  },

  /** How many open recommendations are about places, or lie with offices, where the bot is not in use on the day. */
  async openOutside(day: Date): Promise<number> {
    const [row] = await db.$queryRaw<{ open: number }[]>(sql`
      select count(*)::int as open from recommendations r join units u on u.id = r.unit_id
      join offices o on o.id = r.office_id join units ou on ou.id = o.unit_id
      where r.next_step_at is not null and not (${isLive('u', day)} and ${isLive('ou', day)})`);
    return row?.open ?? 0;
  },

  /** The whole province in as few parts as its days allow, the earliest first. */
  async rollOut(day: Date): Promise<readonly RollOutPart[]> {
    return db.$queryRaw<RollOutPart[]>(sql`
      with recursive above_a_day as (
        select distinct unnest(lineage) as id from units where live_from is not null
      ), tree as (
        select u.id, u.parent_id, u.live_from, a.id is not null as mixed
        from units u left join above_a_day a on a.id = u.id where ${existsOn('u', day)}
      ), walk as (
        select t.id, t.live_from as day, t.mixed, t.id as part from tree t where t.parent_id is null
        union all
        select t.id, coalesce(t.live_from, w.day), t.mixed,
          case when t.live_from is distinct from w.day and t.live_from is not null or (w.day is null and w.mixed)
            then t.id else w.part end
        from walk w join tree t on t.parent_id = w.id
      ), parts as (select part, day, count(*)::int as units from walk group by part, day)
      select u.code, u.name, u.word, p.word || ' ' || p.name as above, parts.day::text as "from", parts.units
      from parts join units u on u.id = parts.part left join units p on p.id = u.parent_id
      order by parts.day nulls last, u.rank, u.code collate "C"`);
  },
});
