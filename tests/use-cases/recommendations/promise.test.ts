import type { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fold } from '../../../src/domain/history.ts';
import { settledBy } from '../../../src/domain/on-time.ts';
import { dateOfDay } from '../../../src/domain/time.ts';
import { browserPhone, type StoryPhone } from '../../support/phones.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
let cadre: StoryPhone;
let road: StoryPhone;
let province: StoryPhone;
const phone = (code: string) => browserPhone(world, world.served.house.rehearsal!.phoneOf(code));
const numberIn = (text: string): string => /KN-BT-2018-\d{5}/.exec(text)![0];

beforeAll(async () => {
  world = await openWorld();
  cadre = phone('BT-AN');
  road = phone('GTVT-LONG');
  province = phone('VPTU-BINH');
});
afterAll(() => world.close());

async function says(who: StoryPhone, ...all: readonly string[]): Promise<void> {
  for (const one of all) await who.says(one);
}

async function raised(kind = 'de xuat', field = 'giao thong'): Promise<string> {
  await says(cadre, '/neu', '1', kind, 'Sửa cầu ấp 5', field, 'không', 'gửi');
  return numberIn(await cadre.sees(/đã chuyển tới Sở/));
}

async function stored(number: string) {
  const { recommendations } = world.served.house.database.store;
  const told = (await recommendations.byNumber(number))!;
  const history = await recommendations.history(told.id);
  const state = fold(history)!;
  expect(told).toMatchObject(
    JSON.parse(JSON.stringify({ ...state, sentTo: undefined })) && { events: state.events },
  );
  for (const [key, value] of Object.entries(state))
    if (key !== 'sentTo') expect([key, told[key as keyof typeof told]]).toEqual([key, value]);
  return { told, history };
}

it('an office takes more time once, asks the level above the second time, and who raised it is told each time', async () => {
  const number = await raised();
  await road.sees(/Kiến nghị mới chuyển tới/);
  await road.chooses('Xin gia hạn');
  expect(await road.sees(/gia hạn đến ngày nào/)).toContain('17:00, Thứ Hai, 26/11/2018');
  // Said at once, before any reason is asked for.
  await says(road, '26/11');
  await road.sees(/Hạn mới phải sau hạn hiện nay/);
  await road.sees(/gia hạn đến ngày nào/);
  await says(road, '30/11', 'Chờ khảo sát', 'Đã cử người xem cầu', 'gửi');
  await road.sees(/Đã gia hạn/);
  expect(await cadre.sees(new RegExp(`${number}.*gia hạn đến 17:00, Thứ Sáu, 30/11`))).toContain(
    'Đã cử người xem cầu',
  );
  await road.chooses('Xin gia hạn');
  await says(road, '07/12', 'Chưa có vốn', 'Đang xin vốn', 'gửi');
  await road.sees(/Đã xin ý kiến Văn phòng Tỉnh ủy/);
  await cadre.sees(/đang xin cấp trên gia hạn/);
  await province.sees(/xin gia hạn KN-.* lần nữa/);
  await says(province, '/viec');
  await province.sees(/xin ý kiến cấp trên/);
  await province.chooses('Đồng ý');
  await province.sees(/đồng ý/);
  await road.sees(/cấp trên đã đồng ý/);
  await cadre.sees(/cấp trên đồng ý cho .* gia hạn đến 17:00, Thứ Sáu, 07\/12/);
  await road.chooses('Xin gia hạn');
  await road.sees(/đã gia hạn 2 lần/);
  const { told } = await stored(number);
  expect(told.firstDeadline!.toString()).toBe('2018-11-26T10:00:00Z');
  expect(told.deadline!.toString()).toBe('2018-12-07T10:00:00Z');
});

