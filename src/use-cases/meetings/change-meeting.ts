import type { MeetingId } from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { changedAspects, type MeetingFacts } from '../../domain/meeting-change.ts';
import { Refusal } from '../../domain/refusal.ts';
import { nextReminder } from '../../domain/reminder.ts';
import { dateOf, earlier } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import { commentButton } from '../comments/wording.ts';
import { changeText } from './change-wording.ts';
import { openMeeting } from './open-meeting.ts';
import { rescheduleDocuments } from './schedule-documents.ts';
import { type Hearers, isUrgent, tellChange } from './tell-change.ts';
import { answerButtons } from './wording.ts';

export type MeetingChange = {
  readonly meeting: MeetingId;
  /** The revision of the meeting that was looked at. */
  readonly seen: number;
  readonly to: Partial<MeetingFacts>;
};

export type Changed =
  | { readonly outcome: 'done'; readonly meeting: Meeting; readonly hearers: Hearers }
  /** It was like that already. */
  | { readonly outcome: 'same'; readonly meeting: Meeting }
  /** Somebody else has changed it since it was looked at. */
  | { readonly outcome: 'overtaken'; readonly meeting: Meeting };

/** Everybody who had been told hears what has changed; of another time they are asked again whether they come. */
export async function changeMeeting(act: ActOf, { meeting: id, seen, to }: MeetingChange): Promise<Changed> {
  const before = await openMeeting(act, id);
  if (before.revision !== seen) return { outcome: 'overtaken', meeting: before };
  const after: Meeting = { ...before, ...to, revision: seen + 1 };
  if (!earlier(act.now, after.startsAt)) throw new Refusal('meeting.already-past');
  const aspects = changedAspects(before, after);
  if (aspects.length === 0) return { outcome: 'same', meeting: before };
  const reminder = nextReminder(after.startsAt, act.now, act.zone);
  if (!(await act.store.changes.change(before, after, reminder && dateOf(reminder.at))))
    return { outcome: 'overtaken', meeting: await openMeeting(act, id) };
  const anew = aspects.includes('time');
  if (anew) {
    await act.store.changes.askAnew(id);
    await rescheduleDocuments(act, after);
  }
  return { outcome: 'done', meeting: after, hearers: await tell(act, before, after, anew) };
}

async function tell(act: ActOf, before: Meeting, after: Meeting, anew: boolean): Promise<Hearers> {
  const invitations = await act.store.invitations.ofMeeting(after.id);
  const silent = new Set(invitations.filter(({ answer }) => !answer).map(({ id }) => id));
  const urgent = isUrgent(act, before, after);
  return tellChange(act, {
    before,
    after,
    word(reader, hearer) {
      const text = changeText(reader, act.zone, { before, after, urgent });
      const { invitation } = hearer ?? {};
      if (!invitation || !silent.has(invitation)) return { text };
      const buttons = [
        ...answerButtons(reader, invitation, after.revision),
        [commentButton(reader, after.id)],
      ];
      return { text: anew ? `${text}\n${reader.say('change.answer-anew')}` : text, buttons };
    },
  });
}
