import type { RosterPerson } from '../../domain/roster/people.ts';
import type { Roster } from '../../domain/roster.ts';
import type { AssignmentRow, CurrentRoster, PersonRow, SeatRow } from '../../store/roster.ts';
import {
  type Bearing,
  byKey,
  codeOf,
  compare,
  type Ids,
  idOf,
  isOver,
  lastDay,
  missingCodes,
  type Planned,
} from './roster-changes.ts';

const serves = ({ endedOn = null }: PersonRow, { today }: Bearing): boolean =>
  endedOn === null || endedOn > today.toString();

/** Who is in the roster serves; who is no longer in it is proposed for ending, and ended where that was asked for. */
export function planPeople(
  current: CurrentRoster,
  roster: Roster,
  ids: Ids,
  bearing: Bearing,
): Planned<PersonRow> {
  const stored = byKey<PersonRow>(current.people, codeOf);
  const wanted = roster.people.map(({ code, name, post, phone = null }): PersonRow => {
    const before = stored.get(code);
    const endedOn = before && serves(before, bearing) ? (before.endedOn ?? null) : null;
    return { id: idOf(ids.person, code), code, name, post, phone, endedOn };
  });
  const missing = missingCodes(
    current.people.filter((person) => serves(person, bearing)),
    roster.people,
  );
  const leaving = bearing.endMissing ? missing.flatMap((code) => stored.get(code) ?? []) : [];
  const endedOn = bearing.today.toString();
  const { rows, changes } = compare<PersonRow>(
    [...wanted, ...leaving.map((person) => ({ ...person, endedOn }))],
    stored,
    { keyOf: codeOf, ends: (before, after) => serves(before, bearing) && !serves(after, bearing) },
  );
  return { rows, changes: { ...changes, missing: bearing.endMissing ? [] : missing } };
}

const seatKey = ({ personId, officeId }: SeatRow): string => `${personId} ${officeId}`;

const endsNow = (before: { until: string | null }, after: { until: string | null }): boolean =>
  before.until === null && after.until !== null;

/** A person's row says all the seats of the person: one that is not in it any more had its last day yesterday. */
export function planSeats(
  current: CurrentRoster,
  roster: Roster,
  ids: Ids,
  bearing: Bearing,
): Planned<SeatRow> {
  const stored = byKey(current.seats, seatKey);
  const known = new Set<string>(current.people.map(({ id }) => id));
  const said = roster.people.flatMap((person) => seatsOf(person, ids));
  const there = new Set(said.map(seatKey));
  const wanted = said.map((seat): SeatRow => {
    const before = stored.get(seatKey(seat));
    if (before && !isOver(before, bearing)) return { ...before, role: seat.role };
    return { ...seat, from: known.has(seat.personId) ? bearing.today.toString() : null };
  });
  const named = new Set<string>(roster.people.map(({ code }) => idOf(ids.person, code)));
  const speaksOf = ({ personId }: SeatRow) => bearing.endMissing || named.has(personId);
  const left = current.seats
    .filter((seat) => speaksOf(seat) && !there.has(seatKey(seat)) && !isOver(seat, bearing))
    .map((seat): SeatRow => ({ ...seat, until: lastDay(bearing) }));
  const { rows, changes } = compare([...wanted, ...left], stored, { keyOf: seatKey, ends: endsNow });
  return { rows, changes: { ...changes, missing: [] } };
}

const seatsOf = (person: RosterPerson, ids: Ids): readonly SeatRow[] =>
  person.seats.map(({ office, role }) => ({
    personId: idOf(ids.person, person.code),
    officeId: idOf(ids.office, office),
    role,
    from: null,
    until: null,
  }));

const assignmentKey = ({ personId, unitId, from }: AssignmentRow): string => `${personId} ${unitId} ${from}`;

export function planAssignments(
  current: CurrentRoster,
  roster: Roster,
  ids: Ids,
  bearing: Bearing,
): Planned<AssignmentRow> {
  const stored = byKey(current.assignments, assignmentKey);
  const wanted = roster.assignments.map((given): AssignmentRow => {
    const row = {
      id: '',
      personId: idOf(ids.person, given.person),
      unitId: idOf(ids.unit, given.unit),
      role: given.role,
      from: given.from,
      until: given.until ?? null,
      decision: given.decision ?? null,
      decidedOn: given.decidedOn ?? null,
    };
    return { ...row, id: stored.get(assignmentKey(row))?.id ?? ids.make() };
  });
  const said = new Set(wanted.map(assignmentKey));
  const silent = current.assignments.filter((row) => !said.has(assignmentKey(row)) && !isOver(row, bearing));
  const left = bearing.endMissing ? silent.map((row) => ({ ...row, until: lastDay(bearing) })) : [];
  const { rows, changes } = compare([...wanted, ...left], stored, { keyOf: assignmentKey, ends: endsNow });
  return { rows, changes: { ...changes, missing: bearing.endMissing ? [] : namesOf(silent, current) } };
}

function namesOf(rows: readonly AssignmentRow[], { people, units }: CurrentRoster): readonly string[] {
  const codes = new Map<string, string>([...people, ...units].map(({ id, code }) => [id, code]));
  return rows.map(({ personId, unitId, from }) => `${codes.get(personId)} ${codes.get(unitId)} ${from}`);
}
