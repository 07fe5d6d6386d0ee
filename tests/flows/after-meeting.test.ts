import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/history.ts';
import { shortId } from '../../src/domain/identity.ts';
import { type Phone, phoneIn } from '../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phoneOf = (code: string): Phone => phoneIn(world, code);
const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);

async function calls(phone: Phone, subject: string, when: string): Promise<void> {
  await phone.says('/moihop');
  for (const said of [subject, when, 'Hội trường xã']) await phone.says(said);
  await phone.chooses('Không có tài liệu');
  await phone.chooses('Gửi');
  await phone.chooses('Gửi ngay');
}

/** The meeting of that subject, as its buttons name it. */
async function keyOf(subject: string): Promise<string> {
  const { store } = world.served.house.database;
  const unit = (await store.units.byCode('BT.BATRI.MYTHANH'))!;
  const { rows } = await store.attendance.ofUnit(unit.id, new Date('2019-12-31'), 0, 50);
  return shortId(rows.find((row) => row.subject === subject)!.meeting);
}

describe('who came', () => {
  it('is not said of a meeting that has not begun, nor by another office', async () => {
    const office = phoneOf('MT-THU');
    await calls(office, 'Họp giao ban', '14g hôm nay');
    await phoneOf('BT-AN').chooses('Dự');
    const absent = phoneOf('CB057');
    await absent.chooses('Vắng');
    await absent.says('Họp huyện');
    const sends = phoneOf('CB040');
    await sends.chooses('Cử người dự thay');
    await sends.says('Trần Văn B, Phó phòng');
    const key = await keyOf('Họp giao ban');
    const early = 'Cuộc họp chưa bắt đầu nên chưa điểm danh, chưa ghi kết luận được.';
    for (const verb of ['al', 'ax', 'kw'])
      expect(await office.hears((phone) => phone.presses(`${verb}:${key}`))).toBe(early);
    for (const verb of ['al', 'ax', 'kw'])
      expect(await phoneOf('BT-AN').hears((phone) => phone.presses(`${verb}:${key}`))).toBe(
        'Mục này không thuộc phần việc của đồng chí.',
      );
  });

  it('is asked of the office once, two hours after the start, filled in as people had answered', async () => {
    const office = phoneOf('MT-THU');
    await world.served.advance('PT7H59M');
    expect((await office.said()).filter((text) => /Điểm danh: Họp giao ban/.test(text))).toEqual([]);
    await world.served.advance('PT1M');
    expect(await office.last()).toBe(
      [
        '📝 Điểm danh: Họp giao ban',
        'Họp lúc 14:00, Thứ Hai, 19/11/2018',
        'Có mặt 2 · vắng 6',
        '• Nguyễn Văn An: có mặt',
        '• Lê Thị Hoa: vắng (chưa trả lời)',
        '• Huỳnh Ngọc Nga: vắng (chưa trả lời)',
        '• Lê Kim Nguyệt: vắng (chưa trả lời)',
        '• Bùi Hữu Phúc: vắng (chưa trả lời)',
        '• Nguyễn Thị Tuyết Sương: vắng (chưa trả lời)',
        '• Phan Ngọc Thắm: vắng (lý do: Họp huyện)',
        '• Huỳnh Thị Thu Yến: có mặt (cử Trần Văn B, Phó phòng dự thay)',
        'Chọn tên để đổi có mặt hoặc vắng; đủ rồi thì chọn Xong.',
      ].join('\n'),
    );
    expect(await labels(office)).toEqual([
      '✓ Nguyễn Văn An',
      '– Lê Thị Hoa',
      '– Huỳnh Ngọc Nga',
      '– Lê Kim Nguyệt',
      '– Bùi Hữu Phúc',
      '– Nguyễn Thị Tuyết Sương',
      '– Phan Ngọc Thắm',
      '✓ Huỳnh Thị Thu Yến',
      'Xong',
    ]);
    await world.served.advance('PT1H');
    expect((await office.said()).filter((text) => /Điểm danh: Họp giao ban/.test(text))).toHaveLength(1);
  });

  it('is ticked name by name: each press answers with the new list, the same press twice changes nothing more', async () => {
    const office = phoneOf('MT-THU');
    // Whoever ticks nobody is asked whether all the silent were absent.
    await office.chooses('Xong');
    expect(await office.last()).toBe(
      'Chưa đánh dấu đồng chí nào. 5 đồng chí chưa trả lời giấy mời sẽ được ghi là vắng. Đúng vậy không?',
    );
    expect(await labels(office)).toEqual(['Đúng, đều vắng', 'Điểm danh']);
    await office.chooses('Điểm danh');
    const came = (await office.buttons()).find(({ label }) => label === '– Nguyễn Thị Tuyết Sương')!.action;
    for (let press = 0; press < 2; press++) {
      await office.presses(came);
      expect(await office.last()).toMatch(/^📝 Điểm danh: Họp giao ban\n.*\nCó mặt 3 · vắng 5\n/);
      expect(await office.last()).toContain('• Nguyễn Thị Tuyết Sương: có mặt (chưa trả lời)');
    }
    await office.chooses('– Huỳnh Ngọc Nga');
    await office.chooses('✓ Huỳnh Ngọc Nga');
    expect(await office.last()).toContain('Có mặt 3 · vắng 5');
    expect(await phoneOf('VPTU-BINH').hears((phone) => phone.presses(came))).toBe(
      'Mục này không thuộc phần việc của đồng chí.',
    );
  });

  it('stands with Xong, and may be opened again from the meeting', async () => {
    const office = phoneOf('MT-THU');
    await office.chooses('Xong');
    expect(await office.last()).toBe(
      '✅ Đã ghi điểm danh: có mặt 3, vắng 5.\nHọp lúc 14:00, Thứ Hai, 19/11/2018: Họp giao ban',
    );
    expect(await labels(office)).toEqual(['Điểm danh', 'Ghi kết luận']);
    await office.presses(`m:${await keyOf('Họp giao ban')}`);
    expect(await labels(office)).toEqual(expect.arrayContaining(['Điểm danh', 'Ghi kết luận']));
    await office.chooses('Điểm danh');
    expect(await office.last()).toContain('Có mặt 3 · vắng 5');
    await office.chooses('Xong');
    expect(await office.last()).toMatch(/^✅ Đã ghi lại điểm danh: có mặt 3, vắng 5\./);
  });
});

