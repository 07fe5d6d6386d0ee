import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { phoneIn } from '../support/chat-phone.ts';
import { type FakeZalo, startFakeZalo } from '../support/fake-zalo.ts';
import { type StoryPhone, zaloPhone } from '../support/phones.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let zalo: FakeZalo;
let world: TestWorld;
let cadre: StoryPhone;
/** The number that its Vắng has on the cadre's phone. */
let absent: string;

/** What is heard in answer; a channel that is polled brings it when it does. */
async function hears(words: string): Promise<string> {
  const before = (await cadre.said()).length;
  await cadre.says(words);
  await vi.waitFor(async () => expect((await cadre.said()).length).toBeGreaterThan(before), 10_000);
  await world.served.idle();
  return (await cadre.said()).slice(before).join('\n---\n');
}

beforeAll(async () => {
  zalo = await startFakeZalo();
  world = await openWorld(
    { ZALO_BOT_TOKEN: zalo.token, ZALO_BOT_API_ROOT: zalo.apiRoot, ZALO_BOT_MODE: 'polling' },
    { pace: { perSecond: 1000, perAddressPerSecond: 1000 }, longPollSeconds: 1 },
  );
  cadre = zaloPhone(zalo, world, 'aa11');
  await hears(`/start ${await world.code('BT-AN')}`);
  await hears('1');
  const office = phoneIn(world, 'MT-THU');
  for (const words of ['/moihop', 'Họp Đảng ủy', '8g 28/11', 'Hội trường']) await office.says(words);
  for (const label of ['Không có tài liệu', 'Gửi', 'Gửi ngay']) await office.chooses(label);
  await world.served.advance('PT1M');
  absent = /(\d+)\. Vắng/.exec(await cadre.sees(/Giấy mời họp/))![1]!;
});
afterAll(async () => {
  await world.close();
  await zalo.close();
});

describe('a number that an earlier message has given a button, where there are no buttons', () => {
  it('presses it while nothing is asked, or while what is asked has other numbers', async () => {
    await hears('/ghi');
    expect(await hears(absent)).toMatch(/ghi lý do vắng/);
    // A form in which nothing was said yet is not come back to.
    expect(await hears('/huy')).toBe('Đã bỏ nội dung đang soạn.');
  });

  it('typed where words are asked for may be meant as these: it is asked which', async () => {
    await hears('/ghi');
    await hears('1');
    await hears('1');
    const which = await hears(absent);
    expect(which).toMatch(new RegExp(`Ý đồng chí là gì\\?\\n1\\. Trả lời: ${absent}\\n2\\. Vắng$`));
    // Other words are the answer.
    expect(await hears(`Gặp ${absent} hộ`)).toMatch(/Gửi ảnh nếu có/);
    await hears('0');
    await hears(absent);
    expect(await hears('1')).toMatch(/Gửi ảnh nếu có/);
    expect(await hears('1')).toMatch(/Có kiến nghị, phản ánh nào/);
    expect(await hears('2')).toMatch(new RegExp(`Nội dung: ${absent}\\n`));
    await hears('00');
    await hears('1');
  });

  it('the button is pressed where that is meant, and what was asked is asked again after it', async () => {
    await hears('/ghi');
    await hears('1');
    await hears('1');
    await hears(absent);
    expect(await hears('2')).toMatch(/ghi lý do vắng/);
    expect(await hears('/huy')).toMatch(/ghi nội dung chuyến đi/);
    await hears('00');
    await hears('1');
  });

  it('a choice of the question that is open comes first, however many it has', {
    timeout: 60_000,
  }, async () => {
    for (const words of ['/ghi', '1', '1', 'Thăm ấp 3', '1']) await hears(words);
    for (const text of ['Loa hư', 'Đèn hư', 'Cống nghẹt', 'Đê lở'])
      for (const words of ['1', '1', text, 'Lĩnh vực khác', '2']) await hears(words);
    await hears('2');
    expect(await hears('2')).toMatch(/22\. Kiến nghị 2: bỏ/);
    expect(await hears('22')).toMatch(/Số kiến nghị: 3/);
  });
});
