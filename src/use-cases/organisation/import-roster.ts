import { Refusal } from '../../domain/refusal.ts';
import type { Roster } from '../../domain/roster.ts';
import { dayIn } from '../../domain/time.ts';
import type { Store } from '../../store/store.ts';
import type { Act } from '../app.ts';
import { type ImportPlan, planImport, type RosterDifference } from './plan-import.ts';
import type { Changes } from './roster-changes.ts';

type Importing = Pick<Act, 'now' | 'zone'> & { readonly store: Pick<Store, 'roster'> };

export type ImportWishes = {
  /** People and assignments that the roster no longer names get a last day. */
  readonly endMissing?: boolean;
  /** Even where that is more than a third of all people. */
  readonly evenMany?: boolean;
  readonly onStep?: (done: number, of: number) => void;
};

/** Makes the tables say what the roster says; the same roster again changes nothing. */
export async function importRoster(
  act: Importing,
  roster: Roster,
  wishes: ImportWishes = {},
): Promise<RosterDifference> {
  return carryOut(act, await planOf(act, roster, wishes), wishes.onStep);
}

/** Writes what was planned. */
export async function carryOut(
  act: Importing,
  plan: ImportPlan,
  onStep?: ImportWishes['onStep'],
): Promise<RosterDifference> {
  const { roster: shelf } = act.store;
  const steps = [
    () => shelf.writeLevels(plan.levels),
    () => shelf.writeUnits(plan.units),
    () => shelf.writeOffices(plan.offices),
    () => shelf.writePeople(plan.people),
    () => shelf.writeSeats(plan.seats),
    () => shelf.writeAssignments(plan.assignments),
    () => shelf.writeClusters(plan.clusters),
    () => shelf.removeClusters(plan.goneClusters),
    ...(plan.units.length + plan.people.length + plan.assignments.length > 0
      ? [() => shelf.takeStock()]
      : []),
  ];
  for (const [at, step] of steps.entries()) {
    onStep?.(at + 1, steps.length + 1);
    await step();
  }
  onStep?.(steps.length + 1, steps.length + 1);
  return plan.difference;
}

/** What an import would change, without changing it. */
export async function previewRoster(
  act: Importing,
  roster: Roster,
  wishes: ImportWishes = {},
): Promise<RosterDifference> {
  return (await planOf(act, roster, wishes)).difference;
}

async function planOf(
  { store, now, zone }: Importing,
  roster: Roster,
  { endMissing = false, evenMany = false }: ImportWishes,
): Promise<ImportPlan> {
  const current = await store.roster.current();
  const plan = planImport(current, roster, { now, today: dayIn(zone, now), endMissing });
  if (!evenMany) refuseEndingMany(plan.difference.people);
  return plan;
}

function refuseEndingMany({ ended, changed, untouched }: Changes): void {
  const serving = ended + changed + untouched;
  if (ended * 3 > serving) throw new Refusal('roster.refused.many-missing', { missing: ended });
}
