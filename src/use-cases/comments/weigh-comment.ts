import type { Comment, Outcome } from '../../domain/comment.ts';
import type { CommentId, MeetingId } from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { mayCallMeeting } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import { whenAndWhere } from '../meetings/wording.ts';
import { say } from '../messaging/say.ts';
import { aboutWords, outcomeWords, remarkWords } from './wording.ts';

/** A meeting whose comments are the actor's office's to weigh. */
export async function meetingOfOffice(act: ActOf, id: MeetingId): Promise<Meeting> {
  const meeting = await act.store.meetings.byId(id);
  if (!meeting || !mayCallMeeting(act.actor, meeting.office)) throw new Refusal('chat.not-yours');
  return meeting;
}

export async function commentOfOffice(
  act: ActOf,
  id: CommentId,
): Promise<{ comment: Comment; meeting: Meeting }> {
  const comment = await act.store.comments.byId(id);
  if (!comment) throw new Refusal('chat.not-yours');
  return { comment, meeting: await meetingOfOffice(act, comment.meeting) };
}

/** The office says what it made of the comment; its author hears it, and hears of a later change of mind. */
export async function weighComment(
  act: ActOf,
  id: CommentId,
  { outcome, response }: { readonly outcome: Outcome; readonly response: string },
): Promise<{ changed: boolean; comment: Comment }> {
  const { comment, meeting } = await commentOfOffice(act, id);
  if (comment.outcome === outcome && comment.response === response) return { changed: false, comment };
  await act.store.comments.weigh(id, { outcome, response, by: act.actor.id }, dateOf(act.now));
  const weighed = { ...comment, outcome, response };
  const key = comment.outcome ? 'comment.weighed-anew' : 'comment.weighed';
  await say(act, {
    to: [comment.author],
    once: `comment:${id}:weighed:${act.now.epochMilliseconds}`,
    priority: priority.notice,
    mayWait: true,
    word: (reader) => ({
      text: reader.say(key, {
        ...whenAndWhere(reader, act.zone, meeting),
        about: aboutWords(reader, comment),
        remark: remarkWords(reader, comment, 200),
        outcome: outcomeWords(reader, weighed),
      }),
    }),
  });
  return { changed: true, comment: weighed };
}
