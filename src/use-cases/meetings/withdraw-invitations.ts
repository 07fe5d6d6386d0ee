import { followersOnly } from '../../domain/audience.ts';
import type { PersonId, UnitId } from '../../domain/identity.ts';
import type { Invitation, Meeting } from '../../domain/meeting.ts';
import type { Markup } from '../../domain/message.ts';
import type { AssignmentRole } from '../../domain/roster/assignments.ts';
import { shorten } from '../../domain/shorten.ts';
import { dateOf } from '../../domain/time.ts';
import type { Meant } from '../../store/audiences.ts';
import type { Act } from '../app.ts';
import type { Reader } from '../messaging/say.ts';
import { meantBy } from './audience.ts';
import { callBack, hadNotice } from './send-substitute.ts';
import { whenAndWhere } from './wording.ts';

/** Who followed a unit, until the moment. */
type Former = {
  readonly person: PersonId;
  readonly unit: UnitId;
  readonly role: AssignmentRole;
  readonly after: Date;
};

export type Withdrawn = {
  readonly count: number;
  /** Those whose notice they had, the nearest first. */
  readonly known: readonly Meeting[];
};

/** Who follows a unit no more is invited no more to what its followers are invited to, unless for another reason. */
export async function withdrawInvitations(act: Act, former: Former): Promise<Withdrawn> {
  let count = 0;
  const known: Meeting[] = [];
  for (const invitation of await act.store.invitations.ahead(former.person, former.after)) {
    // Nobody stops or changes it meanwhile.
    await act.store.sendings.lock(invitation.meeting);
    const meeting = await act.store.meetings.byId(invitation.meeting);
    const meant = meeting && (await meantOf(act, meeting));
    if (!meant || !(await lapses(act, meant, former))) continue;
    if (await hadNotice(act, invitation)) known.push(meeting);
    await act.store.invitations.withdraw(invitation.id, dateOf(act.now));
    await callBackAll(act, meeting, meant, invitation);
    count += 1;
  }
  return { count, known };
}

async function meantOf(act: Act, meeting: Meeting): Promise<Meant> {
  const { audience = followersOnly } = await act.store.sendings.draftOf(meeting.id);
  return meantBy(act, { ...meeting, audience });
}

/** It was for following the unit that they were invited, and for nothing else. */
async function lapses({ store }: Act, meant: Meant, { person, unit, role }: Former): Promise<boolean> {
  if (meant.audience.leadsOnly && role !== 'lead') return false;
  if (!(await store.audiences.covers(meant, unit))) return false;
  return !(await store.audiences.invites(meant, person));
}

/** Whoever comes in their place comes no more either, unless they are invited themselves. */
async function callBackAll(
  act: Act,
  meeting: Meeting,
  meant: Meant,
  { person, name }: Invitation,
): Promise<void> {
  for (const theirs of await act.store.invitations.insteadOf(meeting.id, person))
    if (!(await act.store.audiences.invites(meant, theirs.person)))
      await callBack(act, meeting, theirs, name);
}

const named = 5;

/** To which meetings they are invited no more; nothing where there are none. */
export function noLongerInvited(
  reader: Reader,
  zone: string,
  meetings: readonly Meeting[],
): readonly Markup[] {
  if (meetings.length === 0) return [];
  const lines = meetings.slice(0, named).map((meeting) =>
    reader.say('assignment.invitation-line', {
      ...whenAndWhere(reader, zone, { ...meeting, subject: shorten(meeting.subject, 100) }),
    }),
  );
  const more = meetings.length - lines.length;
  return [
    reader.say('assignment.no-longer-invited', { count: meetings.length }),
    ...lines,
    ...(more > 0 ? [reader.say('assignment.more-meetings', { count: more })] : []),
  ];
}
