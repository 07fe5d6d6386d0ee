import { Refusal } from '../../domain/refusal.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import { type Unit, unitName } from '../../domain/unit.ts';
import type { Act } from '../app.ts';

/** Where the bot is not in use on the day nothing is raised: the refusal says from when, or whom to ask. */
export async function refuseBeforeGoLive(
  { store, now, zone }: Pick<Act, 'store' | 'now' | 'zone'>,
  unit: Unit,
): Promise<void> {
  const { live, from } = await store.goLive.useAt(unit.id, dateOfDay(dayIn(zone, now)));
  if (live) return;
  if (from) throw new Refusal('coverage.not-live-until', { unit: unitName(unit), from: written(from) });
  const office = await store.goLive.officeToAsk(unit.id);
  if (office) throw new Refusal('coverage.not-live-ask', { unit: unitName(unit), office });
  throw new Refusal('coverage.not-live', { unit: unitName(unit) });
}

const written = (iso: string): string => iso.split('-').reverse().join('/');
