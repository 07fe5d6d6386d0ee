import { type CellValue, type ColumnDef, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { readDay } from '../../domain/roster/cell.ts';
import { type RosterSheets, rosterSheets, type SheetName, sheetNames } from '../../domain/roster/sheets.ts';

export type Choices = Partial<Record<SheetName, Readonly<Record<string, readonly string[]>>>>;

/** A sheet that an import does not look at: how the others are filled in. */
export type Guide = { readonly name: string; readonly rows: readonly (readonly string[])[] };

/** The sheets as a workbook: days are days, counts are numbers, `choices` are offered in their columns. */
export function writeRosterWorkbook(
  sheets: RosterSheets,
  choices: Choices,
  guide?: Guide,
): Promise<Uint8Array> {
  const written = sheetNames.map((name) => sheetOf(name, sheets[name] ?? [], choices[name] ?? {}));
  return writeXlsx({ sheets: guide ? [...written, guideSheet(guide)] : written });
}

const narrowest = 14;
const widest = 50;

/** Choices reach some way below the rows that are there. */
const spareRows = 20_000;

function sheetOf(
  name: SheetName,
  rows: readonly (readonly string[])[],
  choices: Readonly<Record<string, readonly string[]>>,
): WriteSheet {
  const headers: readonly string[] = rosterSheets[name].headers;
  const cells = rows.map((row, at) =>
    at === 0 ? [...row] : row.map((text, column) => cellOf(headers[column] ?? '', text)),
  );
  return {
    name,
    rows: cells,
    columns: headers.map((header, at) => columnOf(header, rows, at)),
    freezePane: { rows: 1 },
    cells: boldRow(headers.length),
    dataValidations: Object.entries(choices).map(([header, values]) =>
      offered(headers.indexOf(header), values, rows.length + spareRows),
    ),
  };
}

const isDay = (header: string): boolean => header.startsWith('Ngày') || header.endsWith('ngày');

function cellOf(header: string, text: string): CellValue {
  if (text === '') return null;
  if (header === 'Số hộ') return Number(text);
  const day = isDay(header) ? readDay(text) : undefined;
  return day === undefined ? text : new Date(`${day}T00:00:00Z`);
}

function columnOf(header: string, rows: readonly (readonly string[])[], at: number): ColumnDef {
  const longest = rows.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), header.length);
  const width = Math.min(Math.max(longest + 3, narrowest), widest);
  if (isDay(header)) return { width, numFmt: 'dd/mm/yyyy' };
  // As text, a code or a phone keeps the zeros it begins with.
  return header === 'Số hộ' ? { width } : { width, numFmt: '@' };
}

const boldRow = (columns: number): NonNullable<WriteSheet['cells']> =>
  new Map(
    Array.from({ length: columns }, (_, at) => [`0,${at}`, { style: { font: { bold: true } } }] as const),
  );

function offered(column: number, values: readonly string[], rows: number): DataValidation {
  const letter = String.fromCharCode(65 + column);
  return { type: 'list', values: [...values], allowBlank: true, range: `${letter}2:${letter}${rows}` };
}

const guideSheet = ({ name, rows }: Guide): WriteSheet => ({
  name,
  rows: rows.map((row) => [...row]),
  columns: [{ width: 14 }, { width: 18 }, { width: 110 }],
  cells: boldRow(3),
});
