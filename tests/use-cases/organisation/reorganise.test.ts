import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../../src/domain/history.ts';
import type { UnitId } from '../../../src/domain/identity.ts';
import { fullUnitName } from '../../../src/domain/unit.ts';
import type { ActOf } from '../../../src/use-cases/app.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import type { ReorganisationReport } from '../../../src/use-cases/organisation/reorganise/report.ts';
import { answerRecommendation } from '../../../src/use-cases/recommendations/answer-recommendation.ts';
import { raiseRecommendation } from '../../../src/use-cases/recommendations/raise-recommendation.ts';
import { takeUpRecommendation } from '../../../src/use-cases/recommendations/take-up-recommendation.ts';
import { addsRecommendation, beginsVisit, phoneIn } from '../../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  folder = await mkdtemp(join(tmpdir(), 'ba-nam-plan-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

async function runs(plan: string, ...options: string[]) {
  const path = join(folder, 'plan.yaml');
  await writeFile(path, plan);
  return world.cli('reorganise', path, ...options);
}
const reported = async (plan: string, ...options: string[]): Promise<ReorganisationReport> => {
  const { out, err } = await runs(plan, '--json', ...options);
  expect(err).toBe('');
  return JSON.parse(out) as ReorganisationReport;
};

async function as<Result>(code: string, work: (act: ActOf) => Promise<Result>): Promise<Result> {
  const { app, database } = world.served.house;
  const { id } = (await database.store.people.byCode(code))!;
  const now = app.clock.now();
  const actor = (await database.store.people.actor(id, new Date(now.epochMilliseconds)))!;
  return inAct(app, (act) => work({ ...act, actor }), now);
}

const raises = (unit: string, field: string | undefined, text: string, aboutOffice = false) =>
  as('BT-AN', async (act) => {
    const found = (await act.store.units.byCode(unit))!;
    const raising = { unit: found, visit: undefined, kind: 'proposal' as const, field, text, aboutOffice };
    return (await raiseRecommendation(act, raising)).told;
  });

const told = async (number: string) =>
  (await world.served.house.database.store.recommendations.byNumber(number))!;

const everything = async (): Promise<string> => {
  const { store } = world.served.house.database;
  return JSON.stringify([
    await store.reorganisation.organisation('2018-11-19', new Date('2018-11-19')),
    await store.roster.current(),
  ]);
};

const merge = `
on: 19/11/2018
decision: 856/NQ-UBTVQH14
changes:
  - merge: [BT.BATRI.MYTHANH, BT.BATRI.ANDUC]
    into: { code: BT.BATRI.MYDUC, name: Mỹ Đức, word: xã }
  - rename: BT.GIONGTROM.MYTHANH
    name: Tân Mỹ Thạnh
    word: thị trấn
`;

describe('a plan', () => {
  it('that is written wrongly is refused with every mistake, its line and place, and changes nothing', async () => {
    const before = await everything();
    const { err, exit } = await runs(`
on: 32/13/2020
chang: 1
changes:
  - merge: [A]
    into: { code: X, nam: Y, word: xã }
  - rename: BT
  - split: BT.BATRI
    move: A
  - split: BT.BATRI
    into: [{ code: X, name: A, word: xã }]
`);
    expect(exit).toBe(1);
    expect(err).toContain('Dòng 2 (on): Không có ngày “32/13/2020”');
    expect(err).toContain('Không có mục này: chang');
    expect(err).toContain('Dòng 7 (changes[2]): Chưa ghi tên, loại hay mã mới.');
    expect(err).toContain('Dòng 8 (changes[3]): Mỗi thay đổi ghi đúng một trong các mục');
    expect(err).toMatch(/Dòng 11 \(changes\[4\]\.into\): Cần ít nhất 2/);
    expect(await everything()).toBe(before);
  });

  it.each([
    ['on: [', 'Không đọc được YAML'],
    ['', 'Thiếu mục này'],
    ['- 1', 'Giá trị không đúng dạng'],
    [
      'on: 01/01/2018\nchanges:\n  - move: BT.NO\n    under: BT',
      'Dòng 3 (changes[1].move[1]): Không có đơn vị mã BT.NO',
    ],
    ['on: 01/01/2019\nchanges: [{ rename: BT.BATRI, name: X }]', 'Trước ngày đó chỉ chạy thử được'],
  ])('%j is refused', async (plan, reason) => {
    const { err, exit } = await runs(plan);
    expect(exit).toBe(1);
    expect(err).toContain(reason);
  });

  it('that is only tried says what would happen, and changes nothing', async () => {
    const before = await everything();
    const { out, exit } = await runs(merge, '--dry-run');
    expect(exit).toBe(0);
    expect(out).toContain('Chưa thay đổi gì');
    expect(out).toMatch(/lập mới 1, kết thúc 2, đổi tên 1/);
    expect(await everything()).toBe(before);
  });
});

