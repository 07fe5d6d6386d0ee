import { afterEach, expect, it } from 'vitest';
import { addressOf } from '../../../src/channels/browser/channel.ts';
import { startFakeS3 } from '../../support/fake-s3.ts';
import { startFakeTelegram } from '../../support/fake-telegram.ts';
import { startFakeZalo } from '../../support/fake-zalo.ts';
import { pdfOf } from '../../support/office-files.ts';
import { browserPhone, type StoryPhone, telegramPhone, zaloPhone } from '../../support/phones.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

async function links(world: TestWorld, phone: StoryPhone, person: string): Promise<void> {
  await phone.says(`/start ${await world.code(person)}`);
  await phone.sees(/Có đúng là đồng chí không/);
  await phone.chooses('Đúng');
  await phone.sees(/Đã kết nối/);
}

/** An office on Telegram; cadres on Telegram, in a browser and on Zalo. */
async function everyChannel(env: Readonly<Record<string, string>> = {}) {
  const telegram = await startFakeTelegram({});
  cleanUp.push(() => telegram.close());
  const zalo = await startFakeZalo();
  cleanUp.push(() => zalo.close());
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const world = await openWorld(
    {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      ZALO_BOT_TOKEN: zalo.token,
      ZALO_BOT_API_ROOT: zalo.apiRoot,
      ZALO_BOT_MODE: 'polling',
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      ...env,
    },
    { pace: { perSecond: 1000, perAddressPerSecond: 1000 }, longPollSeconds: 1 },
  );
  cleanUp.push(world.close);
  const phones = {
    office: telegramPhone(telegram, 11),
    onTelegram: telegramPhone(telegram, 12),
    onZalo: zaloPhone(zalo, world, 'aa11'),
  };
  await links(world, phones.office, 'MT-THU');
  await links(world, phones.onTelegram, 'CB057');
  await links(world, phones.onZalo, 'CB048');
  const token = 'browser-phone-of-an-0123456789';
  const inBrowser = browserPhone(world, token);
  await links(world, inBrowser, 'BT-AN');
  return { world, telegram, zalo, ...phones, inBrowser, token };
}

const report = pdfOf([{ lines: ['Báo cáo tháng 11'] }]);

async function brought(world: TestWorld, address: string): Promise<Buffer> {
  const answer = await fetch(world.base + new URL(address, world.base).pathname);
  expect(answer.headers.get('content-length')).toBe(String(report.length));
  return Buffer.from(await answer.arrayBuffer());
}

async function publishes(office: StoryPhone): Promise<void> {
  for (const [said, sees] of [
    ['/moihop', /Nội dung cuộc họp/],
    ['Họp tháng 12', /Họp lúc nào/],
    ['28/11 8g', /Họp ở đâu/],
    ['Hội trường', /Tài liệu gửi kèm/],
  ] as const) {
    await office.says(said);
    await office.sees(sees);
  }
  await office.sends('Báo cáo.pdf', report, 'application/pdf');
  await office.sees(/Đã nhận Báo cáo\.pdf/);
  await office.chooses('Xong');
  await office.sees(/Giấy mời sẽ gửi tới/);
  await office.chooses('Gửi');
  await office.sees(/Đã ghi giấy mời/);
  await office.chooses('Gửi ngay');
}

it('a document goes from Telegram to every channel by our own copy', { timeout: 90_000 }, async () => {
  const { world, telegram, zalo, office, onTelegram, onZalo, inBrowser, token } = await everyChannel();
  await publishes(office);
  await onTelegram.sees(/Báo cáo\.pdf/);
  const sent = telegram.phone(12).transcript.findLast(({ file }) => file?.name === 'Báo cáo.pdf')?.file;
  expect(sent?.bytes.equals(report)).toBe(true);
  const link = /http\S+\/files\/\S+/.exec(await onZalo.sees(/Báo cáo\.pdf[\s\S]*\/files\//))![0];
  expect((await brought(world, link)).equals(report)).toBe(true);
  await inBrowser.sees(/Báo cáo\.pdf/);
  const { store } = world.served.house.database;
  const address = { channel: 'browser' as const, address: addressOf(token) };
  const item = (await store.transcripts.of(address, 50)).findLast(
    (one) => one.from === 'bot' && one.content.kind === 'file' && one.content.name === 'Báo cáo.pdf',
  );
  if (item?.from !== 'bot' || item.content.kind !== 'file') throw new Error('no file came');
  const href = world.served.house.links.download(item.content.file, item.content.name);
  expect((await brought(world, href)).equals(report)).toBe(true);
  await onZalo.chooses('Đã đọc');
  await onZalo.sees(/đã đọc tài liệu Báo cáo\.pdf/);
  expect([...telegram.problems, ...zalo.problems]).toEqual([]);
});

it('the same with our copies in a bucket, and one sent by link from Zalo', { timeout: 90_000 }, async () => {
  const bucket = await startFakeS3();
  cleanUp.push(bucket.close);
  const { world, telegram, office, onTelegram, onZalo } = await everyChannel(bucket.env);
  await publishes(office);
  await onTelegram.sees(/Báo cáo\.pdf/);
  expect(
    telegram
      .phone(12)
      .transcript.findLast(({ file }) => file?.name === 'Báo cáo.pdf')
      ?.file?.bytes.equals(report),
  ).toBe(true);
  const link = /http\S+\/files\/\S+/.exec(await onZalo.sees(/Báo cáo\.pdf[\s\S]*\/files\//))![0];
  expect((await brought(world, link)).equals(report)).toBe(true);
  expect([...bucket.objects.values()].some((object) => object.equals(report))).toBe(true);
  expect(bucket.problems).toEqual([]);
});

it('of a marked file Telegram’s copy is named, and ours is gone', { timeout: 60_000 }, async () => {
  const { world, telegram, office } = await everyChannel();
  await office.says('/moihop');
  await office.says('Họp tháng 12');
  await office.says('28/11 8g');
  await office.says('Hội trường');
  await office.sees(/Tài liệu gửi kèm/);
  await office.sends('kế hoạch.pdf', pdfOf([{ lines: ['TUYỆT MẬT'] }]), 'application/pdf');
  await office.sees(/đường văn thư mật.*Bản trên Telegram vẫn còn.*chọn Xóa, đánh dấu xóa cho cả hai bên/s);
  const { store } = world.served.house.database;
  const said = await store.transcripts.of({ channel: 'telegram', address: '11' }, 100);
  expect(JSON.stringify(said)).not.toContain('kế hoạch');
  expect(JSON.stringify(said)).not.toContain('BQACAgU');
  expect(telegram.problems).toEqual([]);
});
