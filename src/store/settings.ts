import { type Db, json, sql } from './db.ts';

/** What the database itself remembers about its use: rehearsal or not, the clock's offset, the signing secret. */
export const settings = (db: Db) => ({
  async get<Value>(key: string): Promise<Value | undefined> {
    return (await db.setting.findUnique({ where: { key } }))?.value as Value | undefined;
  },

  async set(key: string, value: unknown): Promise<void> {
    await db.$executeRaw(sql`
      insert into settings (key, value) values (${key}, ${json(value)})
      on conflict (key) do update set value = excluded.value`);
  },

  /** Sets it unless it is there; what is there in the end. */
  async settle<Value>(key: string, value: Value): Promise<Value> {
    await db.$executeRaw(sql`
      insert into settings (key, value) values (${key}, ${json(value)}) on conflict (key) do nothing`);
    return (await this.get<Value>(key)) ?? value;
  },

  /** Moves a moment forward, never back; false when the stored one is later. */
  async advance(key: string, to: Date): Promise<boolean> {
    const changed = await db.$executeRaw(sql`
      insert into settings as s (key, value) values (${key}, ${json(to)})
      on conflict (key) do update set value = excluded.value where (s.value #>> '{}')::timestamptz <= ${to}`);
    return changed === 1;
  },
});
