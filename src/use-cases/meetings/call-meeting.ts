import { type InvitationId, type MeetingId, newId } from '../../domain/identity.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { isSoon, type Meeting, type MeetingDocument } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { mayCallMeeting, type Seat } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { nextReminder } from '../../domain/reminder.ts';
import { dateOf, earlier, type Instant } from '../../domain/time.ts';
import type { Invited } from '../../store/people.ts';
import type { Act, ActOf } from '../app.ts';
import { type Reader, say, type Wording } from '../messaging/say.ts';
import { type Audience, audienceOf } from './audience.ts';
import { documentFiles } from './document-wording.ts';
import { addDocuments, refuseUnfit } from './publish-documents.ts';
import { scheduleDocuments } from './schedule-documents.ts';
import { answerButtons, whenAndWhere } from './wording.ts';

export type MeetingCall = {
  readonly seat: Seat;
  readonly subject: string;
  readonly place: string;
  readonly startsAt: Instant;
  readonly documents: readonly KeptFile[];
};

/** Calls a meeting of the seat's unit: each who follows it gets the notice and the documents, and is reminded. */
export async function callMeeting(
  act: ActOf,
  call: MeetingCall,
): Promise<{ meeting: Meeting; audience: Audience; documentsDue: Instant }> {
  if (!mayCallMeeting(act.actor, call.seat.office)) throw new Refusal('meeting.not-yours-to-call');
  if (!earlier(act.now, call.startsAt)) throw new Refusal('meeting.already-past');
  const audience = await audienceOf(act, call.seat.unit.id, call.startsAt);
  if (audience.invited.length === 0) throw new Refusal('meeting.nobody');
  const meeting = await record(act, call);
  const at = act.now.epochMilliseconds;
  const invitations = audience.invited.map(({ id }) => ({
    id: newId<InvitationId>(at),
    meeting: meeting.id,
    person: id,
  }));
  await act.store.invitations.invite(invitations);
  await refuseUnfit(act, call.documents);
  const documents = await addDocuments(act, meeting.id, call.documents);
  const documentsDue = await scheduleDocuments(act, meeting);
  const keys = new Map(invitations.map(({ id, person }) => [person, id]));
  const guests = audience.invited.map((person) => ({
    ...person,
    invitation: keys.get(person.id) as InvitationId,
  }));
  await sendNotice(act, meeting, documents, guests);
  return { meeting, audience, documentsDue };
}

/** Who is invited, and for whom where it is as a substitute. */
export type Guest = Pick<Invited, 'id' | 'name' | 'insteadOf'> & { readonly invitation: InvitationId };

/** Each guest gets the notice with the documents, once. */
export async function sendNotice(
  act: Act,
  meeting: Meeting,
  documents: readonly MeetingDocument[],
  guests: readonly Guest[],
): Promise<void> {
  const known = new Map(guests.map((guest) => [guest.id, guest]));
  await say(act, {
    to: [...known.keys()],
    once: `meeting:${meeting.id}:notice`,
    priority: priority.notice,
    mayWait: !isSoon(meeting, act.now),
    word: (reader, person) => notice(reader, act.zone, meeting, documents, known.get(person) as Guest),
  });
}

async function record(act: ActOf, { seat, subject, place, startsAt }: MeetingCall): Promise<Meeting> {
  const meeting: Meeting = {
    id: newId<MeetingId>(act.now.epochMilliseconds),
    unit: seat.unit,
    office: seat.office,
    officeName: seat.officeName,
    calledBy: act.actor.id,
    kind: 'ad-hoc',
    agenda: [],
    revision: 0,
    cancelledAt: undefined,
    sending: 'sent',
    subject,
    place,
    startsAt,
  };
  const next = nextReminder(startsAt, act.now, act.zone);
  await act.store.meetings.create(meeting, dateOf(act.now), next && dateOf(next.at));
  return meeting;
}

function notice(
  reader: Reader,
  zone: string,
  meeting: Meeting,
  documents: readonly MeetingDocument[],
  { name, insteadOf, invitation }: Guest,
): Wording {
  const values = {
    ...whenAndWhere(reader, zone, meeting),
    name: escapeMarkup(name),
    documents:
      documents.length > 0 ? reader.say('meeting.documents-follow', { count: documents.length }) : '',
  };
  const instead = insteadOf
    ? `\n${reader.say('assignment.invited-instead', { name: escapeMarkup(insteadOf) })}`
    : '';
  return {
    text: reader.say('meeting.notice', values).trimEnd() + instead,
    buttons: answerButtons(reader, invitation),
    files: documentFiles(reader, documents),
  };
}
