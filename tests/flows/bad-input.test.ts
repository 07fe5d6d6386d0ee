import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InboundContent } from '../../src/domain/channel.ts';
import { plain } from '../../src/domain/markup.ts';
import type { App } from '../../src/use-cases/app.ts';
import { addressAt, addsRecommendation, arrivesIn, beginsVisit, phoneIn } from '../support/chat-phone.ts';
import { browserPhone } from '../support/phones.ts';
import { pdf, photo } from '../support/samples.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phoneOf = (code: string) => phoneIn(world, code);
const arrives = (code: string, content: InboundContent, app?: App) => arrivesIn(world, code, content, app);

describe('what can not be understood', () => {
  it('an unknown command, with nothing open and in the middle', async () => {
    const phone = phoneOf('CB030');
    expect(await phone.hears(() => phone.says('/khongco'))).toMatch(/^Không có lệnh này/);
    expect(await phone.hears(() => phone.says('/'))).toMatch(/^Không có lệnh này/);
    expect(await phone.hears(() => phone.says('/constructor'))).toMatch(/^Không có lệnh này/);
    await phone.says('/ghi');
    const said = await phone.hears(() => phone.says('/khongco'));
    expect(said).toMatch(/^Không có lệnh này[\s\S]*Đồng chí ghi cho đơn vị nào/);
    expect((await phone.talk()).stack).toHaveLength(1);
  });

  it('a sticker, a voice message', async () => {
    const phone = phoneOf('CB030');
    const said = await phone.hears(() => arrives('CB030', { kind: 'unsupported', what: 'sticker' }));
    expect(said).toMatch(/^Chưa đọc được loại tin này[\s\S]*Đồng chí ghi cho đơn vị nào/);
    expect(await phone.draft()).toEqual({});
  });

  it('text where a choice is asked, a file where text is asked, blanks', async () => {
    const phone = phoneOf('CB030');
    expect(await phone.hears(() => phone.says('xã không đâu có'))).toMatch(
      /^Không tìm thấy “xã không đâu có” trong địa bàn/,
    );
    expect(await phone.hears(() => phone.says('99'))).toMatch(/^Không tìm thấy “99”/);
    await phone.says('1');
    await phone.says('hom qua');
    expect(await phone.hears(async () => phone.sends('a.jpg', await photo(), 'image/jpeg'))).toMatch(
      /^Mục này trả lời bằng chữ/,
    );
    const blank = await phone.hears(() => arrives('CB030', { kind: 'text', text: ' \n\t ' }));
    expect(blank).toMatch(/^Chưa có nội dung/);
  });

  it('10,000 characters', async () => {
    const phone = phoneOf('CB030');
    const said = await phone.hears(() => phone.says('ấ'.repeat(10_000)));
    expect(said).toMatch(/^Nội dung dài 10000 ký tự, tối đa là 4000/);
    expect(await phone.draft()).not.toHaveProperty('note');
    await phone.says('/huy');
    await phone.chooses('Bỏ');
    expect(await phone.hears(() => phone.says('ấ'.repeat(10_000)))).toMatch(/^Chưa hiểu ý đồng chí/);
  });

  it('a file that nothing asked for, and nothing to cancel', async () => {
    const phone = phoneOf('CB030');
    expect(await phone.hears(() => phone.sends('a.pdf', pdf, 'application/pdf'))).toMatch(
      /chưa rõ gửi cho việc gì/,
    );
    expect(await phone.hears(() => phone.says('/huy'))).toBe('Không có gì đang soạn.');
  });
});

