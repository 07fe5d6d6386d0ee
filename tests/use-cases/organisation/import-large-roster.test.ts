import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import type { RosterSheets } from '../../../src/domain/roster/sheets.ts';
import { readRoster } from '../../../src/domain/roster.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { importRoster } from '../../../src/use-cases/organisation/import-roster.ts';

const unitSheet = (children: number): string[][] => {
  const code = (...at: readonly number[]) => ['P', ...at].join('.');
  const below = (parent: readonly number[], level: string): string[][] =>
    Array.from({ length: children }, (_, at) => [
      code(...parent, at),
      `${at}`,
      level,
      level,
      code(...parent),
    ]);
  const ranks = Array.from({ length: children }, (_, at) => at);
  return [
    ['Mã', 'Tên', 'Loại', 'Cấp', 'Mã cấp trên'],
    ['P', 'Thử', 'Tỉnh', 'Tỉnh', ''],
    ...below([], 'Huyện'),
    ...ranks.flatMap((a) => below([a], 'Xã')),
    ...ranks.flatMap((a) => ranks.flatMap((b) => below([a, b], 'Ấp'))),
    ...ranks.flatMap((a) => ranks.flatMap((b) => ranks.flatMap((c) => below([a, b, c], 'Tổ')))),
  ];
};

function largeSheets(): RosterSheets {
  const units = unitSheet(11);
  const people = Array.from({ length: 7000 }, (_, at) => [
    `C${at}`,
    `Nguyễn Văn ${at}`,
    'Cán bộ',
    'O',
    '',
    '',
  ]);
  const follows = (person: readonly string[], at: number): readonly string[] => [
    person[0]!,
    units[1 + ((at * 2) % (units.length - 1))]![0]!,
    'Phụ trách',
    '18/05/2016',
    '',
    '',
    '',
  ];
  return {
    'Đơn vị': units,
    'Cơ quan': [
      ['Mã', 'Tên', 'Mã đơn vị', 'Loại', 'Lĩnh vực'],
      ['O', 'Văn phòng', 'P', 'Văn phòng', ''],
    ],
    'Cán bộ': [['Mã', 'Họ tên', 'Chức vụ', 'Mã cơ quan', 'Vai trò', 'Điện thoại'], ...people],
    'Phân công': [
      ['Mã cán bộ', 'Mã đơn vị', 'Vai trò', 'Từ ngày', 'Đến ngày', 'Số quyết định', 'Ngày quyết định'],
      ...people.map(follows),
    ],
  };
}

test('an import carries a whole province', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'roster-'));
  const database = await openDatabase({ kind: 'embedded', folder });
  const now = Temporal.Instant.from('2018-11-19T08:00:00+07:00');
  const started = performance.now();
  const reading = readRoster(largeSheets());
  if (!('roster' in reading)) throw new Error(JSON.stringify(reading.problems.slice(0, 3)));
  const run = () =>
    database.transaction((store) => importRoster({ store, now, zone: 'Asia/Ho_Chi_Minh' }, reading.roster));
  const first = await run();
  const seconds = (performance.now() - started) / 1000;
  const second = await run();
  expect(first).toMatchObject({ units: { added: 16_105 }, people: { added: 7000 } });
  expect(second).toMatchObject({
    units: { added: 0, changed: 0, untouched: 16_105 },
    assignments: { added: 0, changed: 0, untouched: 7000 },
  });
  const leaf = await database.store.units.byCode('P.10.10.10.10');
  expect(leaf?.lineage).toHaveLength(5);
  expect(leaf?.lineage.at(-1)).toBe(leaf?.id);
  // Some three seconds on a slow laptop; the rest is room for a busy machine.
  expect(seconds).toBeLessThan(40);
  await database.close();
  await rm(folder, { recursive: true });
}, 120_000);
