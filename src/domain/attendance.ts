import type { InvitationId, MeetingId, PersonId } from './identity.ts';
import type { AnswerBefore } from './meeting.ts';
import { afterQuiet, standardQuietHours } from './quiet-hours.ts';
import type { Answer } from './reminder.ts';
import type { Instant } from './time.ts';

export type Attendance = 'came' | 'absent';

/** One of the invited, on the list of who came. */
export type Attendee = {
  readonly invitation: InvitationId;
  readonly person: PersonId;
  readonly name: string;
  readonly post: string;
  readonly answer: Answer | undefined;
  readonly reason: string | undefined;
  readonly substitute: string | undefined;
  /** Why whom they sent does not come after all. */
  readonly substituteDeclined?: string | undefined;
  /** What was answered for the time before the last change of it. */
  readonly before?: AnswerBefore | undefined;
  /** What the office said; until it has, the answer stands for it. */
  readonly attendance: Attendance | undefined;
};

type Presumed = Pick<Attendee, 'attendance' | 'answer' | 'substituteDeclined'>;

/** Whoever had said so came, or whom they sent; of the silent nobody knows, and the office ticks those who were there. */
export function attendanceOf({ attendance, answer, substituteDeclined }: Presumed): Attendance {
  const isSent = answer === 'substitute' && substituteDeclined === undefined;
  return attendance ?? (answer === 'coming' || isSent ? 'came' : 'absent');
}

/** Nobody was ticked, and there are silent ones: whoever presses Xong may not mean that none of them came. */
export const silentUnticked = (attendees: readonly Pick<Attendee, 'attendance' | 'answer'>[]): number =>
  attendees.some(({ attendance }) => attendance) ? 0 : attendees.filter(({ answer }) => !answer).length;

const askedAfterHours = 2;
const notesAfterHours = 24;

/** When what follows a meeting is first looked after; quiet hours are minded when it is. */
export const looksAfterAt = (startsAt: Instant): Instant => startsAt.add({ hours: askedAfterHours });

/** When the office is asked who came: two hours after the start, or the next morning. */
export const asksAttendanceAt = (startsAt: Instant, zone: string): Instant =>
  afterQuiet(looksAfterAt(startsAt), zone, standardQuietHours);

/** When those who had said that they come are asked for a note, where the office has not said who came. */
export const asksNotesAt = (startsAt: Instant, zone: string): Instant =>
  afterQuiet(startsAt.add({ hours: notesAfterHours }), zone, standardQuietHours);

/** A meeting somebody was invited to: missed is one whose notice arrived, whereto nobody came, and no word was given before, be it for the time before a change. */
export type Kept = { readonly meeting: MeetingId; readonly startsAt: Instant; readonly missed: boolean };

/**
 * Of what somebody missed in a row, two and two, the oldest first: a third in a row waits for a fourth, so that nothing
 * is told twice.
 */
export function missedPairs(history: readonly Kept[]): readonly (readonly [Kept, Kept])[] {
  const pairs: (readonly [Kept, Kept])[] = [];
  let first: Kept | undefined;
  for (const kept of history) {
    if (first && kept.missed) pairs.push([first, kept]);
    first = kept.missed && !first ? kept : undefined;
  }
  return pairs;
}
