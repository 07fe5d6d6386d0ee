import { type Db, sql } from './db.ts';

export const due = (db: Db) => ({
  /** The next moment after the given at which anything at all falls due, or a message may be delivered. */
  async next(after = new Date(0)): Promise<Date | undefined> {
    const [row] = await db.$queryRaw<{ at: Date | null }[]>(sql`
      select least(
        (select min(next_reminder_at) from meetings where next_reminder_at is not null and next_reminder_at > ${after}),
        (select min(next_send_at) from meetings where next_send_at is not null and next_send_at > ${after}),
        (select min(next_document_at) from meetings where next_document_at is not null and next_document_at > ${after}),
        (select min(next_after_at) from meetings where next_after_at is not null and next_after_at > ${after}),
        (select min(next_meeting_at) from series where next_meeting_at is not null and next_meeting_at > ${after}),
        (select min(next_step_at) from recommendations where next_step_at is not null and next_step_at > ${after}),
        (select min(legal_step_at) from recommendations where legal_step_at is not null and legal_step_at > ${after}),
        (select min(ask_again_at) from recommendations where ask_again_at is not null and ask_again_at > ${after}),
        (select min(next_step_at) from recommendation_helpers where next_step_at is not null and next_step_at > ${after}),
        (select min(due_at) from link_claims where state = 'waiting' and due_at > ${after}),
        (select min(next_chase_at) from offices where next_chase_at is not null and next_chase_at > ${after}),
        (select min(drafts_due_at) from handovers where drafts_due_at is not null and drafts_due_at > ${after}),
        (select min(next_ask_at) from conversations where next_ask_at is not null and next_ask_at > ${after}),
        (select min(not_before) from outbox
          where state <> 'sent' and state = 'queued' and not_before is not null and not_before > ${after})
      ) as at`);
    return row?.at ?? undefined;
  },
});
