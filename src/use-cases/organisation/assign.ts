import { type Assignment, type Decision, shareADay } from '../../domain/assignment.ts';
import { newId, type PersonId, type UnitId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { AssignmentRole } from '../../domain/roster/assignments.ts';
import { fullUnitName, type Unit } from '../../domain/unit.ts';
import type { DatedPerson, Followed } from '../../store/assignments.ts';
import type { Act } from '../app.ts';
import { assignablePerson, assignableUnit, type By, checkDecision } from './assignable.ts';
import { tell, tellOfficeOf } from './tell-followers.ts';
import { byDecision, dayWritten, unitWritten } from './wording.ts';

export type Assigning = {
  readonly unit: UnitId;
  readonly person: PersonId;
  readonly role: AssignmentRole;
  readonly from: string;
  readonly decision: Decision;
  readonly by: By;
};

export type Assigned = {
  readonly assignment: Assignment;
  readonly unit: Unit;
  readonly person: DatedPerson;
  /** Others who lead the unit at the same time: one too many, it may be. */
  readonly otherLeads: readonly Followed[];
};

/** Makes somebody follow a unit: they are told, and the unit's office. */
export async function assign(act: Act, given: Assigning): Promise<Assigned> {
  checkDecision(given.decision);
  const unit = await assignableUnit(act, given.unit, given.from, given.by);
  const person = await assignablePerson(act, given.person, given.from);
  const assignment = await begin(act, unit, person, given);
  const otherLeads = await leadsBeside(act, assignment);
  await tellOfIt(act, { assignment, unit, person, otherLeads }, given);
  return { assignment, unit, person, otherLeads };
}

/** Writes it, unless the person follows the unit at that time already. */
export async function begin(
  { store, now }: Act,
  unit: Unit,
  person: DatedPerson,
  { role, from, decision }: Pick<Assigning, 'role' | 'from' | 'decision'>,
): Promise<Assignment> {
  const assignment: Assignment = {
    id: newId(now.epochMilliseconds),
    person: person.id,
    unit: unit.id,
    role,
    from,
    until: undefined,
  };
  const same = (await store.assignments.ofPersonAt(person.id, unit.id)).find((one) =>
    shareADay(one, assignment),
  );
  if (same)
    throw new Refusal(`assignment.refused.follows-already-${same.role}`, {
      name: person.name,
      unit: fullUnitName(unit),
      from: dayWritten(same.from),
    });
  await store.assignments.begin(assignment, decision);
  return assignment;
}

async function leadsBeside({ store }: Act, assignment: Assignment): Promise<readonly Followed[]> {
  if (assignment.role !== 'lead') return [];
  const that = await store.assignments.on(assignment.unit, assignment.from);
  return that.filter(({ role, person }) => role === 'lead' && person !== assignment.person);
}

async function tellOfIt(
  act: Act,
  { assignment, unit, person }: Assigned,
  { decision, by }: Assigning,
): Promise<void> {
  const { id, role, from } = assignment;
  const values = {
    unit: unitWritten(unit),
    name: escapeMarkup(person.name),
    post: escapeMarkup(person.post),
    from: dayWritten(from),
  };
  await tell(act, [person.id], {
    once: `assignment:${id}:begins`,
    word: (reader) => ({
      text: reader.say(`assignment.begins.${role}`, { ...values, decision: byDecision(reader, decision) }),
      buttons: [[{ label: reader.say('command.diaban'), action: 'c:diaban' }]],
    }),
  });
  await tellOfficeOf(act, unit, by, {
    once: `assignment:${id}:begins:office`,
    except: [person.id],
    word: (reader) => ({
      text: reader.say(`assignment.begins-office.${role}`, {
        ...values,
        decision: byDecision(reader, decision),
      }),
    }),
  });
}
