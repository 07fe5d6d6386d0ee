import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Phone, phoneIn } from '../support/chat-phone.ts';
import { type FakeTelegram, startFakeTelegram } from '../support/fake-telegram.ts';
import { type FakeZalo, startFakeZalo } from '../support/fake-zalo.ts';
import { type StoryPhone, telegramPhone, zaloPhone } from '../support/phones.ts';
import { voice } from '../support/samples.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let telegram: FakeTelegram;
let zalo: FakeZalo;
let world: TestWorld;
beforeAll(async () => {
  [telegram, zalo] = [await startFakeTelegram(), await startFakeZalo()];
  world = await openWorld({
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ZALO_BOT_TOKEN: zalo.token,
    ZALO_BOT_API_ROOT: zalo.apiRoot,
    ZALO_BOT_MODE: 'polling',
  });
});
afterAll(async () => {
  await world.close();
  await telegram.close();
  await zalo.close();
});

async function links(phone: StoryPhone, code: string): Promise<void> {
  await phone.says(`/start ${await world.code(code)}`);
  await phone.sees(/Có đúng là đồng chí không/);
  await phone.chooses('Đúng');
  await phone.sees(/Đã kết nối/);
  await world.served.idle();
}

async function calls(office: Phone, subject: string, when: string): Promise<void> {
  await office.says('/moihop');
  await office.says(subject);
  await office.says(when);
  await office.says('Hội trường');
  await office.chooses('Không có tài liệu');
  await office.chooses('Gửi');
  await office.chooses('Gửi ngay');
}

async function moves(office: Phone, to: string): Promise<string> {
  await office.says('/lich');
  await office.presses((await office.buttons()).findLast(({ action }) => action.startsWith('mv:'))!.action);
  await office.chooses('Đổi địa điểm');
  await office.says(to);
  const summary = await office.last();
  await office.chooses('Gửi');
  return summary;
}

const followers = async (): Promise<readonly string[]> => {
  const { store } = world.served.house.database;
  const unit = (await store.people.actor((await store.people.byCode('BT-AN'))!.id, new Date('2018-11-19')))!
    .follows[0]!.unit.id;
  return (await store.people.followers(unit, new Date('2018-11-19'))).map(({ code }) => code);
};

const sequenceOf = (calendar: string): unknown =>
  new ICAL.Component(ICAL.parse(calendar)).getFirstSubcomponent('vevent')!.getFirstPropertyValue('sequence');

it('a file on Telegram, a signed link on Zalo; changes go where the notice went', async () => {
  const office = phoneIn(world, 'MT-THU');
  const onTelegram = telegramPhone(telegram, 71);
  const onZalo = zaloPhone(zalo, world, 'z72');
  const other = (await followers()).find((code) => code !== 'BT-AN' && code !== 'BT-HOA')!;
  await links(onTelegram, 'BT-AN');
  await links(onZalo, other);
  await calls(office, 'Họp Đảng ủy', '8g 5/12');
  await onTelegram.sees(/Giấy mời họp/);
  await onTelegram.sees(/^Lịch họp\.ics/);
  await onZalo.sees(/Giấy mời họp[\s\S]*\d+\. Góp ý/);
  const link = /http\S+/.exec(await onZalo.sees(/Lịch họp\.ics/))![0];
  const file = await fetch(world.base + new URL(link).pathname);
  expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(sequenceOf(await file.text())).toBe(0);

  // Who prefers another phone by now still hears of it where the notice was read.
  const browser = phoneIn(world, 'BT-AN');
  await browser.says('/caidat');
  await browser.chooses('Nhận tin trước: trình duyệt');
  const summary = await moves(office, 'Nhà văn hóa ấp 3');
  expect(summary).toMatch(/Telegram 1/);
  expect(summary).toMatch(/Zalo 1/);
  await onTelegram.sees(/đổi địa điểm: Nhà văn hóa ấp 3/);
  const entry = telegram
    .phone(71, { language: 'vi', firstName: 'Person 71' })
    .transcript.findLast(({ file: one }) => one);
  expect(entry!.file!.name).toBe('Lịch họp.ics');
  expect(sequenceOf(entry!.file!.bytes.toString())).toBe(1);
  expect(await browser.said()).not.toContainEqual(expect.stringMatching(/đổi địa điểm/));
  await onZalo.sees(/đổi địa điểm: Nhà văn hóa ấp 3/);

  // That phone is gone: the next one.
  await world.cli('unlink', '--person', 'BT-AN', '--channel', 'telegram');
  await moves(office, 'Trường tiểu học');
  await world.served.idle();
  expect(await browser.said()).toContainEqual(expect.stringMatching(/đổi địa điểm: Trường tiểu học/));
  expect(telegram.problems).toEqual([]);
  expect(zalo.problems).toEqual([]);
});

it('a voice message on Telegram is a comment, and is heard in the browser', async () => {
  const office = phoneIn(world, 'MT-THU');
  const onTelegram = telegramPhone(telegram, 73);
  await links(onTelegram, 'BT-AN');
  await onTelegram.says('/gopy');
  await onTelegram.sees(/Đồng chí góp ý về: Họp Đảng ủy/);
  telegram.phone(73, { language: 'vi', firstName: 'Person 73' }).sendVoice(voice);
  await onTelegram.sees(/^Đã nhận tin thoại/);
  await onTelegram.chooses('Xong');
  await onTelegram.sees(/tệp gửi kèm/);
  await onTelegram.chooses('Gửi');
  await onTelegram.sees(/^✅ Đã gửi góp ý/);
  await world.served.idle();
  await office.chooses('Mở góp ý này');
  expect(await office.last()).toBe('voice.ogg\n');
});
