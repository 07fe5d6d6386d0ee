import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/history.ts';
import { shortId } from '../../src/domain/identity.ts';
import type { Content } from '../../src/domain/message.ts';
import type { Told } from '../../src/store/recommendation-row.ts';
import { addressAt, addsRecommendation, type Phone, phoneIn } from '../support/chat-phone.ts';
import { pdf } from '../support/samples.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phoneOf = (code: string): Phone => phoneIn(world, code);
const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);
const store = () => world.served.house.database.store;

/** Raised by its follower, in the field of the office that GTVT-LONG sits in. */
async function raised(phone: Phone, text: string): Promise<Told> {
  await phone.says('/neu');
  await phone.says('1');
  await addsRecommendation(phone, text);
  const said = await phone.hears((one) => one.chooses('Gửi'));
  return (await store().recommendations.byNumber(said.match(/KN-BT-\d+-\d+/)![0]))!;
}

async function answers(office: Phone, text: string): Promise<void> {
  await office.chooses('Trả lời');
  await office.says(text);
  await office.chooses('Gửi');
}

const filesAt = async (code: string) => {
  const said = await store().transcripts.of(addressAt(world, code), 500);
  return said
    .flatMap((one) => (one.from === 'bot' ? [one.content as Content] : []))
    .flatMap((content) => (content.kind === 'file' && content.mime !== 'text/calendar' ? [content] : []));
};

const standsAsItsHistory = async ({ id }: Told) => {
  const told = (await store().recommendations.byId(id))!;
  const folded = fold(await store().recommendations.history(id))!;
  expect([folded.state, folded.peopleTold, folded.events]).toEqual([
    told.state,
    told.peopleTold,
    told.events,
  ]);
  return told;
};

describe('an answer', () => {
  it('brings its files to who raised it, and shows them again with the history', async () => {
    const office = phoneOf('GTVT-LONG');
    const cadre = phoneOf('CB031');
    const { id } = await raised(cadre, 'Cầu ấp 3 xuống cấp');
    await office.chooses('Trả lời');
    await office.says('Đã giao đơn vị duy tu sửa trong tháng 12.');
    expect(await labels(office)).toEqual(['Gửi', 'Sửa', 'Kèm tệp', 'Hủy']);
    await office.chooses('Kèm tệp');
    await office.sends('Công văn 12.pdf', pdf, 'application/pdf');
    await office.chooses('Xong');
    expect(await office.last()).toMatch(
      /^📌 Trả lời KN-BT-2018-\d+:\nĐã giao đơn vị duy tu sửa trong tháng 12\.\nKèm theo: Công văn 12\.pdf$/,
    );
    await office.chooses('Gửi');
    await cadre.sees(/đã thỏa đáng chưa/);
    const [file, ...more] = await filesAt('CB031');
    expect([file?.name, more]).toEqual(['Công văn 12.pdf', []]);
    await cadre.presses(`rv:${shortId(id)}`);
    expect((await filesAt('CB031')).map(({ name }) => name)).toEqual(['Công văn 12.pdf', 'Công văn 12.pdf']);
    // Something holds on to it, so that it is not forgotten with a draft elsewhere.
    expect(await store().files.forget(file!.file)).toBe(false);
    const before = (await filesAt('CB110')).length;
    const other = phoneOf('CB110');
    expect(await other.hears((phone) => phone.presses(`rv:${shortId(id)}`))).toBe(
      'Mục này không thuộc phần việc của đồng chí.',
    );
    expect(await filesAt('CB110')).toHaveLength(before);
  });

  it('shows the files of every answer it had, each with its own', async () => {
    const [office, above, cadre] = [phoneOf('GTVT-LONG'), phoneOf('VPTU-BINH'), phoneOf('CB032')];
    const { id } = await raised(cadre, 'Cầu ấp 4 xuống cấp');
    const withFile = async (by: Phone, name: string) => {
      await by.presses(`ra:${shortId(id)}`);
      await by.says(`Xem ${name}`);
      await by.chooses('Kèm tệp');
      await by.sends(name, pdf, 'application/pdf');
      await by.chooses('Xong');
      await by.chooses('Gửi');
    };
    await withFile(office, 'Lần một.pdf');
    await cadre.chooses('Chưa thỏa đáng');
    await cadre.says('Chưa có ngày');
    await withFile(above, 'Lần hai.pdf');
    await cadre.sees(/Xem Lần hai[\s\S]*thỏa đáng chưa/);
    await cadre.presses(`rv:${shortId(id)}`);
    const shown = (await filesAt('CB032')).slice(-2).map(({ name, caption }) => `${name}: ${caption}`);
    expect(shown[0]).toMatch(/^Lần một\.pdf: Kèm trả lời lần 1, ngày \d+\/\d+/);
    expect(shown[1]).toMatch(/^Lần hai\.pdf: Kèm trả lời lần 2, ngày \d+\/\d+/);
  });

  it('of 20,000 characters is not taken, and nothing changes', async () => {
    const office = phoneOf('GTVT-LONG');
    const told = await raised(phoneOf('CB032'), 'Đường vào ấp 1 ngập');
    await office.chooses('Trả lời');
    expect(await office.hears((phone) => phone.says('x'.repeat(20_000)))).toMatch(/3000|3\.000/);
    expect((await standsAsItsHistory(told)).events).toBe(told.events);
    await office.says('/huy');
  });
});

