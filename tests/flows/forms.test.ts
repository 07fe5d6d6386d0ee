import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addsRecommendation, beginsVisit, type Phone, phoneIn } from '../support/chat-phone.ts';
import { pdf, photo } from '../support/samples.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phoneOf = (code: string): Phone => phoneIn(world, code);

/** Raised by its follower, in the field of the office that GTVT-LONG sits in. */
async function raises(phone: Phone, text: string): Promise<void> {
  await phone.says('/neu');
  await phone.says('1');
  await addsRecommendation(phone, text);
  await phone.chooses('Gửi');
}

async function calls(phone: Phone, subject: string): Promise<void> {
  await phone.says('/moihop');
  await phone.says(subject);
  await phone.says('14g30 thứ sáu');
  await phone.says('Hội trường xã');
  await phone.chooses('Không có tài liệu');
  await phone.chooses('Gửi');
  await phone.chooses('Gửi ngay');
}

describe('what a form is about', () => {
  it('is asked by no Quay lại and offered by no Sửa', async () => {
    await raises(phoneOf('CB031'), 'Cầu ấp 3 xuống cấp');
    const office = phoneOf('GTVT-LONG');
    await office.chooses('Trả lời');
    expect(await office.hears((phone) => phone.says('0'))).toMatch(/KN-BT-2018-\d+/);
    await office.says('Đã giao đơn vị duy tu sửa trong tháng 12.');
    await office.chooses('Sửa');
    expect((await office.buttons()).map(({ label }) => label)).toEqual([
      'Nội dung trả lời',
      'Tệp kèm theo',
      'Quay lại',
    ]);
    await office.chooses('Quay lại');
    await office.says('/huy');
    await office.chooses('Bỏ');
  });

  it('has no way back to what nobody was asked', async () => {
    const office = phoneOf('MT-THU');
    await office.says('/moihop');
    expect((await office.buttons()).map(({ label }) => label)).toEqual(['Họp định kỳ', 'Hủy']);
    expect(await office.hears((phone) => phone.says('0'))).toMatch(/Đây là câu hỏi đầu tiên/);
    await office.says('Họp giao ban');
    expect((await office.buttons()).map(({ label }) => label)).toContain('Quay lại');
    await office.says('/huy');
    await office.chooses('Bỏ');
  });

  it('tells two drafts of one kind apart, and keeps both', async () => {
    const office = phoneOf('GTVT-LONG');
    await raises(phoneOf('CB031'), 'Đường vào ấp 1 ngập');
    await office.chooses('Trả lời');
    const first = await office.draft();
    await office.says('Bản trả lời dài cho kiến nghị thứ nhất');
    await raises(phoneOf('CB032'), 'Cống ấp 2 nghẹt');
    await office.chooses('Trả lời');
    expect((await office.draft()).recommendation).not.toEqual(first.recommendation);
    await office.says('Trả lời cho kiến nghị thứ hai');
    // Sent; the first is taken up where it was, with what was written.
    expect(await office.hears((phone) => phone.chooses('Gửi'))).toMatch(
      /Bản trả lời dài cho kiến nghị thứ nhất/,
    );
    expect(await office.draft()).toMatchObject({ ...first, text: 'Bản trả lời dài cho kiến nghị thứ nhất' });
    await office.chooses('Gửi');
  });

  it('begun and left without a word leaves nothing behind', async () => {
    const secretary = phoneOf('MT-THU');
    await calls(secretary, 'Họp giao ban');
    const an = phoneOf('BT-AN');
    await an.chooses('Vắng');
    await an.chooses('Cử người dự thay');
    await an.chooses('Vắng');
    expect((await an.talk()).stack.map(({ flow }) => flow)).toEqual(['decline-meeting']);
    await an.says('/huy');
    expect((await an.talk()).stack).toEqual([]);
  });
});

