import type { InvitationId, MeetingId, PersonId } from '../domain/identity.ts';
import type { Invitation } from '../domain/meeting.ts';
import type { Answer } from '../domain/reminder.ts';
import { type Db, present, sql } from './db.ts';
import type { Prisma } from './prisma-client/client.ts';
import { substituteDeclined } from './sent-instead.ts';

const invitationColumns = sql`
  i.id, i.meeting_id as meeting, i.person_id as person, pe.name, pe.post, i.answer, i.reason, i.substitute,
  i.substitute_id as "substituteId", i.instead_of_id as "insteadOfId", i.noticed_at as "noticedAt",
  i.withdrawn_at as "withdrawnAt", i.before, ${substituteDeclined} as "substituteDeclined"`;

type NewInvitation = {
  readonly id: InvitationId;
  readonly meeting: MeetingId;
  readonly person: PersonId;
  readonly insteadOf: PersonId | undefined;
};

const many = 1000;

export const invitations = (db: Db) => {
  const select = async (where: Prisma.Sql): Promise<readonly Invitation[]> => {
    const rows = await db.$queryRaw<Invitation[]>(sql`
      select ${invitationColumns} from invitations i join people pe on pe.id = i.person_id where ${where}`);
    return rows.map(present) as Invitation[];
  };
  return {
    /** Whoever was invited and is no longer is invited anew; the invitations made. */
    async invite(rows: readonly NewInvitation[]): Promise<readonly { id: InvitationId; person: PersonId }[]> {
      const invited = await db.$queryRaw<{ id: InvitationId; person: PersonId }[]>(sql`
        insert into invitations (id, meeting_id, person_id, instead_of_id)
        select * from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ meeting }) => meeting)}::uuid[],
          ${rows.map(({ person }) => person)}::uuid[], ${rows.map(({ insteadOf }) => insteadOf ?? null)}::uuid[])
        on conflict (meeting_id, person_id) do update set instead_of_id = excluded.instead_of_id, withdrawn_at = null,
          noticed_at = null, answer = null, reason = null, substitute = null, substitute_id = null, answered_at = null,
          before = null
        where invitations.withdrawn_at is not null
        returning id, person_id as person`);
      // So many in one meeting are not what was counted before: its lists would be planned as if it had ten.
      if (rows.length >= many) await db.$executeRaw(sql`analyze invitations`);
      return invited;
    },

    async withdraw(id: InvitationId, now: Date): Promise<void> {
      await db.$executeRaw(sql`update invitations set withdrawn_at = ${now} where id = ${id}::uuid`);
    },

    byId: async (id: InvitationId) => (await select(sql`i.id = ${id}::uuid`))[0],
    of: async (meeting: MeetingId, person: PersonId) =>
      (await select(sql`i.meeting_id = ${meeting}::uuid and i.person_id = ${person}::uuid`))[0],
    ofMeeting: (meeting: MeetingId) =>
      select(
        sql`i.meeting_id = ${meeting}::uuid and i.withdrawn_at is null order by i.answered_at nulls last, pe.name`,
      ),

    /** To meetings from the moment on, not in the place of another; the nearest first. */
    ahead: (person: PersonId, after: Date) =>
      select(sql`
        i.person_id = ${person}::uuid and i.instead_of_id is null and i.withdrawn_at is null and exists (
          select 1 from meetings m where m.id = i.meeting_id and m.starts_at >= ${after} and m.cancelled_at is null)
        order by (select m.starts_at from meetings m where m.id = i.meeting_id), i.meeting_id`),

    /** Those who come in the place of the person. */
    insteadOf: (meeting: MeetingId, person: PersonId) =>
      select(sql`
        i.meeting_id = ${meeting}::uuid and i.instead_of_id = ${person}::uuid and i.withdrawn_at is null
        order by i.id`),

    async answer(
      id: InvitationId,
      answer: {
        answer: Answer;
        reason: string | undefined;
        substitute: string | undefined;
        substituteId: PersonId | undefined;
      },
      now: Date,
    ): Promise<void> {
      await db.invitation.update({
        where: { id },
        data: {
          answer: answer.answer,
          reason: answer.reason ?? null,
          substitute: answer.substitute ?? null,
          substituteId: answer.substituteId ?? null,
          answeredAt: now,
        },
      });
    },
  };
};
