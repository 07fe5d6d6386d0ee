import type { UnitId } from '../identity.ts';
import type { Organisation } from './organisation.ts';

export type Flaw = { readonly flaw: string; readonly of: string };

/** What no reform may leave behind; empty for a sound province. `on`: the first day it is asked about. */
export function flaws(after: Organisation, on: string): readonly Flaw[] {
  const units = new Map(after.units.map((unit) => [unit.id, unit]));
  const offices = new Map(after.offices.map((office) => [office.id, office]));
  const exists = (id: UnitId | null) => id !== null && units.get(id)?.validUntil === null;
  const roots = after.units.filter(({ parent, validUntil }) => parent === null && validUntil === null);
  return [
    ...(roots.length === 1 ? [] : [{ flaw: 'roots', of: roots.map(({ code }) => code).join(' ') }]),
    ...after.units
      .filter(
        ({ parent, validUntil }) =>
          parent !== null && (validUntil === null ? !exists(parent) : !units.has(parent)),
      )
      .map(({ code }) => ({ flaw: 'unit-without-parent', of: code })),
    ...after.units
      .filter(({ id }) => !reachesTop(units, id))
      .map(({ code }) => ({ flaw: 'cycle', of: code })),
    ...after.offices
      .filter(({ unit, validUntil }) => validUntil === null && !exists(unit))
      .map(({ code }) => ({ flaw: 'office-without-unit', of: code })),
    ...after.recommendations
      .filter(({ office }) => offices.get(office)?.validUntil !== null)
      .map(({ id }) => ({ flaw: 'recommendation-without-office', of: id })),
    ...after.assignments
      .filter(({ unit, until }) => (until === null || until >= on) && !exists(unit))
      .map(({ personCode }) => ({ flaw: 'assignment-to-ended-unit', of: personCode })),
  ];
}

function reachesTop(units: ReadonlyMap<UnitId, { readonly parent: UnitId | null }>, from: UnitId): boolean {
  let at = units.get(from);
  for (let steps = 0; at && steps <= units.size; steps += 1) {
    if (at.parent === null) return true;
    if (steps > 50) return false;
    at = units.get(at.parent);
  }
  return false;
}
