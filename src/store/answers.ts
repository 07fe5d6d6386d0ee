import type { MeetingId, PersonId } from '../domain/identity.ts';
import type { Invitation } from '../domain/meeting.ts';
import { type Db, present, sql } from './db.ts';
import { substituteDeclined } from './sent-instead.ts';

/** How somebody stands to an invitation; `unreachable`: silent, and nothing reaches them. */
export const stands = ['coming', 'absent', 'substitute', 'silent', 'unreachable'] as const;
export type Stand = (typeof stands)[number];
export type AnswerCounts = Readonly<Record<Stand | 'invited', number>>;

/** One of those invited, with what is known of them. */
export type Listed = Pick<
  Invitation,
  'person' | 'name' | 'answer' | 'reason' | 'substitute' | 'substituteDeclined' | 'before'
> & {
  readonly stand: Stand;
  /** Of the documents: undefined not even received. */
  readonly read: boolean | undefined;
};

const reached = sql`exists (select 1 from accounts a where a.person_id = i.person_id and a.unreachable is null)`;
const stand = sql`coalesce(i.answer, case when ${reached} then 'silent' else 'unreachable' end)`;

/** Who answered an invitation, how, and who did not. */
export const answers = (db: Db) => ({
  async counts(meeting: MeetingId): Promise<AnswerCounts> {
    const rows = await db.$queryRaw<{ stand: Stand; count: number }[]>(sql`
      select ${stand} as stand, count(*)::int as count from invitations i
      where i.meeting_id = ${meeting}::uuid and i.withdrawn_at is null group by 1`);
    const of = (wanted: Stand) => rows.find((row) => row.stand === wanted)?.count ?? 0;
    const [coming, absent, substitute] = [of('coming'), of('absent'), of('substitute')];
    const [silent, unreachable] = [of('silent'), of('unreachable')];
    const invited = coming + absent + substitute + silent + unreachable;
    return { coming, absent, substitute, silent, unreachable, invited };
  },

  /**
   * Those who stand so, or all: who answered first coming first, behind them by name who did not. `answered`: how many
   * of them did, so that the names of all are looked up only where it is by names.
   */
  async list(
    meeting: MeetingId,
    which: Stand | undefined,
    page: { readonly from: number; readonly atMost: number; readonly answered: number },
  ): Promise<readonly Listed[]> {
    const here = sql`i.meeting_id = ${meeting}::uuid and i.withdrawn_at is null`;
    const isSilence = which === 'silent' || which === 'unreachable';
    const early = Math.min(page.atMost, Math.max(0, page.answered - page.from));
    const rows = await db.$queryRaw<Listed[]>(sql`
      with i as (
        (select i.* from invitations i where ${here} and i.answer is not null
          and ${which && !isSilence ? sql`i.answer = ${which}` : sql`true`}
          order by i.answered_at, i.person_id offset ${page.from} limit ${early})
        union all
        (select i.* from invitations i join people pe on pe.id = i.person_id where ${here} and i.answer is null
          and ${isSilence ? sql`${stand} = ${which}` : sql`true`}
          order by pe.name, i.person_id offset ${Math.max(0, page.from - page.answered)} limit ${page.atMost - early})
      )
      select i.person_id as person, pe.name, i.answer, i.reason, i.substitute, i.before,
        ${substituteDeclined} as "substituteDeclined", ${stand} as stand, (
        select bool_and(r.read_at is not null) from receipts r join documents d on d.id = r.document_id
        where d.meeting_id = ${meeting}::uuid and r.person_id = i.person_id) as read
      from i join people pe on pe.id = i.person_id
      order by i.answered_at nulls last, case when i.answer is null then pe.name end, i.person_id`);
    return rows.map(present) as Listed[];
  },

  /** Those who can be reached and have been told, and have not answered. */
  async silent(meeting: MeetingId): Promise<readonly PersonId[]> {
    const rows = await db.$queryRaw<{ id: PersonId }[]>(sql`
      select i.person_id as id from invitations i
      where i.meeting_id = ${meeting}::uuid and i.withdrawn_at is null and i.answer is null
        and i.noticed_at is not null and ${reached} order by i.id`);
    return rows.map(({ id }) => id);
  },

  /** True when something was said under the key to somebody of those invited. */
  async wasSaid(meeting: MeetingId, once: string): Promise<boolean> {
    const [row] = await db.$queryRaw<{ there: boolean }[]>(sql`
      select exists (
        select 1 from invitations i join outbox o on o.once = ${`${once}:person:`} || i.person_id
        where i.meeting_id = ${meeting}::uuid) as there`);
    return row?.there ?? false;
  },
});
