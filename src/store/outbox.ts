import type { Address, ChannelName } from '../domain/channel.ts';
import type { PersonId } from '../domain/identity.ts';
import type { Content, DigestItem, Digestible, Priority } from '../domain/message.ts';
import { type Db, json, sql } from './db.ts';

/** One platform call to be made, as the transaction of the fact writes it. */
export type OutgoingRow = Address & {
  readonly once: string;
  readonly person: PersonId | undefined;
  readonly priority: Priority;
  readonly content: Content;
  readonly notBefore: Date | undefined;
  /** Numbers given to its buttons begin here. */
  readonly firstNumber?: number;
  /** Held for a little, so that others of its kind may come to stand beside it. */
  readonly digest?: Digestible | undefined;
};

/** A row no sender can have: it is held, or waits for a later hour. */
export type Waiting = Address & {
  readonly id: string;
  readonly once: string;
  readonly person: PersonId;
  readonly priority: Priority;
  readonly notBefore: Date | null;
  readonly title: string;
  readonly items: readonly DigestItem[];
};

/** A row a sender holds. */
export type Claimed = Address & {
  readonly id: string;
  readonly priority: Priority;
  readonly content: Content;
  readonly attempts: number;
};

/** What was just written: claimed for sending at once, and whether more waits in the queue. */
export type Written = { readonly claimed: readonly Claimed[]; readonly queued: boolean };

export type Settlement = {
  readonly id: string;
  readonly state: 'sent' | 'queued' | 'failed';
  readonly reference?: string;
  readonly happened?: string;
  /** For `queued`: not again before so many seconds. */
  readonly pauseSeconds?: number;
  readonly perhapsTwice?: boolean;
};

export type Fate = { readonly state: 'queued' | 'sending' | 'sent' | 'failed'; readonly sentAt: Date | null };

type ClaimedRow = {
  id: bigint | number;
  channel: ChannelName;
  address: string;
  priority: Priority;
  content: Content;
  attempts: number;
};

/** How long a sender is believed to be alive after it has claimed a row. */
const leaseSeconds = 60;

/** Longer than a sweep takes: what may be gathered is let go of at its end, or when its process has died by then. */
const heldSeconds = 60;

/** No message has more of them. */
export const buttonsAtMost = 20;

const claimed = ({ id, channel, address, priority, content, attempts }: ClaimedRow): Claimed => ({
  id: String(id),
  channel,
  address,
  priority,
  content,
  attempts,
});

export type SaidRow = ClaimedRow & { readonly state: string };

/**
 * Inserts what is to be said, if `when`; what was said before under the same key is left alone. Rows of `mine`
 * channels that are replies are claimed for sending at once.
 */
export function saying(
  rows: readonly OutgoingRow[],
  now: Date,
  mine: readonly ChannelName[],
  when = sql`true`,
) {
  const records = rows.map(
    ({ once, person, priority, content, notBefore, firstNumber, digest, channel, address }, at) => ({
      at,
      once,
      person,
      priority,
      content,
      channel,
      address,
      not_before: notBefore,
      first_number: firstNumber,
      digest: digest?.title,
      items: digest?.items,
      claimed: priority === 0 && !notBefore && mine.includes(channel),
    }),
  );
  return sql`
    insert into outbox (once, person_id, channel, address, priority, content, said_at, not_before, first_number,
      digest, items, state, attempts, lease_until)
    select r.once, r.person, r.channel, r.address, r.priority, r.content, ${now}, r.not_before, r.first_number,
      r.digest, r.items,
      case when r.claimed then 'sending' else 'queued' end, case when r.claimed then 1 else 0 end,
      case when r.claimed then clock_timestamp() + make_interval(secs => ${leaseSeconds})
        when r.digest is not null then clock_timestamp() + make_interval(secs => ${heldSeconds}) end
    from jsonb_to_recordset(${json(records)}) as r(at int, once text, person uuid, channel text, address text,
      priority int, content jsonb, not_before timestamptz, first_number int,
      digest text, items jsonb, claimed boolean)
    where ${when}
    order by r.at
    on conflict (once) do nothing
    returning id, channel, address, priority, case when state = 'sending' then content end as content, attempts, state`;
}

export function writtenOf(said: readonly SaidRow[]): Written {
  const sending = said.filter(({ state }) => state === 'sending');
  return { claimed: sending.map(claimed).sort(byId), queued: sending.length < said.length };
}

