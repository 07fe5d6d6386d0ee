import { type InvitationId, shortId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { type Invitation, isSoon, type Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Answer } from '../../domain/reminder.ts';
import { dateOf, earlier } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import { say } from '../messaging/say.ts';
import { answerLine, whenAndWhere } from './wording.ts';

export type InvitationAnswer = {
  readonly answer: Answer;
  readonly reason?: string;
  readonly substitute?: string;
};

/** The invitation if it is the actor's and can still be answered. */
export async function openInvitation(
  act: ActOf,
  id: InvitationId,
): Promise<{ invitation: Invitation; meeting: Meeting }> {
  const invitation = await act.store.invitations.byId(id);
  if (!invitation || invitation.person !== act.actor.id) throw new Refusal('chat.not-yours');
  const meeting = await act.store.meetings.byId(invitation.meeting);
  if (!meeting) throw new Refusal('chat.not-yours');
  if (!earlier(act.now, meeting.startsAt)) throw new Refusal('meeting.over');
  return { invitation, meeting };
}

/** Records what the invited answers, and tells who called the meeting; the same answer again changes nothing. */
export async function answerInvitation(
  act: ActOf,
  id: InvitationId,
  given: InvitationAnswer,
): Promise<{ changed: boolean; meeting: Meeting }> {
  const { invitation, meeting } = await openInvitation(act, id);
  const same =
    invitation.answer === given.answer &&
    invitation.reason === given.reason &&
    invitation.substitute === given.substitute;
  if (same) return { changed: false, meeting };
  const answer = { answer: given.answer, reason: given.reason, substitute: given.substitute };
  await act.store.invitations.answer(id, answer, dateOf(act.now));
  await tellTheOffice(act, { ...invitation, ...answer }, meeting);
  return { changed: true, meeting };
}

async function tellTheOffice(act: ActOf, invitation: Invitation, meeting: Meeting): Promise<void> {
  const all = await act.store.invitations.ofMeeting(meeting.id);
  const answered = all.filter(({ answer }) => answer).length;
  await say(act, {
    to: [meeting.calledBy],
    once: `invitation:${invitation.id}:answer:${act.now.epochMilliseconds}`,
    priority: priority.notice,
    mayWait: !isSoon(meeting, act.now),
    word: (reader) => ({
      text: reader.say('meeting.answer-came', {
        ...whenAndWhere(reader, act.zone, meeting),
        name: escapeMarkup(invitation.name),
        answer: answerLine(reader, invitation),
        answered,
        invited: all.length,
      }),
      buttons: [[{ label: reader.say('meeting.see-answers'), action: `m:${shortId(meeting.id)}` }]],
    }),
  });
}
