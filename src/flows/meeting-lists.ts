import { shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { Markup } from '../domain/message.ts';
import { maySeeMeeting, seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOf } from '../domain/time.ts';
import { answerButtons, answerLine, whenAndWhere } from '../use-cases/meetings/wording.ts';
import type { Wording } from '../use-cases/messaging/say.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';

const shown = 6;

/** The meetings ahead, mine and my office's. */
export async function upcoming(world: World): Promise<Turned> {
  const { store, actor, now, reader, zone } = world;
  const mine = await store.meetings.upcomingFor(actor.id, dateOf(now), shown);
  const called = await store.meetings.upcomingOf(
    seatsThatCall(actor).map(({ office }) => office),
    dateOf(now),
    shown,
  );
  const cards = [];
  for (const meeting of mine) cards.push(await invitedCard(world, meeting));
  for (const meeting of called.filter(({ id }) => !mine.some((one) => one.id === id)))
    cards.push({
      text: reader.say('meeting.line', whenAndWhere(reader, zone, meeting)),
      buttons: [[{ label: reader.say('meeting.see-answers'), action: `m:${shortId(meeting.id)}` }]],
    });
  return { say: cards.length > 0 ? cards : [{ text: reader.say('meeting.none-ahead') }] };
}

async function invitedCard({ store, actor, reader, zone }: World, meeting: Meeting): Promise<Wording> {
  const invitation = await store.invitations.of(meeting.id, actor.id);
  const line = reader.say('meeting.line', whenAndWhere(reader, zone, meeting));
  if (!invitation) return { text: line };
  const mine = reader.say('meeting.my-answer', { answer: answerLine(reader, invitation) });
  return { text: `${line}\n${mine}`, buttons: invitation.answer ? [] : answerButtons(reader, invitation.id) };
}

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