it('a pause stops both clocks, is told, ends by itself, and makes no figure better', async () => {
  const number = await raised('khó khăn', 'y te');
  const health = phone('CB003');
  await health.sees(new RegExp(`mới chuyển tới[\\s\\S]*${number}`));
  await health.chooses('Đang xử lý');
  await health.sees(/Đã tiếp nhận/);
  const before = (await stored(number)).told;
  await health.chooses('Việc đang chờ').catch(() => health.says('/viec'));
  await health.sees(/đang chờ cơ quan/);
  await health.chooses(`${number}: Sửa cầu ấp 5`);
  await health.sees(/Quá trình/);
  await health.chooses('Tạm dừng');
  expect(await health.sees(/tạm dừng đến hết ngày nào/)).toContain('20 ngày');
  await says(health, '31/12/2018');
  await health.sees(/Tạm dừng như vậy là 29 ngày/);
  await health.sees(/tạm dừng đến hết ngày nào/);
  await says(health, '30/11', 'Chờ xã gửi hồ sơ', 'gửi');
  await health.sees(/Đã tạm dừng/);
  await cadre.sees(
    new RegExp(`${number}[\\s\\S]*tạm dừng đến 17:00, Thứ Sáu, 30/11[\\s\\S]*Chờ xã gửi hồ sơ`),
  );
  const paused = (await stored(number)).told;
  expect(paused).toMatchObject({ pauses: 1, pausedDays: 9, nextStep: 'resume' });
  expect(paused.deadline!.since(before.deadline!).total('hours')).toBeGreaterThan(9 * 24);
  expect(paused.legalDeadline.epochMilliseconds).toBeGreaterThan(before.legalDeadline.epochMilliseconds);
  expect(paused.firstDeadline).toEqual(before.firstDeadline);
  await world.served.advance('P12D');
  await health.sees(/Đã hết thời gian tạm dừng/);
  expect((await health.said()).filter((text) => text.includes('Đã hết thời gian tạm dừng'))).toHaveLength(1);
  await world.served.advance('P10D');
  await health.chooses('Trả lời');
  await says(health, 'Đã cấp thuốc.', 'gửi');
  const { history } = await stored(number);
  expect(settledBy(history)).toMatchObject([{ onTime: 'extended', pausedDays: 9 }]);
});

it('passed on twice; of the third the level above decides; a question comes back with its answer', async () => {
  const number = await raised('vướng mắc');
  await road.sees(new RegExp(`mới chuyển tới[\\s\\S]*${number}`));
  await road.chooses('Chuyển cơ quan khác');
  await road.sees(/chuyển tới cơ quan nào/);
  await says(road, 'Y tế', 'Thuộc ngành y tế', 'gửi');
  await road.sees(/đã chuyển tới Sở Y tế/);
  const health = phone('CB003');
  await health.sees(new RegExp(`${number} do Sở Giao thông vận tải chuyển tới`));
  await cadre.sees(new RegExp(`${number}.*Sở Giao thông vận tải chuyển tới Sở Y tế`));
  await road.chooses('Trả lời').catch(() => undefined);
  await road.sees(/đã chuyển tới Sở Y tế, cơ quan đồng chí không xử lý nữa/);
  await health.chooses('Chuyển cơ quan khác');
  await says(health, 'giao thông', 'Không phải y tế', 'gửi');
  await road.sees(/do Sở Y tế chuyển tới/);
  await road.chooses('Chuyển cơ quan khác');
  await says(road, 'y tế', 'Vẫn thuộc y tế', 'gửi');
  await road.sees(/Đã xin ý kiến Văn phòng Tỉnh ủy/);
  await province.sees(/Đã chuyển 2 lần, nay cấp trên quyết định/);
  await province.chooses('Không đồng ý');
  await says(province, 'Cầu là việc của giao thông');
  await province.sees(/tiếp tục xử lý/);
  await road.sees(/cấp trên không đồng ý. Lý do: Cầu là việc của giao thông/);
  const { told, history } = await stored(number);
  expect(told).toMatchObject({ transfers: 2, officeName: 'Sở Giao thông vận tải' });
  expect(history.filter(({ what }) => what === 'transferred')).toHaveLength(2);
  await says(road, '/viec');
  await road.chooses(`${number}: Sửa cầu ấp 5`);
  await road.sees(/không đồng ý \(Cầu là việc của giao thông\)/);
  await road.chooses('Hỏi người nêu');
  await says(road, 'Cầu dài bao nhiêu?');
  await cadre.sees(/Cầu dài bao nhiêu/);
  await cadre.chooses('Trả lời câu hỏi');
  await says(cadre, 'Khoảng 12 mét');
  await road.sees(/người nêu trả lời câu hỏi: “Khoảng 12 mét”/);
  expect((await stored(number)).told.questioned).toBe(false);
});

