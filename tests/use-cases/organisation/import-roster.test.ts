import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonId } from '../../../src/domain/identity.ts';
import { type Roster, readFound } from '../../../src/domain/roster.ts';
import { dayIn } from '../../../src/domain/time.ts';
import { isWithin } from '../../../src/domain/unit.ts';
import { type Database, openDatabase } from '../../../src/store/database.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  type ImportWishes,
  importRoster,
  previewRoster,
} from '../../../src/use-cases/organisation/import-roster.ts';
import { planImport, type RosterDifference } from '../../../src/use-cases/organisation/plan-import.ts';
import { readRosterFolder } from '../../../src/use-cases/organisation/read-roster-folder.ts';
import { testDatabase } from '../../support/world.ts';

const demo = fileURLToPath(new URL('../../../src/use-cases/demo/ben-tre-2018', import.meta.url));
const zone = 'Asia/Ho_Chi_Minh';
const november = Temporal.Instant.from('2018-11-19T08:00:00+07:00');
const december = Temporal.Instant.from('2018-12-03T00:30:00+07:00');
const day = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

let tested: Awaited<ReturnType<typeof testDatabase>>;
let database: Database;
let roster: Roster;
let first: RosterDifference;

const temporary = (): Promise<string> => mkdtemp(join(tmpdir(), 'roster-'));

async function demoRoster(): Promise<Roster> {
  const read = await readRosterFolder(demo);
  const reading = readFound(read);
  if (!('roster' in reading)) throw new Error(JSON.stringify(reading.problems));
  expect(reading.warnings).toEqual([]);
  return reading.roster;
}

class RolledBack extends Error {}

/** What the work sees and returns, after the demo province was imported; nothing of it stays. */
async function tryOut<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  let result: { readonly value: Result } | undefined;
  await database
    .transaction(async (store) => {
      result = { value: await work(store) };
      throw new RolledBack();
    })
    .catch((error) => {
      if (!(error instanceof RolledBack)) throw error;
    });
  return result!.value;
}

const imported = (store: Store, given: Roster, now = november, wishes: ImportWishes = {}) =>
  importRoster({ store, now, zone }, given, wishes);

beforeAll(async () => {
  tested = await testDatabase();
  const { DATABASE_URL: url, DATA_DIR: folder = '' } = tested.env;
  database = await openDatabase(url ? { kind: 'server', url } : { kind: 'embedded', folder });
  roster = await demoRoster();
  first = await database.transaction((store) => imported(store, roster));
});

afterAll(async () => {
  await database.close();
  await tested.drop();
});

const unchanged = { added: 0, changed: 0, ended: 0, missing: [] };

/** The roster with one record of a list changed. */
const withChange = <Name extends 'units' | 'people' | 'assignments' | 'offices'>(
  list: Name,
  which: (record: Roster[Name][number]) => boolean,
  change: Partial<Roster[Name][number]>,
): Roster => ({
  ...roster,
  [list]: (roster[list] as Roster[Name][number][]).map((one) => (which(one) ? { ...one, ...change } : one)),
});

const isAn = ({ code }: { readonly code: string }): boolean => code === 'BT-AN';

async function anIn(store: Store, iso: string) {
  const { id } = (await store.people.byCode('BT-AN'))!;
  return (await store.people.actor(id as PersonId, day(iso)))!;
}

