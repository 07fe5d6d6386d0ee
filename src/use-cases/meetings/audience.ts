import type { UnitId } from '../../domain/identity.ts';
import { dateOfDay, dayIn, type Instant } from '../../domain/time.ts';
import type { Reach } from '../../store/accounts.ts';
import type { Invited } from '../../store/people.ts';
import type { Act } from '../app.ts';

export type Audience = {
  readonly invited: readonly Invited[];
  readonly reached: readonly Reach[];
  readonly unreached: readonly (Invited & { readonly why: 'not-linked' | 'blocked' })[];
};

/** Who is invited to a meeting of the unit on its day, and who of them can be reached now. */
export async function audienceOf(
  { store, zone, now }: Pick<Act, 'store' | 'zone' | 'now'>,
  unit: UnitId,
  startsAt: Instant,
): Promise<Audience> {
  const invited = await store.people.followers(unit, dateOfDay(dayIn(zone, startsAt)));
  const ids = invited.map(({ id }) => id);
  const reached = await store.accounts.reach(ids, dateOfDay(dayIn(zone, now)));
  const there = new Set(reached.map(({ person }) => person));
  const missed = invited.filter(({ id }) => !there.has(id));
  const linked = await store.accounts.linked(missed.map(({ id }) => id));
  const unreached = missed.map((person) => ({
    ...person,
    why: linked.has(person.id) ? ('blocked' as const) : ('not-linked' as const),
  }));
  return { invited, reached, unreached };
}
