import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserPhone } from '../support/phones.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it('names everybody whose phone can be picked up, with where they belong, also who links the free one', async () => {
  const page = async () => (await (await fetch(world.base)).text()).replaceAll('&quot;', '"');
  const before = await page();
  expect(before).toContain('"name":"Trần Thị Bích Thu"');
  expect(before).toMatch(/"place":"ấp An Qui, xã An Đức"/);
  expect(before).toContain('"role":"new","name":"Chưa kết nối"');
  const phone = browserPhone(world, world.served.house.rehearsal!.phoneOf('new'));
  await phone.says(await world.code('BT-HOA'));
  await phone.chooses('Đúng');
  await phone.sees(/Đã kết nối/);
  expect(await page()).toMatch(/"role":"new","name":"Lê Thị Hoa","post":"Phó Trưởng Ban Dân vận Tỉnh ủy"/);
});
