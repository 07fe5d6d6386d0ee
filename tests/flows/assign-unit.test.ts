import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addsRecommendation, type Phone, phoneIn } from '../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phoneOf = (code: string): Phone => phoneIn(world, code);
const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);

async function raises(phone: Phone, text: string): Promise<void> {
  await phone.says('/neu');
  await phone.says('1');
  await addsRecommendation(phone, text);
  await phone.chooses('Gửi');
}

async function calls(phone: Phone, subject: string, when: string): Promise<void> {
  await phone.says('/moihop');
  await phone.says(subject);
  await phone.says(when);
  await phone.says('Hội trường xã');
  await phone.chooses('Không có tài liệu');
  await phone.chooses('Gửi');
  await phone.chooses('Gửi ngay');
}

describe('/phancong', () => {
  it('is for offices with units below them', async () => {
    const an = phoneOf('BT-AN');
    await an.says('/phancong');
    expect(await an.last()).toMatch(/^Việc phân công dành cho văn phòng của đơn vị cấp trên/);
  });

  it('hands a unit over: the new cadre gets one pack, the former and the office are told', async () => {
    const an = phoneOf('BT-AN');
    await raises(an, 'Cầu ấp 3 xuống cấp');
    await calls(phoneOf('MT-THU'), 'Họp giao ban', '8g30 thứ năm tuần sau');
    const office = phoneOf('VPTU-BINH');
    await office.says('/phancong');
    await office.says('my thanh ba tri');
    expect(await labels(office)).toEqual(
      expect.arrayContaining([
        'Giao phụ trách',
        'Giao phối hợp',
        'Bàn giao',
        'Cử người thay',
        'Kết thúc phân công',
      ]),
    );
    await office.chooses('Bàn giao');
    await office.says('tran thanh de');
    await office.chooses('Hôm nay');
    await office.says('88-QĐ/TU');
    await office.says('16/11/2018');
    expect(await office.last()).toMatch(
      /^Bàn giao\nĐơn vị: xã Mỹ Thạnh, huyện Ba Tri\nNgười đang theo dõi: Nguyễn Văn An, .*\nCán bộ mới: Trần Thành Đệ, .*\nThời gian: từ ngày Thứ Hai, 19\/11\/2018\nVăn bản: 88-QĐ\/TU, ngày 16\/11\/2018$/,
    );
    await office.chooses('Gửi');
    expect(await office.last()).toMatch(
      /^✅ Trần Thành Đệ phụ trách xã Mỹ Thạnh.*thay Nguyễn Văn An\. Giấy mời đã chuyển: 1\.$/,
    );
    const de = phoneOf('CB035');
    await de.sees(/^📅 Giấy mời họp\n.*kính mời đồng chí Trần Thành Đệ dự họp/);
    const pack = await de.sees(/^📌 Bàn giao xã Mỹ Thạnh/);
    expect(pack).toMatch(/Kiến nghị chưa trả lời: \d+/);
    expect(pack).toMatch(/Cầu ấp 3 xuống cấp/);
    expect(pack).toMatch(/Chuyến đi gần nhất/);
    expect(pack).toMatch(/Cuộc họp tới\n08:30/);
    expect(pack).toMatch(/Liên hệ\n• .*Trần Thị Bích Thu/s);
    expect(await an.last()).toMatch(/^Đồng chí đã bàn giao xã Mỹ Thạnh.*Giấy mời/s);
    await phoneOf('MT-THU').sees(/^Đồng chí Trần Thành Đệ .* thay đồng chí Nguyễn Văn An/);
    await de.chooses('Kiến nghị của địa bàn');
    expect(await de.last()).toMatch(/^📌 Kiến nghị còn mở của xã Mỹ Thạnh/);
    const list = await labels(de);
    await de.chooses(list.find((label) => label.includes('Cầu ấp 3'))!);
    expect(await de.last()).toMatch(/Cầu ấp 3 xuống cấp/);
  });
});

