import { type Decision, dayBefore } from '../../domain/assignment.ts';
import type { PersonId, UnitId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf } from '../../domain/time.ts';
import { fullUnitName, type Unit } from '../../domain/unit.ts';
import type { Followed } from '../../store/assignments.ts';
import type { Act } from '../app.ts';
import { noLongerInvited, type Withdrawn, withdrawInvitations } from '../meetings/withdraw-invitations.ts';
import { assignableUnit, type By, beginsAt, checkDecision } from './assignable.ts';
import { tell, tellOfficeOf } from './tell-followers.ts';
import { byDecision, dayWritten, unitWritten } from './wording.ts';

export type Ending = {
  readonly unit: UnitId;
  readonly person: PersonId;
  /** The first day on which it no longer holds. */
  readonly on: string;
  readonly decision: Decision;
  readonly by: By;
};

export type Ended = {
  readonly unit: Unit;
  readonly ended: Followed;
  readonly lastDay: string;
  /** Nobody leads the unit from that day. */
  readonly vacant: boolean;
  /** Invitations they had only because they followed it, to meetings after the last day. */
  readonly withdrawn: Withdrawn;
};

/** Somebody follows a unit no more from a day: they are told, and the unit's office. */
export async function endAssignment(act: Act, given: Ending): Promise<Ended> {
  checkDecision(given.decision);
  const unit = await assignableUnit(act, given.unit, dayBefore(given.on), given.by);
  const ended = await endOf(act, unit, given);
  const lastDay = dayBefore(given.on);
  const after = dateOf(beginsAt(act, given.on));
  const withdrawn = await withdrawInvitations(act, { ...ended, after });
  const left = await act.store.assignments.on(unit.id, given.on);
  const vacant = !left.some(({ role }) => role === 'lead');
  const told = { unit, ended, lastDay, vacant, withdrawn };
  await tellOfIt(act, told, given);
  return told;
}

/** Gives the assignment its last day. */
export async function endOf(
  { store }: Act,
  unit: Unit,
  { person, on, decision }: Pick<Ending, 'person' | 'on' | 'decision'>,
): Promise<Followed> {
  const rows = await store.assignments.ofPersonAt(person, unit.id);
  const runs = rows.find(({ until }) => until === undefined || until >= on);
  if (!runs)
    throw new Refusal('assignment.refused.not-following', { unit: fullUnitName(unit), day: dayWritten(on) });
  if (runs.from >= on)
    throw new Refusal('assignment.refused.ends-before-it-begins', {
      name: runs.name,
      unit: fullUnitName(unit),
      from: dayWritten(runs.from),
    });
  await store.assignments.end([runs.id], dayBefore(on), decision);
  return runs;
}

async function tellOfIt(
  act: Act,
  { unit, ended, lastDay, vacant, withdrawn }: Ended,
  { decision, by }: Ending,
): Promise<void> {
  const values = {
    unit: unitWritten(unit),
    name: escapeMarkup(ended.name),
    post: escapeMarkup(ended.post),
    until: dayWritten(lastDay),
    count: withdrawn.count,
  };
  await tell(act, [ended.person], {
    once: `assignment:${ended.id}:ends:${lastDay}`,
    word: (reader) => ({
      text: [
        reader.say('assignment.ends', { ...values, decision: byDecision(reader, decision) }),
        ...noLongerInvited(reader, act.zone, withdrawn.known),
      ].join('\n'),
    }),
  });
  await tellOfficeOf(act, unit, by, {
    once: `assignment:${ended.id}:ends:${lastDay}:office`,
    except: [ended.person],
    word: (reader) => ({
      text: [
        reader.say('assignment.ends-office', { ...values, decision: byDecision(reader, decision) }),
        ...(withdrawn.count > 0 ? [reader.say('assignment.invitations-withdrawn', values)] : []),
        ...(vacant ? [reader.say('assignment.vacant', values)] : []),
      ].join('\n'),
    }),
  });
}
