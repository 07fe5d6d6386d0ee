import type { Level } from '../level.ts';
import { fold, settleTones } from '../vietnamese-text.ts';
import { readCount, readDay } from './cell.ts';
import type { Findings } from './problem.ts';
import { byCode, named, optional, type Row, required, type Table } from './table.ts';

export type RosterUnit = {
  readonly code: string;
  readonly name: string;
  /** In small letters. */
  readonly word: string;
  readonly rank: number;
  readonly parent: string | undefined;
  readonly households: number | undefined;
  /** ISO day. */
  readonly liveFrom: string | undefined;
};

type ReadUnit = { readonly row: Row<'Đơn vị'>; readonly value: RosterUnit };

// A row whose level is not known takes no part in comparisons of ranks.
const unknownRank = -1;

export function readUnits(
  table: Table<'Đơn vị'>,
  levels: readonly Level[],
  found: Findings,
): readonly RosterUnit[] {
  const read = table.rows.map((row) => ({ row, value: unitOf(row, levels, found) }));
  const known = byCode(read, found);
  const circular = findCycles(read, known, found);
  for (const unit of read) if (!circular.has(unit.value.code)) checkParent(unit, known, found);
  checkRoots(read, found);
  doubtNames(read, found);
  return read.map(({ value }) => value);
}

function unitOf(row: Row<'Đơn vị'>, levels: readonly Level[], found: Findings): RosterUnit {
  const rank = rankOf(row, levels, found);
  const parent = row.cell('Mã cấp trên');
  if (parent === '' && rank > 0)
    found.refuse(row.at('Mã cấp trên'), 'missing-value', { header: 'Mã cấp trên' });
  return {
    code: required(row, 'Mã', found),
    name: named(row, 'Tên', found),
    word: named(row, 'Loại', found).toLowerCase(),
    rank,
    parent: parent === '' ? undefined : parent,
    households: optional(row, 'Số hộ', readCount, (at, value) => found.refuse(at, 'bad-count', { value })),
    liveFrom: optional(row, 'Ngày áp dụng', readDay, (at, value) => found.refuse(at, 'bad-date', { value })),
  };
}

function rankOf(row: Row<'Đơn vị'>, levels: readonly Level[], found: Findings): number {
  const value = required(row, 'Cấp', found);
  const level = levels.find(({ name }) => fold(name) === fold(value));
  if (value !== '' && !level) {
    const allowed = levels.map(({ name }) => name).join(', ');
    found.refuse(row.at('Cấp'), 'unknown-level', { value, allowed });
  }
  return level?.rank ?? unknownRank;
}

function checkParent(
  { row, value }: ReadUnit,
  known: ReadonlyMap<string, RosterUnit>,
  found: Findings,
): void {
  if (value.parent === undefined) return;
  const parent = known.get(value.parent);
  const at = row.at('Mã cấp trên');
  if (!parent) {
    found.refuse(at, 'unknown-parent', { code: value.parent });
    return;
  }
  if (parent.rank === unknownRank || value.rank === unknownRank) return;
  const values = { code: value.code, parent: parent.code };
  if (parent.rank >= value.rank) found.refuse(at, 'parent-not-above', values);
  else if (parent.rank < value.rank - 1) found.doubt(at, 'parent-skips-level', values);
}

/** The codes of units that lie above themselves; each circle is told once, at its first row. */
function findCycles(
  read: readonly ReadUnit[],
  known: ReadonlyMap<string, RosterUnit>,
  found: Findings,
): ReadonlySet<string> {
  const circular = new Set<string>();
  const settled = new Set<string>();
  for (const { row, value } of read) {
    const way: string[] = [];
    let code: string | undefined = value.code;
    while (code !== undefined && !settled.has(code) && !way.includes(code)) {
      way.push(code);
      code = known.get(code)?.parent;
    }
    for (const passed of way) settled.add(passed);
    if (code === undefined || !way.includes(code)) continue;
    const circle = way.slice(way.indexOf(code));
    for (const member of circle) circular.add(member);
    found.refuse(row.at('Mã cấp trên'), 'cycle', { circle: [...circle, code].join(' → ') });
  }
  return circular;
}

function checkRoots(read: readonly ReadUnit[], found: Findings): void {
  const [root, ...others] = read.filter(({ value }) => value.rank === 0);
  if (!root) found.refuse({ sheet: 'Đơn vị' }, read.length === 0 ? 'no-rows' : 'no-root');
  for (const { row, value } of others)
    found.refuse(row.at('Cấp'), 'several-roots', { code: value.code, first: root?.value.code ?? '' });
}

function doubtNames(read: readonly ReadUnit[], found: Findings): void {
  const first = new Map<string, number>();
  for (const { row, value } of read) {
    const { word, name, parent = '' } = value;
    if (name.toLowerCase().startsWith(`${word} `)) found.doubt(row.at('Tên'), 'word-in-name', { word, name });
    const spoken = settleTones(`${parent}\n${word} ${name}`).toLowerCase();
    const earlier = first.get(spoken);
    if (earlier !== undefined && name !== '')
      found.doubt(row.at('Tên'), 'same-name', { name: `${word} ${name}`, first: earlier });
    else first.set(spoken, row.number);
  }
}
