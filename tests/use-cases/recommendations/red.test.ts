import { afterAll, beforeAll, expect, it } from 'vitest';
import { fold } from '../../../src/domain/history.ts';
import { browserPhone, type StoryPhone } from '../../support/phones.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
let cadre: StoryPhone;
let province: StoryPhone;

const phone = (code: string) => browserPhone(world, world.served.house.rehearsal!.phoneOf(code));
const numberIn = (text: string): string => /KN-BT-2018-\d{5}/.exec(text)![0];

beforeAll(async () => {
  world = await openWorld();
  cadre = phone('BT-AN');
  province = phone('VPTU-BINH');
});
afterAll(() => world.close());

it('red at the top it stays in the daily digest, whoever has it in hand, until it is answered', async () => {
  for (const said of ['/neu', '1', 'de xuat', 'Sửa cầu ấp 5', 'giao thong', 'không', 'gửi'])
    await cadre.says(said);
  const number = numberIn(await cadre.sees(/đã chuyển tới Sở Giao thông vận tải/));
  await world.served.advance('P25D');
  await province.sees(new RegExp(`${number} đã quá hạn ở cấp cuối`));
  const before = await province.sees(/Quá hạn, chưa trả lời: 1/);
  expect(before).not.toContain('Người xử lý');
  await province.chooses('Đang xử lý');
  const taken = await cadre.sees(new RegExp(`${number}[\\s\\S]*được Văn phòng Tỉnh ủy tiếp nhận`));
  expect(taken).toContain('nhắc mỗi sáng ngày làm việc');
  await province.says('/viec');
  expect(await province.sees(/đang chờ cơ quan đồng chí/)).toContain(`🔴 ${number}`);
  for (let day = 0; day < 2; day++) {
    await world.served.advance('next-working-day');
    const digest = await province.sees(/Quá hạn, chưa trả lời: 1/);
    expect(digest).toContain('Người xử lý: Phạm Thanh Bình.');
  }
  const { recommendations } = world.served.house.database.store;
  const told = (await recommendations.byNumber(number))!;
  expect(fold(await recommendations.history(told.id))).toMatchObject({
    state: 'taken-up',
    nextStep: 'remind',
    handler: told.handler,
    deadline: told.deadline,
    nextStepAt: told.nextStepAt,
    events: told.events,
  });
  await province.chooses('Trả lời');
  for (const said of ['Khởi công 15/01/2019.', 'Gửi']) await province.says(said);
  const said = (await province.said()).length;
  await world.served.advance('next-working-day');
  expect((await province.said()).slice(said).filter((text) => text.includes('Quá hạn'))).toEqual([]);
});

it('who raised it and sits in the answering office is told of each entry once', async () => {
  const head = phone('CB012');
  const clerk = phone('CB003');
  for (const said of ['/neu', '1', '1', 'Trạm y tế thiếu thuốc', 'y te', '2', '1']) await head.says(said);
  const number = numberIn(await head.sees(/đã chuyển tới Sở Y tế/));
  await clerk.sees(/Kiến nghị mới chuyển tới/);
  const counted = async (wanted: RegExp) =>
    (await head.said()).filter((text) => text.includes(number) && wanted.test(text)).length;
  await clerk.chooses('Đang xử lý');
  expect(await counted(/tiếp nhận\./)).toBe(1);
  await clerk.chooses('Trả lời');
  for (const said of ['Đã cấp bổ sung.', 'Gửi']) await clerk.says(said);
  expect(await counted(/Đã cấp bổ sung/)).toBe(1);
  await head.chooses('Đã thỏa đáng');
  await clerk.sees(/đã được xác nhận/);
  expect(await counted(/đã được xác nhận/)).toBe(0);
});
