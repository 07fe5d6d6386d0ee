import { Temporal } from 'temporal-polyfill';
import { type DocumentId, type MeetingId, shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Invitation, Meeting, MeetingDocument } from '../domain/meeting.ts';
import type { Button, Markup } from '../domain/message.ts';
import { maySeeMeeting, seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten, shortenFileName } from '../domain/shorten.ts';
import { earlier } from '../domain/time.ts';
import { isWithin } from '../domain/unit.ts';
import { writeDate } from '../domain/write-moment.ts';
import type { ToldConclusion } from '../store/meeting-calendar.ts';
import { answerButtons, answerLine, whenAndWhere } from '../use-cases/meetings/wording.ts';
import { languageOf } from './ask.ts';
import { afterButtons } from './attendance.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';
import { changesOf } from './meeting-office.ts';

const documentsAtMost = 15;
const conclusionsAtMost = 50;

/** The meeting, if the law of access lets the person see it, with their own invitation. */
async function meetingSeen(
  { store, actor }: World,
  id: MeetingId,
): Promise<{ readonly meeting: Meeting; readonly invitation: Invitation | undefined }> {
  const meeting = await store.meetings.byId(id);
  const own = meeting && (await store.invitations.of(id, actor.id));
  const invitation = own?.withdrawnAt ? undefined : own;
  if (!meeting || !maySeeMeeting(actor, meeting, invitation !== undefined))
    throw new Refusal('chat.not-yours');
  return { meeting, invitation };
}

/** One meeting, ahead or over: when and where, its documents, what it concluded. */
export async function viewMeeting(world: World, id: MeetingId): Promise<Turned> {
  const { store, reader, zone, now } = world;
  const { meeting, invitation } = await meetingSeen(world, id);
  const documents = (await store.documents.ofMeeting(id)).slice(0, documentsAtMost);
  const conclusions = await store.meetingCalendar.conclusions(id, conclusionsAtMost);
  const isAhead = earlier(now, meeting.startsAt) && !meeting.cancelledAt;
  const mine = invitation && reader.say('meeting.my-answer', { answer: answerLine(reader, invitation) });
  const text = [
    reader.say('meeting.line', whenAndWhere(reader, zone, meeting)),
    ...(meeting.cancelledAt ? [reader.say(`calendar.${meeting.postponed ? 'put-off' : 'not-held'}`)] : []),
    ...(mine ? [mine] : []),
    ...(documents.length > 0 ? [reader.say('calendar.documents', { count: documents.length })] : []),
    ...conclusionLines(world, conclusions, isAhead || meeting.cancelledAt !== undefined),
  ].join('\n');
  const isOpen = !invitation?.answer || invitation.substituteDeclined !== undefined;
  const answering =
    isAhead && invitation && isOpen ? answerButtons(reader, invitation.id, meeting.revision) : [];
  return {
    say: [
      {
        text,
        buttons: [
          ...answering,
          ...documents.map(documentButton),
          ...officeButtons(world, meeting),
          ...changesOf(world, meeting),
          ...(await afterButtons(world, meeting)),
        ],
      },
    ],
  };
}

const documentButton = ({ id, name }: MeetingDocument): Button[] => [
  { label: shortenFileName(name, 40), action: `md:${shortId(id)}` },
];

/** Who has answered, who came: for the offices the meeting is a matter of. */
function officeButtons({ actor, reader }: World, meeting: Meeting): Button[][] {
  const isOurs =
    actor.seats.some(({ office }) => office === meeting.office) ||
    seatsThatCall(actor).some(({ unit }) => isWithin(meeting.unit, unit.id));
  return isOurs ? [[{ label: reader.say('meeting.see-answers'), action: `m:${shortId(meeting.id)}` }]] : [];
}

function conclusionLines(
  { reader }: World,
  conclusions: readonly ToldConclusion[],
  isNotHeld: boolean,
): readonly Markup[] {
  if (conclusions.length === 0) return isNotHeld ? [] : [reader.say('calendar.no-conclusions')];
  const lines = conclusions.map(({ text, owner, dueOn, number }, at) => {
    const values = {
      number: at + 1,
      text: escapeMarkup(shorten(text, 500)),
      owner: escapeMarkup(owner),
      due: writeDate(Temporal.PlainDate.from(dueOn), languageOf(reader.language)),
    };
    const line = reader.say('calendar.conclusion', values);
    return number ? `${line} (${escapeMarkup(number)})` : line;
  });
  return ['', reader.say('calendar.conclusions'), ...lines];
}

/** A document of a meeting, once more. */
export async function sendDocument(world: World, id: DocumentId): Promise<Turned> {
  const { reader, store } = world;
  const document = await store.documents.byId(id);
  if (!document) throw new Refusal('chat.not-yours');
  const { meeting, invitation } = await meetingSeen(world, document.meeting);
  const buttons: readonly Button[] = invitation
    ? [
        { label: reader.say('document.received'), action: `dr:${shortId(id)}` },
        { label: reader.say('document.read'), action: `dd:${shortId(id)}` },
        { label: reader.say('comment.button'), action: `gd:${shortId(id)}` },
      ]
    : [];
  const text = reader.say('calendar.document', { subject: escapeMarkup(shorten(meeting.subject, 120)) });
  const files = [{ file: document, caption: escapeMarkup(document.caption), buttons: [buttons] }];
  return { say: [{ text, files }] };
}
