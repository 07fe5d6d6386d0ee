import type { PersonId, UnitId } from './identity.ts';
import type { AssignmentRole } from './roster/assignments.ts';

/** By what it was decided: its number or name, and its date (ISO). */
export type Decision = { readonly number: string | undefined; readonly on: string | undefined };

/** Days are ISO, both included; without a last day it goes on. */
export type Term = { readonly from: string; readonly until: string | undefined };

export type Assignment = Term & {
  readonly id: string;
  readonly person: PersonId;
  readonly unit: UnitId;
  readonly role: AssignmentRole;
};

/** As long as a name or number of a decision may be. */
export const decisionAtMost = 200;

const forever = '9999-12-31';

export const shareADay = (a: Term, b: Term): boolean =>
  (a.until ?? forever) >= b.from && (b.until ?? forever) >= a.from;

export const holdsOn = ({ from, until }: Term, day: string): boolean =>
  from <= day && (until ?? forever) >= day;

/** ISO day before another. */
export function dayBefore(day: string): string {
  const before = new Date(`${day}T00:00:00Z`);
  before.setUTCDate(before.getUTCDate() - 1);
  return before.toISOString().slice(0, 10);
}
