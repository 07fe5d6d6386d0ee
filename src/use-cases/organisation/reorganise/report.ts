import type { OfficeId, UnitId } from '../../../domain/identity.ts';
import type { Organisation, Reorganised } from '../../../domain/reorganisation/organisation.ts';
import type { ReorganisationPlan } from '../../../domain/reorganisation/plan.ts';
import type { MovedRecommendation } from './move-recommendations.ts';

type Named = { readonly code: string; readonly name: string };

/** What a reform does, in codes and names. */
export type ReorganisationReport = {
  readonly on: string;
  readonly units: {
    readonly made: readonly Named[];
    readonly ended: readonly (Named & { readonly heir: Named })[];
    readonly renamed: readonly (Named & { readonly formerly: string })[];
    readonly moved: number;
  };
  readonly offices: {
    readonly ended: readonly (Named & { readonly heir: Named })[];
    readonly moved: readonly Named[];
  };
  readonly assignments: { readonly ended: number; readonly begun: number; readonly dropped: number };
  /** Units that now have more than one lead: not wrong, but to be decided. */
  readonly severalLeads: readonly Named[];
  readonly seats: { readonly ended: number; readonly begun: number };
  readonly recommendations: readonly {
    readonly number: string;
    readonly from: string;
    readonly to: string;
    /** The level clock, begun anew; none where it has been answered. */
    readonly deadline: string | null;
    /** The legal clock, as it was. */
    readonly legalDeadline: string;
  }[];
  readonly meetings: number;
  readonly clusters: number;
  /** People to whom it is told. Whoever is linked stays linked. */
  readonly told: number;
};

export function reportOf(
  { on }: ReorganisationPlan,
  before: Organisation,
  after: Reorganised,
  moved: readonly MovedRecommendation[],
  told: number,
): ReorganisationReport {
  const units = new Map(after.units.map((unit) => [unit.id, unit]));
  const unitNamed = (id: UnitId): Named => {
    const unit = units.get(id);
    return { code: unit?.code ?? '', name: unit ? `${unit.word} ${unit.name}` : '' };
  };
  const offices = new Map(after.offices.map((office) => [office.id, office]));
  const officeNamed = (id: OfficeId): Named => {
    const office = offices.get(id);
    return { code: office?.code ?? '', name: office?.name ?? '' };
  };
  const parents = new Map(before.units.map(({ id, parent }) => [id, parent]));
  const unitAt = new Map(before.offices.map(({ id, unit }) => [id, unit]));
  const isEnded = (id: UnitId) => after.unitHeirs.has(id);
  return {
    on,
    units: {
      made: after.units.filter(({ id }) => !parents.has(id)).map(({ id }) => unitNamed(id)),
      ended: [...after.unitHeirs].map(([id, heir]) => ({ ...unitNamed(id), heir: unitNamed(heir) })),
      renamed: after.renamed.map(({ unit, word, name }) => ({
        ...unitNamed(unit),
        formerly: `${word} ${name}`,
      })),
      moved: after.units.filter(
        ({ id, parent }) => parents.has(id) && !isEnded(id) && parents.get(id) !== parent,
      ).length,
    },
    offices: {
      ended: [...after.officeHeirs].map(([id, heir]) => ({ ...officeNamed(id), heir: officeNamed(heir) })),
      moved: after.offices.filter(({ id, unit }) => unitAt.get(id) !== unit).map(({ id }) => officeNamed(id)),
    },
    assignments: { ...counts(before.assignments, after.assignments, on), dropped: after.dropped.length },
    severalLeads: after.severalLeads.map(unitNamed),
    seats: counts(before.seats, after.seats, on),
    recommendations: moved.map((one) => ({
      number: one.after.number,
      from: one.before.officeName,
      to: one.after.officeName,
      deadline: one.after.deadline?.toString() ?? null,
      legalDeadline: one.after.legalDeadline.toString(),
    })),
    meetings: after.meetings.filter((meeting, at) => {
      const was = before.meetings[at];
      return was?.unit !== meeting.unit || was.office !== meeting.office;
    }).length,
    clusters: before.clusters.filter(({ unit }) => isEnded(unit)).length,
    told,
  };
}

/** Rows that are over by the day and were not, and rows that are new. */
function counts<Row extends { readonly until: string | null }>(
  before: readonly Row[],
  after: readonly Row[],
  on: string,
): { readonly ended: number; readonly begun: number } {
  const known = new Set(before);
  const changed = after.filter((row) => !known.has(row));
  const ended = changed.filter(({ until }) => until !== null && until < on).length;
  return { ended, begun: changed.length - ended };
}
