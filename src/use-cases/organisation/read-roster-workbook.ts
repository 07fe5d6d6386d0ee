import { HucreError } from 'hucre';
import { type Cell, type CellValue, readXlsx, type Sheet } from 'hucre/xlsx';
import { readArchive } from '../../domain/roster/archive.ts';
import { type Findings, newFindings, type RosterReason } from '../../domain/roster/problem.ts';
import { rosterSheets, type SheetName, type SheetsReading, sheetNames } from '../../domain/roster/sheets.ts';
import { fold } from '../../domain/vietnamese-text.ts';

/** Ten provinces of the size of Bến Tre; whoever must not be kept busy for long takes less. */
const mostUnpacked = 120 * 1024 * 1024;

/** A workbook's sheets of the names of a roster, as text; or what is wrong with the file. */
export async function readRosterWorkbook(
  bytes: Uint8Array,
  unpackedAtMost: number = mostUnpacked,
): Promise<SheetsReading> {
  const reason = unreadable(bytes, unpackedAtMost);
  const read = reason ?? (await sheetsOf(bytes));
  if (typeof read === 'string') return { problems: [{ reason: read, values: {} }] };
  const found = newFindings();
  const sheets: Record<string, readonly (readonly string[])[]> = {};
  for (const name of sheetNames) {
    const [sheet, twin] = read.filter((one) => isCalled(one.name, name));
    if (twin) found.refuse({ sheet: name }, 'sheet-twice', { sheet: name });
    if (sheet) sheets[name] = rowsOf(sheet, name, found);
  }
  return { sheets, cells: found.problems };
}

const isCalled = (given: string, name: SheetName): boolean => fold(given) === fold(name);

function unreadable(bytes: Uint8Array, unpackedAtMost: number): RosterReason | undefined {
  if (isContainer(bytes)) return holds(bytes, 'EncryptedPackage') ? 'locked-workbook' : 'other-workbook';
  const archive = readArchive(bytes);
  if (!archive) return startsLikeArchive(bytes) ? 'broken-workbook' : 'not-a-workbook';
  if (archive.names.some((name) => name === 'xl/workbook.bin' || name === 'content.xml'))
    return 'other-workbook';
  if (!archive.names.some((name) => name.startsWith('xl/'))) return 'not-a-workbook';
  return archive.unpacked > unpackedAtMost ? 'unpacks-too-large' : undefined;
}

const startsLikeArchive = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** The container of Excel before 2007, and of every workbook with a password. */
const isContainer = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 8)).toString('hex') === 'd0cf11e0a1b11ae1';

const holds = (bytes: Uint8Array, name: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'));

async function sheetsOf(bytes: Uint8Array): Promise<readonly Sheet[] | RosterReason> {
  try {
    const { sheets } = await readXlsx(bytes, {
      sheets: ({ name }) => sheetNames.some((ours) => isCalled(name, ours)),
      range: 'A1:AZ1048576',
    });
    return sheets;
  } catch (error) {
    // What a stranger's file makes of a reader is no fault of ours, whatever it throws.
    const isTooWide = error instanceof HucreError && error.message.includes('cells)');
    return isTooWide ? 'too-many-cells' : 'broken-workbook';
  }
}

const blankRow: readonly string[] = [];

function rowsOf(sheet: Sheet, name: SheetName, found: Findings): readonly (readonly string[])[] {
  const rows = sheet.rows.map((cells) => {
    const texts = cells.map(textOf);
    return texts.every((text) => text === '') ? blankRow : texts;
  });
  for (const [at, cell] of sheet.cells ?? []) refuseCell(at, cell, { rows, sheet: name, found });
  return rows;
}

function textOf(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value);
}

type Around = {
  readonly rows: readonly (readonly string[])[];
  readonly sheet: SheetName;
  readonly found: Findings;
};

/** A formula that was never worked out, or came to nothing, in a column that is ours. */
function refuseCell(at: string, { type, value }: Cell, { rows, sheet, found }: Around): void {
  if (type !== 'error' && type !== 'formula') return;
  const isError = type === 'error' || (typeof value === 'string' && /^#[A-Z0-9/]+[?!]?$/.test(value));
  const reason = isError ? 'error-cell' : value === null ? 'formula-without-value' : undefined;
  if (!reason) return;
  const [row = 0, column = 0] = at.split(',').map(Number);
  const written = rows.find((cells) => cells.length > 0)?.[column] ?? '';
  const headers: readonly string[] = rosterSheets[sheet].headers;
  const header = headers.find((ours) => fold(ours) === fold(written));
  if (header) found.refuse({ sheet, row: row + 1, column: header }, reason, { value: String(value ?? '') });
}
