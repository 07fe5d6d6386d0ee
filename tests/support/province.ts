import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RosterSheets, rosterSheets, sheetNames } from '../../src/domain/roster/sheets.ts';
import { randomOf } from './province/random.ts';
import { type Cadres, staff } from './province/staff.ts';
import { growTree, type Place, type TreeCounts } from './province/tree.ts';

export type ProvinceCounts = TreeCounts & { readonly cadres: Cadres };

/** Bến Tre in 2016. */
const seedSize: ProvinceCounts = {
  districts: 9,
  communes: 164,
  hamlets: 983,
  groups: 14_676,
  cadres: { province: 164, district: 679, commune: 6_038 },
};

/** How many there are at a scale: 1 is Bến Tre of 2016, 10 ten times its rows in one province, 0.02 enough for a test. */
export function provinceCounts(scale: number): ProvinceCounts {
  const times = (count: number, atLeast: number) => Math.max(atLeast, Math.round(count * scale));
  const districts = times(seedSize.districts, 2);
  const communes = times(seedSize.communes, districts * 2);
  const hamlets = times(seedSize.hamlets, communes * 2);
  const groups = times(seedSize.groups, hamlets * 2);
  const { cadres } = seedSize;
  return {
    districts,
    communes,
    hamlets,
    groups,
    cadres: {
      province: times(cadres.province, Math.min(communes, districts + 2)),
      district: times(cadres.district, districts * 2),
      commune: times(cadres.commune, communes * 3),
    },
  };
}

export type Province = { readonly scale?: number; readonly seed?: number; readonly liveFrom?: string };

/**
 * A whole province as the sheets of a roster, the same for the same wishes. Units are coded as the demo's are
 * (BT.BATRI.MYTHANH.A3.T12); names repeat in districts, collide without diacritics and have their tones in two ways.
 */
export function province({ scale = 1, seed = 2016, liveFrom = '01/10/2016' }: Province = {}): RosterSheets {
  const counts = provinceCounts(scale);
  const root = growTree(counts, randomOf(seed));
  const { offices, people, follows } = staff(root, counts.cadres, randomOf(seed + 1));
  return {
    'Đơn vị': [rosterSheets['Đơn vị'].headers, ...unitRows(root, liveFrom)],
    'Cơ quan': [rosterSheets['Cơ quan'].headers, ...offices],
    'Cán bộ': [rosterSheets['Cán bộ'].headers, ...people],
    'Phân công': [rosterSheets['Phân công'].headers, ...follows],
    Cụm: [rosterSheets.Cụm.headers, ...clusterRows(root)],
  };
}

function unitRows(place: Place, liveFrom: string): readonly (readonly string[])[] {
  const { code, name, word, level, parent, households } = place;
  const row = [code, name, word, level, parent?.code ?? '', String(households ?? ''), liveFrom];
  return [row, ...place.below.flatMap((below) => unitRows(below, liveFrom))];
}

/** The three islands between the rivers, and two halves of each district that has six communes or more. */
function clusterRows(root: Place): readonly (readonly string[])[] {
  const islands = root.below.flatMap(({ island, below }) =>
    below.map(({ code }) => [`Tiểu vùng cù lao ${island}`, code]),
  );
  const halves = root.below
    .filter(({ below }) => below.length >= 6)
    .flatMap(({ name, word, below }) =>
      below.map(({ code }, at) => [
        `Tiểu vùng ${at * 2 < below.length ? 1 : 2} ${word.toLowerCase()} ${name}`,
        code,
      ]),
    );
  return [...islands, ...halves];
}

/** As a folder of CSV files. */
export async function writeProvince(folder: string, sheets: RosterSheets): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const sheet of sheetNames) {
    const lines = (sheets[sheet] ?? []).map((row) => `${row.map(csvCell).join(',')}\n`);
    await writeFile(join(folder, rosterSheets[sheet].file), lines.join(''));
  }
}

const csvCell = (cell: string): string => (/[",\n;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
