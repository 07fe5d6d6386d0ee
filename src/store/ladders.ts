import type { Ladder, RecommendationKind, Urgency } from '../domain/ladder.ts';
import type { LadderLevel } from '../domain/ladder-check.ts';
import { type Db, json, sql } from './db.ts';

const columns = sql`kind, urgency, legal_days as "legalDays", close_days as "closeDays", rungs, source, verified`;

export const ladders = (db: Db) => ({
  async of(kind: RecommendationKind, urgency: Urgency): Promise<Ladder | undefined> {
    const [row] = await db.$queryRaw<Ladder[]>(
      sql`select ${columns} from ladders where kind = ${kind} and urgency = ${urgency}`,
    );
    return row;
  },

  all: (): Promise<readonly Ladder[]> =>
    db.$queryRaw<Ladder[]>(sql`select ${columns} from ladders order by urgency, kind`),

  /** Adds those that are missing; what the province has entered stands. */
  async keep(ladders: readonly Ladder[]): Promise<void> {
    await db.$executeRaw(sql`
      insert into ladders (kind, urgency, legal_days, close_days, rungs, source, verified)
      select * from jsonb_to_recordset(${json(ladders)})
        as l(kind text, urgency text, "legalDays" int, "closeDays" int, rungs jsonb, source text, verified boolean)
      on conflict do nothing`);
  },

  async put({ kind, urgency, legalDays, closeDays, rungs, source, verified }: Ladder): Promise<void> {
    await db.$executeRaw(sql`
      insert into ladders (kind, urgency, legal_days, close_days, rungs, source, verified)
      values (${kind}, ${urgency}, ${legalDays}, ${closeDays}, ${json(rungs)}, ${source}, ${verified})
      on conflict (kind, urgency) do update set legal_days = excluded.legal_days, close_days = excluded.close_days,
        rungs = excluded.rungs, source = excluded.source, verified = excluded.verified`);
  },

  /** The levels there are, the highest first, with the kinds of office that stand at them on the day. */
  async levels(day: Date): Promise<readonly LadderLevel[]> {
    return db.$queryRaw<LadderLevel[]>(sql`
      select l.key, l.name, coalesce((
        select jsonb_agg(distinct o.kind) from offices o join units u on u.id = o.unit_id
        where u.rank = l.rank and (o.valid_until is null or o.valid_until > ${day})), '[]'::jsonb) as kinds
      from levels l order by l.rank`);
  },
});
