import { afterAll, beforeAll, expect, it } from 'vitest';
import { shortId } from '../../src/domain/identity.ts';
import { type Phone, phoneIn } from '../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
let cadre: Phone;
beforeAll(async () => {
  world = await openWorld();
  cadre = phoneIn(world, 'BT-AN');
});
afterAll(() => world.close());

async function raised(field: string, text: string, aboutOffice: 'có' | 'không') {
  for (const words of ['/neu', 'my thanh', '1', field, text, aboutOffice]) await cadre.says(words);
  const said = await cadre.hears((phone) => phone.chooses('Gửi'));
  const [number = ''] = /KN-BT-\d+-\d+/.exec(said) ?? [];
  return (await world.served.house.database.store.recommendations.byNumber(number))!;
}

it.each(['ry', 'rn'])('%s says nothing of a recommendation to the office it is hidden from', async (verb) => {
  const told = await raised('lĩnh vực khác', 'Văn phòng xã thu sai phí chứng thực', 'có');
  expect(told.hiddenFrom).toBe(told.unitId);
  const about = phoneIn(world, 'MT-THU');
  expect(await about.hears((phone) => phone.presses(`${verb}:${shortId(told.id)}`))).toBe(
    'Mục này không thuộc phần việc của đồng chí.',
  );
});

it('who sees it is told that nothing waits to be decided', async () => {
  const told = await raised('giao thông', 'Đường ấp 4 ngập', 'không');
  const office = phoneIn(world, 'GTVT-LONG');
  expect(await office.hears((phone) => phone.presses(`ry:${shortId(told.id)}`))).toBe(
    `${told.number} không còn chờ quyết định.`,
  );
});
