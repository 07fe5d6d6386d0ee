import { type InvitationId, newId, type PersonId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { type Invitation, isSoon, type Meeting } from '../../domain/meeting.ts';
import { priority } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf, dateOfDay, dayIn } from '../../domain/time.ts';
import type { Act, ActOf } from '../app.ts';
import { say } from '../messaging/say.ts';
import { sendNotice } from './notice.ts';
import { whenAndWhere } from './wording.ts';

type Person = { readonly id: PersonId; readonly name: string };

/** Somebody of the roster is invited in the place of the invited, and gets the notice with the documents; false when nothing reaches them. */
export async function inviteSubstitute(
  act: ActOf,
  meeting: Meeting,
  invited: Invitation,
  substitute: Person,
): Promise<boolean> {
  if (substitute.id === invited.person) throw new Refusal('answering.substitute-is-self');
  const there = await act.store.invitations.of(meeting.id, substitute.id);
  if (there && !there.withdrawnAt)
    throw new Refusal('answering.substitute-invited', { name: substitute.name });
  const reached = await act.store.accounts.reach([substitute.id], dateOfDay(dayIn(act.zone, act.now)));
  if (reached.length === 0) return false;
  const [made] = await act.store.invitations.invite([
    {
      id: newId<InvitationId>(act.now.epochMilliseconds),
      meeting: meeting.id,
      person: substitute.id,
      insteadOf: invited.person,
    },
  ]);
  if (!made) return false;
  await sendNotice(act, {
    meeting,
    documents: await act.store.documents.ofMeeting(meeting.id),
    guests: [{ ...substitute, invitation: made.id, insteadOf: invited.name }],
    // One who was sent, called back and sent again is told again.
    once: `meeting:${meeting.id}:instead:${made.id}:${act.now.epochMilliseconds}`,
  });
  return true;
}

/** Who was sent instead comes no more, and is told once; nor does whom they had sent. */
export async function withdrawSubstitute(act: Act, invited: Invitation): Promise<void> {
  const { substituteId } = invited;
  if (invited.answer !== 'substitute' || !substituteId) return;
  const theirs = await act.store.invitations.of(invited.meeting, substituteId);
  const meeting = await act.store.meetings.byId(invited.meeting);
  if (!theirs || theirs.withdrawnAt || theirs.insteadOfId !== invited.person || !meeting) return;
  await callBack(act, meeting, theirs, invited.name);
}

/** Whoever came in the place of another comes no more, and is told where they had the notice; nor does whom they had sent. */
export async function callBack(act: Act, meeting: Meeting, theirs: Invitation, name: string): Promise<void> {
  const had = await hadNotice(act, theirs);
  await act.store.invitations.withdraw(theirs.id, dateOf(act.now));
  if (had) await tellNotNeeded(act, meeting, theirs, name);
  await withdrawSubstitute(act, theirs);
}

/** Whether they know of it: of a notice that waits nothing leaves any more. */
export async function hadNotice(
  { store }: Act,
  { meeting, person, noticedAt }: Invitation,
): Promise<boolean> {
  const back = await store.sendings.takeBack(meeting, [person]);
  return noticedAt !== undefined && back.length === 0;
}

async function tellNotNeeded(act: Act, meeting: Meeting, theirs: Invitation, name: string): Promise<void> {
  await say(act, {
    to: [theirs.person],
    once: `invitation:${theirs.id}:withdrawn:${act.now.epochMilliseconds}`,
    priority: priority.notice,
    mayWait: !isSoon(meeting, act.now),
    word: (reader) => ({
      text: reader.say('answering.not-needed', {
        ...whenAndWhere(reader, act.zone, meeting),
        name: escapeMarkup(name),
      }),
    }),
  });
}
