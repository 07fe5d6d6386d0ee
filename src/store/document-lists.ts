import type { DocumentId, MeetingId, OfficeId, PersonId } from '../domain/identity.ts';
import { type Db, sql } from './db.ts';

export const receiptStates = ['not-yet', 'unreachable', 'received', 'read'] as const;
export type ReceiptState = (typeof receiptStates)[number];

/** How one of the invited stands to a document. */
export type ReceiptLine = { readonly name: string; readonly state: ReceiptState };
export type ReceiptPage = {
  readonly lines: readonly ReceiptLine[];
  readonly counts: Readonly<Record<ReceiptState, number>>;
};

/** A meeting with the number of its documents. */
export type DocumentedMeeting = {
  readonly meeting: MeetingId;
  readonly documents: number;
  /** The office that called it is among those asked about. */
  readonly isOurs: boolean;
};

type Page = { readonly from: number; readonly atMost: number };

export const documentLists = (db: Db) => ({
  /** Meetings of the offices, and those with documents to which the person is invited: first those ahead, then back in time. */
  async meetings(
    person: PersonId,
    offices: readonly OfficeId[],
    now: Date,
    { from, atMost }: Page,
  ): Promise<readonly DocumentedMeeting[]> {
    return db.$queryRaw<DocumentedMeeting[]>(sql`
      select * from (
        select m.id as meeting, m.starts_at, m.office_id = any(${offices}::uuid[]) as "isOurs",
          (select count(*)::int from documents d where d.meeting_id = m.id and d.replaces_id is null) as documents
        from meetings m
        where m.cancelled_at is null and (m.office_id = any(${offices}::uuid[]) or exists (
          select 1 from invitations i where i.meeting_id = m.id and i.person_id = ${person}::uuid
            and i.withdrawn_at is null and (i.noticed_at is not null or m.sending = 'sent')))
      ) as found
      where "isOurs" or documents > 0
      order by starts_at < ${now}, case when starts_at >= ${now} then starts_at end, starts_at desc, meeting
      offset ${from} limit ${atMost}`);
  },

  /** How each of the invited stands to a document, who is still to act before who has; `day`: of the look. */
  async receipts(document: DocumentId, day: Date, { from, atMost }: Page): Promise<ReceiptPage> {
    const found = sql`
      select pe.name, pe.id, case
          when r.read_at is not null then 'read' when r.received_at is not null then 'received'
          when (pe.ended_on is null or pe.ended_on > ${day}) and exists (
            select 1 from accounts a where a.person_id = pe.id and a.unreachable is null) then 'not-yet'
          else 'unreachable' end as state
      from documents d join invitations i on i.meeting_id = d.meeting_id and i.withdrawn_at is null
        join people pe on pe.id = i.person_id left join receipts r on r.document_id = d.id and r.person_id = pe.id
      where d.id = ${document}::uuid`;
    const lines = await db.$queryRaw<ReceiptLine[]>(sql`
      with found as (${found}) select name, state from found
      order by array_position(array['not-yet', 'unreachable', 'received', 'read'], state), name, id offset ${from} limit ${atMost}`);
    const counted = await db.$queryRaw<{ state: ReceiptState; count: number }[]>(sql`
      with found as (${found}) select state, count(*)::int as count from found group by state`);
    const counts = { 'not-yet': 0, unreachable: 0, received: 0, read: 0 };
    for (const { state, count } of counted) counts[state] = count;
    return { lines, counts };
  },
});
