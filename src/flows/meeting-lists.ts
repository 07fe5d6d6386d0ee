import { shortId } from '../domain/identity.ts';
import { seatsThatCall } from '../domain/permission.ts';
import { shorten } from '../domain/shorten.ts';
import { dateOf } from '../domain/time.ts';
import type { Turned } from './converse.ts';
import type { World } from './flow.ts';
import { answersOf } from './meeting-answers.ts';

const shown = 6;

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
