import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Phone, phoneIn } from '../support/chat-phone.ts';
import { pdf } from '../support/samples.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phoneOf = (code: string): Phone => phoneIn(world, code);
const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);
const actionOf = async (phone: Phone, label: string) =>
  (await phone.buttons()).find((one) => one.label === label)!.action;

const notice = 'Từ ngày 26/11 xã nhận hồ sơ vay vốn vụ Đông Xuân.\nĐề nghị các đồng chí cùng vận động.';

describe('/thongtin', () => {
  it('an office informs those who follow its unit: what goes to whom is shown before', async () => {
    const office = phoneOf('MT-THU');
    await office.says('/thongtin');
    expect(await office.last()).toBe('Chưa có thông tin nào.');
    await office.chooses('Gửi thông tin mới');
    expect(await office.last()).toBe(
      '📄 Đồng chí ghi nội dung cần thông tin tới các đồng chí theo dõi địa bàn.',
    );
    expect(await office.hears((phone) => phone.says('x'.repeat(10_000)))).toMatch(
      /^Nội dung dài 10000 ký tự, tối đa là 4000\./,
    );
    await office.says(notice);
    expect(await office.last()).toBe(
      'Tệp gửi kèm, mỗi tin một tệp. Gửi xong hoặc không có thì chọn bên dưới.',
    );
    expect(await office.hears((phone) => phone.sends('a.docx', pdf, 'application/pdf'))).toMatch(
      /^Đuôi tên tệp không khớp/,
    );
    await office.sends('Mẫu đơn.pdf', pdf, 'application/pdf');
    await office.chooses('Xong');
    expect(await office.last()).toBe(
      [
        '📄 Thông tin của Văn phòng Đảng ủy xã Mỹ Thạnh',
        notice,
        'Tệp gửi kèm: Mẫu đơn.pdf',
        'Sẽ gửi tới 7 đồng chí: trình duyệt 7.',
        'Chưa gửi được cho 1 đồng chí: Lê Thị Hoa.',
      ].join('\n'),
    );
    await office.chooses('Gửi');
    expect(await office.last()).toBe('✅ Đã gửi: 7 đồng chí. Chưa gửi được: 1 đồng chí.');
  });

  it('each gets it once, with its file, says that it was received and read, and replies to the office', async () => {
    const cadre = phoneOf('BT-AN');
    const text = `📄 Thông tin của Văn phòng Đảng ủy xã Mỹ Thạnh\n${notice}\nTệp gửi kèm: 1`;
    expect((await cadre.said()).filter((said) => said === text)).toHaveLength(1);
    expect(await cadre.last()).toBe('Mẫu đơn.pdf\n');
    await cadre.chooses('Đã nhận');
    expect(await cadre.last()).toBe('Đã ghi nhận: đồng chí đã nhận.');
    await cadre.chooses('Đã nhận');
    expect(await cadre.last()).toBe('Đã được ghi nhận từ trước.');
    await phoneOf('CB012').chooses('Đã nhận');
    await cadre.chooses('Trả lời');
    expect(await cadre.last()).toBe('Đồng chí ghi nội dung trả lời.');
    expect(await cadre.hears((phone) => phone.says('x'.repeat(2001)))).toContain('tối đa là 2000');
    await cadre.says('Đã báo <ấp> 3 & ấp 4.');
    expect(await cadre.last()).toBe('✅ Đã gửi trả lời.');
    expect(await phoneOf('MT-THU').last()).toBe(
      '📄 Nguyễn Văn An trả lời thông tin “Từ ngày 26/11 xã nhận hồ sơ vay vốn vụ Đông Xuân. Đề nghị các đồng chí cùng vận…”:\n“Đã báo <ấp> 3 & ấp 4.”',
    );
  });

  it('the office sees who has read it and what was replied; others who got it only their own', async () => {
    const office = phoneOf('MT-THU');
    await office.says('thông tin');
    expect(await office.last()).toMatch(
      /^📄 Thông tin đã gửi, đã nhận\nTừ 1 đến 1, trong số 1:\n• 08:\d\d, Thứ Hai, 19\/11\/2018, Văn phòng Đảng ủy xã Mỹ Thạnh: Từ ngày 26\/11/,
    );
    await office.chooses((await labels(office))[0]!);
    expect(await office.last(2)).toMatch(
      /Gửi lúc .*\nGửi tới 8 đồng chí: đã nhận 2, đã đọc 1\. Trả lời: 1\.\n---\nMẫu đơn\.pdf/,
    );
    await office.chooses('Ai đã đọc');
    expect(await office.last()).toMatch(/^📄 Đã nhận, đã đọc: Từ ngày 26\/11/);
    expect(await office.last()).toContain('• Lê Thị Hoa: chưa gửi được');
    expect(await office.last()).toContain('• Nguyễn Thị Tuyết Sương: đã nhận');
    expect(await office.last()).toContain('• Nguyễn Văn An: đã đọc');
    expect(await office.last()).toContain('• Huỳnh Thị Thu Yến: đã tới máy, chưa xác nhận');
    await office.chooses('Các trả lời');
    expect(await office.last()).toMatch(/• Nguyễn Văn An, .*: “Đã báo <ấp> 3 & ấp 4\.”$/);
    const other = phoneOf('CB012');
    await other.says('/thongtin');
    expect(await labels(other)).not.toContain('Gửi thông tin mới');
    await other.chooses((await labels(other))[0]!);
    await other.chooses('Các trả lời');
    expect(await other.last()).toBe('Chưa có trả lời nào.');
  });

  it('nobody else sees it, confirms it or replies to it, and the office not to itself', async () => {
    const office = phoneOf('MT-THU');
    await office.says('/thongtin');
    const key = (await actionOf(office, (await labels(office))[0]!)).split(':')[1];
    for (const verb of ['bv', 'br', 'bp', 'bt', 'bn', 'bd'])
      expect(await phoneOf('CB014').hears((phone) => phone.presses(`${verb}:${key}`))).toBe(
        'Mục này không thuộc phần việc của đồng chí.',
      );
    for (const verb of ['bt', 'bn'])
      expect(await office.hears((phone) => phone.presses(`${verb}:${key}`))).toBe(
        'Nội dung này không gửi tới đồng chí nên không cần xác nhận hay trả lời.',
      );
    expect(await phoneOf('BT-AN').hears((phone) => phone.presses('bw:bulletin'))).toBe(
      'Việc thông tin tới cán bộ theo dõi dành cho văn phòng của đơn vị.',
    );
    expect(await phoneOf('BT-AN').hears((phone) => phone.presses(`br:${key}`))).toBe(
      'Mục này không thuộc phần việc của đồng chí.',
    );
  });
});

