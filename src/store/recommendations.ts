import { type Entry, movings } from '../domain/history.ts';
import type { OfficeId, PersonId, RecommendationId, UnitId } from '../domain/identity.ts';
import type { RecommendationKind } from '../domain/ladder.ts';
import type { Raised, Recommendation, Standing } from '../domain/recommendation.ts';
import { dateOf, instant } from '../domain/time.ts';
import type { Unit } from '../domain/unit.ts';
import { type Db, sql, unitJson } from './db.ts';
import { Prisma } from './prisma-client/client.ts';
import { type HelperRow, helpedBy, helperOf, helpersJson } from './recommendation-helpers.ts';
import { columnsOf, recommendationHistory, writeEntries } from './recommendation-history.ts';

/** With what one needs to speak about it. */
export type Told = Recommendation & {
  readonly unit: Unit;
  readonly officeName: string;
  readonly raiserName: string;
  readonly handlerName: string | undefined;
  /** Who has joined it, in that order, each for a unit. */
  readonly joiners: readonly Joiner[];
  /** Others are linked to it, wherever they are. */
  readonly isMain: boolean;
};

export type Joiner = { readonly person: PersonId; readonly name: string; readonly unit: Unit };

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

type Row = Record<string, unknown> & {
  unit: Unit;
  helpers: HelperRow[];
  raised_at: Date;
  legal_deadline: Date;
  legal_near_at: Date | null;
  deadline: Date | null;
  first_deadline: Date | null;
  moves_up_at: Date | null;
  next_step_at: Date | null;
  paused_until: Date | null;
  ask_again_at: Date | null;
  closed_at: Date | null;
};

const moment = (at: Date | null) => (at ? instant(at) : undefined);

const columns = sql`
  r.*, ${unitJson('u', 'p')} as unit, o.name as office_name, pe.name as raiser_name, h.name as handler_name,
  (select coalesce(jsonb_agg(distinct e.data ->> 'office'), '[]'::jsonb) from recommendation_events e
    where e.recommendation_id = r.id and e.what = any(${[...movings]})) as sent_to,
  ${helpersJson} as helpers,
  (select coalesce(jsonb_agg(jsonb_build_object('person', jn.person_id, 'name', jpe.name, 'unit', ${unitJson('ju', 'jp')})
      order by jn.position), '[]'::jsonb)
    from recommendation_joins jn join people jpe on jpe.id = jn.person_id
    join units ju on ju.id = jn.unit_id left join units jp on jp.id = ju.parent_id
    where jn.recommendation_id = r.id) as joiners,
  exists (select 1 from recommendations l where l.linked_to_id = r.id) as is_main`;
const joined = sql`
  join units u on u.id = r.unit_id left join units p on p.id = u.parent_id
  join offices o on o.id = r.office_id join people pe on pe.id = r.raised_by_id left join people h on h.id = r.handler_id`;

const milliseconds = (column: 'deadline' | 'next_step_at' | 'raised_at'): Prisma.Sql =>
  Prisma.raw(`(extract(epoch from ${column}) * 1000)::float8`);

function toldOf(row: Row): Told {
  const joiners = row.joiners as readonly Joiner[];
  return {
    joiners,
    isMain: row.is_main as boolean,
    joined: joiners.map(({ person }) => person),
    linkedTo: (row.linked_to_id ?? undefined) as Told['linkedTo'],
    id: row.id as RecommendationId,
    number: row.number as string,
    unitId: row.unit.id,
    unit: row.unit,
    visitId: (row.visit_id ?? undefined) as Told['visitId'],
    raisedBy: row.raised_by_id as PersonId,
    raiserName: row.raiser_name as string,
    kind: row.kind as RecommendationKind,
    urgency: row.urgency as Told['urgency'],
    field: (row.field ?? undefined) as string | undefined,
    text: row.text as string,
    raisedAt: instant(row.raised_at),
    legalDeadline: instant(row.legal_deadline),
    legalNearAt: instant(row.legal_near_at ?? row.legal_deadline),
    legalTold: row.legal_told as Told['legalTold'],
    aboutOffice: row.about_office as boolean,
    hiddenFrom: (row.hidden_from_id ?? undefined) as UnitId | undefined,
    limits: row.limits as Told['limits'],
    state: row.state as Told['state'],
    office: row.office_id as OfficeId,
    officeName: row.office_name as string,
    handler: (row.handler_id ?? undefined) as PersonId | undefined,
    handlerName: (row.handler_name ?? undefined) as string | undefined,
    deadline: moment(row.deadline),
    firstDeadline: moment(row.first_deadline),
    movesUpAt: moment(row.moves_up_at),
    nextStep: (row.next_step ?? undefined) as Told['nextStep'],
    nextStepAt: moment(row.next_step_at),
    pausedUntil: moment(row.paused_until),
    pauses: row.pauses as number,
    pausedDays: row.paused_days as number,
    extensions: row.extensions as number,
    transfers: row.transfers as number,
    asked: (row.asked ?? undefined) as Told['asked'],
    questioned: row.questioned as boolean,
    peopleTold: (row.people_told ?? undefined) as boolean | undefined,
    askAgainAt: moment(row.ask_again_at),
    closedAt: moment(row.closed_at),
    bySilence: row.by_silence as boolean,
    helpers: row.helpers.map(helperOf),
    atTop: row.at_top as boolean,
    sentTo: row.sent_to as OfficeId[],
    events: row.events as number,
  };
}

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
