import { looksAfterAt } from '../../domain/attendance.ts';
import type { MeetingId } from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { mayCallMeeting } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { nextReminder } from '../../domain/reminder.ts';
import { dateOf, earlier, type Instant } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import { commentButton } from '../comments/wording.ts';
import type { Changed } from './change-meeting.ts';
import { resumedText } from './change-wording.ts';
import { rescheduleDocuments } from './schedule-documents.ts';
import { isUrgent, tellChange } from './tell-change.ts';
import { answerButtons } from './wording.ts';

export type Resumption = {
  readonly meeting: MeetingId;
  /** The revision of the meeting that was looked at. */
  readonly seen: number;
  readonly startsAt: Instant;
};

/** A meeting of the actor's office that was put off and has no other day yet. */
export async function postponedMeeting(act: ActOf, id: MeetingId): Promise<Meeting> {
  const meeting = await act.store.meetings.byId(id);
  if (!meeting || !mayCallMeeting(act.actor, meeting.office)) throw new Refusal('chat.not-yours');
  if (!meeting.postponed) throw new Refusal('change.not-postponed', { subject: meeting.subject });
  return meeting;
}

/** As it stands once it has a day again. */
export const resumed = (meeting: Meeting, startsAt: Instant): Meeting => ({
  ...meeting,
  startsAt,
  cancelledAt: undefined,
  cancelReason: undefined,
  postponed: false,
});

/** What was put off has a day: all who had been told hear it and are asked anew; whose notice never left gets it now. */
export async function resumeMeeting(
  act: ActOf,
  { meeting: id, seen, startsAt }: Resumption,
): Promise<Exclude<Changed, { outcome: 'same' }>> {
  const before = await postponedMeeting(act, id);
  if (!earlier(act.now, startsAt)) throw new Refusal('meeting.already-past');
  const after = { ...resumed(before, startsAt), revision: seen + 1 };
  const reminder = nextReminder(startsAt, act.now, act.zone);
  const written = await act.store.changes.resume(
    { id, revision: seen },
    {
      startsAt: dateOf(startsAt),
      now: dateOf(act.now),
      remindAt: reminder && dateOf(reminder.at),
      lookAfterAt: dateOf(looksAfterAt(startsAt)),
    },
  );
  if (!written) return { outcome: 'overtaken', meeting: before };
  await act.store.changes.askAnew(id);
  await rescheduleDocuments(act, after);
  const urgent = isUrgent(act, before, after);
  const hearers = await tellChange(act, {
    before,
    after,
    word(reader, hearer) {
      const text = resumedText(reader, act.zone, { before, after, urgent });
      if (!hearer?.invitation) return { text };
      const answers = answerButtons(reader, hearer.invitation, after.revision);
      return { text, buttons: [...answers, [commentButton(reader, id)]] };
    },
  });
  return { outcome: 'done', meeting: after, hearers };
}
