import { afterEach, describe, expect, it } from 'vitest';
import { fold } from '../src/domain/history.ts';
import { startFakeTelegram } from './support/fake-telegram.ts';
import { startFakeZalo } from './support/fake-zalo.ts';
import { browserPhone, type StoryPhone, telegramPhone, zaloPhone } from './support/phones.ts';
import { pdf, photo } from './support/samples.ts';
import { openWorld, type TestWorld } from './support/world.ts';

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0).reverse()) await close();
});

type Cast = {
  readonly secretary: StoryPhone;
  readonly cadre: StoryPhone;
  readonly road: StoryPhone;
  readonly province: StoryPhone;
};

async function links(world: TestWorld, phone: StoryPhone, person: string, name: RegExp): Promise<void> {
  await phone.says(`/start ${await world.code(person)}`);
  await phone.sees(name);
  await phone.chooses('Đúng');
  await phone.sees(/Đã kết nối/);
}

/** The whole story, from the notice to an answered escalation. */
async function play(world: TestWorld, { secretary, cadre, road, province }: Cast): Promise<void> {
  const { served } = world;
  // Notice
  await secretary.says('/moihop');
  await secretary.sees(/Nội dung cuộc họp/);
  await secretary.says('Đánh giá tháng 11, nhiệm vụ tháng 12');
  await secretary.sees(/Họp lúc nào/);
  await secretary.says('32/11 8g');
  await secretary.sees(/Không có ngày giờ “32\/11/);
  await secretary.says('thu hai tuan sau 8g30');
  await secretary.sees(/Họp ở đâu/);
  await secretary.says('Hội trường UBND xã <Mỹ Thạnh> & nhà văn hóa');
  await secretary.sees(/Tài liệu gửi kèm/);
  await secretary.sends('Báo cáo tháng 11.pdf', pdf, 'application/pdf');
  await secretary.sees(/Đã nhận Báo cáo tháng 11\.pdf/);
  await secretary.chooses('Xong');
  const summary = await secretary.sees(/Giấy mời sẽ gửi tới \d đồng chí/);
  expect(summary).toContain('08:30, Thứ Hai, 26/11/2018');
  expect(summary).toContain('Lê Thị Hoa');
  await secretary.chooses('Gửi');
  await secretary.sees(/Đã ghi giấy mời, gửi lúc \d\d:\d\d/);
  await secretary.chooses('Gửi ngay');
  await secretary.sees(/Đang gửi giấy mời/);
  await served.advance('PT1S');
  const notice = await cadre.sees(/Giấy mời họp/);
  expect(notice).toContain('Nguyễn Văn An');
  expect(notice).toContain('<Mỹ Thạnh> & nhà văn hóa');
  await cadre.sees(/Báo cáo tháng 11\.pdf/);
  await cadre.chooses('Đã đọc');
  await cadre.sees(/đồng chí đã đọc tài liệu/);
  await served.advance('PT1M');
  await secretary.sees(/Đã gửi xong giấy mời/);
  // Reminders: not answered yet, three days before.
  await served.advance('P4DT2H');
  await cadre.sees(/Còn 3 ngày[\s\S]*chưa trả lời giấy mời/);
  await cadre.chooses('Dự');
  await cadre.sees(/Đã báo cơ quan mời: đồng chí dự họp/);
  await secretary.sees(/Nguyễn Văn An: dự/);
  await served.advance('P3D');
  await cadre.sees(/Ngày mai, 08:30/);
  await cadre.sees(/Hôm nay, 08:30/);
  expect((await cadre.said()).filter((text) => text.startsWith('⏰'))).toHaveLength(3);
  // Visit
  await cadre.says('/ghi');
  await cadre.sees(/Đồng chí ghi cho đơn vị nào/);
  await cadre.chooses('Xã Mỹ Thạnh, huyện Ba Tri');
  await cadre.sees(/đi ngày nào/);
  await cadre.says('hom nay');
  await cadre.sees(/Đồng chí ghi nội dung chuyến đi/);
  await cadre.says('Đi cầu ấp 3. Cầu hư, học sinh qua lại khó.');
  await cadre.sees(/Gửi ảnh/);
  await cadre.sends('photo.jpg', await photo(), 'image/jpeg');
  await cadre.sees(/Đã nhận 1 ảnh/);
  await cadre.chooses('Xong');
  await cadre.sees(/Có kiến nghị/);
  await cadre.chooses('Có');
  await cadre.sees(/loại nào/);
  await cadre.chooses('Kiến nghị');
  await cadre.sees(/Đồng chí ghi nội dung: việc gì/);
  await cadre.says('Sửa cầu ấp 3, xã Mỹ Thạnh');
  await cadre.sees(/lĩnh vực nào[\s\S]*có thể là Giao thông/);
  await cadre.chooses('Giao thông');
  await cadre.sees(/liên quan đến chính cơ quan/);
  await cadre.chooses('Không');
  await cadre.sees(/Còn kiến nghị nào nữa/);
  await cadre.chooses('Không');
  await cadre.sees(/Ghi chép cơ sở/);
  await cadre.chooses('Gửi');
  const sent = await cadre.sees(/Đã lưu ghi chép/);
  expect(sent).toContain('đã chuyển tới Sở Giao thông vận tải');
  expect(sent).toContain('Hạn tiếp nhận: 17:00, Thứ Hai, 03/12/2018');
  expect(sent).toContain('chuyển lên Văn phòng Tỉnh ủy lúc 17:00, Thứ Ba, 04/12/2018');
  const number = /KN-BT-2018-\d{5}/.exec(sent)![0];
  await road.sees(/Kiến nghị mới chuyển tới/);
  // Escalation
  await served.advance('P5D');
  await road.sees(/sắp đến hạn tiếp nhận/);
  await served.advance('P4D');
  await cadre.sees(/đã quá hạn ở Sở Giao thông vận tải/);
  await province.sees(/đã quá hạn ở Sở Giao thông vận tải[\s\S]*Quá trình/);
  await road.sees(/đã được chuyển lên Văn phòng Tỉnh ủy|được chuyển lên Văn phòng Tỉnh ủy/);
  // Nobody takes it up at the top either: red, and named every working morning.
  await served.advance('P10D');
  await province.sees(/đã quá hạn ở cấp cuối/);
  await province.sees(/Quá hạn, chưa trả lời: 1/);
  await province.chooses('Đang xử lý');
  await province.sees(/Đã tiếp nhận KN/);
  await cadre.sees(/được Văn phòng Tỉnh ủy tiếp nhận/);
  await province.chooses('Trả lời');
  await province.sees(/nội dung trả lời KN/);
  await province.says('Đã bố trí vốn sửa cầu ấp 3, khởi công 15/01/2019.');
  await province.sees(/Trả lời KN/);
  await province.chooses('Gửi');
  await province.sees(/Đã gửi trả lời/);
  await cadre.sees(/khởi công 15\/01\/2019[\s\S]*đã thỏa đáng chưa/);
  await cadre.chooses('Đã thỏa đáng');
  await cadre.sees(/đã đóng/);
  await province.sees(/nội dung trả lời đã được xác nhận là thỏa đáng/);
  await provesTheHistory(world, number);
}

