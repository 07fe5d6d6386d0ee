import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { readVietnamese } from '../../domain/roster/encoding.ts';
import { type Findings, newFindings } from '../../domain/roster/problem.ts';
import { rosterSheets, type SheetName, type SheetsReading, sheetNames } from '../../domain/roster/sheets.ts';

/** A province's largest sheet has about a megabyte. */
const mostBytes = 20 * 1024 * 1024;

/** The CSV files of a folder as sheets. A file that is not there is a sheet that is not there: `readRoster` says so. */
export async function readRosterFolder(folder: string): Promise<SheetsReading> {
  const found = newFindings();
  const files = await readdir(folder);
  const sheets: Record<string, readonly (readonly string[])[]> = {};
  for (const sheet of sheetNames) {
    const file = files.find((name) => name.toLowerCase() === rosterSheets[sheet].file);
    const text = file === undefined ? undefined : await readText(join(folder, file), sheet, found);
    if (text !== undefined) sheets[sheet] = rowsOf(text, sheet, found);
  }
  return found.problems.length === 0 ? { sheets, cells: [] } : { problems: found.problems };
}

async function readText(path: string, sheet: SheetName, found: Findings): Promise<string | undefined> {
  const { file } = rosterSheets[sheet];
  if ((await stat(path)).size > mostBytes) {
    found.refuse({ sheet }, 'file-too-large', { file, most: mostBytes / 1024 / 1024 });
    return undefined;
  }
  const text = readVietnamese(await readFile(path));
  if (text === undefined) found.refuse({ sheet }, 'not-utf8', { file });
  return text;
}

function rowsOf(text: string, sheet: SheetName, found: Findings): readonly (readonly string[])[] {
  try {
    // Blank lines are kept: the number of a row is the one its reader sees.
    return parse(text, { delimiter: delimiterOf(text), relax_column_count: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    found.refuse({ sheet }, 'bad-file', { file: rosterSheets[sheet].file, line: Number(error.lines ?? 0) });
    return [];
  }
}

/** Excel writes what the computer's region separates lists with. */
function delimiterOf(text: string): ',' | ';' | '\t' {
  const header = /\S.*/.exec(text)?.[0] ?? '';
  const count = (separator: string): number => header.split(separator).length;
  if (count('\t') > count(',') && count('\t') > count(';')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}
