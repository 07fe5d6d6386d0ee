import type { Lack } from '../../domain/coverage.ts';
import type { UnitId } from '../../domain/identity.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import { subtree } from '../../store/area.ts';
import type { LackPage, LevelCoverage, PeopleCoverage } from '../../store/coverage.ts';
import type { Act } from '../app.ts';

export type Coverage = {
  readonly levels: readonly LevelCoverage[];
  readonly people: readonly PeopleCoverage[];
  readonly lacking: Readonly<Record<Lack, number>>;
};

type Looking = Pick<Act, 'store' | 'zone' | 'now'>;

/** How the unit and all below it are covered today. */
export async function coverageOf({ store, zone, now }: Looking, unit: UnitId): Promise<Coverage> {
  const day = dateOfDay(dayIn(zone, now));
  const levels = await store.coverage.levels(unit, day);
  const people = await store.coverage.people(unit, day);
  const sum = <Row>(rows: readonly Row[], of: (row: Row) => number) =>
    rows.reduce((all, row) => all + of(row), 0);
  return {
    levels,
    people,
    lacking: {
      units: sum(levels, ({ units, led }) => units - led),
      idle: sum(people, ({ idle }) => idle),
      unlinked: sum(people, ({ unlinked }) => unlinked),
      overloaded: sum(people, ({ overloaded }) => overloaded),
    },
  };
}

/** Who or what is lacking there today, a page of it or all. */
export const lackingAt = (
  { store, zone, now }: Looking,
  unit: UnitId,
  lack: Lack,
  page: { readonly after?: string | undefined; readonly atMost?: number } = {},
): Promise<LackPage> => {
  const day = dateOfDay(dayIn(zone, now));
  return store.coverage.lacking(lack, subtree(unit, day), day, page);
};
