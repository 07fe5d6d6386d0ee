import type { Decision } from '../domain/assignment.ts';
import { Refusal } from '../domain/refusal.ts';
import { readDay } from '../domain/roster/cell.ts';
import type { Unit } from '../domain/unit.ts';
import { tidy } from '../domain/vietnamese-text.ts';
import type { Named } from '../store/people.ts';
import type { Act } from '../use-cases/app.ts';
import { todayOf } from '../use-cases/organisation/assignable.ts';

/** ISO; today where nothing is typed. */
export function dayTyped(act: Act, typed: string | undefined): string {
  if (typed === undefined) return todayOf(act);
  const day = readDay(typed.trim());
  if (!day) throw new Refusal('assignment.refused.bad-day', { value: typed });
  return day;
}

export function decisionTyped(
  act: Act,
  { decision, decided }: { decision?: string; decided?: string },
): Decision {
  const number = tidy(decision ?? '');
  return {
    number: number === '' ? undefined : number,
    on: decided === undefined ? undefined : dayTyped(act, decided),
  };
}

export async function personTyped({ store }: Act, code: string): Promise<Named> {
  const found = await store.people.byCode(code);
  if (!found) throw new Refusal('cli.no-person', { code });
  return found;
}

export async function unitTyped({ store }: Act, code: string): Promise<Unit> {
  const found = await store.units.byCode(code);
  if (!found) throw new Refusal('cli.no-unit', { code });
  return found;
}