async function provesTheHistory({ served }: TestWorld, number: string): Promise<void> {
  const { store } = served.house.database;
  const told = (await store.recommendations.byNumber(number))!;
  const history = await store.recommendations.history(told.id);
  const whats = history.map(({ what }) => what).filter((what) => what !== 'reminded');
  expect(whats).toEqual([
    'raised',
    'warned',
    'moved',
    'warned',
    'overdue-at-top',
    'taken-up',
    'answered',
    'confirmed',
  ]);
  const folded = fold(history)!;
  expect(folded).toMatchObject({
    state: told.state,
    office: told.office,
    events: told.events,
    nextStep: undefined,
  });
}

async function world(env: Record<string, string> = {}): Promise<TestWorld> {
  const opened = await openWorld(env, {
    pace: { perSecond: 1000, perAddressPerSecond: 1000 },
    longPollSeconds: 1,
  });
  cleanUp.push(opened.close);
  return opened;
}

async function linked(
  opened: TestWorld,
  phones: readonly [StoryPhone, StoryPhone, StoryPhone, StoryPhone],
): Promise<Cast> {
  const [secretary, cadre, road, province] = phones;
  await links(opened, secretary, 'MT-THU', /Trần Thị Bích Thu/);
  await links(opened, cadre, 'BT-AN', /Nguyễn Văn An/);
  await links(opened, road, 'GTVT-LONG', /Võ Hoàng Long/);
  await links(opened, province, 'VPTU-BINH', /Phạm Thanh Bình/);
  return { secretary, cadre, road, province };
}

describe('from a meeting notice to an answered escalation', { timeout: 120_000 }, () => {
  it('in the browser', async () => {
    const opened = await world();
    const phone = (name: string) => browserPhone(opened, `story-phone-of-${name}-0123456789`);
    await play(opened, await linked(opened, [phone('thu'), phone('an'), phone('long'), phone('binh')]));
  });

  it.each(['polling', 'webhook'] as const)('over Telegram, %s', async (mode) => {
    const fake = await startFakeTelegram({});
    cleanUp.push(() => fake.close());
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const opened = await world({
      TELEGRAM_BOT_TOKEN: fake.token,
      TELEGRAM_API_ROOT: fake.apiRoot,
      TELEGRAM_MODE: mode,
      ...(mode === 'webhook' && {
        PORT: String(port),
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        TELEGRAM_WEBHOOK_SECRET: 'a_secret_of_the_webhook',
      }),
    });
    const phone = (chat: number) => telegramPhone(fake, chat);
    await play(opened, await linked(opened, [phone(11), phone(12), phone(13), phone(14)]));
    expect(fake.problems).toEqual([]);
  });

  it.each(['polling', 'webhook'] as const)('over Zalo, in plain text and numbers, %s', async (mode) => {
    const fake = await startFakeZalo();
    cleanUp.push(() => fake.close());
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const opened = await world({
      ZALO_BOT_TOKEN: fake.token,
      ZALO_BOT_API_ROOT: fake.apiRoot,
      ZALO_BOT_MODE: mode,
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      ZALO_BOT_WEBHOOK_SECRET: 'a_secret_of_the_webhook',
    });
    const phone = (chat: string) => zaloPhone(fake, opened, chat);
    await play(opened, await linked(opened, [phone('aa11'), phone('bb22'), phone('cc33'), phone('dd44')]));
    expect(fake.problems).toEqual([]);
  });
});