describe('what people write', () => {
  it.each([
    ['HTML', '<b>Cầu</b> ấp 3 <script>alert(1)</script> &amp; <i>'],
    ['Markdown', '**đậm** _nghiêng_ [nhãn](http://x) `mã` # đầu'],
    ['emoji', '👨‍👩‍👧‍👦 lũ 🌊 ❤️'],
    ['what a template engine reads', '{{name}} $t(chat.send) $& $1 $` %s {note}'],
    ['quotes and an SQL comment', `' or 1=1; -- "”`],
  ])('%s is shown literally', async (_, typed) => {
    const phone = phoneOf('CB028');
    await beginsVisit(phone, typed);
    await phone.chooses('Không có ảnh');
    const summary = await phone.hears(() => phone.chooses('Không'));
    expect(summary).toContain(`Nội dung: ${typed}\n`);
    await phone.chooses('Hủy');
    await phone.chooses('Bỏ');
  });

  it('its tags are not ours', async () => {
    const phone = phoneOf('CB028');
    await beginsVisit(phone, '<b>Cầu');
    await phone.chooses('Không có ảnh');
    await phone.chooses('Không');
    const all = await world.served.house.database.store.transcripts.of(addressAt(world, 'CB028'), 1);
    const [one] = all;
    if (one?.from !== 'bot' || one.content.kind !== 'text') throw new Error('no summary');
    expect(one.content.text).toContain('&lt;b&gt;Cầu');
    expect(plain(one.content.text)).toContain('<b>Cầu');
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });
});

describe('files', () => {
  it('a PDF named .exe, an empty file, a program: refused, and nothing is kept', async () => {
    const phone = phoneOf('CB097');
    await phone.says('/moihop');
    await phone.says('Họp thử');
    await phone.says('26/11 8g');
    await phone.says('Hội trường');
    expect(await phone.hears(() => phone.sends('giay-moi.exe', pdf, 'application/pdf'))).toMatch(
      /^Đuôi tên tệp không khớp/,
    );
    expect(
      await phone.hears(() => phone.sends('a.pdf', Buffer.from('MZ not a pdf'), 'application/pdf')),
    ).toMatch(/^Không nhận loại tệp này/);
    await expect(phone.sends('trong.pdf', Buffer.alloc(0), 'application/pdf')).rejects.toThrow(
      /^400 .*file-empty/,
    );
    const taken = await world.served.house.app.vault.take([]);
    if (taken === 'too-big') throw new Error('nothing is too big');
    const remote = `${await taken.keep()}`;
    const attachment = { remote, name: 'trong.pdf', mime: 'application/pdf', size: 0, isPhoto: false };
    const empty = await phone.hears(() => arrives('CB097', { kind: 'file', attachment, caption: '' }));
    expect(empty).toMatch(/^Tệp trống/);
    expect(await phone.draft()).not.toHaveProperty('documents');
  });

  it('one that is too big', async () => {
    const phone = phoneOf('CB097');
    const big = Buffer.alloc(25 * 1024 * 1024, 1);
    expect(
      await phone.hears(() => expect(phone.sends('to.pdf', big, 'application/pdf')).rejects.toThrow(/^413 /)),
    ).toBe('');
  });

  it('one that is gone by the time it is fetched, and the same one twice', async () => {
    const phone = phoneOf('CB097');
    const attachment = {
      remote: 'f'.repeat(64),
      name: 'a.pdf',
      mime: 'application/pdf',
      size: 9,
      isPhoto: false,
    };
    expect(await phone.hears(() => arrives('CB097', { kind: 'file', attachment, caption: '' }))).toMatch(
      /^Chưa tải được tệp này/,
    );
    expect(await phone.hears(() => phone.sends('<Báo cáo> & 1.pdf', pdf, 'application/pdf'))).toMatch(
      /^Đã nhận .*Báo cáo.* & 1\.pdf \(tệp số 1\)/,
    );
    expect(await phone.hears(() => phone.sends('khác.pdf', pdf, 'application/pdf'))).toMatch(
      /^Tệp này đã nhận rồi/,
    );
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });

  it('a document where photos are asked', async () => {
    const phone = phoneOf('CB028');
    await beginsVisit(phone);
    expect(await phone.hears(() => phone.sends('a.pdf', pdf, 'application/pdf'))).toMatch(/^Mục này cần ảnh/);
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });
});

