import type { MeetingId, OfficeId, PersonId, UnitId } from '../domain/identity.ts';
import type { Answer } from '../domain/reminder.ts';
import { type Instant, instant } from '../domain/time.ts';
import { type Db, present, sql } from './db.ts';
import type { Prisma } from './prisma-client/client.ts';

export type ListedMeeting = {
  readonly id: MeetingId;
  readonly subject: string;
  readonly officeName: string;
  readonly startsAt: Instant;
  readonly cancelled: boolean;
  readonly invited: boolean;
  readonly answer: Answer | undefined;
};

/** Where a page ended. */
export type MeetingMark = { readonly at: Date; readonly id: string };

export type ToldConclusion = {
  readonly text: string;
  readonly owner: string;
  readonly dueOn: string;
  readonly number: string | undefined;
};

/** Whose calendar: the person's own invitations, the meetings of their offices, and those at or below the units they look over. */
export type Looking = {
  readonly person: PersonId;
  readonly offices: readonly OfficeId[];
  readonly over: readonly UnitId[];
};

export type PastWanted = {
  readonly from: Date;
  readonly until: Date;
  readonly words: readonly string[];
  readonly offset: number;
  readonly atMost: number;
};

const listed = (person: PersonId): Prisma.Sql => sql`
  m.id, m.subject, o.name as "officeName", m.starts_at as "startsAt", m.cancelled_at is not null as cancelled,
  i.id is not null as invited, i.answer
  from meetings m join offices o on o.id = m.office_id
  left join invitations i on i.meeting_id = m.id and i.person_id = ${person}::uuid and i.withdrawn_at is null`;

/** The keys of all meetings one may see, each kind by its own index; of a notice that is held know who have it. */
const seen = ({ person, offices, over }: Looking, from: Date, until: Date): Prisma.Sql => sql`
  select x.meeting_id from invitations x join meetings y on y.id = x.meeting_id
    where x.person_id = ${person}::uuid and x.withdrawn_at is null
      and (y.sending = 'sent' or x.noticed_at is not null)
  union select id from meetings where office_id = any(${offices}::uuid[]) and starts_at >= ${from} and starts_at < ${until}
  union select b.id from units u join meetings b on b.unit_id = u.id
    where u.lineage && ${over}::uuid[] and b.starts_at >= ${from} and b.starts_at < ${until}`;

/** Small letters without diacritics, as `fold` makes them. */
const folded = (text: Prisma.Sql): Prisma.Sql =>
  sql`replace(regexp_replace(normalize(lower(${text}), NFD), '[\u0300-\u036f]', '', 'g'), 'đ', 'd')`;

const matching = (words: readonly string[]): Prisma.Sql =>
  sql`(select coalesce(bool_and(${folded(sql`m.subject`)} ~ ('\\m' || word)), true) from unnest(${words}::text[]) as w(word))`;

type Row = Omit<ListedMeeting, 'startsAt' | 'answer'> & { startsAt: Date; answer: Answer | null };
const meetingOf = (row: Row): ListedMeeting => ({
  ...row,
  answer: row.answer ?? undefined,
  startsAt: instant(row.startsAt),
});

export const meetingCalendar = (db: Db) => ({
  /** What is ahead of the person and their offices, the nearest first. */
  async ahead(
    looking: Looking,
    wanted: {
      readonly from: Date;
      readonly until: Date;
      readonly after: MeetingMark | undefined;
      readonly atMost: number;
    },
  ): Promise<readonly ListedMeeting[]> {
    const { from, until, after, atMost } = wanted;
    const behind = after ? sql`and (m.starts_at, m.id) > (${after.at}, ${after.id}::uuid)` : sql``;
    const rows = await db.$queryRaw<Row[]>(sql`
      select ${listed(looking.person)}
      where m.starts_at >= ${from} and m.starts_at < ${until} and m.cancelled_at is null ${behind}
        and m.id in (${seen({ ...looking, over: [] }, from, until)})
      order by m.starts_at, m.id limit ${atMost}`);
    return rows.map(meetingOf);
  },

  /** What is over and the person may see, the latest first; how many there are. */
  async past(
    looking: Looking,
    { from, until, words, offset, atMost }: PastWanted,
  ): Promise<{ readonly meetings: readonly ListedMeeting[]; readonly total: number }> {
    const rows = await db.$queryRaw<(Row & { total: number })[]>(sql`
      select count(*) over ()::int as total, ${listed(looking.person)}
      where m.starts_at >= ${from} and m.starts_at < ${until} and m.id in (${seen(looking, from, until)})
        and ${matching(words)}
      order by m.starts_at desc, m.id limit ${atMost} offset ${offset}`);
    return {
      meetings: rows.map(({ total: _, ...row }) => meetingOf(row)),
      total: rows[0]?.total ?? 0,
    };
  },

  async conclusions(meeting: MeetingId, atMost: number): Promise<readonly ToldConclusion[]> {
    const rows = await db.$queryRaw<ToldConclusion[]>(sql`
      select c.text, o.name as owner, c.due_on::text as "dueOn", r.number
      from conclusions c join offices o on o.id = c.owner_id left join recommendations r on r.id = c.recommendation_id
      where c.meeting_id = ${meeting}::uuid order by c.position limit ${atMost}`);
    return rows.map(present) as ToldConclusion[];
  },
});
