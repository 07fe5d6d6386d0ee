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
