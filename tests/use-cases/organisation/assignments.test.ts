import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Phone, phoneIn } from '../../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phoneOf = (code: string): Phone => phoneIn(world, code);
const unit = 'BT.BATRI.MYTHANH';
const run = (...words: string[]) => world.cli(...words);
const json = async (...words: string[]) => {
  const { out, err, exit } = await run(...words, '--json');
  expect([err, exit]).toEqual(['', 0]);
  return JSON.parse(out);
};
const refused = async (...words: string[]) => {
  const { out, err, exit } = await run(...words);
  expect([out, exit]).toEqual(['', 1]);
  return err.trim();
};
const leadsOn = async (at: string, on: string) =>
  (await json('assign', '--history', '--unit', at, '--on', on)).map(
    (one: { person: string; role: string }) => `${one.person} ${one.role}`,
  );

describe('an assignment by the operator', () => {
  it('begins on its day, is told to who follows and to the unit’s office, and is answered for any day', async () => {
    const done = await json(
      'assign',
      '--person',
      'CB035',
      '--unit',
      'BT.BATRI.MYTHANH.AP1',
      '--from',
      '01/12/2018',
      '--decision',
      '45-QĐ/HU',
      '--decided',
      '20/11/2018',
    );
    expect(done).toEqual({
      person: 'CB035',
      unit: 'BT.BATRI.MYTHANH.AP1',
      role: 'lead',
      from: '2018-12-01',
      otherLeads: done.otherLeads,
    });
    // What is said before the process has become the sender goes out with the next look.
    await world.served.advance('PT1M');
    await phoneOf('CB035').sees(
      /^✅ Đồng chí được phân công phụ trách ấp 1, xã Mỹ Thạnh từ ngày 01\/12\/2018, theo 45-QĐ\/HU ngày 20\/11\/2018\.$/,
    );
    await phoneOf('MT-THU').sees(/^Đồng chí .* phụ trách ấp 1, xã Mỹ Thạnh từ ngày 01\/12\/2018/);
    expect(await leadsOn('BT.BATRI.MYTHANH.AP1', '30/11/2018')).not.toContain('CB035 lead');
    expect(await leadsOn('BT.BATRI.MYTHANH.AP1', '01/12/2018')).toContain('CB035 lead');
  });

  it('is refused with its reason, and nothing is written', async () => {
    const before = await json('assign', '--history', '--unit', unit);
    const first = ['assign', '--unit', unit];
    expect(await refused(...first, '--person', 'BT-AN')).toMatch(
      /^Nguyễn Văn An đang phụ trách xã Mỹ Thạnh, huyện Ba Tri từ ngày 18\/05\/2016/,
    );
    expect(await refused(...first, '--person', 'NOBODY')).toBe('Không có cán bộ mã NOBODY trong danh sách.');
    expect(await refused('assign', '--unit', 'NOWHERE', '--person', 'BT-AN')).toBe(
      'Không có đơn vị mã NOWHERE trong danh sách.',
    );
    expect(await refused(...first, '--person', 'CB035', '--from', '31/02/2019')).toMatch(
      /^Không có ngày “31\/02\/2019”/,
    );
    expect(await refused(...first, '--person', 'CB035', '--decision', 'x'.repeat(300))).toMatch(
      /dài 300 ký tự/,
    );
    expect(await refused(...first, '--end', '--person', 'CB035')).toMatch(
      /không được phân công theo dõi xã Mỹ Thạnh/,
    );
    expect(await refused(...first, '--end', '--person', 'BT-AN', '--on', '18/05/2016')).toMatch(
      /Ngày thôi phải sau ngày đó/,
    );
    expect(await json('assign', '--history', '--unit', unit)).toEqual(before);
    expect((await run(...first)).exit).toBe(2);
    expect((await run(...first, '--person', 'BT-AN', '--role', 'boss')).exit).toBe(2);
  });

  it('a second lead is only warned about', async () => {
    const { out, exit } = await run('assign', '--unit', 'BT.BATRI.ANDUC', '--person', 'CB036');
    const { otherLeads } = { otherLeads: await leadsOn('BT.BATRI.ANDUC', '24/11/2018') };
    expect(exit).toBe(0);
    expect(otherLeads).toContain('CB036 lead');
    if (otherLeads.filter((one: string) => one.endsWith('lead')).length > 1)
      expect(out).toMatch(/Lưu ý: đơn vị đã có người phụ trách/);
  });

  it('is not given to who has no access', async () => {
    await json('end', '--person', 'CB040', '--on', '24/11/2018');
    expect(await refused('assign', '--unit', unit, '--person', 'CB040', '--from', '30/11/2018')).toMatch(
      /không còn quyền sử dụng Ba Nắm từ ngày 24\/11\/2018/,
    );
    expect(await refused('end', '--person', 'CB040', '--on', '25/11/2018')).toMatch(
      /không còn quyền sử dụng/,
    );
  });
});

describe('whose access ends', () => {
  it('leaves every seat and unit by that day; the units are said to be without a lead', async () => {
    const { store } = world.served.house.database;
    const an = (await store.people.byCode('BT-AN'))!;
    const mine = (await store.units.byCode(unit))!;
    const seatsOn = async (day: string) =>
      (await store.people.actor(an.id, new Date(`${day}T00:00:00Z`)))?.seats.length;
    expect(await seatsOn('2018-11-25')).toBe(1);
    const ended = await json('end', '--person', 'bt-an', '--on', '26/11/2018');
    expect(ended).toEqual({
      person: 'BT-AN',
      endedOn: '2018-11-26',
      units: expect.arrayContaining([unit, 'BT.BATRI.ANDUC']),
    });
    expect(await seatsOn('2018-11-25')).toBe(1);
    expect(await seatsOn('2018-11-26')).toBeUndefined();
    expect(await leadsOn(unit, '25/11/2018')).toContain('BT-AN lead');
    expect(await leadsOn(unit, '26/11/2018')).not.toContain('BT-AN lead');
    await world.served.advance('PT1M');
    await phoneOf('MT-THU').sees(
      /Nguyễn Văn An .*thôi theo dõi xã Mỹ Thạnh.*ngày cuối là 25\/11\/2018\.\nHiện xã Mỹ Thạnh, huyện Ba Tri chưa có người phụ trách/,
    );
    const speakers = (day: string) =>
      store.people.speakersFor(an.id, { ...mine, hiddenFrom: undefined }, new Date(`${day}T00:00:00Z`));
    const after = await speakers('2018-11-26');
    expect(after).toContainEqual({ id: (await store.people.byCode('MT-THU'))!.id, confirms: true });
    expect(after).toContainEqual({ id: an.id, confirms: false });
    expect(await speakers('2018-11-25')).toEqual([{ id: an.id, confirms: true }]);
  });

  it('what waits to be said to them is not said', async () => {
    const mai = phoneOf('CB033');
    // In the night word of an assignment waits for the morning.
    await world.served.advance('PT15H');
    await json('assign', '--person', 'CB033', '--unit', 'BT.BATRI.MYTHANH.AP2');
    await json('end', '--person', 'CB033', '--on', '19/11/2018');
    const before = await mai.said();
    await world.served.advance('PT12H');
    expect(await mai.said()).toEqual(before);
  });
});
