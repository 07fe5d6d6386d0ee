import { Temporal } from 'temporal-polyfill';
import type { Decision } from '../../domain/assignment.ts';
import { decisionAtMost } from '../../domain/assignment.ts';
import type { PersonId, UnitId } from '../../domain/identity.ts';
import { type Actor, mayAssign } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dayIn, earlier, type Instant } from '../../domain/time.ts';
import { fullUnitName, type Unit } from '../../domain/unit.ts';
import type { DatedPerson } from '../../store/assignments.ts';
import type { Act } from '../app.ts';
import { dayWritten } from './wording.ts';

/** Who decides: somebody of an office, or undefined for the operator. */
export type By = Actor | undefined;

export const todayOf = ({ zone, now }: Pick<Act, 'zone' | 'now'>): string => dayIn(zone, now).toString();

/** The first moment of the day; now, where that has passed. */
export function beginsAt({ zone, now }: Pick<Act, 'zone' | 'now'>, on: string): Instant {
  const begins = Temporal.PlainDate.from(on).toZonedDateTime(zone).toInstant();
  return earlier(begins, now) ? now : begins;
}

/** The unit, locked, if it exists on the day and `by` may say who follows it. */
export async function assignableUnit(
  { store }: Pick<Act, 'store'>,
  id: UnitId,
  day: string,
  by: By,
): Promise<Unit> {
  const found = await store.assignments.lockUnit(id);
  if (!found || (by && !mayAssign(by, found.unit))) throw new Refusal('assignment.refused.unit-not-yours');
  const { unit, validFrom, validUntil } = found;
  if (validUntil !== undefined && validUntil <= day)
    throw new Refusal('assignment.refused.unit-ended', {
      unit: fullUnitName(unit),
      day: dayWritten(validUntil),
    });
  if (validFrom !== undefined && validFrom > day)
    throw new Refusal('assignment.refused.unit-not-yet', {
      unit: fullUnitName(unit),
      day: dayWritten(validFrom),
    });
  return unit;
}

/** The person, if they have access on the day. */
export async function assignablePerson({ store }: Act, id: PersonId, day: string): Promise<DatedPerson> {
  const person = await store.assignments.person(id);
  if (!person) throw new Refusal('assignment.refused.nobody');
  if (person.endedOn !== undefined && person.endedOn <= day)
    throw new Refusal('assignment.refused.person-ended', {
      name: person.name,
      day: dayWritten(person.endedOn),
    });
  return person;
}

export function checkDecision({ number = '' }: Decision): void {
  const { length } = [...number];
  if (length > decisionAtMost)
    throw new Refusal('assignment.refused.decision-too-long', { length, atMost: decisionAtMost });
}
