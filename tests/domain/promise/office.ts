import type { OfficeId, UnitId } from '../../../src/domain/identity.ts';
import type { RungOffice } from '../../../src/domain/rung.ts';
import type { Plan } from './plan.ts';

export const field = 'Giao thông';

/** An office of the plan as it stands on the way. */
export const officeAt = (plan: Plan, at: number): RungOffice => {
  const { rank, kind, competent, reachable, live } = plan.offices[at]!;
  const units = Array.from({ length: rank + 1 }, (_, one) => `unit-${one}` as UnitId);
  return {
    id: `office-${at}` as OfficeId,
    name: `office ${at}`,
    kind,
    fields: competent ? [field] : [],
    unitId: units.at(-1)!,
    lineage: units,
    rank,
    level: `level-${rank}`,
    reachable,
    live,
  };
};
