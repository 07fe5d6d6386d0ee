import type { OfficeId, UnitId } from '../../domain/identity.ts';
import type { Scene } from '../../domain/promise/clock.ts';
import { aboveAsker, type RungOffice, rungs } from '../../domain/rung.ts';
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

type Climbing = Pick<Told, 'unit' | 'kind'>;

/** All offices on its way. */
export async function wayOf(
  act: Pick<Act, 'store' | 'zone' | 'now'>,
  { unit, kind }: Climbing,
  holder?: OfficeId,
): Promise<readonly RungOffice[]> {
  const way = await wayFrom(act, unit.id, holder);
  return kind === 'opinion' ? aboveAsker(way, unit, holder) : way;
}

/** Its own climb; `holder`: once it is with another office. */
export const climbOf = async (
  act: Pick<Act, 'store' | 'zone' | 'now'>,
  told: Climbing & Pick<Told, 'field' | 'office'>,
  holder = told.office,
): Promise<readonly RungOffice[]> => rungs(await wayOf(act, told, holder), told.field, holder);

/** What is decided about it, is decided on this. */
export const sceneOf = async (act: Act, told: Told): Promise<Scene> => ({
  now: act.now,
  calendar: act.calendar(),
  climb: await climbOf(act, told),
});
