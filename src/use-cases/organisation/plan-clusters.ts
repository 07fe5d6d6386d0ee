import type { Roster } from '../../domain/roster.ts';
import type { ClusterRow, CurrentRoster } from '../../store/roster.ts';
import { type Bearing, byKey, compare, type Ids, idOf, type Planned } from './roster-changes.ts';

const nameOf = ({ name }: { readonly name: string }): string => name;

export type PlannedClusters = Planned<ClusterRow> & { readonly gone: readonly string[] };

/** A cluster has no history: one that is no longer in its sheet goes when that was asked for. */
export function planClusters(
  current: CurrentRoster,
  roster: Roster,
  ids: Ids,
  { endMissing }: Bearing,
): PlannedClusters {
  const stored = byKey(current.clusters, nameOf);
  const wanted = roster.clusters.map(
    ({ name, units }): ClusterRow => ({
      id: stored.get(name)?.id ?? ids.make(),
      name,
      units: units.map((code) => idOf(ids.unit, code)).sort(),
    }),
  );
  const { rows, changes } = compare(wanted, stored, { keyOf: nameOf });
  const said = new Set(wanted.map(nameOf));
  const missing = roster.unsaid.includes('clusters')
    ? []
    : current.clusters.filter(({ name }) => !said.has(name));
  if (!endMissing) return { rows, changes: { ...changes, missing: missing.map(nameOf) }, gone: [] };
  const gone = missing.map(({ id }) => id);
  return { rows, changes: { ...changes, ended: gone.length, missing: [] }, gone };
}