describe('the demo province', () => {
  test('is what an office knows of it', async () => {
    const { store } = database;
    const commune = (await store.units.byCode('BT.BATRI.MYTHANH'))!;
    const [province, district] = [await store.units.byCode('BT'), await store.units.byCode('BT.BATRI')];
    expect(commune).toMatchObject({ word: 'xã', name: 'Mỹ Thạnh', rank: 2, parent: 'huyện Ba Tri' });
    expect(commune.lineage).toEqual([province!.id, district!.id, commune.id]);
    const group = (await store.units.byCode('BT.BATRI.MYTHANH.TO1'))!;
    expect(group.lineage).toHaveLength(5);
    expect(isWithin(group, district!.id)).toBe(true);
    const looking = { within: [province!.id], day: day('2018-11-19'), atMost: 20 };
    const namesakes = (await store.units.find(['my', 'thanh'], looking)).map(({ unit }) => unit);
    expect(namesakes.filter(({ rank }) => rank === 2).map(({ parent }) => parent)).toEqual(
      expect.arrayContaining(['huyện Ba Tri', 'huyện Giồng Trôm']),
    );
    expect((await store.people.followers(commune.id, day('2018-11-19'))).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['BT-AN', 'BT-HOA']),
    );
  });

  test('knows who followed and who sits where', async () => {
    const an = await anIn(database.store, '2018-11-19');
    expect(an.follows).toMatchObject([
      { unit: { name: 'Mỹ Thạnh' }, role: 'lead', from: '2016-05-18', decision: 'Kế hoạch 23-KH/TU' },
      { unit: { name: 'An Đức' }, role: 'support' },
    ]);
    expect(an.seats).toMatchObject([{ officeName: 'Sở Nông nghiệp và Phát triển nông thôn', role: 'head' }]);
    expect((await anIn(database.store, '2016-05-17')).follows).toEqual([]);
  });

  test('leaves two communes without a lead, and every commune with an office that is staffed', async () => {
    const { units, offices, seats, assignments } = await database.store.roster.current();
    const communes = units.filter(({ rank }) => rank === 2);
    const led = new Set(
      assignments.filter(({ role, until }) => role === 'lead' && !until).map(({ unitId }) => unitId),
    );
    expect(communes.filter(({ id }) => !led.has(id)).map(({ code }) => code)).toEqual([
      'BT.BATRI.TANHUNG',
      'BT.GIONGTROM.HUNGLE',
    ]);
    const staffed = new Set(seats.map(({ officeId }) => officeId));
    const served = new Set(offices.filter(({ id }) => staffed.has(id)).map(({ unitId }) => unitId));
    expect(communes.filter(({ id }) => !served.has(id))).toEqual([]);
  });
});

