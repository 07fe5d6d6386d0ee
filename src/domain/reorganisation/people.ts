import { Temporal } from 'temporal-polyfill';
import type { OfficeId, UnitId } from '../identity.ts';
import type { Draft } from './draft.ts';
import { lastHeir, type OfficesAfter } from './offices.ts';
import type { Organisation, OrganisationAssignment, OrganisationSeat } from './organisation.ts';
import type { ReorganisationPlan } from './plan.ts';

type AssignmentsAfter = {
  readonly assignments: readonly OrganisationAssignment[];
  readonly dropped: readonly OrganisationAssignment[];
};

export const dayBefore = (on: string): string => Temporal.PlainDate.from(on).subtract({ days: 1 }).toString();

/** Whoever followed what ended follows what came of it, where that is of the same level; the old assignment ends. */
export function settleAssignments(
  before: Organisation,
  draft: Draft,
  { on, decision }: ReorganisationPlan,
  makeId: () => string,
): AssignmentsAfter {
  const after: OrganisationAssignment[] = [];
  const dropped: OrganisationAssignment[] = [];
  const moving: { from: OrganisationAssignment; to: UnitId }[] = [];
  for (const one of before.assignments) {
    const to = destination(draft, one);
    if (to === one.unit) after.push(one);
    else {
      if (one.from < on) after.push({ ...one, until: dayBefore(on) });
      else dropped.push(one);
      if (to) moving.push({ from: one, to });
    }
  }
  const held = new Set(after.filter(({ until }) => until === null || until >= on).map(keyOf));
  // Of two that become one the lead stays.
  for (const { from, to } of moving.sort((a, b) => (a.from.role < b.from.role ? -1 : 1))) {
    const key = keyOf({ person: from.person, unit: to });
    if (held.has(key)) continue;
    held.add(key);
    const begins = from.from > on ? from.from : on;
    after.push({ ...from, id: makeId(), unit: to, from: begins, decision: decision ?? from.decision });
  }
  return { assignments: after, dropped };
}

const keyOf = ({ person, unit }: Pick<OrganisationAssignment, 'person' | 'unit'>): string =>
  `${person} ${unit}`;

/** Undefined where nothing of that level is left to follow. */
function destination(draft: Draft, { unit: id, personCode }: OrganisationAssignment): UnitId | undefined {
  const said = draft.followers.get(`${id} ${personCode}`);
  const heir = lastHeir(draft.unitHeirs, said ?? id);
  return draft.units.get(heir)?.level === draft.units.get(id)?.level ? heir : undefined;
}

/** Those of an office that joined another sit there; a dissolved level's have no seat any more. */
export function settleSeats(
  before: Organisation,
  { heirs, joined }: OfficesAfter,
  on: string,
): readonly OrganisationSeat[] {
  const after = before.seats.map((seat) =>
    heirs.has(seat.office) ? { ...seat, until: dayBefore(on) } : seat,
  );
  const headed = new Set(
    after.filter(({ role, until }) => role === 'head' && until === null).map(({ office }) => office),
  );
  const held = new Set(after.filter(({ until }) => until === null).map(seatKey));
  for (const seat of before.seats) {
    const office = joinedTo(joined, seat.office);
    if (!office || held.has(seatKey({ ...seat, office }))) continue;
    const role = seat.role === 'head' && headed.has(office) ? 'staff' : seat.role;
    if (role === 'head') headed.add(office);
    held.add(seatKey({ ...seat, office }));
    after.push({ ...seat, office, role, until: null });
  }
  return after;
}

const seatKey = ({ person, office }: Pick<OrganisationSeat, 'person' | 'office'>): string =>
  `${person} ${office}`;

function joinedTo(joined: ReadonlyMap<OfficeId, OfficeId>, office: OfficeId): OfficeId | undefined {
  let heir = joined.get(office);
  for (let next = heir && joined.get(heir); next; next = joined.get(next)) heir = next;
  return heir;
}
