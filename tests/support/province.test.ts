import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Roster, readRoster } from '../../src/domain/roster.ts';
import { fold } from '../../src/domain/vietnamese-text.ts';
import { readRosterFolder } from '../../src/use-cases/organisation/read-roster-folder.ts';
import { province, provinceCounts, writeProvince } from './province.ts';

function rosterOf(scale: number): Roster {
  const reading = readRoster(province({ scale }));
  if (!('roster' in reading)) throw new Error(JSON.stringify(reading.problems.slice(0, 5)));
  expect(reading.warnings).toEqual([]);
  return reading.roster;
}

test('the generated province has the size of Bến Tre in 2016', () => {
  const { units, people, assignments } = rosterOf(1);
  const ofRank = (rank: number) => units.filter((unit) => unit.rank === rank);
  expect([0, 1, 2, 3, 4].map((rank) => ofRank(rank).length)).toEqual([1, 9, 164, 983, 14_676]);
  const ofWord = (word: string) => ofRank(2).filter((unit) => unit.word === word).length;
  expect(['phường', 'thị trấn', 'xã'].map(ofWord)).toEqual([10, 7, 147]);
  expect(people).toHaveLength(6_881);
  const rankOf = new Map(units.map(({ code, rank }) => [code, rank]));
  const leads = assignments.filter(({ role, until }) => role === 'lead' && until === undefined);
  expect([1, 2, 3, 4].map((rank) => leads.filter(({ unit }) => rankOf.get(unit) === rank).length)).toEqual([
    9, 164, 983, 14_676,
  ]);
  expect(new Set(leads.map(({ person }) => person)).size).toBe(6_881);
});

test('its names repeat in districts and collide without diacritics', () => {
  const communes = rosterOf(1).units.filter(({ rank }) => rank === 2);
  const named = (name: string) => communes.filter((unit) => unit.name === name).map(({ code }) => code);
  expect(named('Mỹ Thạnh')).toEqual(['BT.BATRI.MYTHANH', 'BT.GIONGTROM.MYTHANH']);
  expect(communes.filter(({ name }) => fold(name) === 'binh thanh').map(({ name }) => name)).toEqual([
    'Bình Thành',
    'Bình Thạnh',
  ]);
});

test('it is the same every time, at any scale, and as a folder too', async () => {
  for (const scale of [0.001, 0.01, 0.05, 0.3]) {
    const { units, people } = rosterOf(scale);
    const { districts, communes, hamlets, groups, cadres } = provinceCounts(scale);
    expect(units).toHaveLength(1 + districts + communes + hamlets + groups);
    expect(people).toHaveLength(cadres.province + cadres.district + cadres.commune);
  }
  const folder = await mkdtemp(join(tmpdir(), 'province-'));
  await writeProvince(folder, province({ scale: 0.01 }));
  const read = await readRosterFolder(folder);
  expect(read).toEqual({ sheets: province({ scale: 0.01 }), cells: [] });
  await rm(folder, { recursive: true });
});