describe('an answer changed from the summary', () => {
  it('is left by Quay lại, to the summary', async () => {
    const phone = phoneOf('CB033');
    await beginsVisit(phone, 'Đi thăm ấp 4');
    await phone.chooses('Không có ảnh');
    await phone.chooses('Không');
    const summary = await phone.last();
    await phone.chooses('Sửa');
    await phone.chooses('Nội dung');
    expect(await phone.hears((one) => one.chooses('Quay lại'))).toBe(summary);
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });

  it('drops a recommendation that was begun and not wanted', async () => {
    const phone = phoneOf('CB034');
    await beginsVisit(phone);
    await phone.chooses('Không có ảnh');
    await phone.chooses('Có');
    await phone.chooses('Kiến nghị');
    await phone.says('Cầu gãy');
    await phone.chooses('Quay lại');
    await phone.chooses('Quay lại');
    await phone.chooses('Quay lại');
    expect((await phone.draft()).recommendations).toEqual([]);
    await phone.chooses('Không');
    expect(await phone.last()).toMatch(/Số kiến nghị: 0/);
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });
});

describe('pressed twice', () => {
  it('Gửi says that it has been done', async () => {
    const phone = phoneOf('CB036');
    await phone.says('/neu');
    await phone.says('1');
    await addsRecommendation(phone, 'Đèn đường hỏng');
    const send = (await phone.buttons()).find(({ label }) => label === 'Gửi')!.action;
    await phone.presses(send);
    expect(await phone.hears((one) => one.presses(send))).toMatch(/^Việc này đã xong/);
  });
});

describe('what is written with a file', () => {
  it('goes with a document to those invited', async () => {
    const secretary = phoneOf('MT-THU');
    await secretary.says('/moihop');
    await secretary.says('Họp bàn nông thôn mới');
    await secretary.says('8g30 thứ năm');
    await secretary.says('Hội trường xã');
    await secretary.sends('du-thao.pdf', pdf, 'application/pdf', 'Bản dự thảo, đọc trang 3');
    expect(await secretary.last()).toMatch(/kèm chú thích: Bản dự thảo, đọc trang 3/);
    await secretary.chooses('Xong');
    expect(await secretary.last()).toMatch(/du-thao\.pdf \(Bản dự thảo, đọc trang 3\)/);
    await secretary.chooses('Gửi');
    await secretary.chooses('Gửi ngay');
    await phoneOf('BT-AN').sees(/du-thao\.pdf\nBản dự thảo, đọc trang 3/);
  });

  it('is kept with a photo, and one too long is refused with the photo', async () => {
    const phone = phoneOf('CB037');
    await beginsVisit(phone);
    await phone.sends('cau.jpg', await photo(), 'image/jpeg', 'a'.repeat(1100));
    expect(await phone.last()).toMatch(/Chú thích dài 1100 ký tự/);
    expect(await phone.draft()).not.toHaveProperty('photos');
    await phone.sends('cau.jpg', await photo(), 'image/jpeg', 'Trụ cầu nứt');
    expect(await phone.draft()).toMatchObject({ photos: [{ caption: 'Trụ cầu nứt' }] });
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });
});

describe('a draft left alone', () => {
  it('keeps what is typed before Tiếp tục is chosen', async () => {
    const phone = phoneOf('CB038');
    await phone.says('/ghi');
    await phone.says('1');
    await world.served.advance('P8D');
    expect(await phone.last()).toMatch(/Đồng chí còn nội dung soạn dở/);
    expect(await phone.hears((one) => one.says('hôm qua'))).toMatch(/^Đã giữ lại nội dung vừa gửi/);
    await phone.chooses('Tiếp tục');
    expect(await phone.draft()).toHaveProperty('date');
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });
});

describe('a phone that is linked', () => {
  it('needs no code, and says whose it is', async () => {
    const phone = phoneOf('CB039');
    const code = await world.code('CB040');
    for (const typed of [code, `/start ${code}`, `/START ${code.toLowerCase()}`])
      expect(await phone.hears((one) => one.says(typed))).toMatch(/^Máy này đã kết nối với đồng chí/);
  });
});

describe('a meeting nobody is invited to', () => {
  it('is not called, and said to be for nobody', async () => {
    const chief = phoneOf('CB103');
    await chief.says('/moihop');
    await chief.says('Họp giao ban');
    await chief.says('14g30 thứ sáu');
    await chief.says('Hội trường xã');
    await chief.chooses('Không có tài liệu');
    expect(await chief.hears((one) => one.chooses('Gửi'))).toMatch(/^Chưa có ai được phân công theo dõi/);
    await chief.says('/huy');
    await chief.chooses('Bỏ');
  });
});
