import type { RosterSheets } from '../../src/domain/roster/sheets.ts';

type Unit = {
  readonly code: string;
  readonly name: string;
  readonly word: string;
  readonly level: string;
  readonly parent: string;
};

const unitsOf = (sheets: RosterSheets): readonly Unit[] =>
  sheets['Đơn vị']!.slice(1).map(([code, name, word, level, parent]) => ({
    code: code!,
    name: name!,
    word: word!.toLowerCase(),
    level: level!,
    parent: parent!,
  }));

const quoted = (text: string): string => JSON.stringify(text);
const units = (all: readonly Unit[]): string => all.map(({ code }) => quoted(code)).join(', ');

/** Pairs of neighbouring communes of a district, until so many are left: as in 2020, with new names for some. */
export function mergerOf2020(sheets: RosterSheets, left: number) {
  const all = unitsOf(sheets);
  const communes = all.filter(({ level }) => level === 'Xã');
  const districts = all.filter(({ level }) => level === 'Huyện');
  const changes: string[] = [];
  const ended: string[] = [];
  for (let round = 0; communes.length - ended.length > left; round += 1) {
    const district = districts[round % districts.length]!;
    const there = communes.filter(
      ({ parent, code, word }) => parent === district.code && word === 'xã' && !ended.includes(code),
    );
    if (there.length < 2) continue;
    const [kept, gone] = there.slice(-2) as [Unit, Unit];
    changes.push(`  - merge: [${units([kept, gone])}]\n    into: ${quoted(kept.code)}`);
    if (round % 2 === 0)
      changes.push(`  - rename: ${quoted(kept.code)}\n    name: ${quoted(`${kept.name} ${gone.name}`)}`);
    ended.push(gone.code);
  }
  const plan = `on: 01/01/2020\ndecision: 856/NQ-UBTVQH14\nchanges:\n${changes.join('\n')}\n`;
  return { plan, ended, left: communes.filter(({ code }) => !ended.includes(code)) };
}

/** Districts are dissolved and their communes merged, a few at a time, into so many new ones. */
export function reformOf2025(communes: readonly Unit[], left: number): string {
  const districts = [...new Set(communes.map(({ parent }) => parent))];
  const groups = districts.flatMap((district) => {
    const there = communes.filter(({ parent }) => parent === district);
    const share = Math.max(1, Math.round((there.length * left) / communes.length));
    return Array.from({ length: share }, (_, at) => there.filter((_, index) => index % share === at));
  });
  // Rounding leaves some too many or too few: the smallest are joined, the largest divided.
  while (groups.length > left) {
    groups.sort((a, b) => a.length - b.length);
    groups.splice(0, 2, [...groups[0]!, ...groups[1]!]);
  }
  while (groups.length < left) {
    groups.sort((a, b) => b.length - a.length);
    const [large] = groups.splice(0, 1) as [Unit[]];
    groups.push(large.slice(0, 1), large.slice(1));
  }
  const changes = groups
    .filter((group) => group.length > 1)
    .map((group, at) =>
      at % 3 === 0
        ? `  - merge: [${units(group)}]\n    into: { code: ${quoted(`BT25.${at}`)}, name: ${quoted(`${group[0]!.name} Mới`)}, word: ${at % 6 === 0 ? 'phường' : 'xã'} }`
        : `  - merge: [${units(group)}]\n    into: ${quoted(group[0]!.code)}`,
    );
  return `on: 01/07/2025\ndecision: 1663/NQ-UBTVQH15\nchanges:\n${changes.join('\n')}\n  - dissolve: Huyện\n`;
}
