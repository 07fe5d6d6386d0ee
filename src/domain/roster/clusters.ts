import type { Findings } from './problem.ts';
import { named, required, type Table } from './table.ts';

export type RosterCluster = { readonly name: string; readonly units: readonly string[] };

export function readClusters(
  table: Table<'Cụm'>,
  units: ReadonlySet<string> | undefined,
  found: Findings,
): readonly RosterCluster[] {
  const clusters = new Map<string, Set<string>>();
  for (const row of table.rows) {
    const name = named(row, 'Tên', found);
    const code = required(row, 'Mã đơn vị', found);
    if (units && code !== '' && !units.has(code)) found.refuse(row.at('Mã đơn vị'), 'unknown-unit', { code });
    clusters.set(name, (clusters.get(name) ?? new Set()).add(code));
  }
  return [...clusters].map(([name, members]) => ({ name, units: [...members] }));
}
