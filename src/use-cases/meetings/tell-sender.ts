import { escapeMarkup } from '../../domain/markup.ts';
import { type Invitation, isSoon, type Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import type { Act } from '../app.ts';
import { type Reader, say, type Wording } from '../messaging/say.ts';
import { answerButtons, answerLine, whenAndWhere } from './wording.ts';

/** Whoever sent a substitute hears that they do not come, and may send another or answer anew; and that they do after all. */
export async function tellSender(
  act: Act,
  meeting: Meeting,
  before: Invitation,
  now: Invitation,
): Promise<void> {
  const said = before.answer ?? before.before?.answer;
  if (now.answer !== 'absent' && said !== 'absent') return;
  const sender = await senderOf(act, now);
  if (!sender) return;
  await say(act, {
    to: [sender.person],
    once: `invitation:${now.id}:to-sender:${act.now.epochMilliseconds}`,
    priority: priority.notice,
    mayWait: !isSoon(meeting, act.now),
    word: (reader) =>
      now.answer === 'absent'
        ? declined(act, reader, meeting, now, sender)
        : comes(act, reader, meeting, now),
  });
}

/** Who holds an invitation by an assignment or as a stand-in for a time was sent by nobody. */
async function senderOf({ store }: Act, { meeting, person, insteadOfId }: Invitation) {
  const sender = insteadOfId && (await store.invitations.of(meeting, insteadOfId));
  const sent = sender && !sender.withdrawnAt && sender.answer === 'substitute';
  return sent && sender.substituteId === person ? sender : undefined;
}

function declined(
  act: Act,
  reader: Reader,
  meeting: Meeting,
  { name, reason }: Invitation,
  sender: Invitation,
): Wording {
  const values = { name: escapeMarkup(name), reason: escapeMarkup(reason ?? '') };
  return {
    text: reader.say('answering.substitute-declined', {
      ...whenAndWhere(reader, act.zone, meeting),
      ...values,
    }),
    buttons: answerButtons(reader, sender.id, meeting.revision),
  };
}

const comes = (act: Act, reader: Reader, meeting: Meeting, now: Invitation): Wording => ({
  text: reader.say('answering.substitute-answers-anew', {
    ...whenAndWhere(reader, act.zone, meeting),
    name: escapeMarkup(now.name),
    answer: answerLine(reader, now),
  }),
});
