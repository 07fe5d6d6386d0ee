import type { InvitationId, MeetingId, PersonId } from '../domain/identity.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { MeetingFacts } from '../domain/meeting-change.ts';
import type { Priority } from '../domain/message.ts';
import { dateOf } from '../domain/time.ts';
import type { Reach } from './accounts.ts';
import { type Db, present, sql } from './db.ts';

/** Somebody who was told of a meeting: by an invitation of their own, or as the one who comes instead. */
export type Told = {
  readonly person: PersonId;
  readonly name: string;
  readonly invitation: InvitationId | undefined;
  readonly insteadOf: string | undefined;
  /** Nothing of the notice has left yet. */
  readonly waits: boolean;
};

/** Changes of a meeting after it was called, and who is to hear of them. */
export const changes = (db: Db) => ({
  /** Writes what it is now over what was seen of it; false when another was faster. */
  async change(
    meeting: Pick<Meeting, 'id' | 'revision'>,
    to: MeetingFacts,
    nextReminderAt: Date | undefined,
  ): Promise<boolean> {
    const startsAt = dateOf(to.startsAt);
    const later = sql`(${startsAt}::timestamptz - starts_at)`;
    const changed = await db.$executeRaw(sql`
      update meetings set starts_at = ${startsAt}, place = ${to.place}, subject = ${to.subject},
        agenda = ${[...to.agenda]}::text[], revision = revision + 1, next_reminder_at = ${nextReminderAt ?? null},
        next_after_at = next_after_at + ${later}
      where id = ${meeting.id}::uuid and revision = ${meeting.revision} and cancelled_at is null`);
    return changed === 1;
  },

  /** Nothing of it is sent, reminded of or looked after any more; false when another was faster. */
  async cancel(
    { id, revision }: Pick<Meeting, 'id' | 'revision'>,
    { reason, postponed }: { readonly reason: string | undefined; readonly postponed: boolean },
    now: Date,
  ): Promise<boolean> {
    const changed = await db.$executeRaw(sql`
      update meetings set cancelled_at = ${now}, cancel_reason = ${reason ?? null}, postponed = ${postponed}, revision = revision + 1,
        sending = case when sending in ('held', 'sending') then 'stopped' else sending end,
        next_send_at = null, next_reminder_at = null, next_document_at = null, next_after_at = null
      where id = ${id}::uuid and revision = ${revision} and (cancelled_at is null or postponed)`);
    return changed === 1;
  },

  /**
   * What was put off is held at the moment after all; those whose notice never left get it. False when another was
   * faster.
   */
  async resume(
    { id, revision }: Pick<Meeting, 'id' | 'revision'>,
    at: {
      readonly startsAt: Date;
      readonly now: Date;
      readonly remindAt: Date | undefined;
      readonly lookAfterAt: Date;
    },
  ): Promise<boolean> {
    const owed = sql`exists (
      select 1 from invitations i where i.meeting_id = meetings.id and i.noticed_at is null and i.withdrawn_at is null)`;
    const changed = await db.$executeRaw(sql`
      update meetings set starts_at = ${at.startsAt}, cancelled_at = null, cancel_reason = null, postponed = false,
        revision = revision + 1, next_reminder_at = ${at.remindAt ?? null}, next_after_at = ${at.lookAfterAt},
        sending = case when ${owed} then 'sending' else 'sent' end,
        next_send_at = case when ${owed} then ${at.now}::timestamptz end
      where id = ${id}::uuid and revision = ${revision} and postponed`);
    return changed === 1;
  },

  /** Who was told; `notice` is the key the notice was sent under, to which the person is added. */
  async told(meeting: MeetingId, notice: string): Promise<readonly Told[]> {
    const rows = await db.$queryRaw<Told[]>(sql`
      with asked as (
        select i.person_id, i.id, i.instead_of_id, i.noticed_at is not null as noticed
        from invitations i where i.meeting_id = ${meeting}::uuid and i.withdrawn_at is null
        union all
        select i.substitute_id, null, i.person_id, true from invitations i
        where i.meeting_id = ${meeting}::uuid and i.withdrawn_at is null and i.substitute_id is not null
      )
      select distinct on (pe.id) pe.id as person, pe.name, a.id as invitation, other.name as "insteadOf",
        coalesce(o.state = 'queued' and o.attempts = 0, false) as waits
      from asked a join people pe on pe.id = a.person_id left join people other on other.id = a.instead_of_id
        left join outbox o on o.once = ${notice} || ':person:' || a.person_id
      where a.noticed or o.id is not null
      order by pe.id, a.id nulls last`);
    return rows.map(present) as Told[];
  },

  /** The phone the notice went to, where it is still the person's and takes messages. */
  async reachedBy(notice: string, people: readonly PersonId[], day: Date): Promise<readonly Reach[]> {
    const keys = people.map((person) => `${notice}:person:${person}`);
    return db.$queryRaw<Reach[]>(sql`
      select pe.id as person, pe.name, pe.language, a.channel, a.address, pe.quiet_from as "quietFrom",
        pe.quiet_until as "quietUntil"
      from outbox o join accounts a on a.channel = o.channel and a.address = o.address and a.person_id = o.person_id
        join people pe on pe.id = a.person_id
      where o.once = any(${keys}) and o.state <> 'failed' and a.unreachable is null
        and (pe.ended_on is null or pe.ended_on > ${day})`);
  },

  /** What was to wait for the end of a night goes out now: what is said after it can not wait. */
  async hurry(before: string, priority: Priority): Promise<void> {
    await db.$executeRaw(sql`
      update outbox set not_before = null, priority = ${priority}
      where state <> 'sent' and state = 'queued' and attempts = 0 and starts_with(once, ${before})`);
  },

  /** Answers given for another time stand as those before; who has sent a substitute of the roster has answered for good. */
  async askAnew(meeting: MeetingId): Promise<void> {
    await db.$executeRaw(sql`
      update invitations set answer = null, reason = null, substitute = null, answered_at = null,
        before = jsonb_strip_nulls(jsonb_build_object('answer', answer, 'reason', reason, 'substitute', substitute))
      where meeting_id = ${meeting}::uuid and answer is not null and substitute_id is null and withdrawn_at is null`);
  },
});
