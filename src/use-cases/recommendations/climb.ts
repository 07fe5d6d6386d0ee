import type { UnitId } from '../../domain/identity.ts';
import { type RungOffice, rungs } from '../../domain/rung.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import type { Act } from '../app.ts';

/** The offices on the way up from the unit, as they are staffed today. */
export async function climbFrom(
  { store, zone, now }: Pick<Act, 'store' | 'zone' | 'now'>,
  unit: UnitId,
  field: string | undefined,
): Promise<readonly RungOffice[]> {
  return rungs(await store.offices.onTheWay(unit, dateOfDay(dayIn(zone, now))), field);
}