describe('what was raised by who has left', () => {
  it('is confirmed by who came after; the one before still may see it', async () => {
    const office = phoneOf('GTVT-LONG');
    await office.sees(/Cầu ấp 3 xuống cấp/);
    await office.chooses('Trả lời');
    await office.says('Sẽ sửa xong trước ngày 15/01/2019.');
    await office.chooses('Gửi');
    const de = phoneOf('CB035');
    const an = phoneOf('BT-AN');
    await an.sees(/Sẽ sửa xong trước ngày 15\/01\/2019/);
    await de.sees(/Sẽ sửa xong trước ngày 15\/01\/2019/);
    await de.chooses('Đã thỏa đáng');
    expect(await de.last()).toMatch(/^✅|KN-BT-2018-\d+/);
    expect(await an.hears((phone) => phone.chooses('Đã thỏa đáng'))).toMatch(/^KN-BT-2018-\d+ đã đóng/);
  });

  it('a promise with a day to come goes with the next handover', async () => {
    const { exit } = await world.cli(
      'handover',
      '--unit',
      'BT.BATRI.MYTHANH',
      '--to',
      'CB036',
      '--on',
      '20/11/2018',
      '--decision',
      '90-QĐ/TU',
    );
    expect(exit).toBe(0);
    await world.served.advance('PT1M');
    const pack = await phoneOf('CB036').sees(/^📌 Bàn giao xã Mỹ Thạnh/);
    expect(pack).toMatch(
      /Đã hứa, chưa đến ngày\n• KN-BT-2018-\d+, Sở Giao thông vận tải: “Sẽ sửa xong trước ngày 15\/01\/2019\.”/,
    );
  });
});

describe('a substitute', () => {
  const substitute = 'CB037';
  const absent = 'CB012';

  it('has what the absent one has from the first day to the end of the last, and not after', async () => {
    const { store } = world.served.house.database;
    const actorOn = async (code: string, day: string) => {
      const person = await store.people.byCode(code);
      return store.people.actor(person!.id, new Date(`${day}T00:00:00Z`));
    };
    const { err, exit } = await world.cli(
      'substitute',
      '--for',
      absent,
      '--by',
      substitute,
      '--from',
      '21/11/2018',
      '--until',
      '23/11/2018',
    );
    expect([err, exit]).toEqual(['', 0]);
    const unit = (await store.units.byCode('BT.BATRI.MYTHANH'))!;
    const held = async (day: string) =>
      (await actorOn(substitute, day))!.follows
        .filter(({ insteadOf }) => insteadOf)
        .map(({ unit: { code } }) => code);
    expect(await held('2018-11-20')).toEqual([]);
    expect(await held('2018-11-21')).toContain('BT.BATRI.MYTHANH');
    expect(await held('2018-11-23')).toContain('BT.BATRI.MYTHANH');
    expect(await held('2018-11-24')).toEqual([]);
    const invited = async (day: string) =>
      (await store.people.followers(unit.id, new Date(`${day}T00:00:00Z`)))
        .filter(({ code }) => [absent, substitute].includes(code))
        .map(({ code, insteadOf }) => [code, insteadOf]);
    expect(await invited('2018-11-20')).toEqual([[absent, undefined]]);
    expect((await invited('2018-11-22')).sort()).toEqual(
      [
        [absent, undefined],
        [substitute, 'Nguyễn Thị Tuyết Sương'],
      ].sort(),
    );
    expect(await invited('2018-11-24')).toEqual([[absent, undefined]]);
  });

  it('is refused who is oneself, twice at one time, with the days the wrong way round, or in the past', async () => {
    const refused = async (...words: string[]) => {
      const { err, exit } = await world.cli('substitute', ...words);
      expect(exit).toBe(1);
      return err;
    };
    expect(await refused('--for', absent, '--by', absent, '--until', '30/11/2018')).toMatch(
      /một đồng chí khác/,
    );
    expect(
      await refused('--for', absent, '--by', 'CB038', '--from', '22/11/2018', '--until', '30/11/2018'),
    ).toMatch(/đã có người thay/);
    expect(
      await refused('--for', 'CB039', '--by', absent, '--from', '22/11/2018', '--until', '30/11/2018'),
    ).toMatch(/cũng vắng/);
    expect(
      await refused('--for', 'CB039', '--by', 'CB038', '--from', '22/11/2018', '--until', '21/11/2018'),
    ).toMatch(/sớm hơn/);
    expect(
      await refused('--for', 'CB039', '--by', 'CB038', '--from', '01/11/2018', '--until', '02/11/2018'),
    ).toMatch(/đã qua/);
  });

  it('gets the notice of a meeting in those days, said to be in place of whom, and its reminder; the absent one too', async () => {
    await calls(phoneOf('MT-THU'), 'Họp chi ủy', '14g ngày 22/11');
    const notice = /Nội dung: Họp chi ủy/;
    expect(await phoneOf(substitute).sees(notice)).toMatch(
      /Đồng chí được mời dự thay đồng chí Nguyễn Thị Tuyết Sương\.$/,
    );
    await phoneOf(absent).sees(notice);
    await world.served.advance('P3D');
    await phoneOf(substitute).sees(/^⏰ .*họp/);
  });

  it('is named from chat by the office over the absent one, and by no other', async () => {
    const chief = phoneOf('MT-THU');
    await chief.says('/phancong');
    await chief.says('ấp 1');
    await chief.chooses('Cử người thay');
    const [whom] = await labels(chief);
    await chief.chooses(whom!);
    await chief.says('Đặng Ngọc Lan');
    await chief.chooses('Hôm nay');
    await chief.says('30/11/2018');
    await chief.chooses('Không có văn bản');
    expect(await chief.last()).toMatch(/^Cử người thay\nĐơn vị: ấp 1/);
    await chief.chooses('Gửi');
    expect(await chief.last()).toMatch(
      /^✅ Đặng Ngọc Lan thay Dương Văn Tâm từ ngày 22\/11\/2018 đến hết ngày 30\/11\/2018/,
    );
    const district = phoneOf('CB043');
    await district.says('/phancong');
    await district.says('xa my thanh');
    await district.chooses('Cử người thay');
    const sitting = (await labels(district)).find(
      (label) => label.startsWith('Lâm Thanh Khởi') || label.startsWith('Nguyễn Thị Tuyết Sương'),
    );
    await district.chooses(sitting!);
    await district.says('CB044');
    await district.says('25/11');
    await district.says('30/11');
    await district.chooses('Không có văn bản');
    expect(await district.hears((phone) => phone.chooses('Gửi'))).toMatch(
      /^Đồng chí này không do văn phòng của đồng chí phân công, hoặc công tác ở cơ quan cấp trên/,
    );
  });
});