describe('an import', () => {
  test('counts what it adds, and the second time changes nothing', async () => {
    expect(first.units).toEqual({ ...unchanged, added: roster.units.length, untouched: 0 });
    expect(first.assignments).toEqual({ ...unchanged, added: roster.assignments.length, untouched: 0 });
    const before = await database.store.roster.current();
    await tryOut(async (store) => {
      const second = await imported(store, roster, december);
      for (const changes of Object.values(second)) expect(changes).toMatchObject(unchanged);
      expect(second.people.untouched).toBe(roster.people.length);
      expect(await store.roster.current()).toEqual(before);
    });
  });

  test('may be looked at beforehand', async () => {
    const renamed = withChange('people', isAn, { post: 'Giám đốc Sở' });
    const act = { store: database.store, now: december, zone };
    expect((await previewRoster(act, renamed)).people).toMatchObject({ changed: 1 });
    expect((await database.store.people.byCode('BT-AN'))!.post).toMatch(/^Phó Giám đốc/);
  });

  test('changes a person and keeps the key', async () => {
    const before = await database.store.people.byCode('BT-AN');
    const after = await tryOut(async (store) => {
      await imported(store, withChange('people', isAn, { post: 'Giám đốc Sở' }), december);
      return store.people.byCode('BT-AN');
    });
    expect(after).toEqual({ ...before, post: 'Giám đốc Sở' });
  });

  test('ends a seat the day before it is gone from the file, and begins the new one', async () => {
    const moved = withChange('people', isAn, { seats: [{ office: 'BT-STNMT', role: 'head' }] });
    await tryOut(async (store) => {
      const { seats } = await imported(store, moved, december);
      expect(seats).toMatchObject({ added: 1, changed: 0, ended: 1 });
      expect((await imported(store, moved, december)).seats).toMatchObject(unchanged);
      const names = async (iso: string) => (await anIn(store, iso)).seats.map(({ officeName }) => officeName);
      expect(await names('2018-12-02')).toEqual(['Sở Nông nghiệp và Phát triển nông thôn']);
      expect(await names('2018-12-03')).toEqual(['Sở Tài nguyên và Môi trường']);
    });
  });

  test('gives back a seat that was ended', async () => {
    const gone = withChange('people', isAn, { seats: [] });
    await tryOut(async (store) => {
      await imported(store, gone, november);
      const { seats } = await imported(store, roster, december);
      expect(seats).toMatchObject({ added: 0, changed: 1 });
      expect((await anIn(store, '2018-12-03')).seats).toHaveLength(1);
    });
  });

  test('ends an assignment on the day the file says', async () => {
    const ended = withChange('assignments', ({ person, role }) => person === 'BT-AN' && role === 'lead', {
      until: '2018-11-30',
    });
    await tryOut(async (store) => {
      expect((await imported(store, ended, december)).assignments).toMatchObject({ ended: 1, changed: 0 });
      expect((await anIn(store, '2018-11-30')).follows).toHaveLength(2);
      expect((await anIn(store, '2018-12-01')).follows).toHaveLength(1);
    });
  });

  test('leaves what the file does not speak of, and lists it', async () => {
    const less: Roster = {
      ...roster,
      units: roster.units.filter(({ code }) => code !== 'BT.BATRI.MYTHANH.TO1'),
      people: roster.people.filter((person) => !isAn(person)),
      assignments: roster.assignments.filter(
        ({ person, unit }) => person !== 'BT-AN' && unit !== 'BT.BATRI.MYTHANH.TO1',
      ),
    };
    await tryOut(async (store) => {
      const difference = await imported(store, less, december);
      expect(difference.units.missing).toEqual(['BT.BATRI.MYTHANH.TO1']);
      expect(difference.people.missing).toEqual(['BT-AN']);
      expect(difference.assignments.missing).toContain('BT-AN BT.BATRI.MYTHANH 2016-05-18');
      expect(difference.assignments.missing).toHaveLength(3);
      expect((await anIn(store, '2018-12-03')).follows).toHaveLength(2);
      expect((await anIn(store, '2018-12-03')).seats).toHaveLength(1);
    });
  });

  test('moves a unit with all that lies under it, spoken of or not', async () => {
    const without = (code: string) => code !== 'BT.BATRI.MYTHANH.TO1';
    const moved: Roster = {
      ...withChange('units', ({ code }) => code === 'BT.BATRI.MYTHANH', { parent: 'BT.GIONGTROM' }),
      assignments: roster.assignments.filter(({ unit }) => without(unit)),
    };
    await tryOut(async (store) => {
      await imported(store, { ...moved, units: moved.units.filter(({ code }) => without(code)) }, december);
      const district = (await store.units.byCode('BT.GIONGTROM'))!;
      const group = (await store.units.byCode('BT.BATRI.MYTHANH.TO1'))!;
      expect(isWithin(group, district.id)).toBe(true);
      expect(group.lineage).toHaveLength(5);
    });
  });

  test('keeps what a missing column says nothing about, and clears what an empty cell says', async () => {
    const bare = roster.units.map((unit) => ({ ...unit, households: undefined }));
    const households = async (store: Store) =>
      (await store.roster.current()).units.find(({ code }) => code === 'BT.BATRI.MYTHANH.TO1')?.households;
    const known = await households(database.store);
    expect(known).toBeGreaterThan(0);
    const householdsAfter = (unsaid: Roster['unsaid']) =>
      tryOut(async (store) => {
        await imported(store, { ...roster, units: bare, unsaid }, december);
        return households(store);
      });
    expect(await householdsAfter(['households'])).toBe(known);
    expect(await householdsAfter([])).toBeNull();
  });

  /** The roster without An, who leads Mỹ Thạnh and supports An Đức. */
  const withoutAn = (): Roster => ({
    ...roster,
    people: roster.people.filter((person) => !isAn(person)),
    assignments: roster.assignments.filter(({ person }) => person !== 'BT-AN'),
  });
  const endMissing = { endMissing: true };

  test('ends who is missing when asked to, from today, with seats and assignments until yesterday', async () => {
    await tryOut(async (store) => {
      const before = await anIn(store, '2018-12-02');
      const difference = await imported(store, withoutAn(), december, endMissing);
      expect(difference.people).toMatchObject({ ended: 1, changed: 0, missing: [] });
      expect(difference.seats).toMatchObject({ ended: 1, changed: 0 });
      expect(difference.assignments).toMatchObject({ ended: 2, changed: 0, missing: [] });
      expect(await anIn(store, '2018-12-02')).toEqual(before);
      expect(await store.people.actor(before.id, day('2018-12-03'))).toBeUndefined();
      const current = await store.roster.current();
      expect(current.assignments.filter(({ personId }) => personId === before.id)).toMatchObject([
        { until: '2018-12-02' },
        { until: '2018-12-02' },
      ]);
      for (const changes of Object.values(await imported(store, withoutAn(), december, endMissing)))
        expect(changes).toMatchObject(unchanged);
    });
  });

  test('takes back who was ended, from the day they are in the file again', async () => {
    await tryOut(async (store) => {
      await imported(store, withoutAn(), november, endMissing);
      const { people, seats, assignments } = await imported(store, roster, december);
      expect([people, seats, assignments]).toMatchObject([{ changed: 1 }, { changed: 1 }, { changed: 2 }]);
      expect((await anIn(store, '2018-12-03')).follows).toHaveLength(2);
      expect((await anIn(store, '2018-12-03')).seats).toHaveLength(1);
    });
  });

  test('keeps clusters, and drops one only when asked to', async () => {
    const coast = (...units: string[]): Roster => ({
      ...roster,
      clusters: [{ name: 'Ven biển', units }],
      unsaid: [],
    });
    const none = { ...coast(), clusters: [] };
    await tryOut(async (store) => {
      const clusters = async () => (await store.roster.current()).clusters.map(({ units }) => units.length);
      const two = coast('BT.BATRI', 'BT.BATRI.MYTHANH');
      expect((await imported(store, two)).clusters).toMatchObject({ added: 1 });
      expect((await imported(store, two)).clusters).toMatchObject({ untouched: 1, ...unchanged });
      expect((await imported(store, coast('BT.BATRI'))).clusters).toMatchObject({ changed: 1 });
      expect(await clusters()).toEqual([1]);
      expect((await imported(store, none)).clusters.missing).toEqual(['Ven biển']);
      expect(
        (await imported(store, { ...none, unsaid: ['clusters'] }, november, endMissing)).clusters,
      ).toMatchObject(unchanged);
      expect(await clusters()).toEqual([1]);
      expect((await imported(store, none, november, endMissing)).clusters).toMatchObject({ ended: 1 });
      expect(await clusters()).toEqual([]);
    });
  });

  test('writes the words a unit is found by, without speaking of it, and keeps those of former names', async () => {
    const renamed = withChange('units', ({ code }) => code === 'BT.BATRI', { name: 'Ba Tri Mới' });
    await tryOut(async (store) => {
      const rows = async () => new Map((await store.roster.current()).units.map((unit) => [unit.code, unit]));
      const before = (await rows()).get('BT.BATRI.MYTHANH')!;
      expect(before.search).toEqual(['xa', 'my', 'thanh', 'huyen', 'ba', 'tri']);
      const { validUntil: _, ...row } = before;
      await store.roster.writeUnits([{ ...row, search: [...before.search, 'cu'] }]);
      expect((await imported(store, roster)).units).toMatchObject(unchanged);
      expect((await imported(store, renamed)).units).toMatchObject({ changed: 1 });
      expect((await rows()).get('BT.BATRI.MYTHANH')!.search).toEqual([...before.search, 'moi', 'cu']);
    });
  });

  test('leaves a unit in use whose day was set here, whatever an empty cell says', async () => {
    const dated = withChange('units', ({ code }) => code === 'BT.BATRI', { liveFrom: '2018-10-01' });
    const silent = withChange('units', ({ code }) => code === 'BT.BATRI', { liveFrom: undefined });
    await tryOut(async (store) => {
      await imported(store, dated);
      expect((await imported(store, silent)).units).toMatchObject(unchanged);
    });
  });

  test('brings back no unit that a reform has ended, and misses none', async () => {
    const current = await database.store.roster.current();
    const code = 'BT.BATRI.MYTHANH.TO1';
    const ended = {
      ...current,
      units: current.units.map((unit) => (unit.code === code ? { ...unit, validUntil: '2018-12-03' } : unit)),
    };
    const plan = (given: Roster, now = december) =>
      planImport(ended, given, { now, today: dayIn(zone, now), endMissing: false });
    expect(() => plan(roster)).toThrow(expect.objectContaining({ values: { codes: code } }));
    expect(plan(roster, november).difference.units).toMatchObject(unchanged);
    const rest = {
      ...roster,
      units: roster.units.filter((unit) => unit.code !== code),
      assignments: roster.assignments.filter(({ unit }) => unit !== code),
    };
    expect(plan(rest).difference.units.missing).toEqual([]);
  });

  test('gives each level the norm of its template', async () => {
    const { levels } = await database.store.roster.current();
    expect(levels.map(({ norm }) => norm)).toEqual([null, 2, 2, 3, 5]);
  });

  test('refuses the roster of another province, or of other levels', async () => {
    const other: Roster = {
      ...roster,
      units: [{ ...roster.units[0]!, code: 'TG' }],
      offices: [],
      people: [],
      assignments: [],
    };
    await expect(tryOut((store) => imported(store, other))).rejects.toMatchObject({
      code: 'roster.refused.root',
      values: { given: 'TG', stored: 'BT' },
    });
    await expect(
      tryOut((store) => imported(store, { ...roster, template: 'two-tier' })),
    ).rejects.toMatchObject({ code: 'roster.refused.levels' });
  });
});

