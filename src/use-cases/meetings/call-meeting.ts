import { type Audience, followersOnly, heldMinutes } from '../../domain/audience.ts';
import { type InvitationId, type MeetingId, newId } from '../../domain/identity.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import type { Meeting, MeetingKind } from '../../domain/meeting.ts';
import { mayCallMeeting, type Seat } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { nextReminder } from '../../domain/reminder.ts';
import { dateOf, dateOfDay, dayIn, earlier, type Instant } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import { meantBy } from './audience.ts';
import { sendNotice } from './notice.ts';
import { addDocuments, refuseUnfit } from './publish-documents.ts';
import { scheduleDocuments } from './schedule-documents.ts';

export type MeetingCall = {
  readonly seat: Seat;
  readonly kind?: MeetingKind;
  readonly subject: string;
  readonly agenda?: readonly string[];
  readonly place: string;
  readonly startsAt: Instant;
  readonly documents: readonly KeptFile[];
  /** None said: those who follow the unit. */
  readonly audience?: Audience;
  /** Without the minutes in which it can be undone. */
  readonly atOnce?: boolean;
};

export type CalledMeeting = {
  readonly meeting: Meeting;
  readonly reached: number;
  readonly unreached: number;
  /** When the notice leaves; undefined: it has been written. */
  readonly sendAt: Instant | undefined;
  readonly documentsDue: Instant;
};

/** Calls a meeting of the seat's unit. Its notice is held for a little; then each of the invited gets it with the documents, and is reminded. */
export async function callMeeting(act: ActOf, call: MeetingCall): Promise<CalledMeeting> {
  if (!mayCallMeeting(act.actor, call.seat.office)) throw new Refusal('meeting.not-yours-to-call');
  if (!earlier(act.now, call.startsAt)) throw new Refusal('meeting.already-past');
  const { audience = followersOnly, startsAt } = call;
  const { unit } = call.seat;
  const invitees = await act.store.audiences.invitees(meantBy(act, { unit, audience, startsAt }));
  if (invitees.length === 0) throw new Refusal('meeting.nobody');
  const sendAt = call.atOnce ? undefined : act.now.add({ minutes: heldMinutes });
  const meeting = await record(act, call, sendAt);
  await act.store.invitations.invite(
    invitees.map(({ id, insteadOfId }) => ({
      id: newId<InvitationId>(act.now.epochMilliseconds),
      meeting: meeting.id,
      person: id,
      insteadOf: insteadOfId ?? undefined,
    })),
  );
  await refuseUnfit(act, call.documents);
  const documents = await addDocuments(act, meeting.id, call.documents);
  const documentsDue = await scheduleDocuments(act, meeting);
  const today = dateOfDay(dayIn(act.zone, act.now));
  const { unwritten } = await act.store.sendings.counts(meeting.id, today);
  if (!sendAt) {
    const guests = await act.store.sendings.unnoticed(meeting.id, today, invitees.length);
    await sendNotice(act, { meeting, documents, guests });
  }
  return { meeting, reached: unwritten, unreached: invitees.length - unwritten, sendAt, documentsDue };
}

async function record(act: ActOf, call: MeetingCall, sendAt: Instant | undefined): Promise<Meeting> {
  const { seat, subject, place, startsAt, kind = 'ad-hoc', agenda = [] } = call;
  const meeting: Meeting = {
    id: newId<MeetingId>(act.now.epochMilliseconds),
    unit: seat.unit,
    office: seat.office,
    officeName: seat.officeName,
    calledBy: act.actor.id,
    kind,
    agenda,
    revision: 0,
    cancelledAt: undefined,
    postponed: false,
    sending: sendAt ? 'held' : 'sent',
    subject,
    place,
    startsAt,
  };
  const reminder = nextReminder(startsAt, act.now, act.zone);
  await act.store.meetings.create(meeting, dateOf(act.now), {
    reminderAt: reminder && dateOf(reminder.at),
    sendAt: sendAt && dateOf(sendAt),
  });
  if (call.audience) await act.store.sendings.setAudience(meeting.id, call.audience);
  return meeting;
}
