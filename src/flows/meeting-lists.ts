import { shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { Markup } from '../domain/message.ts';
import { maySeeMeeting, seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOf } from '../domain/time.ts';
import { answerLine, whenAndWhere } from '../use-cases/meetings/wording.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';

const shown = 6;

/** Who has answered the next meeting of my office, and who has not. */
export async function meetingAnswers(world: World): Promise<Turned> {
  const { store, actor, now, reader } = world;
  const offices = seatsThatCall(actor).map(({ office }) => office);
  const [next, ...others] = await store.meetings.upcomingOf(offices, dateOf(now), shown);
  if (!next) return { say: [{ text: reader.say('meeting.none-called') }] };
  const more = others.map(({ id, subject }) => [{ label: shorten(subject, 40), action: `m:${shortId(id)}` }]);
  return { say: [{ text: await answersOf(world, next), buttons: more }] };
}

export async function answersOf({ store, actor, reader, zone }: World, meeting: Meeting): Promise<Markup> {
  const invited = (await store.invitations.of(meeting.id, actor.id)) !== undefined;
  if (!maySeeMeeting(actor, meeting, invited)) throw new Refusal('chat.not-yours');
  const invitations = await store.invitations.ofMeeting(meeting.id);
  const receipts = new Map(
    (await store.documents.receipts(meeting.id)).map(({ person, read }) => [person, read]),
  );
  const lines = invitations.map((invitation) => {
    const read = receipts.get(invitation.person);
    const receipt =
      read === undefined ? '' : reader.say(read ? 'document.has-read' : 'document.has-received');
    return reader.say('meeting.answer-line', {
      name: escapeMarkup(invitation.name),
      answer: answerLine(reader, invitation),
      receipt,
    });
  });
  const count = (answer: string | undefined) => invitations.filter((one) => one.answer === answer).length;
  const head = reader.say('meeting.answers', {
    ...whenAndWhere(reader, zone, meeting),
    coming: count('coming'),
    absent: count('absent'),
    substitute: count('substitute'),
    silent: count(undefined),
  });
  return [head, ...lines].join('\n');
}
