import type { OfficeId, PersonId, UnitId } from '../../domain/identity.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import type { Unit } from '../../domain/unit.ts';
import type { Reach } from '../../store/accounts.ts';
import type { ActOf } from '../app.ts';
import { officeOf } from '../organisation/tell-followers.ts';

type Named = { readonly id: PersonId; readonly name: string };

/** To whom it goes: all of them, those it reaches, and those it does not. */
export type Recipients = {
  readonly people: readonly Named[];
  readonly reached: readonly Reach[];
  readonly unreached: readonly Named[];
};

const today = ({ zone, now }: Pick<ActOf, 'zone' | 'now'>): Date => dateOfDay(dayIn(zone, now));

/** Those who follow the unit today, and their substitutes. */
export const followersToInform = async (act: ActOf, unit: UnitId): Promise<Recipients> =>
  reaching(act, await act.store.people.followers(unit, today(act)));

/** The unit's office, or the nearest above it where it has none, and who sits there today. */
export async function officeToGuide(
  act: ActOf,
  unit: Unit,
): Promise<Recipients & { readonly office: OfficeId }> {
  const office = await officeOf(act, unit);
  if (!office) throw new Refusal('bulletin.no-office');
  return { office, ...(await reaching(act, await act.store.people.staff(office, today(act)))) };
}

/** Nobody writes to themselves. */
async function reaching(act: ActOf, all: readonly Named[]): Promise<Recipients> {
  const people = all.filter(({ id }) => id !== act.actor.id);
  const reached = await act.store.accounts.reach(
    people.map(({ id }) => id),
    today(act),
  );
  const there = new Set(reached.map(({ person }) => person));
  return { people, reached, unreached: people.filter(({ id }) => !there.has(id)) };
}