describe('whoever came', () => {
  const asks = /^📝 Đồng chí đã dự họp ở xã Mỹ Thạnh lúc 14:00, Thứ Hai, 19\/11\/2018: Họp giao ban\./;
  const asked = async (code: string) => (await phoneOf(code).said()).filter((text) => asks.test(text)).length;

  it('is asked for a note once; who was absent, or sent somebody, is not', async () => {
    expect(await Promise.all(['BT-AN', 'CB012', 'CB057', 'CB040'].map(asked))).toEqual([1, 1, 0, 0]);
  });

  it('writes it without being asked for unit and day, and need not twice', async () => {
    const cadre = phoneOf('BT-AN');
    await cadre.chooses('Ghi chép');
    expect(await cadre.last()).toBe('Đồng chí ghi nội dung chuyến đi: gặp ai, làm gì, thấy gì.');
    await cadre.says('Dự giao ban. Ấp 3 còn thiếu nước sạch.');
    await cadre.chooses('Không có ảnh');
    await cadre.chooses('Không');
    expect(await cadre.last()).toBe(
      [
        '📝 Ghi chép cơ sở',
        'Đơn vị: Xã Mỹ Thạnh, huyện Ba Tri',
        'Ngày đi: Thứ Hai, 19/11/2018',
        'Nội dung: Dự giao ban. Ấp 3 còn thiếu nước sạch.',
        'Số ảnh: 0',
        'Số kiến nghị: 0',
      ].join('\n'),
    );
    await cadre.chooses('Gửi');
    await cadre.chooses('Ghi chép');
    expect(await cadre.last()).toBe(
      'Đồng chí đã có ghi chép về xã Mỹ Thạnh của ngày họp này. Muốn ghi thêm thì gõ /ghi.',
    );
  });
});

