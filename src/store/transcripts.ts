import type { Address, Inbound } from '../domain/channel.ts';
import type { Content } from '../domain/message.ts';
import { type Db, sql } from './db.ts';

/** One thing said on an address, by the person or by us, at the moment it was. */
export type Spoken = { readonly id: string; readonly at: Date } & (
  | { readonly from: 'me'; readonly inbound: Inbound }
  | { readonly from: 'bot'; readonly content: Content }
);

export const transcripts = (db: Db) => ({
  /** Takes the name of a file out of all that we said on an address, and what was written with it. */
  async takeOut(address: Address, name: string, caption: string): Promise<void> {
    const bare = (words: string) => JSON.stringify(words).slice(1, -1);
    const text = caption === '' ? sql`content::text` : sql`replace(content::text, ${bare(caption)}, '…')`;
    await db.$executeRaw(sql`
      update outbox set content = replace(${text}, ${bare(name)}, '…')::jsonb
      where channel = ${address.channel} and address = ${address.address} and position(${bare(name)} in content::text) > 0`);
  },

  /** The last things said on the address, oldest first: to whose it is now and to nobody yet, never to whose it was before. */
  async of(address: Address, atMost: number): Promise<readonly Spoken[]> {
    const rows = await db.$queryRaw<{ id: string; at: Date; me: Inbound | null; bot: Content | null }[]>(sql`
      with now_of as (
        select person_id from accounts where channel = ${address.channel} and address = ${address.address}
      )
      select * from (
        (select i.external_id as id, i.received_at as at, i.payload as me, null::jsonb as bot, 0 as turn, i.id as place from inbox i
          where i.channel = ${address.channel} and i.address = ${address.address}
            and i.lane in (i.channel || ':' || i.address, 'person:' || (select person_id from now_of)) order by i.id desc limit ${atMost})
        union all
        (select o.id::text, o.said_at, null, o.content, 1, o.id from outbox o
          where o.channel = ${address.channel} and o.address = ${address.address} and o.state = 'sent'
            and (o.person_id is null or o.person_id = (select person_id from now_of)) order by o.id desc limit ${atMost})
      ) as said order by at desc, turn desc, place desc limit ${atMost}`);
    return rows
      .reverse()
      .map(({ id, at, me, bot }) =>
        me ? { id, at, from: 'me', inbound: me } : { id, at, from: 'bot', content: bot as Content },
      );
  },
});
