import sharp from 'sharp';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Address } from '../../../src/domain/channel.ts';
import { fold } from '../../../src/domain/history.ts';
import type { FileId } from '../../../src/domain/identity.ts';
import { bytesOf } from '../../../src/store/vault.ts';
import { browserPhone, type StoryPhone } from '../../support/phones.ts';
import { photo } from '../../support/samples.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
let cadre: StoryPhone;
let road: StoryPhone;
let province: StoryPhone;
/** What was taken out of the vault, as it lay there. */
const dropped = new Map<string, Buffer | undefined>();

beforeAll(async () => {
  world = await openWorld();
  const { vault } = world.served.house.app;
  const drop = vault.drop.bind(vault);
  vi.spyOn(vault, 'drop').mockImplementation(async (id) => {
    dropped.set(id, await bytesOf(vault, id));
    await drop(id);
  });
  const phone = (code: string) => browserPhone(world, world.served.house.rehearsal!.phoneOf(code));
  cadre = phone('BT-AN');
  road = phone('GTVT-LONG');
  province = phone('VPTU-BINH');
});
afterAll(() => world.close());

async function answers(phone: StoryPhone, text: string): Promise<void> {
  await phone.chooses('Trả lời');
  await phone.says(text);
  await phone.chooses('Gửi');
  await phone.sees(/Đã gửi trả lời/);
}

it('a disputed answer goes one level up, and at the top stays, red, before the head of the office', async () => {
  for (const said of [
    '/neu',
    'xa my thanh, huyen ba tri',
    'de xuat',
    'Sửa cầu ấp 5',
    'giao thong',
    'không',
    'gửi',
  ])
    await cadre.says(said);
  const sent = await cadre.sees(/đã chuyển tới Sở Giao thông vận tải/);
  const number = /KN-BT-2018-\d{5}/.exec(sent)![0];
  await road.sees(/Kiến nghị mới chuyển tới/);
  await answers(road, 'Đã ghi nhận.');
  await cadre.sees(/đã thỏa đáng chưa/);
  await cadre.chooses('Chưa thỏa đáng');
  await cadre.sees(/sẽ chuyển lên cấp trên/);
  await cadre.says('Chưa nói bao giờ sửa');
  await cadre.sees(new RegExp(`${number} đã chuyển tới Văn phòng Tỉnh ủy`));
  await province.sees(
    /chưa đồng ý với nội dung trả lời của Sở Giao thông vận tải[\s\S]*Chưa nói bao giờ sửa/,
  );
  await road.sees(/chưa đồng ý với nội dung trả lời, đã chuyển lên Văn phòng Tỉnh ủy/);
  await answers(province, 'Sẽ xem xét.');
  await cadre.sees(/Sẽ xem xét/);
  await cadre.chooses('Chưa thỏa đáng');
  await cadre.sees(/Đây là cấp cuối, ý kiến này sẽ trình lãnh đạo cơ quan xem xét/);
  await cadre.says('Vẫn chưa có ngày');
  await cadre.sees(new RegExp(`${number} đã trình lãnh đạo Văn phòng Tỉnh ủy xem xét`));
  await province.sees(/Đề nghị lãnh đạo cơ quan xem xét[\s\S]*Vẫn chưa có ngày/);
  await cadre.says('/kiennghi');
  await cadre.chooses(`${number}: Sửa cầu ấp 5`);
  const past = await cadre.sees(/Quá trình/);
  expect(past).toMatch(/Chưa nói bao giờ sửa\), chuyển tới Văn phòng Tỉnh ủy/);
  expect(past).toMatch(/Vẫn chưa có ngày\), trình lãnh đạo Văn phòng Tỉnh ủy xem xét/);
  await world.served.advance('next-working-day');
  await province.sees(/Quá hạn, chưa trả lời: 1/);
  const { recommendations } = world.served.house.database.store;
  const told = (await recommendations.byNumber(number))!;
  const history = await recommendations.history(told.id);
  expect(history.map(({ what }) => what)).toEqual([
    'raised',
    'answered',
    'disputed',
    'answered',
    'disputed',
    'reminded',
  ]);
  expect(fold(history)).toMatchObject({
    state: 'open',
    office: told.office,
    events: 6,
    atTop: true,
    nextStep: 'remind',
  });
});

