import type { OfficeId } from '../domain/identity.ts';
import type { Unit } from '../domain/unit.ts';
import { type Db, sql, unitJson } from './db.ts';
import { existsOn, isLive } from './live.ts';

/** A general office and the moment it is asked about what is missing. */
export type DueChase = { readonly office: OfficeId; readonly due: Date };

/** What an office is asked about: its unit, where it and the bot are there on the day. */
export type Chased = { readonly unit: Unit; readonly isThere: boolean };

export const chases = (db: Db) => ({
  /** Whether an office is new and has no moment yet. */
  async someUnscheduled(): Promise<boolean> {
    const [row] = await db.$queryRaw<{ some: boolean }[]>(sql`
      select exists (select 1 from offices where next_chase_at is null and kind = 'general' and valid_until is null) as some`);
    return row?.some ?? false;
  },

  /** Gives the new ones their first moment. */
  async schedule(next: Date): Promise<void> {
    await db.$executeRaw(sql`
      update offices set next_chase_at = ${next} where next_chase_at is null and kind = 'general' and valid_until is null`);
  },

  async due(now: Date, atMost: number): Promise<readonly DueChase[]> {
    return db.$queryRaw<DueChase[]>(sql`
      select id as office, next_chase_at as due from offices
      where next_chase_at is not null and next_chase_at <= ${now} order by next_chase_at limit ${atMost}`);
  },

  /** Takes the chase due at the moment for this transaction, and sets the next; nothing when another has taken it. */
  async claim({ office, due }: DueChase, next: Date, day: Date): Promise<Chased | undefined> {
    const [row] = await db.$queryRaw<Chased[]>(sql`
      update offices o set next_chase_at = case when o.kind = 'general' and ${existsOn('o', day)} then ${next}::timestamptz end
      from units u left join units p on p.id = u.parent_id
      where o.id = ${office}::uuid and o.next_chase_at = ${due} and u.id = o.unit_id
      returning ${unitJson('u', 'p')} as unit,
        o.kind = 'general' and ${existsOn('o', day)} and ${existsOn('u', day)} and ${isLive('u', day)} as "isThere"`);
    return row;
  },
});
