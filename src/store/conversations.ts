import { type Db, json, sql } from './db.ts';

export type Abandoned = {
  readonly lane: string;
  readonly state: unknown;
  readonly touchedAt: Date;
  readonly nextAskAt: Date | null;
};

export const conversations = (db: Db) => ({
  async keep(lane: string, state: unknown, now: Date, nextAskAt: Date | undefined): Promise<void> {
    await db.$executeRaw(sql`
      insert into conversations (lane, state, touched_at, next_ask_at)
      values (${lane}, ${json(state)}, ${now}, ${nextAskAt ?? null}::timestamptz)
      on conflict (lane) do update set state = excluded.state, touched_at = excluded.touched_at, next_ask_at = excluded.next_ask_at`);
  },

  async lock(lane: string): Promise<Abandoned | undefined> {
    const [row] = await db.$queryRaw<Abandoned[]>(sql`
      select lane, state, touched_at as "touchedAt", next_ask_at as "nextAskAt" from conversations where lane = ${lane} for update`);
    return row;
  },

  async abandoned(now: Date, atMost: number): Promise<readonly string[]> {
    const rows = await db.$queryRaw<{ lane: string }[]>(sql`
      select lane from conversations where next_ask_at is not null and next_ask_at <= ${now}
      order by next_ask_at limit ${atMost}`);
    return rows.map(({ lane }) => lane);
  },
});
