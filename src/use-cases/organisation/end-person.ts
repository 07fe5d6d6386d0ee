import { type Decision, dayBefore } from '../../domain/assignment.ts';
import type { PersonId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Unit } from '../../domain/unit.ts';
import type { DatedPerson, Followed } from '../../store/assignments.ts';
import type { Act } from '../app.ts';
import { assignablePerson, todayOf } from './assignable.ts';
import { tellOfficeOf } from './tell-followers.ts';
import { dayWritten, unitWritten } from './wording.ts';

export type PersonEnded = {
  readonly person: DatedPerson;
  /** Units that had them as a follower until then. */
  readonly units: readonly Unit[];
};

const noDecision: Decision = { number: undefined, on: undefined };

/** From a day on somebody has no access: seats and assignments get their last day. What they were writing is kept. */
export async function endPerson(act: Act, id: PersonId, on: string): Promise<PersonEnded> {
  const person = await assignablePerson(act, id, on);
  const open = await act.store.assignments.openOf(id, on);
  const running = open.filter(({ from }) => from < on);
  await act.store.assignments.end(idsOf(running), dayBefore(on), noDecision);
  await act.store.assignments.forget(idsOf(open.filter(({ from }) => from >= on)));
  await act.store.substitutions.endAllOf(id, on);
  await act.store.people.end(id, on);
  if (on <= todayOf(act)) await act.store.accounts.failAllPending(id, 'access ended');
  const units = [];
  for (const { unit } of running) {
    const found = await act.store.units.byId(unit);
    if (found) units.push(found);
  }
  for (const unit of units) await tellOffice(act, person, unit, on);
  return { person, units };
}

const idsOf = (rows: readonly Followed[]): readonly string[] => rows.map(({ id }) => id);

async function tellOffice(act: Act, person: DatedPerson, unit: Unit, on: string): Promise<void> {
  const left = await act.store.assignments.on(unit.id, on);
  const vacant = !left.some(({ role }) => role === 'lead');
  const values = {
    unit: unitWritten(unit),
    name: escapeMarkup(person.name),
    post: escapeMarkup(person.post),
    until: dayWritten(dayBefore(on)),
    decision: '',
  };
  await tellOfficeOf(act, unit, undefined, {
    once: `person:${person.id}:ended:${on}:unit:${unit.id}`,
    except: [person.id],
    word: (reader) => ({
      text: [
        reader.say('assignment.ends-office', values),
        ...(vacant ? [reader.say('assignment.vacant', values)] : []),
      ].join('\n'),
    }),
  });
}
