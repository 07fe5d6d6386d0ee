import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SheetsReading } from '../../domain/roster/sheets.ts';
import { readRosterFolder } from './read-roster-folder.ts';
import { readRosterWorkbook } from './read-roster-workbook.ts';

/** A workbook of ten provinces has some ten megabytes. */
const mostBytes = 40 * 1024 * 1024;

/** A workbook, or a folder of CSV files; undefined when nothing is there. */
export async function readRosterPath(path: string): Promise<SheetsReading | undefined> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) return readRosterFolder(path);
  if (!there?.isFile()) return undefined;
  if (there.size <= mostBytes) return readRosterWorkbook(await readFile(path));
  const values = { file: basename(path), most: mostBytes / 1024 / 1024 };
  return { problems: [{ reason: 'file-too-large', values }] };
}
