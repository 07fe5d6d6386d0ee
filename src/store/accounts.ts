import type { Address, ChannelName } from '../domain/channel.ts';
import type { PersonId } from '../domain/identity.ts';
import { newId } from '../domain/identity.ts';
import type { Button, Content, Markup, Priority } from '../domain/message.ts';
import { type Db, json, sql } from './db.ts';

/** Where a person is reached, and in which language. */
export type Reach = Address & {
  readonly person: PersonId;
  readonly name: string;
  readonly language: string;
  readonly quietFrom: string;
  readonly quietUntil: string;
};

/** An address that is a person's. */
export type Linked = Address & { readonly reachable: boolean };

/** A message as it waited for an address. */
export type Pending = {
  readonly once: string;
  readonly priority: Priority;
  readonly content: Content;
  readonly notBefore: Date | null;
  /** Its buttons have numbers of that address. */
  readonly isNumbered: boolean;
  readonly title: string | null;
  readonly items: readonly { readonly line: Markup; readonly button: Button }[] | null;
};

export const accounts = (db: Db) => ({
  /** All that is the person's, what is written to first coming first. */
  async of(person: PersonId): Promise<readonly Linked[]> {
    return db.$queryRaw<Linked[]>(sql`
      select channel, address, unreachable is null as reachable from accounts where person_id = ${person}::uuid
      order by unreachable is not null, preference, linked_at desc`);
  },

  /** The address each person is reached at, the preferred one, then the latest linked; people who can not be reached are left out. */
  async reach(people: readonly PersonId[], day: Date): Promise<readonly Reach[]> {
    if (people.length === 0) return [];
    return db.$queryRaw<Reach[]>(sql`
      select distinct on (pe.id) pe.id as person, pe.name, pe.language, a.channel, a.address,
        pe.quiet_from as "quietFrom", pe.quiet_until as "quietUntil"
      from people pe join accounts a on a.person_id = pe.id
      where pe.id = any(${people}::uuid[]) and a.unreachable is null and (pe.ended_on is null or pe.ended_on > ${day})
      order by pe.id, a.preference, a.linked_at desc`);
  },

  /** Of the people those who can be reached and to whom nothing has been said under the key. */
  async unsaid(
    once: string,
    people: readonly PersonId[],
    day: Date,
    atMost: number,
  ): Promise<readonly PersonId[]> {
    const rows = await db.$queryRaw<{ id: PersonId }[]>(sql`
      select pe.id from people pe
      where pe.id = any(${people}::uuid[]) and (pe.ended_on is null or pe.ended_on > ${day})
        and exists (select 1 from accounts a where a.person_id = pe.id and a.unreachable is null)
        and not exists (select 1 from outbox o where o.once = ${`${once}:person:`} || pe.id)
      order by pe.id limit ${atMost}`);
    return rows.map(({ id }) => id);
  },

  /** An address that writes to us has a row from its first message on. */
  async meet(addresses: readonly (Address & { language: string })[], now: Date): Promise<void> {
    const rows = addresses.map((address) => ({ id: newId(now.getTime()), ...address }));
    await db.$executeRaw(sql`
      insert into accounts (id, channel, address, language)
      select distinct on (r.channel, r.address) r.id, r.channel, r.address, r.language
      from jsonb_to_recordset(${json(rows)}) as r(id uuid, channel text, address text, language text)
      on conflict (channel, address) do nothing`);
  },

  /**
   * Makes the address the person's; whatever was linked to the same channel before is cut: a new phone kills the old
   * link, and what still waits for the old phone goes to the new one. The addresses that were cut.
   */
  async link(to: Address, person: PersonId, now: Date): Promise<readonly Address[]> {
    const cut = await db.$queryRaw<(Address & { preference: number })[]>(sql`
      update accounts set person_id = null, linked_at = null
      where person_id = ${person}::uuid and channel = ${to.channel} and address <> ${to.address}
      returning channel, address, preference`);
    if (cut.length > 0)
      await db.$executeRaw(sql`
        update outbox set address = ${to.address}
        where channel = ${to.channel} and address = any(${cut.map(({ address }) => address)}) and state <> 'sent'
          and state = 'queued' and person_id = ${person}::uuid`);
    // Where the person has chosen an order, a new phone takes the place of the old one, or the last.
    const before = cut.map(({ preference }) => preference);
    await db.$executeRaw(sql`
      insert into accounts (id, channel, address, person_id, linked_at, preference)
      values (${newId(now.getTime())}::uuid, ${to.channel}, ${to.address}, ${person}::uuid, ${now}, coalesce(
        ${before.length > 0 ? Math.min(...before) : null}::int,
        (select max(preference) from accounts where person_id = ${person}::uuid and channel <> ${to.channel}), 0))
      on conflict (channel, address) do update set person_id = excluded.person_id, linked_at = excluded.linked_at,
        preference = excluded.preference, unreachable = null, unreachable_at = null`);
    return cut;
  },

  /** The person's addresses of the channel, or all, are nobody's any more: those that were. */
  async unlink(person: PersonId, channel: ChannelName | undefined): Promise<readonly Address[]> {
    const ofChannel = channel ? sql`channel = ${channel}` : sql`true`;
    return db.$queryRaw<Address[]>(sql`
      update accounts set person_id = null, linked_at = null, preference = 0
      where person_id = ${person}::uuid and ${ofChannel} returning channel, address`);
  },

  /** The channel is written to first from now on; the others keep their order. */
  async prefer(person: PersonId, channel: ChannelName): Promise<void> {
    await db.$executeRaw(sql`
      update accounts a set preference = o.place from (
        select id, (row_number() over (order by channel <> ${channel}, preference, linked_at desc) - 1)::int as place
        from accounts where person_id = ${person}::uuid
      ) o where a.id = o.id`);
  },

  /** Takes out what still waits to be said to the person there, for another address of theirs. */
  async takePending(at: Address, person: PersonId): Promise<readonly Pending[]> {
    const rows = await db.$queryRaw<(Pending & { id: bigint })[]>(sql`
      delete from outbox where state <> 'sent' and state = 'queued' and channel = ${at.channel}
        and address = ${at.address} and person_id = ${person}::uuid
      returning id, once, priority, content, not_before as "notBefore", first_number is not null as "isNumbered",
        digest as title, items`);
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  },

  /** What still waits to be said to the person there is not said any more, and the reason is kept. */
  async failPending(at: Address, person: PersonId, happened: string): Promise<void> {
    await db.$executeRaw(sql`
      update outbox set state = 'failed', happened = ${happened}, lease_until = null
      where state <> 'sent' and state = 'queued' and channel = ${at.channel} and address = ${at.address}
        and person_id = ${person}::uuid`);
  },

  /** The same wherever the person is written to. */
  async failAllPending(person: PersonId, happened: string): Promise<void> {
    await db.$executeRaw(sql`
      update outbox set state = 'failed', happened = ${happened}, lease_until = null
      where state <> 'sent' and state = 'queued' and person_id = ${person}::uuid`);
  },

  async personAt(at: Address): Promise<PersonId | undefined> {
    const found = await db.account.findUnique({
      where: { channel_address: { channel: at.channel, address: at.address } },
      select: { personId: true },
    });
    return (found?.personId as PersonId | null) ?? undefined;
  },

  async setReachable(at: Address, unreachable: string | undefined, now: Date): Promise<void> {
    await db.account.updateMany({
      where: { channel: at.channel, address: at.address },
      data: { unreachable: unreachable ?? null, unreachableAt: unreachable ? now : null },
    });
  },

  /** Those with a phone linked, whether it can be reached or not. */
  async linked(people: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
    if (people.length === 0) return new Set();
    const found = await db.account.findMany({
      where: { personId: { in: [...people] } },
      select: { personId: true },
    });
    return new Set(found.map(({ personId }) => personId as PersonId));
  },

  /** Linked and reachable people by channel, of those given. */
  async channelsOf(people: readonly PersonId[], day: Date): Promise<ReadonlyMap<PersonId, ChannelName>> {
    const reached = await this.reach(people, day);
    return new Map(reached.map(({ person, channel }) => [person, channel]));
  },

  async setLanguage(at: Address, person: PersonId | undefined, language: string): Promise<void> {
    if (person) await db.person.update({ where: { id: person }, data: { language } });
    await db.account.updateMany({ where: { channel: at.channel, address: at.address }, data: { language } });
  },
});
