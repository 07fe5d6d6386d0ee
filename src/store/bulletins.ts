import type { Bulletin, BulletinKind, BulletinWithFiles, Progress } from '../domain/bulletin.ts';
import { type BulletinId, newId, type OfficeId, type PersonId } from '../domain/identity.ts';
import type { KeptFile } from '../domain/kept-file.ts';
import { instant } from '../domain/time.ts';
import { type Db, sql, unitJson } from './db.ts';
import type { Prisma } from './prisma-client/client.ts';

export type Received = { readonly person: PersonId; readonly name: string; readonly progress: Progress };
export type Reply = { readonly author: string; readonly text: string; readonly at: Date };

/** Some of a list, and how many are in all of it. */
export type Part<Item> = { readonly items: readonly Item[]; readonly total: number };
type Window = { readonly from: number; readonly atMost: number };

/** Whose lists these are: a person, those they stand in for, and the offices they sit in. */
export type Looker = {
  readonly person: PersonId;
  readonly authors: readonly PersonId[];
  readonly offices: readonly OfficeId[];
};

type Row = Omit<Bulletin, 'sentAt'> & { sentAt: Date };
const bulletinOf = <Of extends Row>(row: Of) => ({ ...row, sentAt: instant(row.sentAt) });

const columns = sql`
  b.id, b.kind, ${unitJson('u', 'p')} as unit, b.office_id as office, o.name as "officeName", b.author_id as author,
  pe.name as "authorName", pe.post as "authorPost", b.text, b.sent_at as "sentAt"`;
const tables = sql`
  bulletins b join units u on u.id = b.unit_id left join units p on p.id = u.parent_id
  join offices o on o.id = b.office_id join people pe on pe.id = b.author_id`;

/** The key under which each is told of it once. */
export const bulletinKey = (id: BulletinId): string => `bulletin:${id}`;

const partOf = <Item>(rows: readonly (Item & { readonly total: number })[]): Part<Item> => ({
  items: rows,
  total: rows[0]?.total ?? 0,
});

export const bulletins = (db: Db) => ({
  async create(
    { id, kind, unit, office, author, text, sentAt, files }: BulletinWithFiles,
    recipients: readonly PersonId[],
  ): Promise<void> {
    await db.bulletin.create({
      data: {
        id,
        kind,
        unitId: unit.id,
        officeId: office,
        authorId: author,
        text,
        sentAt: new Date(sentAt.epochMilliseconds),
      },
    });
    await db.bulletinFile.createMany({
      data: files.map(({ file, name }, position) => ({ bulletinId: id, position, fileId: file, name })),
    });
    await db.bulletinReceipt.createMany({
      data: recipients.map((personId) => ({ bulletinId: id, personId })),
    });
  },

  async byId(id: BulletinId): Promise<BulletinWithFiles | undefined> {
    const [row] = await db.$queryRaw<Row[]>(sql`select ${columns} from ${tables} where b.id = ${id}::uuid`);
    if (!row) return undefined;
    const files = await db.$queryRaw<KeptFile[]>(sql`
      select f.file_id as file, f.name, k.mime, k.size from bulletin_files f join files k on k.id = f.file_id
      where f.bulletin_id = ${id}::uuid order by f.position`);
    return { ...bulletinOf(row), files };
  },

  /** What somebody sent and received, or their offices did, the latest first. */
  async seenBy(
    { person, authors, offices }: Looker,
    kind: BulletinKind,
    { from, atMost }: Window,
  ): Promise<Part<Bulletin>> {
    const rows = await db.$queryRaw<(Row & { total: number })[]>(sql`
      with seen as (
        select id from bulletins where office_id = any(${offices}::uuid[])
        union select id from bulletins where author_id = any(${authors}::uuid[])
        union select bulletin_id from bulletin_receipts where person_id = ${person}::uuid)
      select ${columns}, count(*) over ()::int as total from seen join ${tables} on b.id = seen.id
      where b.kind = ${kind} order by b.sent_at desc, b.id offset ${from} limit ${atMost}`);
    return partOf(rows.map(bulletinOf));
  },

  async isRecipient(id: BulletinId, person: PersonId): Promise<boolean> {
    const where = { bulletinId: id, personId: person };
    return (await db.bulletinReceipt.count({ where })) > 0;
  },

  /** Notes that one of the recipients has received or read it; false when that was noted before. */
  async acknowledge(
    id: BulletinId,
    person: PersonId,
    what: 'received' | 'read',
    now: Date,
  ): Promise<boolean> {
    const fresh: Prisma.Sql = what === 'read' ? sql`read_at is null` : sql`received_at is null`;
    const readAt = what === 'read' ? now : null;
    const changed = await db.$executeRaw(sql`
      update bulletin_receipts set received_at = coalesce(received_at, ${now}),
        read_at = coalesce(read_at, ${readAt}::timestamptz)
      where bulletin_id = ${id}::uuid and person_id = ${person}::uuid and ${fresh}`);
    return changed === 1;
  },

  /** How far it has come with each, those first who have said nothing. */
  async receipts(id: BulletinId, { from, atMost }: Window): Promise<Part<Received>> {
    const rows = await db.$queryRaw<(Received & { total: number })[]>(sql`
      select r.person_id as person, pe.name, case
          when r.read_at is not null then 'read' when r.received_at is not null then 'received'
          when x.state = 'sent' then 'sent' when x.state in ('queued', 'sending') then 'waiting' else 'unreached' end as progress,
        count(*) over ()::int as total
      from bulletin_receipts r join people pe on pe.id = r.person_id
      left join outbox x on x.once = ${bulletinKey(id)} || ':person:' || r.person_id
      where r.bulletin_id = ${id}::uuid
      order by r.read_at is not null, r.received_at is not null, pe.name, pe.id offset ${from} limit ${atMost}`);
    return partOf(rows);
  },

  async counts(id: BulletinId): Promise<{ sentTo: number; received: number; read: number; replies: number }> {
    const [row] = await db.$queryRaw<
      { sentTo: number; received: number; read: number; replies: number }[]
    >(sql`
      select count(*)::int as "sentTo", count(received_at)::int as received, count(read_at)::int as read,
        (select count(*) from bulletin_replies where bulletin_id = ${id}::uuid)::int as replies
      from bulletin_receipts where bulletin_id = ${id}::uuid`);
    return row ?? { sentTo: 0, received: 0, read: 0, replies: 0 };
  },

  async reply(id: BulletinId, author: PersonId, text: string, now: Date): Promise<string> {
    const reply = newId<string>(now.getTime());
    await db.bulletinReply.create({
      data: { id: reply, bulletinId: id, authorId: author, text, writtenAt: now },
    });
    return reply;
  },

  /** Everybody's replies, or one person's, the latest first. */
  async replies(id: BulletinId, by: PersonId | undefined, { from, atMost }: Window): Promise<Part<Reply>> {
    const theirs = by ? sql`y.author_id = ${by}::uuid` : sql`true`;
    const rows = await db.$queryRaw<(Reply & { total: number })[]>(sql`
      select pe.name as author, y.text, y.written_at as at, count(*) over ()::int as total
      from bulletin_replies y join people pe on pe.id = y.author_id
      where y.bulletin_id = ${id}::uuid and ${theirs} order by y.written_at desc, y.id desc offset ${from} limit ${atMost}`);
    return partOf(rows);
  },
});
