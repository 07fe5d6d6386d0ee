import { shortId } from '../domain/identity.ts';
import type { Meeting } from '../domain/meeting.ts';
import { seatsThatCall } from '../domain/permission.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOf } from '../domain/time.ts';
import { answerButtons, answerLine, whenAndWhere } from '../use-cases/meetings/wording.ts';
import type { Wording } from '../use-cases/messaging/say.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';
import { answersOf } from './meeting-answers.ts';

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
  const { text, buttons = [] } = await answersOf(world, next);
  return { say: [{ text, buttons: [...buttons, ...more] }] };
}
