import type { MeetingId } from '../../domain/identity.ts';
import { type Invitation, isHeldBack, type Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { dueReminder, nextReminder, stillMatters } from '../../domain/reminder.ts';
import { dateOf, dateOfDay, dayIn, earlier } from '../../domain/time.ts';
import { writeTime } from '../../domain/write-moment.ts';
import type { Act } from '../app.ts';
import { type Reader, say, type Wording } from '../messaging/say.ts';
import { answerButtons, whenAndWhere } from './wording.ts';

/** So many reminders a transaction. */
const batch = 300;

/**
 * Sends the reminder that is due, to those for whom it still matters; where they are many it stays due until the last of
 * them has it. `due` is the moment the sweep saw: another may have been faster.
 */
export async function remindOfMeeting(act: Act, id: MeetingId, due: Date): Promise<void> {
  const meeting = await act.store.meetings.byId(id);
  if (!meeting || meeting.cancelledAt) return;
  if (!(await act.store.meetings.claimReminder(id, due, due))) return;
  if ((await remindSome(act, meeting)) === 'more') return;
  const next = nextReminder(meeting.startsAt, act.now, act.zone);
  await act.store.meetings.claimReminder(id, due, next && dateOf(next.at));
}

async function remindSome(act: Act, meeting: Meeting): Promise<'more' | 'all'> {
  const { id } = meeting;
  const reminder = dueReminder(meeting.startsAt, act.now, act.zone);
  if (!reminder || !earlier(act.now, meeting.startsAt)) return 'all';
  const day = dateOfDay(dayIn(act.zone, act.now));
  const { live } = await act.store.goLive.useAt(meeting.unit.id, day);
  if (!live) return 'all';
  // Of a notice that is held or stopped nobody is reminded who does not have it.
  const invitations = (await act.store.invitations.ofMeeting(id)).filter(
    ({ noticedAt }) => noticedAt || !isHeldBack(meeting),
  );
  const mattering = new Map(
    invitations.filter(({ answer }) => stillMatters(reminder.key, answer)).map((one) => [one.person, one]),
  );
  // At another time it is reminded of anew.
  const once = `meeting:${id}:reminder:${reminder.key}:${meeting.startsAt.epochMilliseconds / 1000}`;
  const everybody = [...mattering.keys()];
  const to =
    everybody.length > batch ? await act.store.accounts.unsaid(once, everybody, day, batch) : everybody;
  await say(act, {
    to,
    once,
    priority: priority.notice,
    word: (reader, person) => wording(act, reader, meeting, mattering.get(person) as Invitation),
  });
  return everybody.length > batch && to.length === batch ? 'more' : 'all';
}

function wording(act: Act, reader: Reader, meeting: Meeting, invitation: Invitation): Wording {
  const start = meeting.startsAt.toZonedDateTimeISO(act.zone);
  const days = dayIn(act.zone, act.now).until(start.toPlainDate()).days;
  const values = { ...whenAndWhere(reader, act.zone, meeting), days, time: writeTime(start.toPlainTime()) };
  const near = days === 0 ? 'today' : days === 1 ? 'tomorrow' : 'days';
  const lines = [reader.say(`meeting.reminder.${near}`, values)];
  if (invitation.answer) return { text: lines.join('\n') };
  lines.push(reader.say('meeting.not-answered'));
  return { text: lines.join('\n'), buttons: answerButtons(reader, invitation.id, meeting.revision) };
}