describe('a folder of CSV files', () => {
  const header = 'Mã,Tên,Mã đơn vị,Loại,Lĩnh vực';

  async function read(files: Record<string, string | Uint8Array>) {
    const at = await temporary();
    for (const [name, content] of Object.entries(files)) await writeFile(join(at, name), content);
    const reading = await readRosterFolder(at);
    await rm(at, { recursive: true });
    return reading;
  }

  test.each([
    ['commas', `${header}\nSNN,"Sở Nông nghiệp, PTNT",BT,Chuyên môn,Nông nghiệp; Thủy lợi\n`],
    [
      'a mark of UTF-8 and Windows lines',
      `\uFEFF${header}\r\nSNN,"Sở Nông nghiệp, PTNT",BT,Chuyên môn,Nông nghiệp; Thủy lợi\r\n`,
    ],
    [
      'semicolons',
      `${header.replaceAll(',', ';')}\nSNN;Sở Nông nghiệp, PTNT;BT;Chuyên môn;"Nông nghiệp; Thủy lợi"\n`,
    ],
  ])('may be written with %s', async (_, text) => {
    expect(await read({ 'Co-Quan.csv': text })).toEqual({
      sheets: {
        'Cơ quan': [
          header.split(','),
          ['SNN', 'Sở Nông nghiệp, PTNT', 'BT', 'Chuyên môn', 'Nông nghiệp; Thủy lợi'],
        ],
      },
      cells: [],
    });
  });

  test('keeps the numbers of rows, and misses a sheet whose file is not there', async () => {
    const reading = await read({ 'co-quan.csv': `${header}\n\n,,,,\nSNN,,BT,Chuyên môn,Điện\n` });
    const roster = readFound(reading);
    expect('problems' in roster && roster.problems).toMatchObject([
      { sheet: 'Đơn vị', reason: 'missing-sheet', values: { file: 'don-vi.csv' } },
      { sheet: 'Cơ quan', row: 4, column: 'Tên', reason: 'missing-value' },
      { sheet: 'Cán bộ', reason: 'missing-sheet' },
      { sheet: 'Phân công', reason: 'missing-sheet' },
    ]);
  });

  test('that can not be read is told file by file', async () => {
    const reading = await read({
      'don-vi.csv': Buffer.from('Mã,Tên\nBT,B\xffn Tre', 'latin1'),
      'co-quan.csv': `${header}\nSNN,"Sở Nông nghiệp,BT\n`,
      'can-bo.csv': new Uint8Array(20 * 1024 * 1024 + 1),
    });
    expect('problems' in reading && reading.problems).toMatchObject([
      { sheet: 'Đơn vị', reason: 'not-utf8', values: { file: 'don-vi.csv' } },
      { sheet: 'Cơ quan', reason: 'bad-file', values: { file: 'co-quan.csv' } },
      { sheet: 'Cán bộ', reason: 'file-too-large', values: { file: 'can-bo.csv', most: 20 } },
    ]);
  });
});
