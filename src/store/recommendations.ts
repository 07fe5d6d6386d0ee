import type { Entry } from '../domain/entry.ts';
import type { OfficeId, PersonId, RecommendationId, UnitId } from '../domain/identity.ts';
import type { Raised, Standing } from '../domain/recommendation.ts';
import { dateOf } from '../domain/time.ts';
import { type Db, sql } from './db.ts';
import { Prisma } from './prisma-client/client.ts';
import { helpedBy } from './recommendation-helpers.ts';
import { columnsOf, recommendationHistory, writeEntries } from './recommendation-history.ts';
import { columns, joined, type Row, type Told, toldOf } from './recommendation-row.ts';

/** A place in a list: behind it the next page begins. Listed by group, then by key. */
export type Mark = { readonly group: number; readonly key: number; readonly id: RecommendationId };

/** Some of a list, how many are in all of it, and how many from the first of these on. */
export type Page = {
  readonly told: readonly Told[];
  readonly total: number;
  readonly rest: number;
  readonly last: Mark | undefined;
};

type PageRow = Row & { total: number; rest: number; place: number; key: number };

const milliseconds = (column: 'deadline' | 'next_step_at' | 'raised_at'): Prisma.Sql =>
  Prisma.raw(`(extract(epoch from ${column}) * 1000)::float8`);

