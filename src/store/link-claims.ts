import type { Address } from '../domain/channel.ts';
import { newId, type PersonId, type UnitId } from '../domain/identity.ts';
import { type Db, sql } from './db.ts';

/** Somebody of the roster by the phone number there. */
export type Holder = {
  readonly person: PersonId;
  readonly name: string;
  readonly post: string;
  /** A phone is theirs already. */
  readonly linked: boolean;
};

export type Claim = Address & {
  readonly id: string;
  readonly person: PersonId;
  readonly dueAt: Date;
  readonly state: 'waiting' | 'done' | 'refused';
};

export const linkClaims = (db: Db) => ({
  /** Whose number it is, two at most; their rows are locked, so that of two who come at once one is second. */
  async holders(phone: string, day: Date): Promise<readonly Holder[]> {
    return db.$queryRaw<Holder[]>(sql`
      select pe.id as person, pe.name, pe.post,
        exists (select 1 from accounts a where a.person_id = pe.id) as linked
      from people pe where pe.phone = ${phone} and (pe.ended_on is null or pe.ended_on > ${day})
      order by pe.id limit 2 for update of pe`);
  },

  /** One waits for a person: a later one takes the place of the one before; asked again from the same address it stays. */
  async ask(
    person: PersonId,
    at: Address,
    now: Date,
    dueAt: Date,
  ): Promise<Claim & { readonly isNew: boolean }> {
    await db.$executeRaw(sql`
      update link_claims set state = 'refused' where state = 'waiting'
        and (person_id = ${person}::uuid) <> (channel = ${at.channel} and address = ${at.address})`);
    const [row] = await db.$queryRaw<(Claim & { isNew: boolean })[]>(sql`
      with before as (
        select id, due_at from link_claims where state = 'waiting' and person_id = ${person}::uuid
          and channel = ${at.channel} and address = ${at.address}
      ), new as (
        insert into link_claims (id, person_id, channel, address, asked_at, due_at)
        select ${newId(now.getTime())}::uuid, ${person}::uuid, ${at.channel}, ${at.address}, ${now}, ${dueAt}
        where not exists (select 1 from before) returning id, due_at
      )
      select id, ${person}::uuid as person, ${at.channel} as channel, ${at.address} as address, due_at as "dueAt",
        'waiting' as state, is_new as "isNew"
      from (select *, false as is_new from before union all select *, true from new) as asked`);
    if (!row) throw new Error('a claim was neither found nor made');
    return row;
  },

  async due(now: Date, atMost: number): Promise<readonly string[]> {
    const rows = await db.$queryRaw<{ id: string }[]>(sql`
      select id from link_claims where state = 'waiting' and due_at <= ${now} order by due_at limit ${atMost}`);
    return rows.map(({ id }) => id);
  },

  async lock(id: string): Promise<Claim | undefined> {
    const [row] = await db.$queryRaw<Claim[]>(sql`
      select id, person_id as person, channel, address, due_at as "dueAt", state
      from link_claims where id = ${id}::uuid for update`);
    return row;
  },

  async settle(id: string, state: 'done' | 'refused'): Promise<void> {
    await db.$executeRaw(sql`update link_claims set state = ${state} where id = ${id}::uuid`);
  },

  /** What was proven otherwise needs no claim. */
  async drop(person: PersonId): Promise<void> {
    await db.$executeRaw(sql`
      update link_claims set state = 'refused' where person_id = ${person}::uuid and state = 'waiting'`);
  },

  /** Who sits in the general offices of the units, but for the person it is about. */
  async generalStaff(units: readonly UnitId[], but: PersonId, day: Date): Promise<readonly PersonId[]> {
    const rows = await db.$queryRaw<{ id: PersonId }[]>(sql`
      select distinct st.person_id as id from offices o join staff st on st.office_id = o.id
      where o.unit_id = any(${units}::uuid[]) and o.kind = 'general' and st.person_id <> ${but}::uuid
        and (o.valid_until is null or o.valid_until > ${day})
        and (st."from" is null or st."from" <= ${day}) and (st.until is null or st.until >= ${day})`);
    return rows.map(({ id }) => id);
  },
});