describe('what was concluded', () => {
  it('is written line by line, each with its office and its day', async () => {
    const office = phoneOf('MT-THU');
    await office.chooses('Ghi kết luận');
    expect(await office.last()).toBe('📝 Kết luận: việc gì cần làm?');
    expect(await office.hears((phone) => phone.says('x'.repeat(1001)))).toContain('tối đa là 1000');
    await office.says('Sửa cầu ấp 3 trước mùa mưa');
    expect(await office.last()).toBe('Cơ quan nào thực hiện? Chọn bên dưới, hoặc gõ tên cơ quan.');
    expect((await labels(office))[0]).toBe('Văn phòng Đảng ủy xã Mỹ Thạnh');
    expect(await office.hears((phone) => phone.says('sở thiên văn'))).toMatch(
      /^Không tìm thấy cơ quan “sở thiên văn”/,
    );
    await office.says('so giao thong');
    expect(await office.last()).toBe('Hạn đến ngày nào? Ví dụ: 30/11, thứ sáu tuần sau.');
    expect(await office.hears((phone) => phone.says('1/11/2018'))).toMatch(/đã qua/);
    await office.says('25/11');
    expect(await office.last()).toMatch(
      /^Chủ Nhật, 25\/11\/2018 là ngày nghỉ\. Chọn ngày làm việc kế tiếp bên dưới, hoặc gõ ngày khác\./,
    );
    expect(await labels(office)).toContain('Thứ Hai, 26/11/2018');
    await office.chooses('Thứ Hai, 26/11/2018');
    expect(await office.last()).toBe('Đã ghi 1 kết luận. Còn kết luận nào nữa không?');
    await office.chooses('Có');
    await office.says('Tổng hợp hộ thiếu nước sạch');
    await office.says('van phong dang uy xa my thanh');
    await office.says('thứ sáu tuần này');
    await office.chooses('Không');
    expect(await office.last()).toBe(
      [
        '📝 Kết luận cuộc họp: Họp giao ban',
        'Họp lúc 14:00, Thứ Hai, 19/11/2018',
        '1. Sửa cầu ấp 3 trước mùa mưa',
        '   Sở Giao thông vận tải, hạn Thứ Hai, 26/11/2018.',
        '2. Tổng hợp hộ thiếu nước sạch',
        '   Văn phòng Đảng ủy xã Mỹ Thạnh, hạn Thứ Sáu, 23/11/2018.',
        'Gửi tới 8 đồng chí được mời; mỗi kết luận chuyển tới cơ quan thực hiện, theo dõi như kiến nghị.',
      ].join('\n'),
    );
    await office.chooses('Sửa');
    await office.chooses('Kết luận 1: nội dung');
    await office.says('Sửa cầu ấp 3 trước Tết');
    expect(await office.last()).toContain('1. Sửa cầu ấp 3 trước Tết');
    // One of them is for the office itself: it hears what it has done first.
    expect(await office.hears((phone) => phone.chooses('Gửi'))).toMatch(
      /^✅ Đã gửi 2 kết luận\.\n• KN-BT-2018-\d{5}: Sở Giao thông vận tải\n• KN-BT-2018-\d{5}: Văn phòng Đảng ủy xã Mỹ Thạnh\n---\n📌/,
    );
  });

  it('is told to the invited once, and lies at its office with that day as its deadline', async () => {
    expect(await phoneOf('BT-AN').last()).toBe(
      [
        '📝 Kết luận cuộc họp: Họp giao ban',
        'Họp lúc 14:00, Thứ Hai, 19/11/2018, Văn phòng Đảng ủy xã Mỹ Thạnh',
        '1. Sửa cầu ấp 3 trước Tết',
        '   Sở Giao thông vận tải, hạn Thứ Hai, 26/11/2018.',
        '2. Tổng hợp hộ thiếu nước sạch',
        '   Văn phòng Đảng ủy xã Mỹ Thạnh, hạn Thứ Sáu, 23/11/2018.',
      ].join('\n'),
    );
    const road = phoneOf('GTVT-LONG');
    expect(await road.last()).toMatch(
      /^📌 Kết luận cuộc họp chuyển tới cơ quan đồng chí\nKN-BT-2018-\d{5} · Kết luận cuộc họp · Giao thông\nĐơn vị: xã Mỹ Thạnh, huyện Ba Tri\nNgười nêu: Trần Thị Bích Thu, .*\nNội dung: Sửa cầu ấp 3 trước Tết\nHạn trả lời: 17:00, Thứ Hai, 26\/11\/2018\.\nHạn chung, tính từ ngày nêu: 17:00, Thứ Ba, 15\/01\/2019\.\nNếu chưa trả lời, chuyển lên Văn phòng Tỉnh ủy lúc 17:00, Thứ Ba, 27\/11\/2018\.$/,
    );
    await road.chooses('Đang xử lý');
    expect(await road.last()).toContain('Hạn trả lời: 17:00, Thứ Hai, 26/11/2018.');
  });

  it('is not written twice, and is read where it stands', async () => {
    const key = await keyOf('Họp giao ban');
    const office = phoneOf('MT-THU');
    expect(await office.hears((phone) => phone.presses(`kw:${key}`))).toBe(
      'Kết luận của cuộc họp này đã gửi rồi, không gửi lần nữa.',
    );
    await office.presses(`m:${key}`);
    expect(await labels(office)).toEqual(expect.arrayContaining(['Điểm danh', 'Xem kết luận']));
    await office.chooses('Xem kết luận');
    expect(await office.last()).toMatch(
      /hạn Thứ Hai, 26\/11\/2018\. Đang xử lý\.\n2\. .*\n.*Chưa tiếp nhận\.$/,
    );
    expect(await labels(office)).toHaveLength(2);
    expect(await phoneOf('CB031').hears((phone) => phone.presses(`kv:${key}`))).toMatch(/^📝 Kết luận/);
    expect(await phoneOf('CB014').hears((phone) => phone.presses(`kv:${key}`))).toBe(
      'Mục này không thuộc phần việc của đồng chí.',
    );
  });

  it('climbs like any other when its day has passed, and its history folds to where it stands', async () => {
    await world.served.advance('P9D');
    await phoneOf('VPTU-BINH').sees(/đã quá hạn ở Sở Giao thông vận tải[\s\S]*Sửa cầu ấp 3 trước Tết/);
    const { recommendations, conclusions, attendance, units } = world.served.house.database.store;
    const unit = (await units.byCode('BT.BATRI.MYTHANH'))!;
    const { rows } = await attendance.ofUnit(unit.id, new Date('2019-12-31'), 0, 1);
    for (const { recommendation } of await conclusions.of(rows[0]!.meeting)) {
      const told = (await recommendations.byId(recommendation!))!;
      const folded = fold(await recommendations.history(told.id))!;
      expect(told).toMatchObject({ ...folded, sentTo: expect.arrayContaining([...folded.sentTo]) });
      expect(told.sentTo).toHaveLength(folded.sentTo.length);
    }
  });
});

