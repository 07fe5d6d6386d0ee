import type { UnitId } from '../../domain/identity.ts';
import type { RosterUnit } from '../../domain/roster/units.ts';
import type { Roster } from '../../domain/roster.ts';
import { unitName } from '../../domain/unit.ts';
import { fold, searchWords } from '../../domain/vietnamese-text.ts';
import type { CurrentRoster, UnitRow } from '../../store/roster.ts';
import {
  type Bearing,
  byKey,
  codeOf,
  compare,
  type Ids,
  idOf,
  missingCodes,
  type Planned,
  stands,
} from './roster-changes.ts';

export function planUnits(
  current: CurrentRoster,
  roster: Roster,
  ids: Ids,
  bearing: Bearing,
): Planned<UnitRow> {
  const stored = byKey<UnitRow>(current.units, codeOf);
  const wanted = roster.units.map((unit) => unitRow(unit, stored.get(unit.code), roster.unsaid, ids));
  const silent = new Set(missingCodes(current.units, roster.units));
  const kept = current.units.filter(({ code }) => silent.has(code)).map(({ validUntil: _, ...row }) => row);
  const place = placing([...wanted, ...kept], current);
  const { rows, changes } = compare<UnitRow>(wanted.map(place), stored, {
    keyOf: codeOf,
    derived: 'search',
  });
  // Units that the roster does not speak of move along when what they lie under has moved.
  const moved = compare<UnitRow>(kept.map(place), stored, { keyOf: codeOf }).rows;
  const missing = current.units.filter((unit) => silent.has(unit.code) && stands(unit, bearing)).map(codeOf);
  return { rows: [...rows, ...moved].sort(fromAbove), changes: { ...changes, missing } };
}

// Written in parts, what lies above is there before what lies below it.
const fromAbove = (a: UnitRow, b: UnitRow): number => a.rank - b.rank;

function unitRow(unit: RosterUnit, stored: UnitRow | undefined, unsaid: Roster['unsaid'], ids: Ids): UnitRow {
  const { code, name, word, rank, parent } = unit;
  return {
    id: idOf(ids.unit, code),
    code,
    name,
    word,
    folded: fold(`${word} ${name}`),
    rank,
    parentId: parent === undefined ? null : idOf(ids.unit, parent),
    lineage: [],
    households: (unsaid.includes('households') ? stored?.households : unit.households) ?? null,
    // It may have been set here since; no empty cell takes a unit out of use.
    liveFrom: unit.liveFrom ?? stored?.liveFrom ?? null,
    search: [],
  };
}

/** With what follows from where it lies: its lineage, and the words by which it is found. */
function placing(units: readonly UnitRow[], current: CurrentRoster): (row: UnitRow) => UnitRow {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const before = new Map<UnitId, UnitRow>(current.units.map((unit) => [unit.id, unit]));
  const lineageOf = lineages(units);
  return (row) => ({ ...row, lineage: lineageOf(row.id), search: wordsOf(row, byId, before) });
}

type ById = ReadonlyMap<UnitId, UnitRow>;

/** Its own words and its parent's; and others that were there, such as those of former names. */
function wordsOf(row: UnitRow, units: ById, before: ById): readonly string[] {
  const stored = before.get(row.id);
  const known = new Set(stored ? namesOf(stored, before) : []);
  const others = (stored?.search ?? []).filter((word) => !known.has(word));
  return [...new Set([...namesOf(row, units), ...others])];
}

function namesOf(row: UnitRow, units: ById): readonly string[] {
  const parent = row.parentId === null ? undefined : units.get(row.parentId);
  return searchWords(unitName(row), ...(parent ? [unitName(parent)] : []));
}

/** From the root down to the unit; each is worked out once. */
function lineages(units: readonly UnitRow[]): (id: UnitId) => readonly UnitId[] {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const known = new Map<UnitId, readonly UnitId[]>();
  const lineageOf = (id: UnitId): readonly UnitId[] => {
    const parent = parents.get(id);
    const lineage = known.get(id) ?? [...(parent ? lineageOf(parent) : []), id];
    known.set(id, lineage);
    return lineage;
  };
  return lineageOf;
}
