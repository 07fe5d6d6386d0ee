import { type About, type Comment, commentTime } from '../../domain/comment.ts';
import { type CommentId, type MeetingId, newId, shortId } from '../../domain/identity.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { ActOf } from '../app.ts';
import { whenAndWhere } from '../meetings/wording.ts';
import { say } from '../messaging/say.ts';
import { aboutWords, remarkWords } from './wording.ts';

export type Remark = {
  readonly meeting: MeetingId;
  readonly about: About;
  /** The words of it that its author had before them: a point may have been changed since. */
  readonly title: string;
  readonly text: string;
  readonly files: readonly KeptFile[];
};

/** A meeting the actor is invited to, while it takes comments. */
export async function commentable(act: ActOf, id: MeetingId): Promise<Meeting> {
  const meeting = await act.store.meetings.byId(id);
  if (!meeting || !(await act.store.comments.mayComment(meeting, act.actor.id)))
    throw new Refusal('chat.not-yours');
  if (meeting.cancelledAt) throw new Refusal('change.was-cancelled', { subject: meeting.subject });
  if (commentTime(meeting, act.now) === 'over') throw new Refusal('comment.over');
  return meeting;
}

/** The words for what it is about; undefined when the meeting has no such document or point. */
export async function titleOf(act: ActOf, meeting: Meeting, about: About): Promise<string | undefined> {
  if (about.kind === 'meeting') return meeting.subject;
  if (about.kind === 'point') return meeting.agenda[about.point - 1];
  const document = await act.store.documents.byId(about.document);
  return document?.meeting === meeting.id ? document.name : undefined;
}

/** What the invited has to say, kept and told to who called the meeting. */
export async function writeComment(act: ActOf, remark: Remark): Promise<{ late: boolean; meeting: Meeting }> {
  const meeting = await commentable(act, remark.meeting);
  if ((await titleOf(act, meeting, remark.about)) === undefined && remark.about.kind !== 'point')
    throw new Refusal('comment.gone');
  if (remark.text === '' && remark.files.length === 0) throw new Refusal('chat.empty');
  const late = commentTime(meeting, act.now) === 'late';
  const id = newId<CommentId>(act.now.epochMilliseconds);
  await act.store.comments.add({ ...remark, id, author: act.actor.id, writtenAt: act.now, late });
  await tell(act, meeting, { ...remark, id });
  return { late, meeting };
}

type Told = Pick<Comment, 'id' | 'about' | 'title' | 'text' | 'files'>;

async function tell(act: ActOf, meeting: Meeting, comment: Told): Promise<void> {
  await say(act, {
    to: [meeting.calledBy],
    once: `comment:${comment.id}`,
    priority: priority.notice,
    mayWait: true,
    word: (reader) => ({
      text: reader.say('comment.came', {
        ...whenAndWhere(reader, act.zone, meeting),
        name: escapeMarkup(act.actor.name),
        about: aboutWords(reader, comment),
        remark: remarkWords(reader, comment, 300),
      }),
      buttons: [
        [
          { label: reader.say('comment.see-one'), action: `gc:${shortId(comment.id)}` },
          { label: reader.say('comment.see'), action: `gl:${shortId(meeting.id)}` },
        ],
      ],
    }),
  });
}
