import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { longId, shortId } from '../../../src/domain/identity.ts';
import { sweepAll } from '../../../src/jobs/sweeps.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { chaseCoverage } from '../../../src/use-cases/organisation/chase-coverage.ts';
import { listAction } from '../../../src/use-cases/organisation/coverage-wording.ts';
import { browserPhone } from '../../support/phones.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const tokenOf = (code: string) => world.served.house.rehearsal!.phoneOf(code);
const phone = (code: string) => browserPhone(world, tokenOf(code));
const store = () => world.served.house.database.store;

async function presses(code: string, press: string): Promise<void> {
  const headers = { 'x-phone': tokenOf(code), 'content-type': 'application/json' };
  const body = JSON.stringify({ id: randomUUID(), press, label: press });
  await fetch(`${world.base}/channels/browser/messages`, { method: 'POST', headers, body });
  await world.served.idle();
}

const json = async (...words: string[]) => JSON.parse((await world.cli('coverage', ...words, '--json')).out);
const chases = async (code: string) =>
  (await phone(code).said()).filter((text) => text.includes('còn thiếu trong phân công'));

it('counts each level, and lists who and what is lacking', async () => {
  const all = await json();
  expect(all.unit).toEqual({ code: 'BT', name: 'Bến Tre', word: 'tỉnh' });
  expect(all.levels.map(({ level, units }: { level: string; units: number }) => [level, units])).toEqual([
    ['huyen', 2],
    ['xa', 46],
    ['ap', 224],
    ['to', 49],
  ]);
  for (const { units, withLead, withoutLead } of all.levels) expect(withLead + withoutLead).toBe(units);
  const lacking = all.levels.reduce((sum: number, one: { withoutLead: number }) => sum + one.withoutLead, 0);
  expect(all.withoutLead).toHaveLength(lacking);
  expect(all.withoutLead).toContainEqual(
    expect.objectContaining({ code: 'BT.BATRI.TANHUNG', word: 'xã', above: 'huyện Ba Tri' }),
  );
  const counted = (key: string) =>
    all.people.reduce((sum: number, one: Record<string, number>) => sum + one[key]!, 0);
  for (const key of ['withoutUnit', 'notLinked', 'overloaded']) expect(all[key]).toHaveLength(counted(key));
  expect(all.notLinked).toEqual([expect.objectContaining({ code: 'BT-HOA' })]);
  expect(all.overloaded[0].loads).toEqual([{ level: 'Xã', units: 3, norm: 2 }]);
});

it('of a unit, what is at it and below; an unknown one is refused', async () => {
  const commune = await json('--unit', 'bt.batri.mythanh');
  expect(commune.levels.map(({ name, units }: { name: string; units: number }) => [name, units])).toEqual([
    ['Xã', 1],
    ['Ấp', 5],
    ['Tổ', 16],
  ]);
  expect(commune.withoutLead.map(({ name }: { name: string }) => name)).toEqual(['số 15', 'số 16']);
  const { out } = await world.cli('coverage', '--unit', 'BT.BATRI.MYTHANH');
  expect(out).toContain('• Ấp: 5 đơn vị, đều có người phụ trách\n');
  expect(out).toContain('• Tổ (tổ nhân dân tự quản): 16 đơn vị, chưa có người phụ trách 2\n');
  expect(out).toContain('• tổ nhân dân tự quản số 15, ấp 5\n');
  const refused = await world.cli('coverage', '--unit', 'BT.KHONGCO');
  expect([refused.exit, refused.out]).toEqual([1, '']);
});

it('/tinhhinh shows an office its own unit, page by page; the law of access decides at the tap', async () => {
  const district = phone('CB043');
  await district.says('/tinhhinh');
  const seen = await district.sees(/Tình hình phân công: huyện Ba Tri/);
  expect(seen).toContain('• Huyện: 1 đơn vị, chưa có người phụ trách 1');
  const { withoutLead } = await json('--unit', 'BT.BATRI');
  const total = withoutLead.length;
  await district.chooses(`Chưa có người phụ trách: ${total}`);
  const names: string[] = [];
  for (let from = 1; from <= total; from += 10) {
    const page = await district.sees(/đơn vị chưa có người phụ trách/);
    expect(page).toContain(`Từ ${from} đến ${Math.min(from + 9, total)}:`);
    names.push(...page.split('\n').filter((line) => line.startsWith('• ')));
    if (from + 9 < total) await district.chooses('Xem tiếp');
  }
  expect(new Set(names).size).toBe(total);
  const unit = (await store().units.byCode('BT.GIONGTROM'))!;
  for (const press of [`tt:${shortId(unit.id)}`, `tl:u.${shortId(unit.id)}`]) {
    await presses('CB043', press);
    await district.sees(/Mục này không thuộc phần việc của đồng chí/);
  }
  for (const press of ['tl:', 'tl:x.y', `tl:z.${shortId(unit.id)}`, `tl:u.${shortId(unit.id)}.x`, 'tt:x']) {
    await presses('CB043', press);
    await district.sees(/không dùng được nữa/);
  }
  const cadre = phone('BT-AN');
  await cadre.says('tình hình');
  await cadre.sees(/Mục này dành cho văn phòng của đơn vị/);
});