describe('/huongdan', () => {
  const advice = 'Đề nghị xã rà soát hộ thiếu nước sạch, báo cáo trước 30/11.';

  it('a cadre urges the office of a unit they follow, and it answers', async () => {
    const cadre = phoneOf('BT-AN');
    await cadre.says('/huongdan');
    await cadre.chooses('Gửi đôn đốc, hướng dẫn');
    expect(await cadre.last()).toMatch(/^📄 Đồng chí đôn đốc, hướng dẫn đơn vị nào\?/);
    await cadre.says('ấp 3');
    await cadre.says(advice);
    await cadre.chooses('Không có tệp');
    expect(await cadre.last()).toBe(
      [
        '📄 Đôn đốc, hướng dẫn',
        'Đơn vị: Ấp 3, xã Mỹ Thạnh',
        'Gửi tới: Văn phòng Đảng ủy xã Mỹ Thạnh',
        advice,
        'Tệp gửi kèm: không có',
        'Sẽ gửi tới 3 đồng chí: trình duyệt 3.',
      ].join('\n'),
    );
    await cadre.chooses('Gửi');
    expect(await cadre.last()).toBe('✅ Đã gửi: 3 đồng chí. Chưa gửi được: 0 đồng chí.');
    const office = phoneOf('MT-THU');
    expect(await office.last()).toBe(
      `📄 Đôn đốc, hướng dẫn của đồng chí Nguyễn Văn An, Phó Giám đốc Sở Nông nghiệp và Phát triển nông thôn\nĐơn vị: ấp 3, xã Mỹ Thạnh\n${advice}`,
    );
    expect(await labels(office)).toEqual(['Đã nhận', 'Đã đọc', 'Trả lời']);
    await office.chooses('Đã đọc');
    expect(await office.last()).toBe('Đã ghi nhận: đồng chí đã đọc.');
    await office.presses((await actionOf(cadre, 'Xem chi tiết')).replace('bv:', 'bt:'));
    await office.says('Xã sẽ báo cáo ngày 29/11.');
    expect(await cadre.last()).toMatch(
      /^📄 .+ trả lời về đôn đốc, hướng dẫn “Đề nghị xã rà soát hộ thiếu nước sạch, báo cáo trước 30\/11\.” \(ấp 3, xã Mỹ Thạnh\):\n“Xã sẽ báo cáo ngày 29\/11\.”$/,
    );
    await cadre.chooses('Trả lời');
    await cadre.says('Cảm ơn đồng chí.');
    expect(await office.last()).toMatch(/^📄 Nguyễn Văn An trả lời về đôn đốc[\s\S]*“Cảm ơn đồng chí\.”$/);
  });

  it('stands in the history of both sides, and of nobody else', async () => {
    for (const code of ['BT-AN', 'MT-THU']) {
      const phone = phoneOf(code);
      await phone.says('/huongdan');
      expect(await phone.last()).toMatch(
        /^📄 Đôn đốc, hướng dẫn đã gửi, đã nhận\nTừ 1 đến 1, trong số 1:\n• .*, Nguyễn Văn An gửi Văn phòng Đảng ủy xã Mỹ Thạnh \(ấp 3, xã Mỹ Thạnh\): Đề nghị xã/,
      );
      await phone.chooses((await labels(phone))[0]!);
      expect(await phone.last()).toMatch(/Gửi tới 3 đồng chí: đã nhận 1, đã đọc 1\. Trả lời: 2\.$/);
    }
    const other = phoneOf('CB012');
    await other.says('/huongdan');
    expect(await other.last()).toBe('Chưa có đôn đốc, hướng dẫn nào.');
    const office = phoneOf('GTVT-LONG');
    await office.says('/huongdan');
    expect(await office.hears((phone) => phone.presses('bw:guidance'))).toMatch(
      /Đồng chí chưa được phân công đơn vị nào/,
    );
  });
});