describe('dates', () => {
  it.each([
    ['31/2 8g', /^Không có ngày giờ “31\/2/],
    ['32/11', /^Không có ngày giờ “32\/11/],
    ['19/11/2018 7g', /19\/11\/2018: ngày giờ này đã qua/],
    ['1/1/2018 8g', /giờ này đã qua/],
    ['12/11 8g', /^Thứ Hai, 12\/11\/2018 đã qua\. Nếu là Thứ Ba, 12\/11\/2019, đồng chí ghi cả năm/],
    ['ngày 25 tháng 9', /^Thứ Ba, 25\/09\/2018 đã qua/],
    ['hôm qua 8g', /giờ này đã qua/],
    ['7g', /^Giờ này hôm nay đã qua/],
    ['lúc nào cũng được', /^Chưa hiểu ngày giờ “lúc nào cũng được”/],
    ['25g', /ngày giờ/],
    ['<b>25/11</b>', /ngày giờ/],
  ])('a meeting at “%s” is refused', async (typed, wanted) => {
    const phone = phoneOf('CB096');
    if ((await phone.talk())?.stack?.length !== 1) {
      await phone.says('/moihop');
      await phone.says('Họp thử');
    }
    expect(await phone.hears(() => phone.says(typed))).toMatch(wanted);
    expect(await phone.draft()).not.toHaveProperty('startsAt');
  });

  it('is read back in full as soon as it is typed, mùng as the solar day', async () => {
    const phone = phoneOf('CB096');
    await phone.says('/huy');
    await phone.chooses('Bỏ');
    await phone.says('/moihop');
    await phone.says('Họp thử');
    const readBack = async (typed: string) => {
      const said = await phone.hears(() => phone.says(typed));
      await phone.chooses('Quay lại');
      return said;
    };
    expect(await readBack('14h')).toMatch(/^Đã hiểu: Thứ Hai, 19\/11\/2018, 14:00\.\n/);
    expect(await readBack('mùng 5 8g')).toBe(
      'Đã hiểu: Thứ Tư, 05/12/2018, 08:00 (dương lịch).\n\nHọp ở đâu?',
    );
    expect(await readBack('chieu thu sau')).toMatch(/^Đã hiểu: Thứ Sáu, 23\/11\/2018, 14:00\.\n/);
    expect(await readBack('5/1 8g')).toMatch(/^Đã hiểu: Thứ Bảy, 05\/01\/2019, 08:00\.\n/);
    expect(await readBack('12/11/2019 8g')).toMatch(/^Đã hiểu: Thứ Ba, 12\/11\/2019, 08:00\.\n/);
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });

  it('mùng of a visit is the solar day, and said so', async () => {
    const phone = phoneOf('CB028');
    await phone.says('/ghi');
    await phone.says('1');
    expect(await phone.hears(() => phone.says('mùng 5'))).toMatch(
      /^Đã hiểu: Thứ Hai, 05\/11\/2018 \(dương lịch\)\.\n\nĐồng chí ghi nội dung/,
    );
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });

  it('a visit that is still to come is refused', async () => {
    const phone = phoneOf('CB028');
    await phone.says('/ghi');
    await phone.says('1');
    expect(await phone.hears(() => phone.says('ngay mai'))).toMatch(/^Ngày này chưa tới/);
    expect(await phone.hears(() => phone.says('31/2'))).toMatch(/^Không có ngày giờ/);
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });

  it('a day alone, changed at the summary and then left, does not become a meeting at midnight', async () => {
    const phone = phoneOf('CB095');
    await phone.says('/moihop');
    await phone.says('Họp thử');
    await phone.says('26/11 8g30');
    await phone.says('Hội trường');
    await phone.chooses('Không có tài liệu');
    await phone.chooses('Sửa');
    await phone.chooses('Thời gian');
    expect(await phone.hears(() => phone.says('27/11'))).toMatch(/Còn thiếu giờ/);
    await phone.chooses('Quay lại');
    expect(await phone.hears(() => phone.says('Họp thật'))).toMatch(/Họp lúc nào/);
    expect(await phone.hears(() => phone.says('9g'))).toContain('09:00, Thứ Ba, 27/11/2018');
  });
});

