import type { Lack } from '../domain/coverage.ts';
import type { PersonId, UnitId } from '../domain/identity.ts';
import type { Unit } from '../domain/unit.ts';
import { type Area, alive, current, subtree } from './area.ts';
import { type Db, sql, unitJson } from './db.ts';
import { existsOn } from './live.ts';
import { Prisma } from './prisma-client/client.ts';

/** The units of a level: how many there are, how many have a lead, how many people follow more than the norm. */
export type LevelCoverage = {
  readonly rank: number;
  readonly key: string;
  readonly name: string;
  /** The units' own words for themselves. */
  readonly words: readonly string[];
  readonly norm: number | null;
  readonly units: number;
  readonly led: number;
  readonly overloaded: number;
};

/** Those who work at a level; no level where their office is not known. */
export type PeopleCoverage = {
  readonly level: string | null;
  readonly people: number;
  readonly idle: number;
  readonly unlinked: number;
  readonly overloaded: number;
};

/** More units of a level than its norm. */
export type Load = { readonly level: string; readonly units: number; readonly norm: number };

export type Lacking =
  | { readonly id: UnitId; readonly unit: Unit }
  | {
      readonly id: PersonId;
      readonly code: string;
      readonly name: string;
      readonly post: string;
      readonly loads?: readonly Load[];
    };

/** Some of a list, how many are in all of it, and how many from the first of these on. */
export type LackPage = { readonly rows: readonly Lacking[]; readonly total: number; readonly rest: number };

type Row = Lacking & { readonly total: number; readonly rest: number };

const isLed = (u: string, day: Date): Prisma.Sql => sql`exists (
  select 1 from assignments s join people pe on pe.id = s.person_id
  where s.unit_id = ${Prisma.raw(u)}.id and s.role = 'lead' and ${current('s', day)} and ${alive('pe', day)})`;

/** How many units of each level a person follows, and whether one of them is in the area. */
const followed = (area: Area, day: Date): Prisma.Sql => sql`
  select s.person_id, u.rank, count(distinct s.unit_id)::int as units
  from assignments s join units u on u.id = s.unit_id join people pe on pe.id = s.person_id
  where ${current('s', day)} and ${existsOn('u', day)} and ${alive('pe', day)}
  group by s.person_id, u.rank having bool_or(s.unit_id in (${area.units}))`;

const overNorm = (area: Area, day: Date): Prisma.Sql => sql`
  select f.person_id, jsonb_agg(jsonb_build_object('level', l.name, 'units', f.units, 'norm', l.norm) order by l.rank) as loads
  from (${followed(area, day)}) f join levels l on l.rank = f.rank and f.units > l.norm group by f.person_id`;