describe('the plan in the README', () => {
  it('can be tried on the demo province', async () => {
    const plan = /```yaml\n(on:[\s\S]*?)```/.exec(await readFile('README.md', 'utf8'))![1]!;
    const { out, err } = await runs(plan, '--dry-run');
    expect(err).toBe('');
    expect(out).toContain('Chạy thử phương án sắp xếp đơn vị, hiệu lực 01/07/2025');
    expect(out).toContain('BT.BATRI-PNN (Phòng Nông nghiệp và Phát triển nông thôn huyện Ba Tri) → BT-VPTU');
    if (process.env.TEST_LOG) process.stdout.write(out);
  });
});

describe('a reform carried out', () => {
  it('keeps what was raised, its clocks and its history; tells each person once; old names still find', async () => {
    const cadre = phoneIn(world, 'BT-AN');
    const atOffice = await raises('BT.BATRI.MYTHANH', undefined, 'Việc của văn phòng xã');
    await beginsVisit(cadre, 'Đi xã Mỹ Thạnh trước khi sáp nhập');
    await cadre.chooses('Không có ảnh');
    await cadre.chooses('Có');
    await addsRecommendation(cadre, 'Cầu ấp 3 hư');
    await cadre.chooses('Không');
    const said = (await cadre.said()).length;
    const report = await reported(merge);
    expect(report.units.ended.map(({ code }) => code).sort()).toEqual(['BT.BATRI.ANDUC', 'BT.BATRI.MYTHANH']);
    expect(report.units.renamed).toMatchObject([{ name: 'thị trấn Tân Mỹ Thạnh', formerly: 'xã Mỹ Thạnh' }]);
    const after = await told(atOffice.number);
    expect(fullUnitName(after.unit)).toBe('xã Mỹ Thạnh (nay là xã Mỹ Đức), huyện Ba Tri');
    expect(after.legalDeadline.toString()).toBe(atOffice.legalDeadline.toString());
    await world.served.idle();
    const heard = (await cadre.said()).slice(said).filter((text) => text.includes('Sắp xếp đơn vị'));
    expect(heard).toHaveLength(1);
    expect(heard[0]).toContain('xã Mỹ Thạnh nay thuộc xã Mỹ Đức');
    // What was being written about it is sent, and is about what it has become.
    const sent = await cadre.hears((phone) => phone.chooses('Gửi'));
    expect(sent).toContain('Đã lưu ghi chép');
    expect((await told(sent.match(/KN-BT-\d+-\d+/)?.[0] ?? '')).unit.code).toBe('BT.BATRI.MYDUC');
    const find = (text: string) => phoneIn(world, 'VPTU-BINH').hears((phone) => phone.says(`/tim ${text}`));
    expect(await find('my thanh ba tri')).toContain('Xã Mỹ Đức, huyện Ba Tri');
    expect(await find('xa my thanh giong trom')).toMatch(/Thị trấn Tân Mỹ Thạnh[\s\S]*Tên cũ: xã Mỹ Thạnh/);
    expect(await cadre.hears((phone) => phone.says('/diaban'))).toContain('xã Mỹ Đức');
    const { store } = world.served.house.database;
    const ended = (await store.units.byCode('BT.BATRI.MYTHANH'))!;
    const then = await store.people.followers(ended.id, new Date('2018-11-18'));
    expect(then.map(({ code }) => code)).toContain('BT-AN');
    expect(await store.people.followers(ended.id, new Date('2018-11-19'))).toEqual([]);
    const { err } = await runs(merge);
    expect(err).toContain('Đơn vị BT.BATRI.MYTHANH đã kết thúc từ 19/11/2018.');
  });

  it('who followed a unit before it was merged is answered by the name it has now, too', async () => {
    const asked = ['assign', '--history', '--unit', 'BT.BATRI.MYDUC', '--on', '15/03/2017'];
    const { out } = await world.cli(...asked, '--json');
    expect(JSON.parse(out)).toContainEqual(
      expect.objectContaining({ unit: 'BT.BATRI.MYTHANH', person: 'BT-AN', role: 'lead' }),
    );
    expect((await world.cli(...asked)).out).toMatch(
      /xã An Đức \(nay là xã Mỹ Đức\), huyện Ba Tri, ngày 15\/03\/2017:\n• .*xã Mỹ Thạnh \(nay là xã Mỹ Đức\), huyện Ba Tri, ngày 15\/03\/2017:\n• Phụ trách: Nguyễn Văn An/s,
    );
    const cadre = phoneIn(world, 'BT-AN');
    await cadre.says('/aiphutrach');
    await cadre.chooses('Xã Mỹ Đức, huyện Ba Tri');
    expect(await cadre.hears((phone) => phone.says('15/3/2017'))).toMatch(
      /xã Mỹ Thạnh \(nay là xã Mỹ Đức\), huyện Ba Tri, ngày .*15\/0?3\/2017:\n• Phụ trách: Nguyễn Văn An/,
    );
  });

  it('dissolves the districts: what their offices answered for goes up, each clock as it must', async () => {
    const { store } = world.served.house.database;
    // Their offices in three states: to be taken up, taken up, answered.
    const open = await raises('BT.BATRI.MYDUC', undefined, 'Về chính văn phòng xã', true);
    const district = open.office;
    const [staff] = await store.people.staff(district, new Date('2018-11-19'));
    const taken = await raises('BT.BATRI.MYDUC', undefined, 'Đã tiếp nhận', true);
    await as(staff!.code, (act) => takeUpRecommendation(act, taken.id));
    const answered = await raises('BT.BATRI.MYDUC', undefined, 'Đã trả lời', true);
    await as(staff!.code, (act) => answerRecommendation(act, answered.id, 'Xong.'));
    const report = await reported('on: 19/11/2018\nchanges: [{ dissolve: Huyện }]');
    expect(report.recommendations.map(({ number }) => number).sort()).toEqual(
      expect.arrayContaining([open.number, taken.number, answered.number]),
    );
    for (const was of [open, taken, answered]) {
      const now = await told(was.number);
      expect(now.office).not.toBe(district);
      expect(now.legalDeadline.toString()).toBe(was.legalDeadline.toString());
      expect(now.sentTo).toContain(district);
      const folded = fold(await store.recommendations.history(was.id))!;
      expect(folded).toMatchObject({
        state: now.state,
        office: now.office,
        events: now.events,
        nextStep: now.nextStep,
        atTop: now.atTop,
        handler: now.handler,
      });
      expect(folded.deadline?.toString()).toBe(now.deadline?.toString());
      expect(now.nextStepAt).toBeDefined();
      expect(now.state).toBe(was === answered ? 'answered' : 'open');
    }
    const commune = (await store.units.byCode('BT.BATRI.MYDUC'))!;
    expect(commune).toMatchObject({ rank: 1, parent: 'tỉnh Bến Tre' });
    const dissolved = (await store.units.byCode('BT.BATRI'))!;
    expect(dissolved.rank).toBe(4);
    expect(fullUnitName(dissolved)).toBe('huyện Ba Tri, tỉnh Bến Tre');
    const merged = (await store.units.byCode('BT.BATRI.ANDUC'))!;
    expect(fullUnitName(merged)).toBe('xã An Đức (nay là xã Mỹ Đức), tỉnh Bến Tre');
    const [found] = await store.units.find(['my', 'duc', 'ba', 'tri'], {
      within: [commune.lineage[0] as UnitId],
      day: new Date('2018-11-20'),
      atMost: 5,
    });
    expect(found?.unit.code).toBe('BT.BATRI.MYDUC');
    expect(await phoneIn(world, 'VPTU-BINH').hears((phone) => phone.says('/viec'))).toContain(open.number);
  });

  it('leaves a province whose roster, written and read again, changes nothing', async () => {
    const path = join(folder, 'after.xlsx');
    expect((await world.cli('export', path)).exit).toBe(0);
    const { out, err } = await world.cli('import', path, '--dry-run', '--json');
    expect(err).toBe('');
    const difference = JSON.parse(out) as Record<string, unknown>;
    for (const what of ['units', 'offices', 'people', 'seats', 'assignments', 'clusters'])
      expect(difference[what]).toMatchObject({ added: 0, changed: 0, ended: 0 });
  });
});