describe('buttons', () => {
  it('an old question’s button does nothing, and the question is asked again', async () => {
    const phone = phoneOf('CB029');
    await phone.says('/ghi');
    const [first] = await phone.buttons();
    await phone.says('1');
    const before = await phone.draft();
    const said = await phone.hears(() => phone.presses(first!.action));
    expect(said).toMatch(/^Nút này thuộc câu hỏi trước[\s\S]*đi ngày nào/);
    expect(await phone.draft()).toEqual(before);
    await phone.says('/huy');
    await phone.chooses('Bỏ');
    expect(await phone.hears(() => phone.presses(first!.action))).toMatch(/^Nút này thuộc câu hỏi trước/);
  });

  it('a tap twice on Dự answers once; somebody else’s button is refused', async () => {
    const [secretary, cadre, other] = [phoneOf('MT-THU'), phoneOf('BT-AN'), phoneOf('CB048')];
    await secretary.says('/moihop');
    await secretary.says('Họp đánh giá');
    await secretary.says('thu hai tuan sau 8g30');
    await secretary.says('Hội trường');
    await secretary.chooses('Không có tài liệu');
    await secretary.chooses('Gửi');
    await secretary.chooses('Gửi ngay');
    const [coming] = await cadre.buttons();
    expect(coming?.label).toBe('Dự');
    expect(await other.hears(() => other.presses(coming!.action))).toBe(
      'Mục này không thuộc phần việc của đồng chí.',
    );
    const stranger = browserPhone(world, 'a-stranger-with-a-phone-0123');
    await stranger.says('xin chao');
    const told = await secretary.hears(async () => {
      const twice = await cadre.hears(() =>
        Promise.all([cadre.presses(coming!.action), cadre.presses(coming!.action)]),
      );
      expect(twice).toMatch(/^✅ Đã báo cơ quan mời: đồng chí dự họp[\s\S]*đã báo dự cuộc họp này từ trước/);
    });
    expect(told.match(/Nguyễn Văn An: dự/g)).toHaveLength(1);
    expect(told).toMatch(/Đã trả lời 1\//);
  });

  it.each([
    'x',
    ':',
    'q',
    'q:',
    'q::',
    'q:1:',
    'q:zzzz:send',
    'y:',
    'y:AAAAAAAAAAAAAAAAAAAAAA',
    'y:../../../etc/passwd',
    'm:AAAAAAAAAAAAAAAAAAAAAA',
    'dd:AAAAAAAAAAAAAAAAAAAAAA',
    'rt:AAAAAAAAAAAAAAAAAAAAAA',
    'rd:AAAAAAAAAAAAAAAAAAAAAA',
    'rv:AAAAAAAAAAAAAAAAAAAAAA',
    'constructor:AAAAAAAAAAAAAAAAAAAAAA',
    'c:constructor',
    'c:__proto__',
    '__proto__:AAAAAAAAAAAAAAAAAAAAAA',
    "y:' or 1=1 --",
  ])('a forged “%s” changes nothing', async (action) => {
    const phone = phoneOf('CB027');
    expect(await phone.hears(() => phone.presses(action))).toMatch(
      /^(Nút này thuộc câu hỏi trước, không dùng được nữa\.|Mục này không thuộc phần việc của đồng chí\.)$/,
    );
    expect((await phone.talk()).stack).toEqual([]);
  });

  it('a forged choice of the question that is open is no answer to it', async () => {
    const phone = phoneOf('CB027');
    await phone.says('/ghi');
    for (const forged of [
      '00000000-0000-7000-8000-000000000000',
      'send',
      'discard',
      '@summary',
      '-recommendations.0',
      '',
    ]) {
      const { ticket } = await phone.talk();
      expect(await phone.hears(() => phone.presses(`q:${ticket.toString(36)}:${forged}`))).toMatch(
        /^Chưa hiểu câu trả lời/,
      );
      expect(await phone.draft()).toEqual({});
    }
    await phone.says('/huy');
  });
});

describe('whose access has ended', () => {
  it('is told so, whatever is sent, and nothing else', async () => {
    const phone = phoneOf('CB035');
    await phone.says('/ghi');
    const { stack } = await phone.talk();
    expect((await world.cli('end', '--person', 'CB035')).exit).toBe(0);
    for (const content of [
      { kind: 'text', text: '/ghi' },
      { kind: 'press', action: 'c:menu' },
      { kind: 'unsupported', what: 'sticker' },
    ] as const)
      expect(await phone.hears(() => arrives('CB035', content))).toMatch(/^Đồng chí không còn quyền sử dụng/);
    // What was being written is kept.
    expect((await phone.talk()).stack).toEqual(stack);
  });
});

describe('two messages at once', () => {
  it('are taken one after the other, and the draft is one that could have been written slowly', async () => {
    const phone = phoneOf('CB016');
    await phone.says('/ghi');
    // They may arrive in any order: only one of them chooses the unit, and one is a day.
    await Promise.all(['1', 'hôm nay', 'một', 'hai', 'ba', 'bốn'].map((text) => phone.says(text)));
    const { stack } = await phone.talk();
    expect(stack).toHaveLength(1);
    const [place] = stack;
    expect(['unit', 'date', 'note', 'photos']).toContain(place?.at);
    expect(Object.keys(place!.draft).sort()).toEqual([...place!.done].sort());
    expect(await phone.said()).toHaveLength(7);
  });

  it('a button pressed three times at once counts once', async () => {
    const phone = phoneOf('CB017');
    await phone.says('/ghi');
    const [first] = await phone.buttons();
    const said = await phone.hears(() => Promise.all([1, 2, 3].map(() => phone.presses(first!.action))));
    expect(said.match(/Nút này thuộc câu hỏi trước/g)).toHaveLength(2);
    expect((await phone.talk()).stack[0]).toMatchObject({ at: 'date', done: ['unit'] });
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });
});

describe('there and back', () => {
  it('Quay lại at each question, to the first and on again', async () => {
    const phone = phoneOf('CB041');
    await beginsVisit(phone);
    await phone.chooses('Không có ảnh');
    await phone.chooses('Có');
    await addsRecommendation(phone, 'Sửa cầu');
    await phone.chooses('Không');
    const before = await phone.draft();
    await phone.says('quay lai');
    const way = [(await phone.talk()).stack[0]?.at];
    while ((await phone.buttons()).some(({ label }) => label === 'Quay lại')) {
      await phone.chooses('Quay lại');
      way.push((await phone.talk()).stack[0]?.at);
    }
    expect(way).toEqual([
      'recommendations.more',
      'recommendations.0.aboutOffice',
      'recommendations.0.field',
      'recommendations.0.text',
      'recommendations.0.kind',
      'photos',
      'note',
      'date',
      'unit',
    ]);
    expect(await phone.hears(() => phone.says('0'))).toMatch(/^Đây là câu hỏi đầu tiên/);
    expect(await phone.draft()).toEqual(before);
    expect(await phone.hears(() => phone.says('1'))).toMatch(/Ghi chép cơ sở/);
    expect(await phone.draft()).toEqual(before);
    await phone.says('hủy');
    await phone.chooses('Bỏ');
  });

  it('out of an item of which nothing was said', async () => {
    const phone = phoneOf('CB041');
    await beginsVisit(phone);
    await phone.chooses('Không có ảnh');
    await phone.chooses('Có');
    expect(await phone.hears(() => phone.chooses('Quay lại'))).toMatch(/^Có kiến nghị, phản ánh nào/);
    expect(await phone.draft()).toMatchObject({ recommendations: [] });
    await phone.chooses('Không');
    expect(await phone.last()).toContain('Số kiến nghị: 0');
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });

  it('Hủy asks first, Tiếp tục goes on where it was', async () => {
    const phone = phoneOf('CB042');
    await phone.says('/ghi');
    expect(await phone.hears(() => phone.chooses('Hủy'))).toBe('Đã bỏ nội dung đang soạn.');
    await beginsVisit(phone);
    const before = await phone.talk();
    expect(await phone.hears(() => phone.chooses('Hủy'))).toBe('Bỏ hẳn nội dung đang soạn?');
    expect(await phone.hears(() => phone.says('ua'))).toMatch(/^Chưa hiểu câu trả lời/);
    expect(await phone.hears(() => phone.says('tiep tuc'))).toMatch(/^Gửi ảnh/);
    expect((await phone.talk()).stack).toEqual(before.stack);
    await phone.says('/huy');
    expect(await phone.hears(() => phone.says('quay lại'))).toMatch(/^Gửi ảnh/);
    await phone.says('00');
    expect(await phone.hears(() => phone.says('bo'))).toBe('Đã bỏ nội dung đang soạn.');
    expect((await phone.talk()).stack).toEqual([]);
  });
});

describe('Sửa', () => {
  it('changes each answer, drops a recommendation, adds one', async () => {
    const phone = phoneOf('CB031');
    await beginsVisit(phone, 'Nội dung cũ');
    await phone.chooses('Không có ảnh');
    await phone.chooses('Có');
    await addsRecommendation(phone, 'Kiến nghị thứ nhất');
    await phone.chooses('Có');
    await addsRecommendation(phone, 'Kiến nghị thứ hai');
    await phone.chooses('Không');
    const change = async (what: string, ...answers: readonly string[]): Promise<string> => {
      await phone.chooses('Sửa');
      await phone.says(what);
      for (const answer of answers) await phone.says(answer);
      return phone.last();
    };
    expect(await change('Đơn vị', 'Xã Mỹ Thạnh, huyện Ba Tri')).toMatch(/Đơn vị: Xã Mỹ Thạnh/);
    expect(await change('Ngày đi', 'hôm qua')).toMatch(/Ngày đi: .*18\/11\/2018/);
    expect(await change('noi dung', 'Nội dung mới')).toMatch(/Nội dung: Nội dung mới/);
    await phone.chooses('Sửa');
    await phone.chooses('Ảnh');
    await phone.sends('a.jpg', await photo(), 'image/jpeg');
    expect(await phone.hears(() => phone.chooses('Xong'))).toMatch(/Số ảnh: 1/);
    expect(await change('Kiến nghị 2: loại', 'phan anh')).toMatch(/2\. Phản ánh \(Giao thông\)/);
    expect(await change('Kiến nghị 2: lĩnh vực', 'y te')).toMatch(/2\. Phản ánh \(Y tế\)/);
    expect(await change('Kiến nghị 2: nội dung', 'Thiếu thuốc')).toMatch(/2\. .*: Thiếu thuốc/);
    expect(await change('Kiến nghị 2: liên quan chính đơn vị', 'co')).toMatch(
      /Thiếu thuốc\n.*chuyển thẳng lên cấp trên/,
    );
    const dropped = await change('Kiến nghị 1: bỏ');
    expect(dropped).toMatch(/Số kiến nghị: 1\n1\. Phản ánh \(Y tế\): Thiếu thuốc/);
    expect(dropped).not.toContain('thứ nhất');
    await phone.chooses('Sửa');
    await phone.chooses('Kiến nghị: thêm');
    await addsRecommendation(phone, 'Kiến nghị thêm');
    expect(await phone.hears(() => phone.chooses('Không'))).toMatch(/Số kiến nghị: 2[\s\S]*Kiến nghị thêm/);
    await phone.chooses('Sửa');
    expect(await phone.hears(() => phone.chooses('Quay lại'))).toMatch(/Số kiến nghị: 2/);
    expect(await phone.hears(() => phone.chooses('Gửi'))).toMatch(
      /Đã lưu ghi chép[\s\S]*KN-BT-2018-\d+[\s\S]*KN-BT-2018-\d+/,
    );
  });
});

describe('one thing in the middle of another', () => {
  it('the second is done, then the first goes on where it was', async () => {
    const phone = phoneOf('CB019');
    await beginsVisit(phone, 'Việc thứ nhất');
    await phone.says('/neu');
    await phone.says('1');
    expect(await phone.hears(() => phone.says('/ghi'))).toMatch(/đang soạn dở: Ghi chép cơ sở[\s\S]*Gửi ảnh/);
    expect(await phone.hears(() => phone.says('/neu'))).toMatch(/đang soạn dở: Kiến nghị[\s\S]*loại nào/);
    await addsRecommendation(phone, 'Việc thứ hai');
    expect(await phone.hears(() => phone.chooses('Gửi'))).toMatch(
      /KN-BT-2018-\d+ đã chuyển tới[\s\S]*Gửi ảnh/,
    );
    await phone.chooses('Không có ảnh');
    expect(await phone.hears(() => phone.chooses('Không'))).toMatch(/Nội dung: Việc thứ nhất/);
    expect(await phone.hears(() => phone.chooses('Gửi'))).toMatch(/^✅ Đã lưu ghi chép/);
    expect((await phone.talk()).stack).toEqual([]);
  });
});

describe('answers without buttons', () => {
  it('numbers, and labels without diacritics', async () => {
    const phone = phoneOf('CB021');
    expect(await phone.hears(() => phone.says('ghi chep'))).toMatch(/ghi cho đơn vị nào/);
    expect(await phone.hears(() => phone.says('xa an ngai trung, huyen ba tri'))).toMatch(/đi ngày nào/);
    expect(await phone.hears(() => phone.says('2'))).toMatch(/ghi nội dung chuyến đi/);
    await phone.says('Ghi');
    expect(await phone.hears(() => phone.says('KHONG CO ANH'))).toMatch(/Có kiến nghị/);
    await phone.says('0');
    expect(await phone.hears(() => phone.says('ko'))).toMatch(/Có kiến nghị/);
    expect(await phone.hears(() => phone.says('ok'))).toMatch(/loại nào/);
    expect(await phone.hears(() => phone.says('kho khan'))).toMatch(/Đồng chí ghi nội dung: việc gì/);
    expect(await phone.hears(() => phone.says('25'))).toMatch(/lĩnh vực nào/);
    await phone.says('linh vuc khac');
    expect(await phone.hears(() => phone.says('2'))).toMatch(/Còn kiến nghị nào nữa/);
    const summary = await phone.hears(() => phone.says('không ạ'));
    expect(summary).toContain('1. Khó khăn (Lĩnh vực khác): 25');
    expect(summary).toContain('18/11/2018');
    expect(await phone.hears(() => phone.says('1'))).toMatch(/^✅ Đã lưu ghi chép/);
  });
});

describe('in English', () => {
  it('the language is chosen, and the same flow speaks it', async () => {
    const phone = phoneOf('CB023');
    await phone.says('/caidat');
    expect(await phone.hears(() => phone.chooses('English'))).toBe('English is chosen.');
    expect(await phone.hears(() => phone.says('/nothing'))).toMatch(/^There is no such command/);
    expect(await phone.hears(() => phone.says('/ghi'))).toMatch(/Which unit is the note about/);
    expect(await phone.hears(() => phone.says('1'))).toMatch(/On which day/);
    expect(await phone.hears(() => phone.says('31/2'))).toMatch(/^There is no date or time “31\/2”/);
    expect(await phone.hears(() => phone.says('today'))).toMatch(/Write about the visit/);
    await phone.says('Seen the bridge');
    await phone.chooses('No photos');
    expect(await phone.hears(() => phone.chooses('No'))).toMatch(/^📝 Visit note[\s\S]*Day: [\s\S]*2018/);
    expect(await phone.hears(() => phone.chooses('Send'))).toBe('✅ The note is saved.');
  });

  it('chosen in the middle, the open question follows in the language chosen', async () => {
    const phone = phoneOf('CB037');
    await phone.says('/ghi');
    await phone.says('/caidat');
    expect(await phone.hears(() => phone.chooses('English').catch(() => phone.presses('lg:en')))).toMatch(
      /^English is chosen\.[\s\S]*Which unit is the note about/,
    );
  });
});

// The last: the clock is moved.
describe('a draft untouched for a week', () => {
  it('is asked about, kept, and taken up again', async () => {
    const [phone, other, third] = [phoneOf('CB036'), phoneOf('CB039'), phoneOf('CB014')];
    for (const one of [phone, other, third]) await beginsVisit(one, 'Soạn dở');
    const [before, thirds] = [await phone.talk(), await third.talk()];
    await world.served.advance('P6D');
    expect(await phone.last()).toMatch(/^Gửi ảnh/);
    await world.served.advance('P2D');
    expect(await phone.last()).toBe('Đồng chí còn nội dung soạn dở: Ghi chép cơ sở. Tiếp tục hay bỏ?');
    expect((await phone.said()).filter((text) => text.includes('soạn dở'))).toHaveLength(1);
    expect(await phone.hears(() => phone.says('ừ'))).toMatch(/^Gửi ảnh/);
    expect((await phone.talk()).stack).toEqual(before.stack);
    expect(await other.hears(() => other.chooses('Bỏ'))).toBe('Đã bỏ nội dung đang soạn.');
    // Hủy and Quay lại typed at that question lose nothing either.
    expect(await third.hears(() => third.says('/huy'))).toBe('Bỏ hẳn nội dung đang soạn?');
    expect(await third.hears(() => third.chooses('Tiếp tục'))).toMatch(/^Gửi ảnh/);
    await world.served.advance('P8D');
    expect(await third.hears(() => third.says('quay lai'))).toMatch(/^Gửi ảnh/);
    expect((await third.talk()).stack).toEqual(thirds.stack);
  });

  it('what is said to it before it is asked about is held, and taken up with Tiếp tục', async () => {
    const phone = phoneOf('CB015');
    await phone.says('/ghi');
    await phone.says('1');
    await phone.chooses('Hôm nay');
    await world.served.advance('P8D');
    await phone.says('Lời đã nói');
    expect(await phone.last()).toMatch(/Tiếp tục hay bỏ/);
    expect(await phone.hears(() => phone.chooses('Tiếp tục'))).toMatch(/ghi nội dung chuyến đi|Gửi ảnh/);
  });

  it('words and pictures that are held are all taken up, each for what is asked then', async () => {
    const phone = phoneOf('CB018');
    await phone.says('/ghi');
    await phone.says('1');
    await phone.chooses('Hôm nay');
    await world.served.advance('P8D');
    for (const words of ['Thăm ấp 3', 'và ấp 4']) await phone.says(words);
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg'])
      await phone.sends(name, await photo(Number.parseInt(name, 16) * 7), 'image/jpeg');
    expect(await phone.last()).toMatch(/^Đã giữ lại/);
    expect(await phone.hears(() => phone.chooses('Tiếp tục'))).toMatch(/Đã nhận 3 ảnh/);
    expect(await phone.draft()).toMatchObject({ note: 'Thăm ấp 3\nvà ấp 4', photos: [{}, {}, {}] });
    await phone.says('/huy');
    await phone.chooses('Bỏ');
  });
});