describe('whether the people were told', () => {
  it('is asked once it is settled, holds nothing open, and is noted once', async () => {
    const office = phoneOf('GTVT-LONG');
    const cadre = phoneOf('CB033');
    const told = await raised(cadre, 'Cống ấp 2 nghẹt');
    await answers(office, 'Đã nạo vét ngày 20/11.');
    await cadre.chooses('Đã thỏa đáng');
    expect(await cadre.last()).toBe(
      `✅ Đã ghi nhận. ${told.number} đã đóng.\nĐồng chí đã báo kết quả cho bà con chưa?`,
    );
    expect(await labels(cadre)).toEqual(['Đã báo bà con', 'Chưa báo']);
    expect(await standsAsItsHistory(told)).toMatchObject({ state: 'closed', peopleTold: undefined });
    await cadre.chooses('Chưa báo');
    expect(await cadre.last()).toMatch(/^Đã ghi: chưa báo bà con\./);
    expect((await standsAsItsHistory(told)).peopleTold).toBe(false);
    await cadre.presses(`rv:${shortId(told.id)}`);
    expect(await cadre.last()).toMatch(/chưa báo kết quả cho bà con/);
    const stranger = await phoneOf('CB110').hears((phone) => phone.presses(`rk:${shortId(told.id)}`));
    expect(stranger).toBe('Mục này không thuộc phần việc của đồng chí.');
    for (let press = 0; press < 2; press++) {
      await cadre.presses(`rk:${shortId(told.id)}`);
      expect(await cadre.last()).toBe(`✅ Đã ghi: bà con đã được báo kết quả ${told.number}.`);
    }
    // That they know is not taken back.
    await cadre.presses(`ru:${shortId(told.id)}`);
    const history = await store().recommendations.history(told.id);
    expect(history.filter(({ what }) => what === 'people-told')).toHaveLength(2);
    expect((await standsAsItsHistory(told)).peopleTold).toBe(true);
    await cadre.presses(`rv:${shortId(told.id)}`);
    expect(await labels(cadre)).toEqual(['Mở lại']);
  });

  it('is no question while there is no answer', async () => {
    const cadre = phoneOf('CB034');
    const told = await raised(cadre, 'Điện yếu ở ấp 4');
    await cadre.presses(`rk:${shortId(told.id)}`);
    expect(await cadre.last()).toContain(told.number);
    expect((await standsAsItsHistory(told)).events).toBe(told.events);
  });
});
