import type { OfficeId, RecommendationId } from '../domain/identity.ts';
import type { OnTime, Settled } from '../domain/on-time.ts';
import { type Db, json, sql } from './db.ts';

/** Of one office: how often by the first deadline, within more time, late; working days of pauses; what became of its answers. */
export type OfficeFigures = Readonly<Record<OnTime | 'pausedDays' | 'confirmed' | 'bySilence', number>>;

/** What entries just written settle. */
export async function keepDeadlines(
  db: Db,
  all: readonly {
    readonly before: { readonly id: RecommendationId };
    readonly settled: readonly Settled[];
  }[],
): Promise<void> {
  const rows = all.flatMap(({ before, settled }) =>
    settled.map(({ at, ...one }) => ({ ...one, id: before.id, at: at.toString() })),
  );
  if (rows.length === 0) return;
  await db.$executeRaw(sql`
    insert into kept_deadlines (recommendation_id, position, office_id, at, on_time, paused_days)
    select k.id, k.position, k.office, k.at, k."onTime", k."pausedDays"
    from jsonb_to_recordset(${json(rows)}) as k(id uuid, position int, office uuid, at timestamptz, "onTime" text,
      "pausedDays" int)`);
}

export const keptDeadlines = (db: Db) => ({
  /** Since the moment. */
  async figures(office: OfficeId, since: Date): Promise<OfficeFigures> {
    const [row] = await db.$queryRaw<OfficeFigures[]>(sql`
      select k.*, c.* from (
        select count(*) filter (where on_time = 'first')::int as first,
          count(*) filter (where on_time = 'extended')::int as extended,
          count(*) filter (where on_time = 'late')::int as late,
          coalesce(sum(paused_days), 0)::int as "pausedDays"
        from kept_deadlines where office_id = ${office}::uuid and at >= ${since}) k,
      (select count(*) filter (where not by_silence)::int as confirmed,
          count(*) filter (where by_silence)::int as "bySilence"
        from recommendations where office_id = ${office}::uuid and closed_at >= ${since} and closed_at is not null) c`);
    if (!row) throw new Error('counting gave no row');
    return row;
  },
});
