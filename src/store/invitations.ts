import type { InvitationId, MeetingId, PersonId } from '../domain/identity.ts';
import type { Invitation } from '../domain/meeting.ts';
import type { Answer } from '../domain/reminder.ts';
import { type Db, json, present, sql } from './db.ts';
import type { Prisma } from './prisma-client/client.ts';

const invitationColumns = sql`
  i.id, i.meeting_id as meeting, i.person_id as person, pe.name, pe.post, i.answer, i.reason, i.substitute`;

export const invitations = (db: Db) => {
  const select = async (where: Prisma.Sql): Promise<readonly Invitation[]> => {
    const rows = await db.$queryRaw<Invitation[]>(sql`
      select ${invitationColumns} from invitations i join people pe on pe.id = i.person_id where ${where}`);
    return rows.map(present) as Invitation[];
  };
  return {
    async invite(rows: readonly { id: InvitationId; meeting: MeetingId; person: PersonId }[]): Promise<void> {
      await db.$executeRaw(sql`
        insert into invitations (id, meeting_id, person_id)
        select r.id, r.meeting, r.person from jsonb_to_recordset(${json(rows)}) as r(id uuid, meeting uuid, person uuid)
        on conflict (meeting_id, person_id) do nothing`);
    },

    byId: async (id: InvitationId) => (await select(sql`i.id = ${id}::uuid`))[0],
    of: async (meeting: MeetingId, person: PersonId) =>
      (await select(sql`i.meeting_id = ${meeting}::uuid and i.person_id = ${person}::uuid`))[0],
    ofMeeting: (meeting: MeetingId) =>
      select(sql`i.meeting_id = ${meeting}::uuid order by i.answered_at nulls last, pe.name`),

    async answer(
      id: InvitationId,
      answer: { answer: Answer; reason: string | undefined; substitute: string | undefined },
      now: Date,
    ): Promise<void> {
      await db.invitation.update({
        where: { id },
        data: {
          answer: answer.answer,
          reason: answer.reason ?? null,
          substitute: answer.substitute ?? null,
          answeredAt: now,
        },
      });
    },
  };
};
