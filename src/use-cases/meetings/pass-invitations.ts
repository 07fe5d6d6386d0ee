import {
  type InvitationId,
  type MeetingId,
  newId,
  type PersonId,
  type UnitId,
} from '../../domain/identity.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { noticeKey } from '../../store/sendings.ts';
import type { Act } from '../app.ts';
import { sendNotice } from './notice.ts';
import { withdrawSubstitute } from './send-substitute.ts';

type To = { readonly id: PersonId; readonly name: string };

/** Invitations of one person to meetings of a unit from a moment on become another's, who gets the notice; how many did. */
export async function moveInvitations(
  act: Act,
  { unit, from, to, after }: { unit: UnitId; from: PersonId; to: To; after: Date },
): Promise<number> {
  const ahead = await act.store.handovers.invitedAhead(from, unit, after);
  for (const { invitation } of ahead) {
    const before = await act.store.invitations.byId(invitation);
    if (before) await withdrawSubstitute(act, before);
  }
  const moved = await act.store.handovers.moveInvitations(
    ahead.map(({ invitation }) => invitation),
    to.id,
  );
  for (const { meeting, invitation } of ahead)
    if (moved.includes(invitation)) await notify(act, meeting, { ...to, invitation, insteadOf: undefined });
  return moved.length;
}

/** A substitute is invited too, wherever the absent one is between two moments. */
export async function inviteInstead(
  act: Act,
  { unit, absent, to, after, before }: { unit: UnitId; absent: To; to: To; after: Date; before: Date },
): Promise<number> {
  const ahead = await act.store.handovers.invitedAhead(absent.id, unit, after);
  let invited = 0;
  for (const { meeting } of ahead) {
    const found = await act.store.meetings.byId(meeting);
    const there = await act.store.invitations.of(meeting, to.id);
    if (!found || (there && !there.withdrawnAt) || found.startsAt.epochMilliseconds >= before.getTime())
      continue;
    const id = newId<InvitationId>(act.now.epochMilliseconds);
    const [made] = await act.store.invitations.invite([{ id, meeting, person: to.id, insteadOf: absent.id }]);
    if (!made) continue;
    await notify(act, meeting, { ...to, invitation: made.id, insteadOf: absent.name });
    invited += 1;
  }
  return invited;
}

async function notify(
  act: Act,
  id: MeetingId,
  guest: To & { readonly invitation: InvitationId; readonly insteadOf: string | undefined },
): Promise<void> {
  // Nobody stops or changes it meanwhile.
  await act.store.sendings.lock(id);
  const meeting = await act.store.meetings.byId(id);
  // While the notice is held or stopped nobody is told: they get it with the others.
  if (!meeting || meeting.sending === 'held' || meeting.sending === 'stopped') return;
  await sendNotice(act, {
    meeting,
    documents: await act.store.documents.ofMeeting(id),
    guests: [guest],
    once: await keyFor(act, meeting, guest),
  });
}

/** Who was invited before, and then no longer, is told again. */
async function keyFor(
  { store, now }: Act,
  { id }: Meeting,
  guest: To & { readonly invitation: InvitationId },
) {
  const had = await store.outbox.arrived([`${noticeKey(id)}:person:${guest.id}`]);
  return had ? `meeting:${id}:anew:${guest.invitation}:${now.epochMilliseconds}` : noticeKey(id);
}