it('what is raised can be withdrawn, what was closed opened again within thirty days', async () => {
  const number = await raised('kiến nghị');
  await says(cadre, '/kiennghi');
  await cadre.chooses(`${number}: Sửa cầu ấp 5`);
  await cadre.chooses('Rút kiến nghị');
  await says(cadre, 'Xã đã tự sửa');
  await cadre.sees(/Đã rút/);
  await road.sees(new RegExp(`${number}.*người nêu đã rút. Lý do: Xã đã tự sửa`));
  await road.chooses('Đang xử lý').catch(() => undefined);
  await road.sees(/đã được rút/);
  const closed = await raised('kiến nghị');
  await road.sees(new RegExp(`mới chuyển tới[\\s\\S]*${closed}`));
  await road.chooses('Trả lời');
  await says(road, 'Sẽ sửa trong tháng.', 'gửi');
  await cadre.chooses('Đã thỏa đáng');
  await cadre.sees(/đã đóng/);
  await world.served.advance('P20D');
  await says(cadre, '/kiennghi');
  await cadre.chooses(`${closed}: Sửa cầu ấp 5`);
  await cadre.chooses('Mở lại');
  await says(cadre, 'Hứa nhưng chưa sửa');
  await cadre.sees(new RegExp(`${closed} đã chuyển tới Sở Giao thông vận tải`));
  await road.sees(/nay người nêu mở lại[\s\S]*Hứa nhưng chưa sửa/);
  expect((await stored(closed)).told.state).toBe('open');
});

it('a commune’s office asks its follower, whose office answers; the substitute has it while the follower is away', async () => {
  const secretary = phone('MT-THU');
  await says(secretary, '/xinykien', 'Xã đề nghị dời trụ sở ấp 3, xin ý kiến.', 'gửi');
  const sent = await secretary.sees(/đã xin ý kiến đồng chí Nguyễn Văn An/);
  await cadre.sees(/Văn phòng xã Mỹ Thạnh.* xin ý kiến đồng chí/);
  const { told } = await stored(numberIn(sent));
  expect(told).toMatchObject({ kind: 'opinion', handlerName: 'Nguyễn Văn An', state: 'open' });
  await cadre.chooses('Trả lời');
  await says(cadre, 'Đồng ý, làm đúng quy trình.', 'gửi');
  await secretary.sees(/Đồng ý, làm đúng quy trình/);
  const today = world.served.house.app.clock.now().toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate();
  const day = (date: Temporal.PlainDate) => date.toString().split('-').reverse().join('/');
  const away = [
    'substitute',
    '--for',
    'BT-AN',
    '--by',
    'CB035',
    '--from',
    day(today),
    '--until',
    day(today.add({ days: 3 })),
  ];
  expect(await world.cli(...away)).toMatchObject({ exit: 0 });
  await says(secretary, '/xinykien', 'Xin ý kiến việc thứ hai.', 'gửi');
  const second = await secretary.sees(/đã xin ý kiến đồng chí/);
  expect(second).not.toContain('Nguyễn Văn An');
  await phone('CB035').sees(/xin ý kiến đồng chí Nguyễn Văn An, nay đồng chí trả lời thay/);
});

it('whoever sits in the office has the word on what somebody asked who has gone to another one', async () => {
  const { store } = world.served.house.database;
  const [secretary, colleague] = [phone('MT-THU'), phone('MT-KHANH')];
  await says(secretary, '/xinykien', 'Xin ý kiến về ngày họp dân ấp 3.', 'gửi');
  await world.served.idle();
  const sent = (await secretary.said()).findLast((text) => text.includes('đã xin ý kiến đồng chí'))!;
  const { told } = await stored(numberIn(sent));
  const { id } = (await store.people.byCode('MT-THU'))!;
  const today = world.served.house.app.clock.now().toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate();
  const seats = (await store.people.actor(id, dateOfDay(today)))!.seats;
  const until = today.subtract({ days: 1 }).toString();
  await store.roster.writeSeats(
    seats.map(({ office, role }) => ({ personId: id, officeId: office, role, from: null, until })),
  );
  const handler = phone('CB035');
  await handler.sees(/họp dân ấp 3/);
  await handler.chooses('Trả lời');
  await says(handler, 'Đồng ý họp ngày 15.', 'gửi');
  await colleague.sees(/Đồng ý họp ngày 15[\s\S]*thỏa đáng chưa/);
  await secretary.sees(/Đồng ý họp ngày 15[\s\S]*không còn phụ trách xã Mỹ Thạnh/);
  await colleague.chooses('Đã thỏa đáng');
  await colleague.sees(/đã đóng/);
  expect((await stored(told.number)).told).toMatchObject({ state: 'closed', bySilence: false });
});
