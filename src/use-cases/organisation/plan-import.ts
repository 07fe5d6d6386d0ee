import { newId } from '../../domain/identity.ts';
import { type Level, levelTemplates } from '../../domain/level.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Roster } from '../../domain/roster.ts';
import type { Instant } from '../../domain/time.ts';
import type {
  AssignmentRow,
  ClusterRow,
  CurrentRoster,
  OfficeRow,
  PersonRow,
  SeatRow,
  UnitRow,
} from '../../store/roster.ts';
import { planClusters } from './plan-clusters.ts';
import { planAssignments, planPeople, planSeats } from './plan-people.ts';
import { planUnits } from './plan-units.ts';
import {
  type Bearing,
  byKey,
  type Changes,
  codeOf,
  compare,
  type Ids,
  idOf,
  missingCodes,
  type Planned,
  stands,
} from './roster-changes.ts';

export type RosterDifference = Readonly<
  Record<'units' | 'offices' | 'people' | 'seats' | 'assignments' | 'clusters', Changes>
>;

export type ImportPlan = {
  readonly difference: RosterDifference;
  readonly levels: readonly Level[];
  readonly units: readonly UnitRow[];
  readonly offices: readonly OfficeRow[];
  readonly people: readonly PersonRow[];
  readonly seats: readonly SeatRow[];
  readonly assignments: readonly AssignmentRow[];
  readonly clusters: readonly ClusterRow[];
  readonly goneClusters: readonly string[];
};

/** Which rows make the tables say what the roster says; pure but for the keys of new rows. */
export function planImport(
  current: CurrentRoster,
  roster: Roster,
  { now, ...bearing }: Bearing & { readonly now: Instant },
): ImportPlan {
  refuseOther(current, roster);
  refuseEnded(current, roster, bearing);
  const ids = idsOf(current, roster, now);
  const units = planUnits(current, roster, ids, bearing);
  const offices = planOffices(current, roster, ids, bearing);
  const people = planPeople(current, roster, ids, bearing);
  const seats = planSeats(current, roster, ids, bearing);
  const assignments = planAssignments(current, roster, ids, bearing);
  const clusters = planClusters(current, roster, ids, bearing);
  return {
    difference: {
      units: units.changes,
      offices: offices.changes,
      people: people.changes,
      seats: seats.changes,
      assignments: assignments.changes,
      clusters: clusters.changes,
    },
    levels: current.levels.length === 0 ? levelTemplates[roster.template] : [],
    units: units.rows,
    offices: offices.rows,
    people: people.rows,
    seats: seats.rows,
    assignments: assignments.rows,
    clusters: clusters.rows,
    goneClusters: clusters.gone,
  };
}

/** Another province's roster, or one of other levels, would leave two provinces in one database. */
function refuseOther(current: CurrentRoster, roster: Roster): void {
  const names = (levels: readonly Level[]): string => levels.map(({ name }) => name).join(', ');
  const given = levelTemplates[roster.template];
  const keys = (levels: readonly Level[]): string => levels.map(({ key }) => key).join(' ');
  if (current.levels.length > 0 && keys(current.levels) !== keys(given))
    throw new Refusal('roster.refused.levels', { given: names(given), stored: names(current.levels) });
  const stored = current.units.find(({ parentId }) => parentId === null);
  const root = roster.units.find(({ parent }) => parent === undefined);
  if (stored && root && stored.code !== root.code)
    throw new Refusal('roster.refused.root', { given: root.code, stored: stored.code });
}

/** What a reform has ended is not brought back by an old file. */
function refuseEnded(current: CurrentRoster, roster: Roster, bearing: Bearing): void {
  const given = new Set([...roster.units, ...roster.offices].map(codeOf));
  const ended = [...current.units, ...current.offices].filter(
    (one) => given.has(one.code) && !stands(one, bearing),
  );
  if (ended.length === 0) return;
  const codes = ended.slice(0, 10).map(codeOf).join(', ');
  throw new Refusal('roster.refused.ended', { codes: ended.length > 10 ? `${codes}…` : codes });
}

function idsOf(current: CurrentRoster, roster: Roster, now: Instant): Ids {
  const make = <Id extends string>(): Id => newId<Id>(now.epochMilliseconds);
  const known = <Id extends string>(
    stored: readonly { readonly id: Id; readonly code: string }[],
    given: readonly { readonly code: string }[],
  ): ReadonlyMap<string, Id> => {
    const ids = new Map(stored.map(({ id, code }) => [code, id]));
    for (const { code } of given) if (!ids.has(code)) ids.set(code, make());
    return ids;
  };
  return {
    unit: known(current.units, roster.units),
    office: known(current.offices, roster.offices),
    person: known(current.people, roster.people),
    make,
  };
}

function planOffices(current: CurrentRoster, roster: Roster, ids: Ids, bearing: Bearing): Planned<OfficeRow> {
  const wanted = roster.offices.map(
    ({ unit, ...office }): OfficeRow => ({
      ...office,
      id: idOf(ids.office, office.code),
      unitId: idOf(ids.unit, unit),
    }),
  );
  const { rows, changes } = compare<OfficeRow>(wanted, byKey<OfficeRow>(current.offices, codeOf), {
    keyOf: codeOf,
  });
  const standing = current.offices.filter((office) => stands(office, bearing));
  return { rows, changes: { ...changes, missing: missingCodes(standing, roster.offices) } };
}
