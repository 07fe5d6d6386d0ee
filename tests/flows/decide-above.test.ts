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
  for (const words of ['/neu', 'my thanh', '1', text, field, aboutOffice]) await cadre.says(words);
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

it('who raised it, told that more time is being asked for, is told once that it was refused', async () => {
  const { number, id } = await raised('giao thông', 'Đường ấp 5 ngập', 'không');
  const [office, above] = [phoneIn(world, 'GTVT-LONG'), phoneIn(world, 'VPTU-BINH')];
  for (const day of ['30/11', '7/12']) {
    await office.presses(`rg:${shortId(id)}`);
    for (const words of [day, 'Thiếu vốn', 'Đã khảo sát']) await office.says(words);
    await office.chooses('Gửi');
  }
  expect(await cadre.last()).toMatch(/đang xin cấp trên gia hạn/);
  await above.presses(`rn:${shortId(id)}`);
  expect(await cadre.hears(() => above.says('Kéo dài quá'))).toMatch(
    new RegExp(
      `^${number} \\(Đường ấp 5 ngập\\): cấp trên không đồng ý cho Sở Giao thông vận tải gia hạn, hạn vẫn là .*30/11.* Lý do: Kéo dài quá$`,
    ),
  );
});

it('who raised it hears nothing of a third transfer that was refused, for nobody told them that it was asked', async () => {
  const { id } = await raised('giao thông', 'Đường ấp 6 ngập', 'không');
  const [roads, health, above] = ['GTVT-LONG', 'CB003', 'VPTU-BINH'].map((code) => phoneIn(world, code));
  const passesOn = async (from: Phone, to: string) => {
    await from.presses(`rx:${shortId(id)}`);
    for (const words of [to, 'Không phải việc của cơ quan', 'gửi']) await from.says(words);
  };
  await passesOn(roads!, 'Y tế');
  await passesOn(health!, 'giao thông');
  expect(await cadre.hears(() => passesOn(roads!, 'Y tế'))).toBe('');
  await above!.presses(`rn:${shortId(id)}`);
  expect(await cadre.hears(() => above!.says('Là việc của giao thông'))).toBe('');
});
