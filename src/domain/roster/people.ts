import type { StaffRole } from '../office.ts';
import { isMobile, readPhone } from '../phone.ts';
import { fold } from '../vietnamese-text.ts';
import { readList } from './cell.ts';
import type { Findings } from './problem.ts';
import { byCode, named, optional, type Row, required, type Table } from './table.ts';

export type RosterSeat = { readonly office: string; readonly role: StaffRole };

export type RosterPerson = {
  readonly code: string;
  readonly name: string;
  readonly post: string;
  readonly seats: readonly RosterSeat[];
  /** +84… */
  readonly phone: string | undefined;
};

type ReadPerson = { readonly row: Row<'Cán bộ'>; readonly value: RosterPerson };

const roles: ReadonlyMap<string, StaffRole> = new Map([
  [fold('Lãnh đạo'), 'head'],
  [fold('Nhân viên'), 'staff'],
]);

export function readPeople(
  table: Table<'Cán bộ'>,
  offices: ReadonlySet<string> | undefined,
  found: Findings,
): readonly RosterPerson[] {
  const read = table.rows.map((row) => ({ row, value: personOf(row, offices, found) }));
  byCode(read, found);
  doubtPhones(read, found);
  return read.map(({ value }) => value);
}

function personOf(
  row: Row<'Cán bộ'>,
  offices: ReadonlySet<string> | undefined,
  found: Findings,
): RosterPerson {
  return {
    code: required(row, 'Mã', found),
    name: named(row, 'Họ tên', found),
    post: named(row, 'Chức vụ', found),
    seats: seatsOf(row, offices, found),
    phone: optional(row, 'Điện thoại', readPhone, (at, value) => found.refuse(at, 'bad-phone', { value })),
  };
}

/** One role serves for all offices of the row; several stand in the order of the offices. */
function seatsOf(
  row: Row<'Cán bộ'>,
  offices: ReadonlySet<string> | undefined,
  found: Findings,
): readonly RosterSeat[] {
  const codes = [...new Set(readList(row.cell('Mã cơ quan')))];
  for (const code of codes)
    if (offices && !offices.has(code)) found.refuse(row.at('Mã cơ quan'), 'unknown-office', { code });
  const given = rolesOf(row, found);
  const fits = given.length > 1 ? given.length === codes.length : given.length <= codes.length;
  if (!fits) found.refuse(row.at('Vai trò'), 'role-count', { roles: given.length, offices: codes.length });
  return codes.map((office, at) => ({
    office,
    role: (given.length === 1 ? given[0] : given[at]) ?? 'member',
  }));
}

function rolesOf(row: Row<'Cán bộ'>, found: Findings): readonly StaffRole[] {
  return readList(row.cell('Vai trò')).map((value) => {
    const role = roles.get(fold(value));
    if (!role) found.refuse(row.at('Vai trò'), 'unknown-role', { value, allowed: 'Lãnh đạo, Nhân viên' });
    return role ?? 'member';
  });
}

// A person may link by sharing the own contact; a number of two people would be nobody's.
function doubtPhones(read: readonly ReadPerson[], found: Findings): void {
  const first = new Map<string, number>();
  for (const { row, value } of read) {
    if (!value.phone || !isMobile(value.phone)) continue;
    const earlier = first.get(value.phone);
    if (earlier === undefined) first.set(value.phone, row.number);
    else found.doubt(row.at('Điện thoại'), 'phone-shared', { phone: row.cell('Điện thoại'), first: earlier });
  }
}
