import { afterAll, beforeAll, expect, it } from 'vitest';
import { arrivesIn, phoneIn } from '../../support/chat-phone.ts';
import { browserPhone } from '../../support/phones.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function calls(subject: string, when: string): Promise<void> {
  const office = phoneIn(world, 'MT-THU');
  for (const said of ['/moihop', subject, when, 'Hội trường xã']) await office.says(said);
  await office.chooses('Không có tài liệu');
  await office.chooses('Gửi');
  await office.chooses('Gửi ngay');
  await world.served.advance('PT1M');
  await office.sees(/Đã gửi xong giấy mời/);
}

const notices = (said: readonly string[]) => said.filter((text) => text.startsWith('📅 Giấy mời'));

it('whoever links after the notices have left gets those of meetings ahead, once', async () => {
  await calls('Họp đã hủy', '8g 22/11');
  const office = phoneIn(world, 'MT-THU');
  await office.says('/lich');
  await office.presses((await office.buttons()).find(({ label }) => label.includes('Họp đã hủy'))!.action);
  for (const label of ['Hoãn/Hủy họp', 'Hủy hẳn']) await office.chooses(label);
  await office.says('Không cần');
  await office.chooses('Gửi');
  await calls('Họp còn lại', '8g 23/11');

  const hoa = browserPhone(world, 'the-phone-of-Hoa-with-a-long-token');
  await hoa.says(await world.code('BT-HOA'));
  await hoa.chooses('Đúng');
  const said = await hoa.said();
  expect(notices(said).map((text) => /Nội dung: (.*)/.exec(text)?.[1])).toEqual(['Họp còn lại']);
  await hoa.chooses('Dự');
  expect((await hoa.said()).at(-1)).toMatch(/^✅ Đã báo cơ quan mời/);

  const another = browserPhone(world, 'another-phone-of-Hoa-a-long-token');
  await another.says(await world.code('BT-HOA'));
  await another.chooses('Đúng');
  expect(notices(await another.said())).toEqual([]);
});

it('whose phone could not be reached then gets them when it can be again', async () => {
  const an = phoneIn(world, 'BT-AN');
  await arrivesIn(world, 'BT-AN', { kind: 'reachable', reachable: false });
  const before = (await an.said()).length;
  await calls('Họp gấp', '8g 26/11');
  expect((await an.said()).length).toBe(before);
  for (const _ of [1, 2]) await arrivesIn(world, 'BT-AN', { kind: 'reachable', reachable: true });
  await world.served.idle();
  const since = (await an.said()).slice(before);
  expect(notices(since).map((text) => /Nội dung: (.*)/.exec(text)?.[1])).toEqual(['Họp gấp']);
});