describe('the meetings somebody kept', () => {
  it('are read by themselves in /diaban, by the offices over the unit in /tim, and by nobody else', async () => {
    const cadre = phoneOf('BT-AN');
    await cadre.says('/diaban');
    await cadre.chooses('Họp đã dự');
    expect(await cadre.last()).toBe(
      [
        'Các cuộc họp đồng chí được mời',
        'Từ 1 đến 2, trong số 2:',
        '• Thứ Hai, 19/11/2018, xã Mỹ Thạnh: có mặt. Họp giao ban',
        '• Thứ Hai, 05/11/2018, xã Mỹ Thạnh: có mặt. Đánh giá tháng 10, nhiệm vụ tháng 11',
      ].join('\n'),
    );
    const office = phoneOf('MT-THU');
    await office.says('/tim nguyen van an');
    await office.chooses('Xem việc dự họp');
    expect(await office.last()).toMatch(/^Nguyễn Văn An, Phó Giám đốc .*: các cuộc họp được mời\nTừ 1 đến 2/);
    await office.says('/diaban');
    await office.chooses('Họp đã qua: xã Mỹ Thạnh');
    expect(await office.last()).toMatch(/• Thứ Hai, 19\/11\/2018: có mặt 3\/8\. Họp giao ban/);
    const { people, units } = world.served.house.database.store;
    const an = shortId((await people.byCode('BT-AN'))!.id);
    const unit = shortId((await units.byCode('BT.BATRI.MYTHANH'))!.id);
    for (const action of [`ht:${an}`, `hu:${unit}`])
      expect(await phoneOf('CB014').hears((phone) => phone.presses(action))).toBe(
        'Mục này không thuộc phần việc của đồng chí.',
      );
  });
});
