import { fold } from '../vietnamese-text.ts';
import { readDay, writeDay } from './cell.ts';
import type { Findings } from './problem.ts';
import { optional, type Row, required, type Table } from './table.ts';

export type AssignmentRole = 'lead' | 'support';

/** Days are ISO. */
export type RosterAssignment = {
  readonly person: string;
  readonly unit: string;
  readonly role: AssignmentRole;
  readonly from: string;
  readonly until: string | undefined;
  readonly decision: string | undefined;
  readonly decidedOn: string | undefined;
};

export type KnownCodes = {
  readonly people: ReadonlySet<string> | undefined;
  readonly units: ReadonlySet<string> | undefined;
};

type Read = { readonly row: Row<'Phân công'>; readonly value: RosterAssignment };

const roles: ReadonlyMap<string, AssignmentRole> = new Map([
  [fold('Phụ trách'), 'lead'],
  [fold('Phối hợp'), 'support'],
]);

export function readAssignments(
  table: Table<'Phân công'>,
  known: KnownCodes,
  found: Findings,
): readonly RosterAssignment[] {
  const read = table.rows.map((row) => ({ row, value: assignmentOf(row, found) }));
  for (const assignment of read) checkAssignment(assignment, known, found);
  checkSameDays(read, found);
  doubtLeads(read, found);
  return read.map(({ value }) => value);
}

function assignmentOf(row: Row<'Phân công'>, found: Findings): RosterAssignment {
  const day = (header: 'Từ ngày' | 'Đến ngày' | 'Ngày quyết định') =>
    optional(row, header, readDay, (at, value) => found.refuse(at, 'bad-date', { value }));
  required(row, 'Từ ngày', found);
  const decision = row.cell('Số quyết định');
  return {
    person: required(row, 'Mã cán bộ', found),
    unit: required(row, 'Mã đơn vị', found),
    role: roleOf(row, found),
    from: day('Từ ngày') ?? '',
    until: day('Đến ngày'),
    decision: decision === '' ? undefined : decision,
    decidedOn: day('Ngày quyết định'),
  };
}

function roleOf(row: Row<'Phân công'>, found: Findings): AssignmentRole {
  const value = required(row, 'Vai trò', found);
  const role = roles.get(fold(value));
  if (value !== '' && !role)
    found.refuse(row.at('Vai trò'), 'unknown-role', { value, allowed: 'Phụ trách, Phối hợp' });
  return role ?? 'support';
}

function checkAssignment({ row, value }: Read, { people, units }: KnownCodes, found: Findings): void {
  if (people && value.person !== '' && !people.has(value.person))
    found.refuse(row.at('Mã cán bộ'), 'unknown-person', { code: value.person });
  if (units && value.unit !== '' && !units.has(value.unit))
    found.refuse(row.at('Mã đơn vị'), 'unknown-unit', { code: value.unit });
  if (value.until !== undefined && value.until < value.from)
    found.refuse(row.at('Đến ngày'), 'until-before-from', {
      from: writeDay(value.from),
      until: writeDay(value.until),
    });
}

function grouped(
  read: readonly Read[],
  key: (value: RosterAssignment) => string,
): readonly (readonly Read[])[] {
  const groups = new Map<string, Read[]>();
  for (const one of read) {
    const group = groups.get(key(one.value));
    if (group) group.push(one);
    else groups.set(key(one.value), [one]);
  }
  return [...groups.values()];
}

/** Each with the first before it that shares a day with it; by row, as the table is read. */
function overlaps(group: readonly Read[]): readonly (readonly [Read, Read])[] {
  return group.flatMap((later, at): (readonly [Read, Read])[] => {
    const earlier = group.slice(0, at).find((other) => shareADay(other.value, later.value));
    return earlier ? [[earlier, later]] : [];
  });
}

const shareADay = (a: RosterAssignment, b: RosterAssignment): boolean =>
  a.from !== '' && b.from !== '' && (a.until ?? '9') >= b.from && (b.until ?? '9') >= a.from;

/** The same person at the same unit: on the same first day it is one row too many, else a doubt. */
function checkSameDays(read: readonly Read[], found: Findings): void {
  for (const group of grouped(read, ({ person, unit }) => `${person}\n${unit}`))
    for (const [earlier, { row, value }] of overlaps(group)) {
      const values = { person: value.person, unit: value.unit, first: earlier.row.number };
      if (earlier.value.from === value.from) found.refuse(row.at('Từ ngày'), 'duplicate-assignment', values);
      else found.doubt(row.at('Từ ngày'), 'followed-twice', values);
    }
}

function doubtLeads(read: readonly Read[], found: Findings): void {
  const leads = read.filter(({ value }) => value.role === 'lead');
  for (const group of grouped(leads, ({ unit }) => unit))
    for (const [earlier, { row, value }] of overlaps(group))
      if (earlier.value.person !== value.person)
        found.doubt(row.at('Vai trò'), 'two-leads', {
          unit: value.unit,
          person: value.person,
          other: earlier.value.person,
          first: earlier.row.number,
        });
}