export const coverage = (db: Db) => ({
  /** The unit above which there is none. */
  async root(): Promise<Unit | undefined> {
    const [row] = await db.$queryRaw<{ unit: Unit }[]>(sql`
      select ${unitJson('u', 'p')} as unit from ${unitTables} where u.parent_id is null limit 1`);
    return row?.unit;
  },

  async levels(unit: UnitId, day: Date): Promise<readonly LevelCoverage[]> {
    const area = subtree(unit, day);
    return db.$queryRaw<LevelCoverage[]>(sql`
      with here as (
        select u.rank, u.word, ${isLed('u', day)} as led from units u where u.id in (${area.units})
      ), level as (
        select rank, jsonb_agg(distinct word) as words, count(*)::int as units, (count(*) filter (where led))::int as led
        from here group by rank
      ), followed as (${followed(area, day)})
      select l.rank, l.key, l.name, l.norm, level.words, level.units, level.led,
        (select count(*)::int from followed f where f.rank = l.rank and f.units > l.norm) as overloaded
      from level join levels l on l.rank = level.rank order by l.rank`);
  },

  async people(unit: UnitId, day: Date): Promise<readonly PeopleCoverage[]> {
    const area = subtree(unit, day);
    const { units, offices, isAll } = area;
    return db.$queryRaw<PeopleCoverage[]>(sql`
      with seats as (
        select st.person_id, min(u.rank) as rank, bool_or(o.id in (${offices})) as here
        from staff st join offices o on o.id = st.office_id join units u on u.id = o.unit_id
        where ${current('st', day)} group by 1
      ), follows as (
        select s.person_id, bool_or(s.unit_id in (${units})) as here
        from assignments s where ${current('s', day)} group by 1
      ), linked as (select distinct a.person_id from accounts a where a.person_id is not null),
      too_many as (${overNorm(area, day)})
      select l.name as level, count(*)::int as people,
        (count(*) filter (where f.person_id is null and pe.post <> ''))::int as idle,
        (count(*) filter (where a.person_id is null and coalesce(st.person_id, f.person_id) is not null))::int as unlinked,
        count(o.person_id)::int as overloaded
      from people pe left join seats st on st.person_id = pe.id left join follows f on f.person_id = pe.id
      left join linked a on a.person_id = pe.id left join too_many o on o.person_id = pe.id left join levels l on l.rank = st.rank
      where ${alive('pe', day)}
        and (st.here or f.here or (coalesce(st.person_id, f.person_id) is null and ${isAll}))
      group by l.rank, l.name order by l.rank nulls last`);
  },

  /** Who or what is lacking there; behind `after`, where a page ended. All of it where no number is said. */
  async lacking(
    lack: Lack,
    area: Area,
    day: Date,
    { after, atMost }: { readonly after?: string | undefined; readonly atMost?: number } = {},
  ): Promise<LackPage> {
    const { list, key } = lack === 'units' ? unitsLacking(area, day) : peopleLacking(lack, area, day);
    const rows = await db.$queryRaw<Row[]>(sql`
      with list as (${list}), begin as (${key(after ?? null)})
      select list.*, (select count(*)::int from list) as total, count(*) over ()::int as rest from list
      where ${after === undefined} or (list.key1, list.key2, list.key3) > (select key1, key2, key3 from begin)
      order by list.key1, list.key2, list.key3 limit ${atMost ?? null}::int`);
    const [first] = rows;
    return { rows, total: first?.total ?? 0, rest: first?.rest ?? 0 };
  },
});

/** A list, and the key in it of whoever has the id, whether still in the list or not. */
type Listed = { readonly list: Prisma.Sql; readonly key: (id: string | null) => Prisma.Sql };

const unitKey = sql`u.rank as key1, coalesce(p.code, '') collate "C" as key2, u.code collate "C" as key3`;
const unitTables = sql`units u left join units p on p.id = u.parent_id`;

const unitsLacking = ({ units }: Area, day: Date): Listed => ({
  list: sql`
    select u.id, ${unitJson('u', 'p')} as unit, ${unitKey} from ${unitTables}
    where u.id in (${units}) and not ${isLed('u', day)}`,
  key: (id) => sql`select ${unitKey} from ${unitTables} where u.id = ${id}::uuid`,
});

const personKey = sql`0 as key1, '' collate "C" as key2, pe.code collate "C" as key3`;

function peopleLacking(lack: Exclude<Lack, 'units'>, area: Area, day: Date): Listed {
  const person = sql`pe.id, pe.code, pe.name, pe.post, ${personKey}`;
  const lists = {
    idle: sql`select ${person} from people pe where ${alive('pe', day)} and ${isIdle(area, day)}`,
    unlinked: sql`select ${person} from people pe where ${alive('pe', day)} and ${isUnlinked(area, day)}`,
    overloaded: sql`select ${person}, o.loads from people pe join (${overNorm(area, day)}) o on o.person_id = pe.id`,
  };
  return {
    list: lists[lack],
    key: (id) => sql`select ${personKey} from people pe where pe.id = ${id}::uuid`,
  };
}

const seated = (offices: Prisma.Sql, day: Date): Prisma.Sql => sql`exists (
  select 1 from staff st where st.person_id = pe.id and ${current('st', day)} and st.office_id in (${offices}))`;

const isIdle = ({ offices, isAll }: Area, day: Date): Prisma.Sql => sql`
  pe.post <> ''
  and not exists (select 1 from assignments s where s.person_id = pe.id and ${current('s', day)})
  and (${seated(offices, day)} or (${isAll}
    and not exists (select 1 from staff st where st.person_id = pe.id and ${current('st', day)})))`;

const isUnlinked = ({ units, offices }: Area, day: Date): Prisma.Sql => sql`
  not exists (select 1 from accounts a where a.person_id = pe.id) and pe.id in (
    select st.person_id from staff st where ${current('st', day)} and st.office_id in (${offices})
    union all
    select s.person_id from assignments s where ${current('s', day)} and s.unit_id in (${units}))`;
