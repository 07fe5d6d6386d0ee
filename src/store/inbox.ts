import type { Attachment, ChannelName, Inbound, Unreadable } from '../domain/channel.ts';
import type { FileId } from '../domain/identity.ts';
import type { WaitingTurn } from '../domain/inbox.ts';
import type { Actor } from '../domain/permission.ts';
import { actorJson } from './actors.ts';
import { type Db, json, sql } from './db.ts';
import { type OutgoingRow, type SaidRow, saying, type Written, writtenOf } from './outbox.ts';

type Stored = { readonly lane: string };

type NextRow = {
  id: bigint;
  lane: string;
  payload: Inbound;
  language: string | null;
  actor: Actor | null;
  ended: boolean;
  locked: boolean;
  more: boolean;
  state: unknown;
  touched_at: Date | null;
};

type TurnEnd = {
  readonly lane: string;
  readonly state: unknown;
  readonly now: Date;
  readonly nextAskAt: Date | undefined;
  readonly said: readonly OutgoingRow[];
  readonly mine: readonly ChannelName[];
};

const withoutFile: Attachment = {
  remote: '',
  name: '…',
  mime: 'application/octet-stream',
  size: 0,
  isPhoto: false,
};

/** Everything of one person shares a lane, whatever phone it comes from; a stranger's address is a lane of its own. */
const laneOf = sql`coalesce('person:' || a.person_id, n.channel || ':' || n.address)`;

