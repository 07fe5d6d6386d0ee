import type { Level } from '../level.ts';
import type { OfficeKind, StaffRole } from '../office.ts';
import { nationalPhone } from '../phone.ts';
import type { Roster } from '../roster.ts';
import type { AssignmentRole, RosterAssignment } from './assignments.ts';
import { writeDay } from './cell.ts';
import type { RosterOffice } from './offices.ts';
import type { RosterPerson, RosterSeat } from './people.ts';
import { type RosterSheets, rosterSheets, type SheetName } from './sheets.ts';
import type { RosterUnit } from './units.ts';

const kindNames: Readonly<Record<OfficeKind, string>> = { general: 'Văn phòng', specialised: 'Chuyên môn' };
const followNames: Readonly<Record<AssignmentRole, string>> = { lead: 'Phụ trách', support: 'Phối hợp' };
const staffNames: Readonly<Record<StaffRole, string>> = {
  head: 'Lãnh đạo',
  staff: 'Nhân viên',
  member: '',
};

type Said = Omit<Roster, 'template' | 'unsaid'>;

/** The roster as its sheets say it: read again they give the same roster. */
export function writeSheets(roster: Said, levels: readonly Level[]): RosterSheets {
  return {
    'Đơn vị': withHeader('Đơn vị', roster.units.map(unitCells(levels))),
    'Cơ quan': withHeader('Cơ quan', roster.offices.map(officeCells)),
    'Cán bộ': withHeader('Cán bộ', roster.people.map(personCells)),
    'Phân công': withHeader('Phân công', roster.assignments.map(assignmentCells)),
    Cụm: withHeader(
      'Cụm',
      roster.clusters.flatMap(({ name, units }) => units.map((unit) => [name, unit])),
    ),
  };
}

type Cells = readonly string[];

const withHeader = (sheet: SheetName, rows: readonly Cells[]): readonly Cells[] => [
  rosterSheets[sheet].headers,
  ...rows,
];

const day = (iso: string | undefined): string => (iso === undefined ? '' : writeDay(iso));
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const unitCells =
  (levels: readonly Level[]) =>
  ({ code, name, word, rank, parent = '', households, liveFrom }: RosterUnit): Cells => [
    code,
    name,
    capital(word),
    levels.find((level) => level.rank === rank)?.name ?? '',
    parent,
    households === undefined ? '' : String(households),
    day(liveFrom),
  ];

const officeCells = ({ code, name, unit, kind, fields }: RosterOffice): Cells => [
  code,
  name,
  unit,
  kindNames[kind],
  fields.join('; '),
];

const personCells = ({ code, name, post, seats, phone }: RosterPerson): Cells => [
  code,
  name,
  post,
  seats.map(({ office }) => office).join('; '),
  rolesOf(seats),
  phone === undefined ? '' : nationalPhone(phone),
];

/** A role of its own for each office needs a word for each: who has none is of the staff. */
function rolesOf(seats: readonly RosterSeat[]): string {
  const [first, ...others] = seats.map(({ role }) => role);
  if (first === undefined) return '';
  if (others.every((role) => role === first)) return staffNames[first];
  return [first, ...others].map((role) => staffNames[role] || staffNames.staff).join('; ');
}

const assignmentCells = (given: RosterAssignment): Cells => [
  given.person,
  given.unit,
  followNames[given.role],
  day(given.from),
  day(given.until),
  given.decision ?? '',
  day(given.decidedOn),
];