describe('who followed on a day', () => {
  it('is asked from /diaban, for a day long past as well', async () => {
    const phone = phoneOf('CB036');
    await phone.says('/diaban');
    await phone.chooses('Ai phụ trách ngày nào');
    await phone.says('my thanh');
    expect(await phone.hears((one) => one.says('15/3/2017'))).toMatch(/Nguyễn Văn An/);
    await phone.chooses('Ai phụ trách ngày nào');
    await phone.says('1');
    expect(await phone.hears((one) => one.says('1/1/2001'))).toMatch(/không có ai được phân công/);
  });
});

describe('a handover to come', () => {
  it('a draft stays with the former lead until the day of the new one', async () => {
    const [former, next] = [phoneOf('CB036'), phoneOf('CB039')];
    const { store } = world.served.house.database;
    const unit = (await store.units.byCode('BT.BATRI.MYTHANH'))!;
    const begins = new Date(world.served.house.app.clock.now().epochMilliseconds);
    const called = await store.handovers.nextMeeting(unit.id, begins);
    await store.changes.cancel(
      (await store.meetings.byId(called!))!,
      { reason: undefined, postponed: false },
      begins,
    );
    expect(await store.handovers.nextMeeting(unit.id, begins)).not.toBe(called);
    const today = world.served.house.app.clock.now().toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate();
    const on = today.add({ days: 1 }).toLocaleString('en-GB');
    const given = ['--unit', 'BT.BATRI.MYTHANH', '--to', 'CB039', '--on', on, '--decision', '91-QĐ/TU'];
    expect((await world.cli('handover', ...given)).exit).toBe(0);
    await former.says('/ghi');
    await former.says('my thanh ba tri');
    await former.says('hôm nay');
    const stackOf = async (phone: Phone) => (await phone.talk()).stack;
    await world.served.advance('PT1H');
    expect(await stackOf(former)).toHaveLength(1);
    await world.served.advance('P1D');
    expect(await stackOf(former)).toEqual([]);
    expect(await stackOf(next)).toMatchObject([{ flow: 'log-visit', draft: { date: today.toString() } }]);
    await former.sees(
      /^Nội dung đồng chí soạn dở về xã Mỹ Thạnh, huyện Ba Tri \(Ghi chép cơ sở\) đã chuyển cho đồng chí/,
    );
    await next.sees(/chuyển lại nội dung soạn dở về xã Mỹ Thạnh/);
    expect(
      (await next.said()).some((text) => text.startsWith('Đồng chí còn nội dung soạn dở: Ghi chép')),
    ).toBe(true);
  });
});
