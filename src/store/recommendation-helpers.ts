import type { Helper, HelperStep } from '../domain/helper-office.ts';
import type { OfficeId, RecommendationId } from '../domain/identity.ts';
import { type Instant, parse } from '../domain/time.ts';
import { type Db, json, sql } from './db.ts';
import type { Prisma } from './prisma-client/client.ts';

/** As it stands in the row of its recommendation. */
export type HelperRow = Pick<Helper, 'request' | 'office'> & {
  readonly askedAt: string;
  readonly due: string;
  readonly nextStep: HelperStep | null;
  readonly nextStepAt: string | null;
  readonly answeredAt: string | null;
  readonly endedAt: string | null;
};

/** All helpers of the recommendation `r`, in the order in which they were asked. */
export const helpersJson = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('request', hp.request, 'office', hp.office_id, 'askedAt', hp.asked_at,
    'due', hp.due, 'nextStep', hp.next_step, 'nextStepAt', hp.next_step_at, 'answeredAt', hp.answered_at,
    'endedAt', hp.ended_at) order by hp.request), '[]'::jsonb)
  from recommendation_helpers hp where hp.recommendation_id = r.id)`;

const moment = (at: string | null): Instant | undefined => (at === null ? undefined : parse(at));

export const helperOf = (row: HelperRow): Helper => ({
  request: row.request,
  office: row.office,
  askedAt: parse(row.askedAt),
  due: parse(row.due),
  nextStep: row.nextStep ?? undefined,
  nextStepAt: moment(row.nextStepAt),
  answeredAt: moment(row.answeredAt),
  endedAt: moment(row.endedAt),
});

/** Writes those that are not as they were: what an entry leaves alone is the same object. */
export async function writeHelpers(
  db: Db,
  id: RecommendationId,
  before: readonly Helper[],
  after: readonly Helper[],
): Promise<void> {
  const known = new Set(before);
  const changed = after.filter((helper) => !known.has(helper));
  if (changed.length === 0) return;
  await db.$executeRaw(sql`
    insert into recommendation_helpers
      (recommendation_id, request, office_id, asked_at, due, next_step, next_step_at, answered_at, ended_at)
    select ${id}::uuid, request, office, "askedAt", due, "nextStep", "nextStepAt", "answeredAt", "endedAt"
    from jsonb_to_recordset(${json(changed)}) as h(request int, office uuid, "askedAt" timestamptz, due timestamptz,
      "nextStep" text, "nextStepAt" timestamptz, "answeredAt" timestamptz, "endedAt" timestamptz)
    on conflict (recommendation_id, request) do update set office_id = excluded.office_id, due = excluded.due,
      next_step = excluded.next_step, next_step_at = excluded.next_step_at, answered_at = excluded.answered_at,
      ended_at = excluded.ended_at`);
}

/** For a list of what waits: those in which only the help of the offices is awaited, by the first day of it. */
export const helpedBy = (offices: readonly OfficeId[]): Prisma.Sql => sql`
  select r.id, 1 as place, (extract(epoch from min(hp.due)) * 1000)::float8 as key
  from recommendation_helpers hp join recommendations r on r.id = hp.recommendation_id
  where hp.office_id = any(${offices}::uuid[]) and hp.next_step_at is not null and r.office_id <> all(${offices}::uuid[])
    and (r.asked_of_id is null or r.asked_of_id <> all(${offices}::uuid[]))
  group by r.id`;

/** A request that has passed its day without an answer. */
export type LateRequest = { readonly recommendation: RecommendationId; readonly due: Date };

export const helpers = (db: Db) => ({
  /** Recommendations of which some helper's step is due, the oldest first. */
  async due(now: Date, atMost: number): Promise<readonly RecommendationId[]> {
    const rows = await db.$queryRaw<{ id: RecommendationId }[]>(sql`
      select recommendation_id as id from recommendation_helpers
      where next_step_at is not null and next_step_at <= ${now}
      group by recommendation_id order by min(next_step_at) limit ${atMost}`);
    return rows.map(({ id }) => id);
  },

  /** What an office was asked to take part in and has not answered by its day: how many, and the latest of them. */
  async late(
    office: OfficeId,
    atMost: number,
  ): Promise<{ readonly count: number; readonly first: readonly LateRequest[] }> {
    const rows = await db.$queryRaw<(LateRequest & { count: number })[]>(sql`
      select recommendation_id as recommendation, due, count(*) over ()::int as count from recommendation_helpers
      where office_id = ${office}::uuid and next_step_at is not null and next_step = 'remind'
      order by due, recommendation_id limit ${atMost}`);
    return { count: rows[0]?.count ?? 0, first: rows };
  },

  /** Those of which an answer is awaited from one of the offices. */
  async awaitedFrom(offices: readonly OfficeId[]): Promise<readonly RecommendationId[]> {
    const rows = await db.$queryRaw<{ id: RecommendationId }[]>(sql`
      select distinct recommendation_id as id from recommendation_helpers
      where office_id = any(${offices}::uuid[]) and next_step_at is not null order by 1`);
    return rows.map(({ id }) => id);
  },
});
