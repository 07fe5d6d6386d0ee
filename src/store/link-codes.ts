import type { PersonId } from '../domain/identity.ts';
import { newId } from '../domain/identity.ts';
import { type Db, json, sql } from './db.ts';

export type KnownCode = {
  readonly id: string;
  readonly person: PersonId;
  readonly name: string;
  readonly post: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | undefined;
  readonly ended: boolean;
};

export type GuessCount = { readonly count: number; readonly lockedUntil: Date | undefined };

export const linkCodes = (db: Db) => ({
  /** One for each person; those they had and never used are good no more, and say so. */
  async replace(
    codes: readonly { readonly person: PersonId; readonly hash: string; readonly expiresAt: Date }[],
    now: Date,
  ): Promise<void> {
    if (codes.length === 0) return;
    const rows = codes.map((code) => ({ id: newId(now.getTime()), ...code }));
    await db.$executeRaw(sql`
      with new as (
        select * from jsonb_to_recordset(${json(rows)}) as r(id uuid, person uuid, hash text, "expiresAt" timestamptz)
      ), gone as (
        update link_codes c set expires_at = ${now} from new
        where c.person_id = new.person and c.used_at is null and c.expires_at > ${now}
      )
      insert into link_codes (id, hash, person_id, created_at, expires_at)
      select id, hash, person, ${now}, "expiresAt" from new`);
  },

  /** Locks the code, so that of two who open it at once one comes second. */
  async find(hash: string, day: Date): Promise<KnownCode | undefined> {
    const [row] = await db.$queryRaw<(Omit<KnownCode, 'usedAt'> & { usedAt: Date | null })[]>(sql`
      select c.id, c.person_id as person, pe.name, pe.post, c.expires_at as "expiresAt", c.used_at as "usedAt",
        coalesce(pe.ended_on <= ${day}, false) as ended
      from link_codes c join people pe on pe.id = c.person_id where c.hash = ${hash} for update of c`);
    return row && { ...row, usedAt: row.usedAt ?? undefined };
  },

  async use(id: string, by: string, now: Date): Promise<void> {
    await db.linkCode.update({ where: { id }, data: { usedAt: now, usedBy: by } });
  },

  async guesses(scopes: readonly string[], now: Date): Promise<ReadonlyMap<string, GuessCount>> {
    const rows = await db.guess.findMany({ where: { scope: { in: [...scopes] } } });
    return new Map(
      rows.map(({ scope, count, lockedUntil }) => [
        scope,
        { count, lockedUntil: lockedUntil && lockedUntil > now ? lockedUntil : undefined },
      ]),
    );
  },

  /** Counts a wrong guess in each scope; a scope that reaches its limit is locked for an hour. */
  async countGuess(limits: ReadonlyMap<string, number>, now: Date): Promise<void> {
    const hourAgo = new Date(now.getTime() - 3_600_000);
    const inAnHour = new Date(now.getTime() + 3_600_000);
    for (const [scope, limit] of limits) {
      await db.$executeRaw(sql`
        insert into guesses as g (scope, count, since) values (${scope}, 1, ${now})
        on conflict (scope) do update set
          count = case when g.since < ${hourAgo} then 1 else g.count + 1 end,
          since = case when g.since < ${hourAgo} then ${now} else g.since end,
          locked_until = case when g.since >= ${hourAgo} and g.count + 1 >= ${limit} then ${inAnHour}::timestamptz else g.locked_until end`);
    }
  },
});
