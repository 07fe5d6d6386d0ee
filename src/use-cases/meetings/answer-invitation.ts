import { gatheredMinutes, isLarge } from '../../domain/audience.ts';
import { type InvitationId, type PersonId, shortId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { type Invitation, isSoon, type Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Answer } from '../../domain/reminder.ts';
import { dateOf, earlier } from '../../domain/time.ts';
import { noticeKey } from '../../store/sendings.ts';
import type { ActOf } from '../app.ts';
import { say } from '../messaging/say.ts';
import { inviteSubstitute, withdrawSubstitute } from './send-substitute.ts';
import { tellSender } from './tell-sender.ts';
import { answerLine, whenAndWhere } from './wording.ts';

export type InvitationAnswer = {
  readonly answer: Answer;
  readonly reason?: string;
  readonly substitute?: string;
  /** Who of the roster is meant by `substitute`. */
  readonly substituteId?: PersonId;
};

/** The invitation if it is the actor's and can still be answered. */
export async function openInvitation(
  act: ActOf,
  id: InvitationId,
): Promise<{ invitation: Invitation; meeting: Meeting }> {
  const invitation = await act.store.invitations.byId(id);
  const meeting = invitation && (await act.store.meetings.byId(invitation.meeting));
  if (!meeting) throw new Refusal('chat.not-yours');
  if (invitation.person !== act.actor.id) throw new Refusal(await whyNotTheirs(act, meeting));
  if (invitation.withdrawnAt) throw new Refusal('answering.no-longer-invited');
  if (meeting.cancelledAt) throw new Refusal('answering.cancelled');
  if (!earlier(act.now, meeting.startsAt)) throw new Refusal('meeting.over');
  return { invitation, meeting };
}

/** It may have been theirs, and have passed to somebody else. */
async function whyNotTheirs({ store, actor }: ActOf, meeting: Meeting): Promise<string> {
  const had = await store.outbox.arrived([`${noticeKey(meeting.id)}:person:${actor.id}`]);
  const invited = had && (await store.invitations.of(meeting.id, actor.id));
  return had && !invited ? 'answering.no-longer-invited' : 'chat.not-yours';
}

/** Records what the invited answers, and tells who called the meeting; the same answer again changes nothing, but that whoever was sent and said no is asked anew. `told`: the substitute named was reached. */
export async function answerInvitation(
  act: ActOf,
  id: InvitationId,
  given: InvitationAnswer,
): Promise<{ changed: boolean; meeting: Meeting; told: boolean }> {
  const { invitation, meeting } = await openInvitation(act, id);
  const same =
    invitation.answer === given.answer &&
    invitation.reason === given.reason &&
    invitation.substitute === given.substitute &&
    invitation.substituteId === given.substituteId &&
    invitation.substituteDeclined === undefined;
  if (same) return { changed: false, meeting, told: given.substituteId !== undefined };
  await withdrawSubstitute(act, invitation);
  const told = await invite(act, meeting, invitation, given);
  const answer = {
    answer: given.answer,
    reason: given.reason,
    substitute: given.substitute,
    substituteId: told ? given.substituteId : undefined,
  };
  await act.store.invitations.answer(id, answer, dateOf(act.now));
  const answered = { ...invitation, ...answer, substituteDeclined: undefined };
  await tellTheOffice(act, answered, meeting);
  await tellSender(act, meeting, invitation, answered);
  return { changed: true, meeting, told };
}

async function invite(
  act: ActOf,
  meeting: Meeting,
  invitation: Invitation,
  { substituteId, substitute = '' }: InvitationAnswer,
): Promise<boolean> {
  if (!substituteId) return false;
  const [person] = await act.store.people.named([substituteId]);
  return inviteSubstitute(act, meeting, invitation, {
    id: substituteId,
    name: person?.name ?? substitute,
  });
}

async function tellTheOffice(act: ActOf, invitation: Invitation, meeting: Meeting): Promise<void> {
  const { invited, silent, unreachable } = await act.store.answers.counts(meeting.id);
  const together = isLarge(invited) && !isSoon(meeting, act.now);
  await say(act, {
    to: [meeting.calledBy],
    once: `invitation:${invitation.id}:answer:${act.now.epochMilliseconds}`,
    priority: priority.notice,
    mayWait: !isSoon(meeting, act.now),
    ...(together && { notBefore: nextGathering(act) }),
    word: (reader) => {
      const name = escapeMarkup(invitation.name);
      const answer = answerLine(reader, invitation);
      const button = { label: reader.say('meeting.see-answers'), action: `m:${shortId(meeting.id)}` };
      const values = { ...whenAndWhere(reader, act.zone, meeting), name, answer };
      return {
        text: reader.say('meeting.answer-came', {
          ...values,
          answered: invited - silent - unreachable,
          invited,
        }),
        buttons: [[button]],
        ...(isLarge(invited) && {
          digest: { title: 'answering.many', line: reader.say('answering.one-of-many', values), button },
        }),
      };
    },
  });
}

/** The end of the part of the hour that it is: all that comes in it is told together. */
function nextGathering({ now }: ActOf): Date {
  const part = gatheredMinutes * 60_000;
  return new Date((Math.floor(now.epochMilliseconds / part) + 1) * part);
}
