import { type Level, levelTemplates } from '../../domain/level.ts';
import { sheetChoices } from '../../domain/roster/choices.ts';
import type { RosterSeat } from '../../domain/roster/people.ts';
import { writeSheets } from '../../domain/roster/write.ts';
import type { Roster } from '../../domain/roster.ts';
import { dayIn } from '../../domain/time.ts';
import type { CurrentRoster } from '../../store/roster.ts';
import type { Act } from '../app.ts';
import { type Bearing, isOver, stands } from './roster-changes.ts';
import { writeRosterWorkbook } from './write-roster-workbook.ts';

type Exporting = Pick<Act, 'now' | 'zone' | 'store'>;

/** What the tables hold today, as a workbook that an import takes back without a change. */
export async function exportRoster({ store, now, zone }: Exporting): Promise<Uint8Array> {
  const current = await store.roster.current();
  const levels = current.levels.length > 0 ? current.levels : levelTemplates['three-tier'];
  const sheets = writeSheets(rosterOf(current, { today: dayIn(zone, now), endMissing: false }), levels);
  return writeRosterWorkbook(sheets, sheetChoices(levels));
}

/** Units, offices and people that are there, with all the assignments they have had. */
function rosterOf(current: CurrentRoster, bearing: Bearing): Omit<Roster, 'template' | 'unsaid'> {
  const units = current.units.filter((unit) => stands(unit, bearing));
  const offices = current.offices.filter((office) => stands(office, bearing));
  const people = current.people.filter(({ endedOn }) => endedOn === null || endedOn > `${bearing.today}`);
  const codes = new Map<string, string>([...units, ...offices, ...people].map(({ id, code }) => [id, code]));
  const codeOf = (id: string): string => codes.get(id) ?? '';
  const seats = new Map<string, RosterSeat[]>(people.map(({ id }) => [id, []]));
  for (const { officeId, personId, role, ...seat } of current.seats)
    if (!isOver(seat, bearing) && codes.has(officeId))
      seats.get(personId)?.push({ office: codeOf(officeId), role });
  return {
    units: [...units].sort(byRank).map(({ parentId, households, liveFrom, ...unit }) => ({
      ...unit,
      parent: parentId === null ? undefined : codeOf(parentId),
      households: households ?? undefined,
      liveFrom: liveFrom ?? undefined,
    })),
    offices: offices.map(({ unitId, ...office }) => ({ ...office, unit: codeOf(unitId) })),
    people: people.map(({ id, phone, ...person }) => ({
      ...person,
      phone: phone ?? undefined,
      seats: seats.get(id) ?? [],
    })),
    assignments: assignmentsOf(current, codes),
    clusters: current.clusters.map(({ name, units }) => ({
      name,
      units: units.filter((id) => codes.has(id)).map(codeOf),
    })),
  };
}

const byRank = (a: Pick<Level, 'rank'>, b: Pick<Level, 'rank'>): number => a.rank - b.rank;

/** Without those that ended before they began: they were never in force. */
function assignmentsOf(current: CurrentRoster, codes: ReadonlyMap<string, string>): Roster['assignments'] {
  return current.assignments.flatMap(
    ({ personId, unitId, role, from, until, decision, decidedOn }): Roster['assignments'] => {
      const [person, unit] = [codes.get(personId), codes.get(unitId)];
      if (person === undefined || unit === undefined || (until !== null && until < from)) return [];
      return [
        {
          person,
          unit,
          role,
          from,
          until: until ?? undefined,
          decision: decision ?? undefined,
          decidedOn: decidedOn ?? undefined,
        },
      ];
    },
  );
}
