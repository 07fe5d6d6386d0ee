import type { UnitId } from '../domain/identity.ts';
import type { Unit } from '../domain/unit.ts';
import { type Db, idByCode, sql, unitJson } from './db.ts';
import type { Prisma } from './prisma-client/client.ts';

const unitRow = unitJson('u', 'p');

/** A unit with what it, or what it was made of, was called before. */
export type FoundUnit = {
  readonly unit: Unit;
  readonly formerly: readonly Pick<Unit, 'name' | 'word'>[];
};

const formerly = sql`coalesce((
  select jsonb_agg(distinct jsonb_build_object('word', former.word, 'name', former.name)) from (
    select n.word, n.name from unit_names n where n.unit_id = u.id
    union all
    select e.word, e.name from unit_successions us join units e on e.id = us.ended_id
      where us.successor_id = u.id and e.rank = u.rank and e.id <> u.id
  ) former), '[]'::jsonb)`;

const all = (words: readonly string[]): string => words.join(' & ');

/** One way in which what was said may be meant: words of the unit itself, and words of what lies above it. */
type Meaning = { readonly own: string; readonly above: string };

/** Where no unit has all the words: a unit named first or last, with what lies anywhere above it. Names have two words at least. */
function meanings(words: readonly string[]): readonly Meaning[] {
  const least = words.length < 4 ? 1 : 2;
  const parts = Array.from({ length: Math.max(0, words.length - 2 * least + 1) }, (_, at) => at + least);
  return parts.flatMap((at): Meaning[] => {
    const [head, tail] = [all(words.slice(0, at)), all(words.slice(at))];
    return [
      { own: head, above: tail },
      { own: tail, above: head },
    ];
  });
}

// Of more than these nobody chooses one.
const namesakesAtMost = 2000;
const aboveAtMost = 200;

export const units = (db: Db) => {
  const select = async (from: Prisma.Sql, atMost: number): Promise<readonly FoundUnit[]> =>
    db.$queryRaw<FoundUnit[]>(sql`
      select ${unitRow} as unit, ${formerly} as formerly from (select distinct one.id from (${from} limit ${atMost}) one) found
      join units u on u.id = found.id left join units p on p.id = u.parent_id order by u.rank, u.name`);

  return {
    async byId(id: UnitId): Promise<Unit | undefined> {
      const [row] = await db.$queryRaw<{ unit: Unit }[]>(sql`
        select ${unitRow} as unit from units u left join units p on p.id = u.parent_id where u.id = ${id}::uuid`);
      return row?.unit;
    },

    /** The unit where it exists on the day; else what it has become. */
    async existing(id: UnitId, day: Date): Promise<readonly Unit[]> {
      const rows = await db.$queryRaw<{ unit: Unit }[]>(sql`
        with recursive line(id) as (
          select ${id}::uuid
          union select s.successor_id from line join unit_successions s on s.ended_id = line.id
        )
        select ${unitRow} as unit from line join units u on u.id = line.id left join units p on p.id = u.parent_id
        where u.valid_until is null or u.valid_until > ${day} order by u.name`);
      return rows.map(({ unit }) => unit);
    },

    /** By the code as the roster spells it, or in other capitals where that is one unit's only. */
    async byCode(code: string): Promise<Unit | undefined> {
      const [row] = await db.$queryRaw<{ unit: Unit }[]>(sql`
        select ${unitRow} as unit from units u left join units p on p.id = u.parent_id
        where u.id = ${idByCode(sql`units`, code)}`);
      return row?.unit;
    },

    /**
     * Units that exist on the day, at or below any of `within`, that have all the words (`searchWords`) in their name,
     * a former name or the name of the unit above; else with some of the words in what lies further above; else with
     * the last word still being typed.
     */
    async find(
      words: readonly string[],
      { within, day, atMost }: { within: readonly UnitId[]; day: Date; atMost: number },
    ): Promise<readonly FoundUnit[]> {
      if (words.length === 0 || within.length === 0) return [];
      const exists = sql`(f.valid_until is null or f.valid_until > ${day})`;
      // Who sees all of the province does not make the index list all of it.
      const [seen] = await db.$queryRaw<{ all: boolean }[]>(sql`
        select exists (select 1 from units r where r.id = any(${within}::uuid[]) and r.parent_id is null) as "all"`);
      const inSight = seen?.all ? sql`true` : sql`f.lineage && ${within}::uuid[]`;
      const named = (query: string) => sql`unit_words(f.folded, f.search) @@ ${query}::tsquery and ${exists}`;
      const having = (query: string) => sql`select f.id from units f where ${named(query)} and ${inSight}`;
      const whole = await select(having(all(words)), atMost);
      if (whole.length > 0) return whole;
      for (const { own, above } of meanings(words)) {
        const split = await select(
          sql`select c.id from (
              select f.id, f.lineage from units f
              where unit_words(f.folded, f.search) @@ ${own}::tsquery and ${exists}
                and exists (select 1 from unnest(f.lineage) way_up where way_up = any(${within}::uuid[]))
                and exists (select 1 from units a where unit_words(a.folded, a.search) @@ ${above}::tsquery)
              limit ${namesakesAtMost}
            ) c
            where c.lineage[:cardinality(c.lineage) - 1] && array(
              select a.id from units a where unit_words(a.folded, a.search) @@ ${above}::tsquery limit ${aboveAtMost})`,
          atMost,
        );
        if (split.length > 0) return split;
      }
      // One letter begins half of all names.
      const isBegun = (words.at(-1) ?? '').length > 1;
      return isBegun ? select(having(`${all(words)}:*`), atMost) : [];
    },

    /** What was of its level and became it, as far as it existed on the day. */
    async mergedInto({ id, rank }: Pick<Unit, 'id' | 'rank'>, day: string): Promise<readonly Unit[]> {
      const rows = await db.$queryRaw<{ unit: Unit }[]>(sql`
        select ${unitRow} as unit from units u left join units p on p.id = u.parent_id
        where u.lineage @> array[${id}]::uuid[] and u.id <> ${id}::uuid and u.rank = ${rank}
          and u.valid_until > ${day}::date and (u.valid_from is null or u.valid_from <= ${day}::date)
        order by u.name, u.code`);
      return rows.map(({ unit }) => unit);
    },

    /** The unit and everything above it, from the unit up. */
    async ladderOf(id: UnitId): Promise<readonly Unit[]> {
      const rows = await db.$queryRaw<{ unit: Unit }[]>(sql`
        select ${unitRow} as unit from units u left join units p on p.id = u.parent_id
        where u.id = any((select lineage from units where id = ${id}::uuid)::uuid[]) order by u.rank desc`);
      return rows.map(({ unit }) => unit);
    },
  };
};
