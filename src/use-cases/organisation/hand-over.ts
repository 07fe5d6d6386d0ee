import { type Assignment, type Decision, dayBefore, holdsOn } from '../../domain/assignment.ts';
import { newId, type PersonId, type UnitId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf } from '../../domain/time.ts';
import { fullUnitName, type Unit } from '../../domain/unit.ts';
import type { DatedPerson, Followed } from '../../store/assignments.ts';
import type { Act } from '../app.ts';
import { moveInvitations } from '../meetings/pass-invitations.ts';
import { begin } from './assign.ts';
import { assignablePerson, assignableUnit, type By, beginsAt, checkDecision } from './assignable.ts';
import { endOf } from './end-assignment.ts';
import { sendPack } from './handover-pack.ts';
import { tell, tellOfficeOf } from './tell-followers.ts';
import { byDecision, dayWritten, unitWritten } from './wording.ts';

export type HandingOver = {
  readonly unit: UnitId;
  readonly to: PersonId;
  /** Who leads it until then; need not be said where there is only one. */
  readonly from: PersonId | undefined;
  /** The first day of the new lead. */
  readonly on: string;
  readonly decision: Decision;
  readonly by: By;
};

export type HandedOver = {
  readonly id: string;
  readonly unit: Unit;
  readonly former: Followed | undefined;
  readonly to: DatedPerson;
  readonly assignment: Assignment;
  readonly invitations: number;
};

/** One decision: the former lead of a unit ends, the new one begins and is told all there is to go on with. */
export async function handOver(act: Act, given: HandingOver): Promise<HandedOver> {
  checkDecision(given.decision);
  const unit = await assignableUnit(act, given.unit, given.on, given.by);
  const to = await assignablePerson(act, given.to, given.on);
  const former = await formerLead(act, unit, given);
  if (former) await endOf(act, unit, { ...given, person: former.person });
  await endSupport(act, unit, given);
  const assignment = await begin(act, unit, to, { ...given, role: 'lead', from: given.on });
  const id = newId<string>(act.now.epochMilliseconds);
  const row = { id, unit: unit.id, from: former?.person, to: to.id, on: given.on };
  const begins = dateOf(beginsAt(act, given.on));
  await act.store.handovers.add(row, given.decision, { now: dateOf(act.now), begins });
  const invitations = former
    ? await moveInvitations(act, { unit: given.unit, from: former.person, to, after: begins })
    : 0;
  const handed = { id, unit, former, to, assignment, invitations };
  await sendPack(act, handed, given);
  await tellOthers(act, handed, given);
  return handed;
}

async function formerLead(
  { store }: Act,
  unit: Unit,
  { from, to, on }: HandingOver,
): Promise<Followed | undefined> {
  const values = { unit: fullUnitName(unit), day: dayWritten(on) };
  const leads = (await store.assignments.on(unit.id, on)).filter(({ role }) => role === 'lead');
  if (leads.some(({ person }) => person === to))
    throw new Refusal('assignment.refused.leads-already', values);
  if (from !== undefined) {
    const named = leads.find(({ person }) => person === from);
    if (!named) throw new Refusal('assignment.refused.not-following', values);
    return named;
  }
  if (leads.length > 1)
    throw new Refusal('assignment.refused.several-leads', {
      ...values,
      names: leads.map(({ name, code }) => `${name} (${code})`).join(', '),
    });
  return leads[0];
}

/** Who supported the unit and now leads it supports it no more. */
async function endSupport({ store }: Act, unit: Unit, { to, on, decision }: HandingOver): Promise<void> {
  const support = (await store.assignments.ofPersonAt(to, unit.id)).find(
    (one) => one.role === 'support' && one.from < on && holdsOn(one, on),
  );
  if (support) await store.assignments.end([support.id], dayBefore(on), decision);
}

/** The former lead, and the unit's office. */
async function tellOthers(
  act: Act,
  { id, unit, former, to, invitations }: HandedOver,
  { on, decision, by }: HandingOver,
): Promise<void> {
  const values = {
    unit: unitWritten(unit),
    name: escapeMarkup(to.name),
    post: escapeMarkup(to.post),
    former: escapeMarkup(former?.name ?? ''),
    from: dayWritten(on),
    count: invitations,
  };
  if (former)
    await tell(act, [former.person], {
      once: `handover:${id}:former`,
      word: (reader) => ({
        text: [
          reader.say('assignment.handed-over', { ...values, decision: byDecision(reader, decision) }),
          ...(invitations > 0 ? [reader.say('assignment.invitations-moved', values)] : []),
        ].join('\n'),
      }),
    });
  await tellOfficeOf(act, unit, by, {
    once: `handover:${id}:office`,
    except: [to.id, ...(former ? [former.person] : [])],
    word: (reader) => ({
      text: reader.say(former ? 'assignment.handed-over-office' : 'assignment.begins-office.lead', {
        ...values,
        decision: byDecision(reader, decision),
      }),
    }),
  });
}
