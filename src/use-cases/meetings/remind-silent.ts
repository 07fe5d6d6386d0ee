import { isLarge } from '../../domain/audience.ts';
import type { MeetingId } from '../../domain/identity.ts';
import { priority } from '../../domain/message.ts';
import { mayCallMeeting } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dayIn, earlier } from '../../domain/time.ts';
import type { ActOf } from '../app.ts';
import { say } from '../messaging/say.ts';
import { answerButtons, whenAndWhere } from './wording.ts';

const timesADay = 2;

/** The office reminds all who have not answered and can be reached, at most twice a day; how many. */
export async function remindSilent(act: ActOf, id: MeetingId): Promise<number> {
  const meeting = await act.store.meetings.byId(id);
  if (!meeting || !mayCallMeeting(act.actor, meeting.office)) throw new Refusal('chat.not-yours');
  if (meeting.cancelledAt) throw new Refusal('answering.cancelled');
  if (!earlier(act.now, meeting.startsAt)) throw new Refusal('answering.nobody-to-remind-any-more');
  const silent = await act.store.answers.silent(id);
  if (silent.length === 0) throw new Refusal('answering.nobody-silent');
  const once = await nextKey(act, id);
  if (!once) throw new Refusal('answering.reminded-enough', { times: timesADay });
  const invitations = new Map((await act.store.invitations.ofMeeting(id)).map((one) => [one.person, one.id]));
  const reached = await say(act, {
    to: silent,
    once,
    priority: isLarge(silent.length) ? priority.bulk : priority.notice,
    mayWait: true,
    word: (reader, person) => {
      const invitation = invitations.get(person);
      return {
        text: reader.say('answering.please-answer', whenAndWhere(reader, act.zone, meeting)),
        buttons: invitation ? answerButtons(reader, invitation) : [],
      };
    },
  });
  return reached.length;
}

/** What has been said is remembered by its key: the first of the day's that has not been used. */
async function nextKey(act: ActOf, id: MeetingId): Promise<string | undefined> {
  const day = dayIn(act.zone, act.now).toString();
  for (let time = 1; time <= timesADay; time++) {
    const once = `meeting:${id}:please:${day}:${time}`;
    if (!(await act.store.answers.wasSaid(id, once))) return once;
  }
  return undefined;
}
