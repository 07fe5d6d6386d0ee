import type { UnitId } from './identity.ts';
import { carryOut } from './reorganisation/changes.ts';
import { flaws } from './reorganisation/check.ts';
import { newDraft, refuse } from './reorganisation/draft.ts';
import { lastHeir, settleOffices } from './reorganisation/offices.ts';
import type {
  Organisation,
  OrganisationAssignment,
  OrganisationUnit,
  Reorganised,
} from './reorganisation/organisation.ts';
import { settleAssignments, settleSeats } from './reorganisation/people.ts';
import type { PlanProblem, ReorganisationPlan } from './reorganisation/plan.ts';
import { unitName } from './unit.ts';
import { searchWords } from './vietnamese-text.ts';

export type Reorganisation =
  | { readonly outcome: 'refused'; readonly problems: readonly PlanProblem[] }
  | { readonly outcome: 'planned'; readonly after: Reorganised };

/** The province as the plan leaves it, or everything that is wrong with the plan. Pure but for the keys of new rows. */
export function reorganise(
  before: Organisation,
  plan: ReorganisationPlan,
  makeId: <Id extends string>() => Id,
): Reorganisation {
  const draft = newDraft(before, plan.on, () => makeId<UnitId>());
  for (const [at, change] of plan.changes.entries()) carryOut(draft, change, ['changes', at]);
  if (draft.problems.length > 0) return { outcome: 'refused', problems: draft.problems };
  const settled = settleOffices(before, draft, plan);
  if (draft.problems.length > 0) return { outcome: 'refused', problems: draft.problems };
  const heirOf = (unit: UnitId): UnitId => lastHeir(draft.unitHeirs, unit);
  const { assignments, dropped } = settleAssignments(before, draft, plan, () => makeId());
  const after: Reorganised = {
    levels: draft.levels,
    units: found([...draft.units.values()], before),
    offices: settled.offices,
    assignments,
    seats: settleSeats(before, settled, plan.on),
    clusters: clustersAfter(before, draft.units, heirOf),
    meetings: before.meetings.map(({ id, unit, office }) => ({
      id,
      unit: heirOf(unit),
      office: settled.heirs.get(office) ?? office,
    })),
    recommendations: before.recommendations.map((one) => ({
      ...one,
      office: settled.heirs.get(one.office) ?? one.office,
      hiddenFrom: one.hiddenFrom && sameLevelHeir(draft.units, one.hiddenFrom, heirOf),
    })),
    renamed: draft.renamed,
    successions: draft.successions,
    officeHeirs: settled.heirs,
    unitHeirs: new Map([...draft.unitHeirs.keys()].map((id) => [id, heirOf(id)])),
    dropped,
    severalLeads: severalLeads(assignments, before.assignments, plan.on),
  };
  for (const { flaw, of } of flaws(after, plan.on)) refuse(draft, [], `flaw.${flaw}`, { of });
  return draft.problems.length > 0
    ? { outcome: 'refused', problems: draft.problems }
    : { outcome: 'planned', after };
}

/** With the words of what they are called now; those of before stay, so that former names find them. */
function found(units: readonly OrganisationUnit[], before: Organisation): readonly OrganisationUnit[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const known = new Map(before.units.map((unit) => [unit.id, unit]));
  return units.map((unit) => {
    const parent = unit.parent ? byId.get(unit.parent) : undefined;
    const was = known.get(unit.id);
    if (
      was &&
      sameNames(was, unit) &&
      was.search === unit.search &&
      (!parent || sameNames(known.get(parent.id), parent))
    )
      return unit;
    const words = searchWords(
      unitName(unit),
      ...(parent ? [unitName(parent)] : []),
      ...(was ? [unitName(was)] : []),
    );
    return { ...unit, search: [...new Set([...words, ...unit.search])] };
  });
}

const sameNames = (a: OrganisationUnit | undefined, b: OrganisationUnit): boolean =>
  a !== undefined && a.name === b.name && a.word === b.word && a.parent === b.parent;

type Units = ReadonlyMap<UnitId, OrganisationUnit>;

/** A dissolved district's heir is the whole province, from which nothing can be hidden. */
function sameLevelHeir(units: Units, unit: UnitId, heirOf: (unit: UnitId) => UnitId): UnitId {
  const heir = heirOf(unit);
  return units.get(heir)?.level === units.get(unit)?.level ? heir : unit;
}

function clustersAfter(
  { clusters }: Organisation,
  units: Units,
  heirOf: (unit: UnitId) => UnitId,
): Organisation['clusters'] {
  const after = clusters.flatMap(({ cluster, unit }) => {
    const heir = sameLevelHeir(units, unit, heirOf);
    return units.get(heir)?.validUntil === null ? [{ cluster, unit: heir }] : [];
  });
  return [...new Map(after.map((one) => [`${one.cluster} ${one.unit}`, one])).values()];
}

/** Units that have more leads than before. */
function severalLeads(
  after: readonly OrganisationAssignment[],
  before: readonly OrganisationAssignment[],
  on: string,
): readonly UnitId[] {
  const count = (all: readonly OrganisationAssignment[]): ReadonlyMap<UnitId, number> => {
    const counts = new Map<UnitId, number>();
    for (const { unit, role, until } of all)
      if (role === 'lead' && (until === null || until >= on)) counts.set(unit, (counts.get(unit) ?? 0) + 1);
    return counts;
  };
  const known = count(before);
  return [...count(after)]
    .filter(([unit, leads]) => leads > 1 && leads > (known.get(unit) ?? 0))
    .map(([unit]) => unit);
}
