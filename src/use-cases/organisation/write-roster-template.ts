import { levelTemplates } from '../../domain/level.ts';
import { sheetChoices } from '../../domain/roster/choices.ts';
import { rosterSheets, sheetNames } from '../../domain/roster/sheets.ts';
import { writeSheets } from '../../domain/roster/write.ts';
import { fold } from '../../domain/vietnamese-text.ts';
import { type Guide, writeRosterWorkbook } from './write-roster-workbook.ts';

type Say = (key: string) => string;

const empty = { units: [], offices: [], people: [], assignments: [], clusters: [] };

/** A workbook to be filled in: headers, the words that columns take, and a sheet that says how. */
export function writeRosterTemplate(say: Say): Promise<Uint8Array> {
  const levels = levelTemplates['three-tier'];
  return writeRosterWorkbook(writeSheets(empty, levels), sheetChoices(levels), guideOf(say));
}

const slug = (name: string): string => fold(name).replaceAll(' ', '-');

function guideOf(say: Say): Guide {
  const rows = sheetNames.flatMap((sheet) =>
    rosterSheets[sheet].headers.map((header) => [
      sheet,
      header,
      say(`roster.guide.${slug(sheet)}.${slug(header)}`),
    ]),
  );
  const head = ['sheet', 'column', 'how'].map((what) => say(`roster.guide.head.${what}`));
  return { name: say('roster.guide.name'), rows: [head, ...rows] };
}