it('a confirmed answer takes no second word', async () => {
  await answers(province, 'Khởi công 15/01/2019.');
  await cadre.chooses('Đã thỏa đáng');
  await cadre.sees(/đã đóng/);
  await cadre.chooses('Chưa thỏa đáng');
  await cadre.sees(/KN-BT-2018-\d+ đã đóng/);
});

it('ten working days of silence after an answer that arrived close it', async () => {
  for (const said of ['/neu', '1', '1', 'Trạm y tế thiếu thuốc', 'y te', '2', '1']) await cadre.says(said);
  const sent = await cadre.sees(/đã chuyển tới Sở Y tế/);
  const number = /KN-BT-2018-\d{5}/.exec(sent)![0];
  const health = browserPhone(world, world.served.house.rehearsal!.phoneOf('CB012'));
  await answers(health, 'Đã cấp bổ sung.');
  await world.served.advance('P15D');
  await cadre.sees(new RegExp(`${number} đã tự đóng`));
});

it('a photo keeps nothing of the camera or the place', async () => {
  const bytes = await photo(77);
  expect((await sharp(bytes).metadata()).exif).toBeDefined();
  for (const said of ['/ghi', '1', 'hom qua', 'Thăm trường']) await cadre.says(said);
  await cadre.sends('truong.jpg', bytes, 'image/jpeg');
  await cadre.sees(/Đã nhận 1 ảnh/);
  const { remote, kept } = await lastFile({ channel: 'browser', address: (await cadreAddress())! });
  const metadata = await metadataOf(kept);
  expect(metadata).toMatchObject({ format: 'jpeg', width: 64 });
  expect(metadata.exif).toBeUndefined();
  // Nor did what was uploaded, while it waited for its turn; after it, it is gone.
  const waited = await waitedAs(remote);
  expect(waited).toMatchObject({ format: 'jpeg', width: 64 });
  expect(waited.exif).toBeUndefined();
});

it('nor does one that came by an upload link', async () => {
  const at = { channel: 'browser' as const, address: (await cadreAddress())! };
  const { links } = world.served.house;
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(await photo(78))], { type: 'image/jpeg' }), 'cau.jpg');
  const { pathname } = new URL(links.upload(at.channel, at.address));
  expect((await fetch(world.base + pathname, { method: 'POST', body: form })).status).toBe(200);
  await world.served.idle();
  const { remote } = await lastFile(at);
  expect(remote).toMatch(/^vault:/);
  const waited = await waitedAs(remote.replace('vault:', ''));
  expect(waited).toMatchObject({ format: 'jpeg', width: 64 });
  expect(waited.exif).toBeUndefined();
});

async function lastFile(at: Address): Promise<{ remote: string; kept: string }> {
  const said = await world.served.house.database.store.transcripts.of(at, 10);
  for (const one of said.toReversed())
    if (one.from === 'me' && one.inbound.content.kind === 'file') {
      const { attachment, kept } = one.inbound.content;
      return { remote: attachment.remote, kept: kept && 'file' in kept ? kept.file : '' };
    }
  throw new Error('no file was sent');
}

async function waitedAs(upload: string) {
  expect(await bytesOf(world.served.house.app.vault, upload as FileId)).toBeUndefined();
  return sharp(dropped.get(upload)).metadata();
}

const metadataOf = async (file: string) =>
  sharp(await bytesOf(world.served.house.app.vault, file as FileId)).metadata();

async function cadreAddress(): Promise<string | undefined> {
  const { store } = world.served.house.database;
  const person = (await store.people.byCode('BT-AN'))!;
  const [reach] = await store.accounts.reach([person.id], new Date('2018-11-19'));
  return reach?.address;
}
