import { levelTemplates, type TemplateName } from './level.ts';
import { type RosterAssignment, readAssignments } from './roster/assignments.ts';
import { type RosterCluster, readClusters } from './roster/clusters.ts';
import { type RosterOffice, readOffices } from './roster/offices.ts';
import { type RosterPerson, readPeople } from './roster/people.ts';
import { type Findings, newFindings, type RosterProblem } from './roster/problem.ts';
import type { RosterSheets, SheetsReading } from './roster/sheets.ts';
import { readTable } from './roster/table.ts';
import { type RosterUnit, readUnits } from './roster/units.ts';
import { fold } from './vietnamese-text.ts';

export type Roster = {
  readonly template: TemplateName;
  readonly units: readonly RosterUnit[];
  readonly offices: readonly RosterOffice[];
  readonly people: readonly RosterPerson[];
  readonly assignments: readonly RosterAssignment[];
  readonly clusters: readonly RosterCluster[];
  /** Columns, or a sheet, that are not there: nothing is said about them, what is stored stays. */
  readonly unsaid: readonly ('households' | 'liveFrom' | 'clusters')[];
};

export type RosterReading =
  | { readonly roster: Roster; readonly warnings: readonly RosterProblem[] }
  | { readonly problems: readonly RosterProblem[]; readonly warnings: readonly RosterProblem[] };

/** The roster that was found, or everything that is wrong with it, each cell told once. */
export function readFound(found: SheetsReading): RosterReading {
  if ('problems' in found) return { problems: found.problems, warnings: [] };
  const reading = readRoster(found.sheets);
  if (found.cells.length === 0) return reading;
  const cellOf = ({ sheet, row, column }: RosterProblem): string => `${sheet} ${row} ${column}`;
  const told = new Set(found.cells.map(cellOf));
  const others =
    'problems' in reading ? reading.problems.filter((problem) => !told.has(cellOf(problem))) : [];
  return { problems: [...found.cells, ...others], warnings: reading.warnings };
}

/** The roster as the tables say it, or everything that is wrong with them. */
export function readRoster(sheets: RosterSheets, template: TemplateName = templateOf(sheets)): RosterReading {
  const found = newFindings();
  const roster = rosterOf(sheets, template, found);
  const { problems, warnings } = found;
  return problems.length === 0 ? { roster, warnings } : { problems, warnings };
}

/** Where some unit is of the level Huyện there are three tiers of government. */
export function templateOf(sheets: RosterSheets): TemplateName {
  const rows = readTable(sheets, 'Đơn vị', newFindings())?.rows ?? [];
  return rows.some((row) => fold(row.cell('Cấp')) === fold('Huyện')) ? 'three-tier' : 'two-tier';
}

function rosterOf(sheets: RosterSheets, template: TemplateName, found: Findings): Roster {
  const unitTable = readTable(sheets, 'Đơn vị', found);
  const units = unitTable && readUnits(unitTable, levelTemplates[template], found);
  const unitCodes = units && codesOf(units);
  const officeTable = readTable(sheets, 'Cơ quan', found);
  const offices = officeTable && readOffices(officeTable, unitCodes, found);
  const personTable = readTable(sheets, 'Cán bộ', found);
  const people = personTable && readPeople(personTable, offices && codesOf(offices), found);
  const assignmentTable = readTable(sheets, 'Phân công', found);
  const known = { units: unitCodes, people: people && codesOf(people) };
  const clusterTable = readTable(sheets, 'Cụm', found);
  return {
    template,
    units: units ?? [],
    offices: offices ?? [],
    people: people ?? [],
    assignments: assignmentTable ? readAssignments(assignmentTable, known, found) : [],
    clusters: clusterTable ? readClusters(clusterTable, unitCodes, found) : [],
    unsaid: [
      ...(unitTable?.has('Số hộ') ? [] : (['households'] as const)),
      ...(unitTable?.has('Ngày áp dụng') ? [] : (['liveFrom'] as const)),
      ...(clusterTable ? [] : (['clusters'] as const)),
    ],
  };
}

const codesOf = (all: readonly { readonly code: string }[]): ReadonlySet<string> =>
  new Set(all.map(({ code }) => code));