export const inbox = (db: Db) => ({
  /** Stores what arrived, in its order and once however often it arrives; the lanes that have something new. */
  async keep(arrivals: readonly Inbound[], now: Date): Promise<readonly string[]> {
    const rows = arrivals.map((inbound, at) => ({
      ...inbound,
      at,
      external_id: inbound.externalId,
      payload: inbound,
    }));
    const stored = await db.$queryRaw<Stored[]>(sql`
      insert into inbox (channel, external_id, address, lane, payload, received_at)
      select n.channel, n.external_id, n.address, ${laneOf}, n.payload, ${now}
      from jsonb_to_recordset(${json(rows)}) as n(at int, channel text, external_id text, address text, payload jsonb)
      left join accounts a on a.channel = n.channel and a.address = n.address
      order by n.at
      on conflict (channel, external_id) do nothing
      returning lane`);
    return [...new Set(stored.map(({ lane }) => lane))];
  },

  /** What could not be read is kept for whoever mends it; nobody is waiting for it. */
  async keepUnreadable(arrivals: readonly Unreadable[], now: Date): Promise<void> {
    const rows = arrivals.map((arrival) => ({ ...arrival, external_id: arrival.externalId }));
    await db.$executeRaw(sql`
      insert into inbox (channel, external_id, address, lane, payload, received_at, state, fault)
      select n.channel, n.external_id, '', '', '{}', ${now}, 'parked', n.unreadable
      from jsonb_to_recordset(${json(rows)}) as n(channel text, external_id text, unreadable text)
      on conflict (channel, external_id) do nothing`);
  },

  /**
   * The first that waits in the lane, with the lane locked until the transaction ends.
   * `unlocked`: the lane has no row to lock yet; `begin` it and ask again.
   */
  async next(lane: string, day: Date): Promise<WaitingTurn | 'unlocked' | undefined> {
    const [row] = await db.$queryRaw<NextRow[]>(sql`
      with c as (select lane, state, touched_at from conversations where lane = ${lane} for update)
      select n.id, n.payload, coalesce(pe.language, a.language, n.payload ->> 'language') as language, ${laneOf} as lane,
        ${actorJson(day)} as actor, coalesce(pe.ended_on <= ${day}, false) as ended,
        c.lane is not null as locked, c.state, c.touched_at,
        exists (select 1 from inbox b where b.lane = n.lane and b.state = 'waiting' and b.id <> n.id) as more
      from inbox n
      left join accounts a on a.channel = n.channel and a.address = n.address
      left join people pe on pe.id = a.person_id
      left join c on true
      where n.lane = ${lane} and n.state = 'waiting'
      order by n.id limit 1`);
    if (!row) return undefined;
    if (!row.locked) return 'unlocked';
    return {
      id: String(row.id),
      inbound: row.payload,
      language: row.language ?? 'vi',
      actor: row.ended ? undefined : (row.actor ?? undefined),
      ended: row.ended,
      state: row.state,
      touchedAt: row.touched_at ?? new Date(0),
      lane: row.lane,
      isLast: !row.more,
    };
  },

  async begin(lane: string, now: Date): Promise<void> {
    await db.$executeRaw(sql`
      insert into conversations (lane, state, touched_at) values (${lane}, '{}', ${now}) on conflict do nothing`);
  },

  /** The file that came with it is in our own store now: the payload says so. */
  async amend(id: string, payload: Inbound): Promise<void> {
    await db.$executeRaw(sql`update inbox set payload = ${json(payload)} where id = ${BigInt(id)}`);
  },

  /** Of a file that must not be here nothing stays that names it or leads to it. */
  async forgetFile(lane: string, file: FileId): Promise<void> {
    const left = { attachment: withoutFile, caption: '', kept: { trouble: 'secret' } };
    await db.$executeRaw(sql`
      update inbox set payload = jsonb_set(payload, '{content}', (payload -> 'content') || ${json(left)})
      where lane = ${lane} and payload #>> '{content,kept,file}' = ${file}`);
  },

  async moveTo(id: string, lane: string): Promise<void> {
    await db.$executeRaw(sql`update inbox set lane = ${lane} where id = ${BigInt(id)}`);
  },

  /** Notes a fault; how long the row has been failing, in milliseconds of the database's clock. */
  async fault(id: string, what: string): Promise<number> {
    const [row] = await db.$queryRaw<{ failing: number }[]>(sql`
      update inbox set attempts = attempts + 1, fault = ${what}, faulted_at = coalesce(faulted_at, clock_timestamp())
      where id = ${BigInt(id)} and state = 'waiting'
      returning extract(epoch from clock_timestamp() - faulted_at)::float8 * 1000 as failing`);
    return row?.failing ?? 0;
  },

  /** Takes it out of the lane for good; false when somebody else has settled it. */
  async settle(id: string, state: 'handled' | 'parked'): Promise<boolean> {
    const changed = await db.$executeRaw(
      sql`update inbox set state = ${state} where id = ${BigInt(id)} and state = 'waiting'`,
    );
    return changed === 1;
  },

  /**
   * The end of a turn: the message is handled, the conversation stands as it does now, and what is to be said is
   * written. Undefined when somebody else has settled the message.
   */
  async finish(
    id: string,
    { lane, state, now, nextAskAt, said, mine }: TurnEnd,
  ): Promise<Written | undefined> {
    const [row] = await db.$queryRaw<{ kept: number; said: readonly SaidRow[] | null }[]>(sql`
      with handled as (
        update inbox set state = 'handled' where id = ${BigInt(id)} and state = 'waiting' returning id
      ), kept as (
        update conversations set state = ${json(state)}, touched_at = ${now}, next_ask_at = ${nextAskAt ?? null}::timestamptz
        from handled where lane = ${lane} returning lane
      ), said as (${saying(said, now, mine, sql`exists (select 1 from handled)`)})
      select (select count(*)::int from kept) as kept, (select jsonb_agg(said) from said) as said`);
    return row?.kept === 1 ? writtenOf(row.said ?? []) : undefined;
  },

  /** Lanes with something that has waited at least so long, by the database's clock. */
  async waitingLanes(olderThanSeconds: number): Promise<readonly string[]> {
    const rows = await db.$queryRaw<Stored[]>(sql`
      select distinct lane from inbox
      where state = 'waiting' and stored_at <= clock_timestamp() - make_interval(secs => ${olderThanSeconds})`);
    return rows.map(({ lane }) => lane);
  },

  async counts(): Promise<{ waiting: number; parked: number }> {
    const [row] = await db.$queryRaw<{ waiting: number; parked: number }[]>(sql`
      select (select count(*)::int from inbox where state = 'waiting') as waiting,
             (select count(*)::int from inbox where state = 'parked') as parked`);
    return row ?? { waiting: 0, parked: 0 };
  },
});