export const outbox = (db: Db) => ({
  /** Writes what is to be said; replies on `mine` channels come back claimed, in order: whoever asked sends them at once. */
  async put(rows: readonly OutgoingRow[], now: Date, mine: readonly ChannelName[]): Promise<Written> {
    return writtenOf(rows.length === 0 ? [] : await db.$queryRaw<SaidRow[]>(saying(rows, now, mine)));
  },

  /** Numbers for the buttons of a message, unique on the address for a long while. */
  async numbers(
    wanted: readonly (Address & { readonly count: number })[],
  ): Promise<ReadonlyMap<string, number>> {
    const rows = await db.$queryRaw<{ channel: string; address: string; first: number }[]>(sql`
      update accounts a set next_number = case when a.next_number + w.count > 999 then 21 + w.count else a.next_number + w.count end
      from jsonb_to_recordset(${json(wanted)}) as w(channel text, address text, count int)
      where a.channel = w.channel and a.address = w.address
      returning a.channel, a.address, a.next_number - w.count as first`);
    return new Map(rows.map(({ channel, address, first }) => [`${channel}:${address}`, first]));
  },

  /** Takes what is due, most urgent and oldest first, including what a dead sender was holding. */
  async claim(channel: ChannelName, now: Date, atMost: number): Promise<readonly Claimed[]> {
    const rows = await db.$queryRaw<ClaimedRow[]>(sql`
      with due as (
        select id, state from outbox
        where channel = ${channel} and state <> 'sent' and state in ('queued', 'sending')
          and (not_before is null or not_before <= ${now}) and (lease_until is null or lease_until <= clock_timestamp())
        order by priority, id limit ${atMost} for update skip locked
      )
      update outbox o set state = 'sending', attempts = o.attempts + 1,
        lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}),
        perhaps_twice = o.perhaps_twice or due.state = 'sending'
      from due where o.id = due.id
      returning o.id, o.channel, o.address, o.priority, o.content, o.attempts`);
    return rows.map(claimed).sort(byId);
  },

  /** What may stand in a digest and can not be on its way to anybody. */
  async waiting(now: Date): Promise<readonly Waiting[]> {
    return db.$queryRaw<Waiting[]>(sql`
      select id::text, once, person_id as person, channel, address, priority, not_before as "notBefore",
        digest as title, items
      from outbox where state <> 'sent' and ${beforeSending(now)} order by id`);
  },

  /** Takes rows out for the digest that says the same; none of them unless it gets all. */
  async takeOut(ids: readonly string[], now: Date): Promise<boolean> {
    const taken = await db.$executeRaw(sql`
      with held as (
        select id from outbox where id = any(${ids}::bigint[]) and ${beforeSending(now)} for update skip locked
      )
      delete from outbox where id in (select id from held) and (select count(*) from held) = ${ids.length}`);
    return taken > 0;
  },

  /** Lets go of what was held for a digest; whether there was anything. */
  async release(): Promise<boolean> {
    const released = await db.$executeRaw(sql`
      update outbox set lease_until = null where state <> 'sent' and state = 'queued' and digest is not null
        and attempts = 0 and lease_until is not null`);
    return released > 0;
  },

  /** When this process alone sends for the channel, whatever is `sending` at its start was a dead one's. */
  async inherit(channel: ChannelName): Promise<void> {
    await db.$executeRaw(sql`
      update outbox set lease_until = clock_timestamp()
      where channel = ${channel} and state <> 'sent' and state = 'sending'`);
  },

  async settle(settlements: readonly Settlement[], now: Date): Promise<void> {
    const records = settlements.map(({ id, state, reference, happened, pauseSeconds, perhapsTwice }) => ({
      id,
      state,
      reference,
      happened,
      pause: pauseSeconds ?? 0,
      twice: perhapsTwice ?? false,
    }));
    await db.$executeRaw(sql`
      update outbox o set state = s.state, reference = coalesce(s.reference, o.reference),
        happened = s.happened, perhaps_twice = o.perhaps_twice or s.twice,
        sent_at = case when s.state = 'sent' then ${now}::timestamptz else o.sent_at end,
        lease_until = case when s.state = 'queued' then clock_timestamp() + make_interval(secs => s.pause) end
      from jsonb_to_recordset(${json(records)}) as s(id bigint, state text, reference text, happened text, pause float8, twice boolean)
      where o.id = s.id and o.state = 'sending'`);
  },

  /** The message whose button has this number on the address, the latest if the numbers have gone round. */
  async numbered(
    to: Address,
    number: number,
  ): Promise<{ content: Content; firstNumber: number } | undefined> {
    const rows = await db.$queryRaw<{ content: Content; firstNumber: number }[]>(sql`
      select content, first_number as "firstNumber" from outbox
      where channel = ${to.channel} and address = ${to.address}
        and first_number between ${number - buttonsAtMost + 1} and ${number}
      order by id desc limit ${buttonsAtMost}`);
    return rows.find(({ content, firstNumber }) => number - firstNumber < content.buttons.flat().length);
  },

  /** The latest messages to the address, newest first. */
  async latest(to: Address, atMost: number): Promise<readonly Content[]> {
    const rows = await db.$queryRaw<{ content: Content }[]>(sql`
      select content from outbox where channel = ${to.channel} and address = ${to.address}
      order by id desc limit ${atMost}`);
    return rows.map(({ content }) => content);
  },

  /** True when something said under one of the keys has reached its platform. */
  async arrived(once: readonly string[]): Promise<boolean> {
    const [row] = await db.$queryRaw<{ there: boolean }[]>(sql`
      select exists (select 1 from outbox where once = any(${once}) and state = 'sent') as there`);
    return row?.there ?? false;
  },

  /** What has become of everything said under the keys. */
  async fates(once: readonly string[]): Promise<readonly Fate[]> {
    return db.$queryRaw<Fate[]>(sql`
      select state, case when state = 'sent' then coalesce(sent_at, said_at) end as "sentAt"
      from outbox where once = any(${once})`);
  },

  async deliveryOf(channel: ChannelName): Promise<{ queued: number; failed: number }> {
    const [row] = await db.$queryRaw<{ queued: number; failed: number }[]>(sql`
      select count(*) filter (where state in ('queued', 'sending'))::int as queued,
        count(*) filter (where state = 'failed')::int as failed
      from outbox where channel = ${channel} and state <> 'sent'`);
    return row ?? { queued: 0, failed: 0 };
  },
});

const beforeSending = (now: Date) => sql`
  state = 'queued' and digest is not null and person_id is not null and attempts = 0
  and (not_before > ${now} or lease_until > clock_timestamp())`;

const byId = (a: Claimed, b: Claimed): number => (BigInt(a.id) < BigInt(b.id) ? -1 : 1);
