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
  stored_in: string;
  payload: Inbound;
  language: string | null;
  actor: Actor | null;
  ended: boolean;
  locked: boolean;
  more: boolean;
  state: unknown;
  touched_at: Date | null;
};

type Purge = {
  readonly lane: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly texts: readonly string[];
};

/** How a turn ends: of the message, of the conversation, and what is to be said. */
export type TurnEnd = {
  readonly id: string;
  readonly lane: string;
  readonly state: unknown;
  readonly nextAskAt: Date | undefined;
  readonly said: readonly OutgoingRow[];
};

/** `unbegun`: lanes that have no row to lock yet; `begin` them and ask again. */
type Next = { readonly turns: readonly WaitingTurn[]; readonly unbegun: readonly string[] };

const withoutFile: Attachment = {
  remote: '',
  name: '…',
  mime: 'application/octet-stream',
  size: 0,
  isPhoto: false,
};

/** Everything of one person shares a lane, whatever phone it comes from; a stranger's address is a lane of its own. */
const laneOf = sql`coalesce('person:' || a.person_id, n.channel || ':' || n.address)`;

const turnOf = (row: NextRow): WaitingTurn => ({
  id: String(row.id),
  inbound: row.payload,
  language: row.language ?? 'vi',
  actor: row.ended ? undefined : (row.actor ?? undefined),
  ended: row.ended,
  state: row.state,
  touchedAt: row.touched_at ?? new Date(0),
  lane: row.lane,
  storedIn: row.stored_in,
  isLast: !row.more,
});

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

  /** The first that waits in each of the lanes, with these locked until the transaction ends. */
  async next(lanes: readonly string[], day: Date): Promise<Next> {
    const rows = await db.$queryRaw<NextRow[]>(sql`
      with c as (select lane, state, touched_at from conversations where lane = any(${lanes}) order by lane for update)
      select n.id, n.payload, coalesce(pe.language, a.language, n.payload ->> 'language') as language, ${laneOf} as lane,
        n.lane as stored_in, ${actorJson(day)} as actor, coalesce(pe.ended_on <= ${day}, false) as ended,
        c.lane is not null as locked, c.state, c.touched_at,
        exists (select 1 from inbox b where b.lane = n.lane and b.state = 'waiting' and b.id <> n.id) as more
      from unnest(${lanes}::text[]) as l(lane)
      cross join lateral (
        select id, lane, channel, address, payload from inbox where lane = l.lane and state = 'waiting' order by id limit 1
      ) n
      left join accounts a on a.channel = n.channel and a.address = n.address
      left join people pe on pe.id = a.person_id
      left join c on c.lane = n.lane`);
    return {
      turns: rows.filter(({ locked }) => locked).map(turnOf),
      unbegun: rows.filter(({ locked }) => !locked).map((row) => row.stored_in),
    };
  },

  async begin(lanes: readonly string[], now: Date): Promise<void> {
    await db.$executeRaw(sql`
      insert into conversations (lane, state, touched_at)
      select l.lane, '{}', ${now} from unnest(${lanes}::text[]) as l(lane) order by l.lane on conflict do nothing`);
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

  /**
   * Empties what was written in a lane from one message to another, and wherever its phones wrote these very texts, with
   * what we answered; the files that came with it.
   */
  async purge({ lane, from, to, texts }: Purge): Promise<readonly { readonly file: FileId | null }[]> {
    const place = (id: string | undefined) =>
      id === undefined ? sql`null::bigint` : sql`${BigInt(id)}::bigint`;
    return db.$queryRaw<{ file: FileId | null }[]>(sql`
      with those as (
        select id, channel, address, payload from inbox
        where id >= ${place(from)} and (${place(to)} is null or id <= ${place(to)}) and lane = ${lane} and state <> 'waiting'
        union
        select n.id, n.channel, n.address, n.payload from accounts a
        join inbox n on n.channel = a.channel and n.address = a.address
        where 'person:' || a.person_id = ${lane} and n.lane = ${lane} and n.state <> 'waiting'
          and n.payload #>> '{content,text}' = any(${texts})
      ), emptied as (
        update inbox n set payload = jsonb_set(n.payload, '{content}', ${json({ kind: 'text', text: '…' })})
        from those t where n.id = t.id and t.payload #>> '{content,kind}' in ('text', 'file')
      ), unsaid as (
        update outbox o set content = ${json({ kind: 'text', text: '…', buttons: [] })}
        from (select distinct channel, address from those) at
        where o.channel = at.channel and o.address = at.address and o.once like 'reply:%'
          and split_part(o.once, ':', 2) in (select id::text from those)
      )
      select distinct payload #>> '{content,kept,file}' as file from those`);
  },

  /** The last that was stored of all. */
  async last(): Promise<string> {
    const [row] = await db.$queryRaw<{ last: bigint | null }[]>(sql`select max(id) as last from inbox`);
    return String(row?.last ?? 0);
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
   * The end of turns: their messages are handled, the conversations stand as they do now, and what is to be said is
   * written. Undefined when somebody else has settled one of the messages.
   */
  async finish(
    endings: readonly TurnEnd[],
    now: Date,
    mine: readonly ChannelName[],
  ): Promise<Written | undefined> {
    const records = endings.map(({ id, lane, state, nextAskAt }) => ({ id, lane, state, ask: nextAskAt }));
    const said = endings.flatMap((ending) => ending.said);
    const [row] = await db.$queryRaw<{ kept: number; said: readonly SaidRow[] | null }[]>(sql`
      with handled as (
        update inbox set state = 'handled'
        where id = any(${endings.map(({ id }) => id)}::bigint[]) and state = 'waiting' returning id
      ), kept as (
        update conversations c set state = e.state, touched_at = ${now}, next_ask_at = e.ask
        from jsonb_to_recordset(${json(records)}) as e(id bigint, lane text, state jsonb, ask timestamptz)
        where c.lane = any(${endings.map(({ lane }) => lane)}) and e.lane = c.lane
          and (select count(*) from handled) = ${endings.length} returning c.lane
      ), said as (${saying(said, now, mine, sql`exists (select 1 from kept)`)})
      select (select count(*)::int from kept) as kept, (select jsonb_agg(said) from said) as said`);
    return row?.kept === endings.length ? writtenOf(row.said ?? []) : undefined;
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
