import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Phone, phoneIn } from '../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phoneOf = (code: string): Phone => phoneIn(world, code);
const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);

describe('a series planned from /moihop', () => {
  it('is asked one question at a time, shows its next six dates over Tết, and is saved', async () => {
    const office = phoneOf('MT-THU');
    await office.says('/moihop');
    expect(await office.last()).toBe('Nội dung cuộc họp?');
    await office.chooses('Họp định kỳ');
    expect(await office.last()).toBe('Họp định kỳ loại nào?');
    await office.chooses('Họp Đảng ủy thường kỳ');
    expect(await office.last()).toBe('Nội dung họp, ghi chung cho mọi kỳ?');
    await office.says('Họp Đảng ủy thường kỳ');
    expect(await office.last()).toMatch(/^Họp vào những ngày nào\? Ví dụ: ngày 5 hằng tháng 8g/);
    expect(await office.hears((phone) => phone.says('31/2 hằng năm'))).toMatch(
      /^Không bao giờ có ngày “31\/2 hằng năm”\./,
    );
    expect(await office.hears((phone) => phone.says('thứ hai lần thứ sáu trong tháng'))).toMatch(
      /^Không bao giờ có/,
    );
    expect(await office.hears((phone) => phone.says('ngày rằm'))).toMatch(/^Chưa hiểu lịch “ngày rằm”/);
    await office.says('ngay 5 hang thang');
    expect(await office.last()).toBe('Đã hiểu: ngày 5 hằng tháng.\n\nHọp lúc mấy giờ? Ví dụ: 8g, 14g30.');
    expect(await office.hears((phone) => phone.says('25g'))).toMatch(/^Chưa hiểu giờ “25g”/);
    await office.says('8g');
    expect(await office.last()).toBe('Nếu trùng ngày nghỉ thì họp vào ngày nào?');
    await office.says('lien sau');
    expect(await office.last()).toBe('Thứ Bảy, Chủ Nhật có tính là ngày nghỉ không?');
    await office.chooses('Có');
    await office.says('Hội trường UBND xã');
    expect(await office.last()).toMatch(/^Giấy mời gửi trước ngày họp mấy ngày\?/);
    expect(await office.hears((phone) => phone.says('0'))).toMatch(/Họp ở đâu\?/);
    await office.says('Hội trường UBND xã');
    expect(await office.hears((phone) => phone.says('90'))).toMatch(/^Ghi số ngày từ 1 đến 60/);
    await office.says('7 ngày');
    expect(await office.last()).toBe(
      [
        '📅 Lịch họp định kỳ',
        'Loại: Họp Đảng ủy thường kỳ',
        'Cơ quan mời: Văn phòng Đảng ủy xã Mỹ Thạnh (xã Mỹ Thạnh, huyện Ba Tri)',
        'Nội dung: Họp Đảng ủy thường kỳ',
        'Thời gian: 08:00, ngày 5 hằng tháng',
        'Địa điểm: Hội trường UBND xã',
        'Giấy mời: gửi trước 7 ngày',
        'Trùng ngày nghỉ: chuyển sang ngày làm việc liền sau. Thứ Bảy, Chủ Nhật là ngày nghỉ.',
        '',
        'Sáu kỳ tới',
        '• 08:00, Thứ Tư, 05/12/2018',
        '• 08:00, Thứ Bảy, 05/01/2019',
        '• 08:00, Thứ Hai, 11/02/2019 (thay ngày 05/02: Tết Nguyên Đán)',
        '• 08:00, Thứ Ba, 05/03/2019',
        '• 08:00, Thứ Sáu, 05/04/2019',
        '• 08:00, Thứ Hai, 06/05/2019 (thay ngày 05/05: Chủ Nhật)',
        '',
        'Giấy mời đầu tiên gửi lúc 08:00, Thứ Tư, 28/11/2018.',
      ].join('\n'),
    );
    expect(await labels(office)).toEqual(['Lưu lịch', 'Sửa', 'Hủy']);
    await office.chooses('Lưu lịch');
    expect(await office.last()).toBe(
      '✅ Đã lưu lịch họp định kỳ. Giấy mời đầu tiên gửi lúc 08:00, Thứ Tư, 28/11/2018.',
    );
  });

  it('is offered where a monthly phrase is typed for one meeting, with what was answered already', async () => {
    const office = phoneOf('MT-THU');
    await office.says('/moihop');
    await office.says('Giao ban tuần');
    const offer = await office.hears((phone) => phone.says('mùng 5 hằng tháng 8g'));
    expect(offer).toMatch(
      /^“mùng 5 hằng tháng 8g” là lịch định kỳ\. Đồng chí đặt lịch định kỳ, hay chỉ mời một cuộc họp\?/,
    );
    expect(await labels(office)).toEqual([
      'Định kỳ: ngày 5 hằng tháng',
      'Chỉ một cuộc họp',
      'Quay lại',
      'Hủy',
    ]);
    await office.chooses('Chỉ một cuộc họp');
    expect(await office.last()).toMatch(/^Đồng chí ghi ngày giờ của một cuộc họp/);
    await office.says('thu sau hang tuan 14g');
    await office.chooses('Định kỳ: Thứ Sáu hằng tuần');
    await office.chooses('Sơ kết');
    expect(await office.last()).toBe('Nếu trùng ngày nghỉ thì họp vào ngày nào?');
    await office.chooses('Vẫn họp đúng ngày đó');
    expect(await office.last()).toBe('Họp ở đâu?');
    await office.says('Phòng họp');
    await office.says('1 tuần');
    expect(await office.last()).toMatch(/Nội dung: Giao ban tuần\nThời gian: 14:00, Thứ Sáu hằng tuần\n/);
    expect(await office.last()).toMatch(/Giấy mời đầu tiên gửi ngay sau khi lưu\.$/);
    await office.says('/huy');
    await office.chooses('Bỏ');
  });

  it('asks which is meant by tuần thứ hai', async () => {
    const office = phoneOf('MT-THU');
    await office.says('/dinhky');
    await office.chooses('Đặt lịch định kỳ mới');
    await office.chooses('Sơ kết');
    await office.says('Sơ kết tháng');
    const which = await office.hears((phone) => phone.says('thứ năm tuần thứ hai 8g30'));
    expect(which).toMatch(/^“thứ năm tuần thứ hai 8g30” có hai cách hiểu\./);
    expect(await labels(office)).toEqual([
      'Thứ Năm lần thứ hai trong tháng',
      'Thứ Năm của tuần lịch thứ hai trong tháng',
      'Quay lại',
      'Hủy',
    ]);
    await office.chooses('Thứ Năm của tuần lịch thứ hai trong tháng');
    await office.chooses('Ngày làm việc liền trước');
    await office.says('Hội trường');
    await office.says('3');
    const summary = await office.last();
    expect(summary).toMatch(/Thời gian: 08:30, Thứ Năm của tuần lịch thứ hai trong tháng/);
    expect(summary).toMatch(/• 08:30, Thứ Sáu, 01\/02\/2019 \(thay ngày 07\/02: Tết Nguyên Đán\)/);
    await office.says('/huy');
    await office.chooses('Bỏ');
  });

  it('is for offices that call meetings', async () => {
    const an = phoneOf('BT-AN');
    expect(await an.hears((phone) => phone.says('/dinhky'))).toMatch(/^Việc mời họp dành cho văn phòng/);
  });
});