export const recommendations = (db: Db) => {
  const select = async (where: Prisma.Sql): Promise<readonly Told[]> =>
    (await db.$queryRaw<Row[]>(sql`select ${columns} from recommendations r ${joined} where ${where}`)).map(
      toldOf,
    );

  const page = async (list: Prisma.Sql, from: Mark | undefined, atMost: number): Promise<Page> => {
    const behind = from
      ? sql`(place, key, id) > (${from.group}::int, ${from.key}::float8, ${from.id}::uuid)`
      : sql`true`;
    const rows = await db.$queryRaw<PageRow[]>(sql`
      with list as (${list}),
        page as (select *, count(*) over ()::int as rest from list where ${behind} order by place, key, id limit ${atMost})
      select ${columns}, page.place, page.key, page.rest, (select count(*) from list)::int as total
      from page join recommendations r on r.id = page.id ${joined} order by page.place, page.key, page.id`);
    const last = rows.at(-1);
    return {
      told: rows.map(toldOf),
      total: last?.total ?? 0,
      rest: last?.rest ?? 0,
      last: last && { group: last.place, key: last.key, id: last.id as RecommendationId },
    };
  };

  return {
    ...recommendationHistory(db),

    /** The next speaking number of the year in the province `root`, whose code it carries: two provinces may be joined. */
    async number(root: UnitId, year: number): Promise<string> {
      const [row] = await db.$queryRaw<{ series: string; last: number }[]>(sql`
        insert into counters as c (series, year, last)
        select 'KN-' || code, ${year}, 1 from units where id = ${root}::uuid
        on conflict (series, year) do update set last = c.last + 1 returning series, last`);
      if (!row) throw new Error(`no province ${root}`);
      return `${row.series}-${year}-${String(row.last).padStart(5, '0')}`;
    },

    async create(raised: Raised, entries: readonly Entry[], standing: Standing): Promise<void> {
      await db.recommendation.create({
        data: {
          id: raised.id,
          number: raised.number,
          unitId: raised.unitId,
          visitId: raised.visitId ?? null,
          raisedById: raised.raisedBy,
          kind: raised.kind,
          urgency: raised.urgency,
          field: raised.field ?? null,
          text: raised.text,
          raisedAt: dateOf(raised.raisedAt),
          aboutOffice: raised.aboutOffice,
          hiddenFromId: raised.hiddenFrom ?? null,
          limits: raised.limits,
          ...columnsOf(standing),
          asked: standing.asked ?? Prisma.DbNull,
        },
      });
      await writeEntries(db, [{ id: raised.id, from: 0, entries }]);
    },

    byId: async (id: RecommendationId) => (await select(sql`r.id = ${id}::uuid`))[0],
    byIds: (ids: readonly RecommendationId[]) =>
      select(sql`r.id = any(${ids}::uuid[]) order by r.deadline nulls last, r.id`),
    byNumber: async (number: string) => (await select(sql`r.number = ${number}`))[0],

    /** What the offices are asked to decide, then the open ones they answer for or take part in, the nearest deadline first. */
    waitingFor: (offices: readonly OfficeId[], from: Mark | undefined, atMost: number) =>
      page(
        sql`select id, 0 as place, ${milliseconds('deadline')} as key from recommendations
          where asked_of_id = any(${offices}::uuid[])
          union all select id, 1 as place, ${milliseconds('deadline')} as key from recommendations
          where office_id = any(${offices}::uuid[]) and next_step_at is not null and state in ('open', 'taken-up')
            and (asked_of_id is null or asked_of_id <> all(${offices}::uuid[]))
          union all ${helpedBy(offices)}`,
        from,
        atMost,
      ),

    /** With what they have joined: the open ones by deadline, then the answered ones by when they close by themselves, then the closed ones, the newest first. */
    raisedBy: (person: PersonId, from: Mark | undefined, atMost: number) =>
      page(
        sql`select id,
            case when state in ('closed', 'withdrawn') then 2 when state = 'answered' then 1 else 0 end as place,
            case when state in ('closed', 'withdrawn') then -${milliseconds('raised_at')} when state = 'answered' then ${milliseconds('next_step_at')}
              else ${milliseconds('deadline')} end as key
          from recommendations where id in (
            select id from recommendations where raised_by_id = ${person}::uuid
            union all select recommendation_id from recommendation_joins where person_id = ${person}::uuid)`,
        from,
        atMost,
      ),

    /** Overdue ones that can go no higher, of one office: how many, and the oldest of them. */
    async redAt(
      office: OfficeId,
      atMost: number,
    ): Promise<{ readonly count: number; readonly first: readonly Told[] }> {
      const red = sql`office_id = ${office}::uuid and next_step_at is not null and next_step = 'remind'`;
      const rows = await db.$queryRaw<(Row & { count: number })[]>(sql`
        with red as (select id, count(*) over ()::int as count from recommendations where ${red}
          order by raised_at, id limit ${atMost})
        select ${columns}, red.count from red join recommendations r on r.id = red.id ${joined} order by r.raised_at, r.id`);
      return { count: rows[0]?.count ?? 0, first: rows.map(toldOf) };
    },

    /** What waits for anything at all, in the order of the keys. */
    async waitingAfter(
      id: RecommendationId | undefined,
      atMost: number,
    ): Promise<readonly RecommendationId[]> {
      const rows = await db.$queryRaw<{ id: RecommendationId }[]>(sql`
        select id from recommendations where next_step_at is not null
          and id > ${id ?? '00000000-0000-0000-0000-000000000000'}::uuid order by id limit ${atMost}`);
      return rows.map((row) => row.id);
    },

    async due(now: Date, atMost: number): Promise<readonly RecommendationId[]> {
      const rows = await db.$queryRaw<{ id: RecommendationId }[]>(sql`
        select id from recommendations where next_step_at is not null and next_step_at <= ${now}
        order by next_step_at limit ${atMost}`);
      return rows.map(({ id }) => id);
    },

    /** Of which the legal clock is to be told. */
    async legalDue(now: Date, atMost: number): Promise<readonly RecommendationId[]> {
      const rows = await db.$queryRaw<{ id: RecommendationId }[]>(sql`
        select id from recommendations where legal_step_at is not null and legal_step_at <= ${now}
        order by legal_step_at limit ${atMost}`);
      return rows.map(({ id }) => id);
    },

    /** Of which it is to be asked once more whether the people were told. */
    async asksDue(now: Date, atMost: number): Promise<readonly RecommendationId[]> {
      const rows = await db.$queryRaw<{ id: RecommendationId }[]>(sql`
        select id from recommendations where ask_again_at is not null and ask_again_at <= ${now}
          and kind not in ('opinion', 'conclusion')
        order by ask_again_at limit ${atMost}`);
      return rows.map(({ id }) => id);
    },

    /** What waits for a decision of one of the offices, or whether it is to go there. */
    askedAbout: (offices: readonly OfficeId[]) =>
      select(
        sql`r.asked_of_id is not null
          and (r.asked_of_id = any(${offices}::uuid[]) or (r.asked ->> 'target')::uuid = any(${offices}::uuid[])) order by r.number`,
      ),
  };
};
