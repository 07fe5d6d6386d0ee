import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { phoneIn } from '../../support/chat-phone.ts';
import { openWorld } from '../../support/world.ts';

const plan = `
on: 19/11/2018
decision: 856/NQ-UBTVQH14
changes:
  - merge: [BT.BATRI.MYTHANH, BT.BATRI.ANDUC]
    into: { code: BT.BATRI.MYDUC, name: Mỹ Đức, word: xã }
`;

it('a series goes on at the unit and the office that come after a reform', async () => {
  const world = await openWorld();
  const folder = await mkdtemp(join(tmpdir(), 'ba-nam-plan-'));
  try {
    const office = phoneIn(world, 'MT-THU');
    await office.says('/moihop');
    await office.chooses('Họp định kỳ');
    await office.chooses('Sơ kết');
    await office.says('Sơ kết quý');
    await office.says('thứ hai đầu tiên của tháng 8g');
    await office.chooses('Ngày làm việc liền sau');
    await office.says('Hội trường');
    await office.says('5');
    await office.chooses('Lưu lịch');
    const path = join(folder, 'plan.yaml');
    await writeFile(path, plan);
    const { err, exit } = await world.cli('reorganise', path);
    expect([err, exit]).toEqual(['', 0]);
    await office.says('/dinhky');
    expect(await office.last()).toMatch(
      /• Sơ kết quý: 08:00, Thứ Hai đầu tiên trong tháng \(Văn phòng Đảng ủy xã/,
    );
    await world.served.advance('P10D');
    // An followed Mỹ Thạnh, and follows what it has become.
    const an = phoneIn(world, 'BT-AN');
    await an.sees(/^📅 Giấy mời[^\n]*\n.*Thời gian: 08:00, Thứ Hai, 03\/12\/2018.*Nội dung: Sơ kết quý/s);
    const { store } = world.served.house.database;
    const unit = (await store.units.byCode('BT.BATRI.MYDUC'))!;
    const [meeting] = await store.meetings.upcomingFor(
      (await store.people.byCode('BT-AN'))!.id,
      new Date('2018-12-01'),
      5,
    );
    expect(meeting).toMatchObject({ subject: 'Sơ kết quý', unit: { id: unit.id } });
  } finally {
    await world.close();
    await rm(folder, { recursive: true });
  }
});