describe('a series as it goes on', () => {
  const invitation = /^📅 Giấy mời[^\n]*\n.*Họp Đảng ủy thường kỳ/s;
  const invitations = async (phone: Phone) => (await phone.said()).filter((text) => invitation.test(text));

  it('is announced in the morning seven days before, once, and its dates stand in /lich before', async () => {
    const an = phoneOf('BT-AN');
    await an.says('/lich');
    expect(await an.last()).toBe(
      [
        '📅 Lịch họp 8 tuần tới',
        '• 08:00, Thứ Tư, 05/12/2018: Họp Đảng ủy thường kỳ (Văn phòng Đảng ủy xã Mỹ Thạnh), dự kiến, chưa gửi giấy mời',
        '• 08:00, Thứ Bảy, 05/01/2019: Họp Đảng ủy thường kỳ (Văn phòng Đảng ủy xã Mỹ Thạnh), dự kiến, chưa gửi giấy mời',
      ].join('\n'),
    );
    expect(await invitations(an)).toHaveLength(0);
    await world.served.advance('P8DT23H');
    expect(await invitations(an)).toHaveLength(0);
    await world.served.advance('PT2H');
    expect(await invitations(an)).toHaveLength(1);
    expect((await invitations(an))[0]).toMatch(
      /Thời gian: 08:00, Thứ Tư, 05\/12\/2018\nĐịa điểm: Hội trường UBND xã/,
    );
    await world.served.advance('PT1H');
    expect(await invitations(an)).toHaveLength(1);
    await an.says('/lich');
    expect(await an.last()).toMatch(
      /05\/12\/2018: Họp Đảng ủy thường kỳ \(Văn phòng Đảng ủy xã Mỹ Thạnh\) – chưa trả lời/,
    );
    await an.chooses('05/12: Họp Đảng ủy thường kỳ');
    expect(await an.last()).toMatch(/^📅 08:00, Thứ Tư, 05\/12\/2018\n.*Đồng chí: chưa trả lời\.$/s);
    await an.chooses('Dự');
    expect(await an.last()).toMatch(/^✅ Đã báo cơ quan mời: đồng chí dự họp/);
  });

  it('has one occurrence moved: who was told is told what changed', async () => {
    const office = phoneOf('MT-THU');
    await office.says('/dinhky');
    expect(await office.last()).toBe(
      '📅 Lịch họp định kỳ\n• Họp Đảng ủy thường kỳ: 08:00, ngày 5 hằng tháng (Văn phòng Đảng ủy xã Mỹ Thạnh)',
    );
    await office.chooses('Họp Đảng ủy thường kỳ');
    expect(await office.last()).toMatch(
      /• 08:00, Thứ Tư, 05\/12\/2018 – đã gửi giấy mời\n• 08:00, Thứ Bảy, 05\/01\/2019\n/,
    );
    await office.chooses('Thứ Tư, 05/12/2018');
    expect(await office.last()).toBe('📅 Họp Đảng ủy thường kỳ\n08:00, Thứ Tư, 05/12/2018 – đã gửi giấy mời');
    await office.chooses('Chuyển kỳ này');
    expect(await office.hears((phone) => phone.says('hôm nay 6g'))).toMatch(/ngày giờ này đã qua/);
    await office.says('8/12 14g');
    expect(await office.last()).toBe(
      [
        'Đã hiểu: Thứ Bảy, 08/12/2018, 14:00.',
        '',
        '📅 Họp Đảng ủy thường kỳ',
        'Chuyển từ 08:00, Thứ Tư, 05/12/2018',
        'sang 14:00, Thứ Bảy, 08/12/2018',
        'Giấy mời đã gửi, những người được mời sẽ được báo giờ mới.',
        'Chú ý: ngày này là ngày nghỉ (Thứ Bảy).',
      ].join('\n'),
    );
    await office.chooses('Chuyển');
    expect(await office.last()).toMatch(
      /^✅ Kỳ họp chuyển sang 14:00, Thứ Bảy, 08\/12\/2018: .* Đã báo những người được mời: \d+ đồng chí\.$/,
    );
    await phoneOf('BT-AN').sees(
      /^📅 Cuộc họp của Văn phòng Đảng ủy xã Mỹ Thạnh đổi giờ: 14:00, Thứ Bảy, 08\/12\/2018 \(trước là 08:00, Thứ Tư, 05\/12\/2018\)\. Địa điểm không đổi\.\n.*\nĐồng chí trả lời lại theo giờ mới:/,
    );
    await office.says('/dinhky');
    await office.chooses('Họp Đảng ủy thường kỳ');
    expect(await office.last()).toMatch(
      /• 14:00, Thứ Bảy, 08\/12\/2018 \(chuyển từ ngày 05\/12\) – đã gửi giấy mời/,
    );
  });

  it('has one occurrence left out that was announced, and one that was not', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await office.chooses('Thứ Bảy, 08/12/2018');
    await office.chooses('Bỏ kỳ này');
    expect(await office.last()).toMatch(
      /^Bỏ kỳ họp 14:00, Thứ Bảy, 08\/12\/2018 .*sẽ được báo không họp nữa\.$/,
    );
    await office.chooses('Không');
    expect(await office.last()).toMatch(/^Kỳ họp 14:00, Thứ Bảy, 08\/12\/2018 giữ nguyên/);
    await office.chooses('Bỏ kỳ này');
    await office.chooses('Có');
    expect(await office.last()).toMatch(/^✅ Đã bỏ kỳ họp 14:00, Thứ Bảy, 08\/12\/2018/);
    await an.sees(
      /^📅 Cuộc họp của Văn phòng Đảng ủy xã Mỹ Thạnh lúc 14:00, Thứ Bảy, 08\/12\/2018 không họp nữa\.\nNội dung/,
    );
    expect(await office.hears((phone) => phone.chooses('Bỏ kỳ này'))).toMatch(/^Kỳ họp này không họp/);
    await office.says('/dinhky');
    await office.chooses('Họp Đảng ủy thường kỳ');
    expect(await office.last()).toMatch(/• Thứ Tư, 05\/12\/2018: không họp \(đã bỏ kỳ này\)/);
    await office.chooses('Thứ Bảy, 05/01/2019');
    await office.chooses('Bỏ kỳ này');
    expect(await office.last()).toMatch(/Kỳ này chưa gửi giấy mời\.$/);
    await office.chooses('Có');
    const before = (await an.said()).length;
    await world.served.advance('P50D');
    const since = (await an.said()).slice(before).filter((text) => /họp/i.test(text));
    expect(since).toEqual([]);
  });

  it('is not skipped, moved or ended by another office, nor on a day that is none of its', async () => {
    const office = phoneOf('MT-THU');
    const end = async () => {
      await office.says('/dinhky');
      await office.chooses('Họp Đảng ủy thường kỳ');
      return (await office.buttons()).find(({ label }) => label === 'Kết thúc lịch này')!.action;
    };
    const action = await end();
    const other = phoneOf('CB103');
    const id = action.slice('se:'.length);
    for (const press of [action, `sv:${id}`, `sk:${id}:20190305`, `so:${id}:20190305`])
      expect(await other.hears((phone) => phone.presses(press))).toMatch(
        /^Mục này không thuộc phần việc của đồng chí/,
      );
    for (const day of ['20190306', '20181105', 'x', '20190230'])
      expect(await office.hears((phone) => phone.presses(`sk:${id}:${day}`))).toMatch(
        /^Lịch này không có kỳ họp nào/,
      );
  });

  it('is ended, once', async () => {
    const office = phoneOf('MT-THU');
    await office.says('/dinhky');
    await office.chooses('Họp Đảng ủy thường kỳ');
    const action = (await office.buttons()).find(({ label }) => label === 'Kết thúc lịch này')!.action;
    await office.presses(action);
    expect(await office.last()).toMatch(/^Kết thúc lịch định kỳ “Họp Đảng ủy thường kỳ”\?/);
    await office.chooses('Có');
    expect(await office.last()).toBe('✅ Đã kết thúc lịch họp định kỳ: Họp Đảng ủy thường kỳ.');
    expect(await office.hears((phone) => phone.presses(action))).toBe(
      'Lịch họp định kỳ này đã kết thúc từ trước.',
    );
    expect(await office.hears((phone) => phone.says('/dinhky'))).toMatch(/chưa đặt lịch họp định kỳ nào/);
    const an = phoneOf('BT-AN');
    const before = (await invitations(an)).length;
    await world.served.advance('P60D');
    expect(await invitations(an)).toHaveLength(before);
  });
});
