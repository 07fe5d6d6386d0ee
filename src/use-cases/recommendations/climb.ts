import type { OfficeId, UnitId } from '../../domain/identity.ts';
import type { Scene } from '../../domain/promise/clock.ts';
import { type RungOffice, rungs } from '../../domain/rung.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act } from '../app.ts';

/** The offices on the way up from the unit, as they are staffed today; who has it now stands among them. */
export async function climbFrom(
  act: Pick<Act, 'store' | 'zone' | 'now'>,
  unit: UnitId,
  field: string | undefined,
  holder?: OfficeId,
): Promise<readonly RungOffice[]> {
  return rungs(await wayFrom(act, unit, holder), field, holder);
}

/** All offices of the unit and above it, and those named besides. */
export const wayFrom = (
  { store, zone, now }: Pick<Act, 'store' | 'zone' | 'now'>,
  unit: UnitId,
  ...besides: readonly (OfficeId | undefined)[]
): Promise<readonly RungOffice[]> =>
  store.offices.onTheWay(
    unit,
    dateOfDay(dayIn(zone, now)),
    besides.filter((id) => id !== undefined),
  );

/** What is decided about it, is decided on this. */
export async function sceneOf(act: Act, { unitId, field, office }: Told): Promise<Scene> {
  const climb = await climbFrom(act, unitId, field, office);
  return { now: act.now, calendar: act.calendar(), climb };
}
