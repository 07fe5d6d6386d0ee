import type { OfficeKind } from '../office.ts';
import { fold, settleTones } from '../vietnamese-text.ts';
import { readList } from './cell.ts';
import type { Findings } from './problem.ts';
import { byCode, named, type Row, refuseLonger, required, type Table } from './table.ts';

export type RosterOffice = {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly kind: OfficeKind;
  readonly fields: readonly string[];
};

type ReadOffice = { readonly row: Row<'Cơ quan'>; readonly value: RosterOffice };

const kinds: ReadonlyMap<string, OfficeKind> = new Map([
  [fold('Văn phòng'), 'general'],
  [fold('Chuyên môn'), 'specialised'],
]);

export function readOffices(
  table: Table<'Cơ quan'>,
  units: ReadonlySet<string> | undefined,
  found: Findings,
): readonly RosterOffice[] {
  const spelling = spellings();
  const read = table.rows.map((row) => ({ row, value: officeOf(row, spelling, found) }));
  byCode(read, found);
  for (const office of read) checkOffice(office, units, found);
  doubtGeneralOffices(read, found);
  return read.map(({ value }) => value);
}

function officeOf(row: Row<'Cơ quan'>, spelling: (field: string) => string, found: Findings): RosterOffice {
  const value = required(row, 'Loại', found);
  const kind = kinds.get(fold(value));
  if (value !== '' && !kind)
    found.refuse(row.at('Loại'), 'unknown-kind', { value, allowed: 'Văn phòng, Chuyên môn' });
  return {
    code: required(row, 'Mã', found),
    name: named(row, 'Tên', found),
    unit: required(row, 'Mã đơn vị', found),
    kind: kind ?? 'specialised',
    fields: fieldsOf(row, spelling, found),
  };
}

/** A field is a button. */
const fieldAtMost = 60;

function fieldsOf(
  row: Row<'Cơ quan'>,
  spelling: (field: string) => string,
  found: Findings,
): readonly string[] {
  const fields = readList(row.cell('Lĩnh vực'));
  for (const field of fields) refuseLonger(row.at('Lĩnh vực'), field, fieldAtMost, found);
  return [...new Set(fields.map(spelling))];
}

/** One field is one field however its tones and capitals are written: the first spelling stands for all. */
function spellings(): (field: string) => string {
  const first = new Map<string, string>();
  return (field) => {
    const key = settleTones(field).toLowerCase();
    if (!first.has(key)) first.set(key, field);
    return first.get(key) ?? field;
  };
}

function checkOffice(
  { row, value }: ReadOffice,
  units: ReadonlySet<string> | undefined,
  found: Findings,
): void {
  if (units && value.unit !== '' && !units.has(value.unit))
    found.refuse(row.at('Mã đơn vị'), 'unknown-unit', { code: value.unit });
  if (value.kind === 'specialised' && value.fields.length === 0 && kinds.has(fold(row.cell('Loại'))))
    found.doubt(row.at('Lĩnh vực'), 'fields-missing', { office: value.name });
}

function doubtGeneralOffices(read: readonly ReadOffice[], found: Findings): void {
  const first = new Map<string, string>();
  for (const { row, value } of read) {
    if (value.kind !== 'general') continue;
    const earlier = first.get(value.unit);
    if (earlier === undefined) first.set(value.unit, value.code);
    else found.doubt(row.at('Loại'), 'two-general-offices', { unit: value.unit, first: earlier });
  }
}
