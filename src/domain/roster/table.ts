import { shorten } from '../shorten.ts';
import { fold, tidy } from '../vietnamese-text.ts';
import type { Findings, Place } from './problem.ts';
import { type Header, type RosterSheets, rosterSheets, type SheetName } from './sheets.ts';

export type Row<Sheet extends SheetName> = {
  readonly cell: (header: Header<Sheet>) => string;
  readonly at: (header: Header<Sheet>) => Place;
  readonly number: number;
};

export type Table<Sheet extends SheetName> = {
  readonly rows: readonly Row<Sheet>[];
  readonly has: (header: Header<Sheet>) => boolean;
};

type Rows = readonly (readonly string[])[];

const clean = (cell: string): string => tidy(cell).replaceAll('\n', ' ');
const isBlank = (cells: readonly string[]): boolean =>
  cells.every((cell) => cell === '' || clean(cell) === '');

// Codes, counts and days; most cells of a large roster.
const isClean = /^[!-~]*$/;
const rememberedAtMost = 5_000;

/** As `clean`; what stands in many rows is worked out, and kept in memory, once. */
function cleaner(): (cell: string) => string {
  const known = new Map<string, string>();
  return (cell) => {
    if (isClean.test(cell)) return cell;
    const before = known.get(cell);
    if (before !== undefined) return before;
    if (known.size >= rememberedAtMost) known.clear();
    const cleaned = clean(cell);
    known.set(cell, cleaned);
    return cleaned;
  };
}

/** The rows under the header; undefined, and said why, when the sheet or a header of it is missing. */
export function readTable<Sheet extends SheetName>(
  sheets: RosterSheets,
  sheet: Sheet,
  found: Findings,
): Table<Sheet> | undefined {
  const rows = rowsOf(sheets, sheet);
  const headerAt = rows?.findIndex((cells) => !isBlank(cells)) ?? -1;
  const header = rows?.[headerAt];
  if (!rows || !header) {
    if (rosterSheets[sheet].needed)
      found.refuse({ sheet }, 'missing-sheet', { sheet, file: rosterSheets[sheet].file });
    return undefined;
  }
  const columns = columnsOf(sheet, header, found);
  return columns && tableOf(sheet, rows, headerAt, columns);
}

function rowsOf(sheets: RosterSheets, sheet: SheetName): Rows | undefined {
  const name = Object.keys(sheets).find((name) => fold(name) === fold(sheet));
  return name === undefined ? undefined : sheets[name];
}

function columnsOf(
  sheet: SheetName,
  header: readonly string[],
  found: Findings,
): ReadonlyMap<string, number> | undefined {
  const { headers, optional }: { headers: readonly string[]; optional: readonly string[] } =
    rosterSheets[sheet];
  const folded = header.map((cell) => fold(clean(cell)));
  const columns = new Map<string, number>();
  let whole = true;
  for (const name of headers) {
    const at = folded.indexOf(fold(name));
    if (at >= 0) columns.set(name, at);
    else if (!optional.includes(name)) {
      whole = false;
      found.refuse({ sheet, column: name }, 'missing-header', { header: name });
    }
    if (folded.lastIndexOf(fold(name)) > at)
      found.refuse({ sheet, column: name }, 'duplicate-header', { header: name });
  }
  return whole ? columns : undefined;
}

function tableOf<Sheet extends SheetName>(
  sheet: Sheet,
  rows: Rows,
  headerAt: number,
  columns: ReadonlyMap<string, number>,
): Table<Sheet> {
  const cleaned = cleaner();
  // As methods: a function of a row's own would be named anew in every row of a large roster.
  const rowOf = (cells: readonly string[], index: number): Row<Sheet> => ({
    number: index + 1,
    cell(header) {
      return cleaned(cells[columns.get(header) ?? -1] ?? '');
    },
    at(column) {
      return { sheet, row: index + 1, column };
    },
  });
  const ours = [...columns.values()];
  // A row that only has a running number, or a remark, in a column of their own says nothing.
  const saysSomething = (cells: readonly string[]) =>
    !isBlank(cells) && !isBlank(ours.map((at) => cells[at] ?? ''));
  return {
    rows: rows.flatMap((cells, index) =>
      index > headerAt && saysSomething(cells) ? [rowOf(cells, index)] : [],
    ),
    has: (header) => columns.has(header),
  };
}

/** The cell, or '' with a problem where there must be something. */
export function required<Sheet extends SheetName>(
  row: Row<Sheet>,
  header: Header<Sheet>,
  found: Findings,
): string {
  const value = row.cell(header);
  if (value === '') found.refuse(row.at(header), 'missing-value', { header });
  return value;
}

/** Names and posts stand in sentences and on buttons. */
const nameAtMost = 200;

/** As `required`, and no longer than a name is. */
export function named<Sheet extends SheetName>(
  row: Row<Sheet>,
  header: Header<Sheet>,
  found: Findings,
): string {
  const value = required(row, header, found);
  refuseLonger(row.at(header), value, nameAtMost, found);
  return value;
}

export function refuseLonger(at: Place, value: string, atMost: number, found: Findings): void {
  const length = [...value].length;
  if (length > atMost) found.refuse(at, 'too-long', { value: shorten(value, 40), length, atMost });
}

/** The cell as `read` understands it; undefined when empty, and with a problem when not understood. */
export function optional<Sheet extends SheetName, Value>(
  row: Row<Sheet>,
  header: Header<Sheet>,
  read: (text: string) => Value | undefined,
  refuse: (at: Place, value: string) => void,
): Value | undefined {
  const text = row.cell(header);
  if (text === '') return undefined;
  const value = read(text);
  if (value === undefined) refuse(row.at(header), text);
  return value;
}

/** Rows by their code, the first of each; a second one is a problem. */
export function byCode<
  Sheet extends 'Đơn vị' | 'Cơ quan' | 'Cán bộ',
  Value extends { readonly code: string },
>(
  read: readonly { readonly row: Row<Sheet>; readonly value: Value }[],
  found: Findings,
): ReadonlyMap<string, Value> {
  const first = new Map<string, { readonly row: Row<Sheet>; readonly value: Value }>();
  for (const { row, value } of read) {
    const earlier = first.get(value.code);
    if (earlier)
      found.refuse(row.at('Mã'), 'duplicate-code', { code: value.code, first: earlier.row.number });
    else if (value.code !== '') first.set(value.code, { row, value });
  }
  return new Map([...first].map(([code, { value }]) => [code, value]));
}
