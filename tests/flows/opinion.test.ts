import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Phone, phoneIn } from '../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
let secretary: Phone;
let follower: Phone;
beforeAll(async () => {
  world = await openWorld();
  secretary = phoneIn(world, 'MT-THU');
  follower = phoneIn(world, 'BT-AN');
});
afterAll(() => world.close());

const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);

async function asks(text: string): Promise<void> {
  await secretary.says('/xinykien');
  await secretary.says(text);
  await secretary.chooses('Gửi');
}

it('an opinion is not passed on to the office that asks for it', async () => {
  await asks('Xin ý kiến về phương án bố trí trụ sở');
  await follower.chooses('Chuyển cơ quan khác');
  const offered = await labels(follower);
  expect(offered).toContain('Văn phòng Huyện ủy Ba Tri');
  expect(offered.join()).not.toContain('xã Mỹ Thạnh');
  await follower.says('Văn phòng Đảng ủy xã Mỹ Thạnh');
  expect(await follower.last()).toMatch(/^Không tìm thấy cơ quan “Văn phòng Đảng ủy xã Mỹ Thạnh”/);
  await follower.says('/huy');
});

it('nobody is asked whether the people were told of an opinion', async () => {
  await asks('Xin ý kiến về ngày họp dân');
  await follower.chooses('Trả lời');
  await follower.says('Đồng ý');
  await follower.chooses('Gửi');
  const said = await secretary.hears((phone) => phone.chooses('Đã thỏa đáng'));
  expect(said).toMatch(/^✅ Đã ghi nhận. KN-BT-\d+-\d+ đã đóng\.$/);
  expect(await labels(secretary)).toEqual([]);
  await secretary.says(/KN-BT-\d+-\d+/.exec(said)![0]);
  expect(await labels(secretary)).toContain('Mở lại');
  expect(await labels(secretary)).not.toContain('Đã báo bà con');
});