it('a list’s button fits where a button must, and goes on behind whoever has left the list', async () => {
  const unit = (await store().units.byCode('BT.BATRI'))!;
  const list = { lack: 'overloaded' as const, unit: unit.id, inCharge: true };
  expect(Buffer.byteLength(listAction(list, unit.id))).toBeLessThanOrEqual(64);
  expect(longId(listAction(list, unit.id).split('.')[2]!)).toBe(unit.id);
});

it('each Monday at the opening an office is told what is missing in its charge, once', async () => {
  await world.served.advance('P6D');
  for (const code of ['CB043', 'MT-THU', 'VPTU-BINH']) expect(await chases(code)).toEqual([]);
  await world.served.advance('P1D');
  const [district] = await chases('CB043');
  expect(district).toMatch(/^⏰ Huyện Ba Tri: còn thiếu[\s\S]*: 1\n• xã Tân Hưng, huyện Ba Tri\n/);
  expect(district).toMatch(/Cán bộ chưa kết nối: 1\n• Lê Thị Hoa, Phó Trưởng Ban Dân vận/);
  expect(district).toMatch(/Cán bộ theo dõi quá định mức: \d\n• .*: 3 xã \(định mức 2\)\n/);
  expect(district).toMatch(/Cán bộ chưa được phân công: \d\n/);
  expect((await chases('MT-THU'))[0]).toMatch(/Xã Mỹ Thạnh[\s\S]*: 2\n• tổ nhân dân tự quản số 15, ấp 5\n/);
  expect((await chases('VPTU-BINH'))[0]).toMatch(/Tỉnh Bến Tre[\s\S]*: 2\n• huyện Ba Tri, tỉnh Bến Tre\n/);
  await phone('CB043').chooses('Xem đơn vị còn thiếu');
  await phone('CB043').sees(/Huyện Ba Tri: đơn vị chưa có người phụ trách: 1\n• xã Tân Hưng/);
  const { app } = world.served.house;
  await sweepAll(app, app.clock.now(), { ask: async () => {}, pass: async () => {} });
  const unit = (await store().units.byCode('BT.BATRI'))!;
  const [office] = (await store().offices.onTheWay(unit.id, new Date('2018-11-26'))).filter(
    ({ kind, unitId }) => kind === 'general' && unitId === unit.id,
  );
  // Replayed with the moment of before: it was taken then, and nothing is said again.
  const due = new Date(Temporal.Instant.from('2018-11-26T08:00:00+07:00').epochMilliseconds);
  await inAct(app, (act) => chaseCoverage(act, { office: office!.id, due }));
  expect(await chases('CB043')).toHaveLength(1);
});

it('an office where nothing is missing any more is not told, nor one that is not in use, nor of such units', async () => {
  for (const unit of ['BT.BATRI.MYTHANH.TO15', 'BT.BATRI.MYTHANH.TO16']) await assign('BT-AN', unit);
  await world.cli('go-live', '--unit', 'BT.BATRI', '--from', '01/01/2030');
  await world.cli('go-live', '--unit', 'BT.BATRI.MYTHANH', '--from', '01/11/2018');
  await world.served.advance('P7D');
  expect(await chases('MT-THU')).toHaveLength(1);
  expect(await chases('CB043')).toHaveLength(1);
  expect((await chases('VPTU-BINH')).at(-1)).toMatch(/: 1\n• huyện Giồng Trôm/);
  expect(await chases('CB059')).toHaveLength(2);
});

async function assign(person: string, unit: string): Promise<void> {
  const { id } = (await store().people.byCode(person))!;
  const found = await store().units.byCode(unit);
  if (!found) throw new Error(unit);
  await store().roster.writeAssignments([
    {
      id: randomUUID(),
      personId: id,
      unitId: found.id,
      role: 'lead',
      from: '2018-11-01',
      until: null,
      decision: null,
      decidedOn: null,
    },
  ]);
}
