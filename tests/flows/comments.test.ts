import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileId } from '../../src/domain/identity.ts';
import type { Content } from '../../src/domain/message.ts';
import { bytesOf } from '../../src/store/vault.ts';
import { addressAt, type Phone, phoneIn } from '../support/chat-phone.ts';
import { readWord } from '../support/read-word.ts';
import { pdf, photo, voice } from '../support/samples.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
const open = async () => {
  world = await openWorld();
};
const close = () => world.close();

const phoneOf = (code: string): Phone => phoneIn(world, code);
const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);

/** A meeting with a document and two points. */
async function calls(phone: Phone, when = '8g 23/11'): Promise<void> {
  await phone.says('/moihop');
  await phone.says('Họp Đảng ủy\nĐánh giá tháng 11\nNhiệm vụ tháng 12');
  await phone.says(when);
  await phone.says('Hội trường UBND xã');
  await phone.sends('Báo cáo.pdf', pdf, 'application/pdf');
  await phone.chooses('Xong');
  await phone.chooses('Gửi');
  await phone.chooses('Gửi ngay');
}

/** The card of the meeting furthest ahead. */
async function opensLast(phone: Phone): Promise<void> {
  await phone.says('/lich');
  await phone.presses((await phone.buttons()).findLast(({ action }) => action.startsWith('mv:'))!.action);
}

async function writes(phone: Phone, about: string, text: string): Promise<void> {
  await phone.says('/gopy');
  const open = (await labels(phone)).find((label) => label.includes('Họp Đảng ủy'));
  if (open) await phone.chooses(open);
  await phone.chooses(about);
  await phone.says(text);
  await phone.chooses('Gửi');
}

const filesAt = async (code: string): Promise<readonly Extract<Content, { kind: 'file' }>[]> => {
  const said = await world.served.house.database.store.transcripts.of(addressAt(world, code), 500);
  return said
    .flatMap((one) => (one.from === 'bot' ? [one.content as Content] : []))
    .flatMap((content) => (content.kind === 'file' ? [content] : []));
};

const wordOf = async (file: FileId) => readWord((await bytesOf(world.served.house.app.vault, file))!);

describe('Góp ý', () => {
  beforeAll(open);
  afterAll(close);

  it('from a document: written, seen by the office, taken in, told; a change of mind is told too', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office);
    const [document] = (await filesAt('BT-AN')).filter(({ name }) => name === 'Báo cáo.pdf');
    expect(document!.buttons.flat().map(({ label }) => label)).toEqual(['Đã nhận', 'Đã đọc', 'Góp ý']);
    await an.presses(document!.buttons.flat()[2]!.action);
    expect(await an.last()).toBe('Đồng chí góp ý về: Báo cáo.pdf\nGõ nội dung, hoặc gửi ảnh, tin thoại.');
    await an.says('Trang 3: số hộ nghèo chưa khớp biểu <2>.');
    expect(await an.last()).toBe(
      '📝 Góp ý về tài liệu Báo cáo.pdf\nTrang 3: số hộ nghèo chưa khớp biểu <2>.',
    );
    await an.chooses('Gửi');
    expect(await an.last()).toMatch(/^✅ Đã gửi góp ý tới cơ quan mời họp\. Kết quả/);
    expect(await office.last()).toBe(
      '📝 Nguyễn Văn An góp ý về tài liệu Báo cáo.pdf: “Trang 3: số hộ nghèo chưa khớp biểu <2>.”\nHọp lúc 08:00, Thứ Sáu, 23/11/2018',
    );
    await office.chooses('Mở góp ý này');
    expect(await office.last()).toBe(
      '📝 Nguyễn Văn An, Phó Giám đốc Sở Nông nghiệp và Phát triển nông thôn\nGóp ý về tài liệu Báo cáo.pdf\nLúc 08:00, Thứ Hai, 19/11/2018\nTrang 3: số hộ nghèo chưa khớp biểu <2>.\nChưa xem xét.',
    );
    await office.chooses('Tiếp thu');
    expect(await office.last()).toBe(
      'Góp ý của đồng chí Nguyễn Văn An được tiếp thu thế nào, đã sửa những gì?',
    );
    await office.says('Đã sửa số liệu trang 3.');
    expect(await office.last()).toBe('✅ Đã ghi tiếp thu và báo đồng chí Nguyễn Văn An.');
    const answer =
      /^📝 Văn phòng Đảng ủy xã Mỹ Thạnh trả lời góp ý của đồng chí về tài liệu Báo cáo\.pdf: “.*”\nTiếp thu: Đã sửa số liệu trang 3\.$/;
    expect(await an.last()).toMatch(answer);
    await office.chooses('Tiếp thu');
    await office.says('Đã sửa số liệu trang 3.');
    expect(await office.last()).toMatch(/đã được ghi như vậy từ trước/);
    expect((await an.said()).filter((text) => answer.test(text))).toHaveLength(1);
    await office.chooses('Giải trình');
    await office.says('Số liệu theo biểu của huyện.');
    expect(await an.last()).toMatch(
      /trả lời lại góp ý của đồng chí .*\nGiải trình: Số liệu theo biểu của huyện\.$/,
    );
    await an.chooses('Góp ý đã gửi');
    expect(await an.last()).toBe(
      '📝 Góp ý đã gửi, mới nhất ở trên:\n• Góp ý về tài liệu Báo cáo.pdf: “Trang 3: số hộ nghèo chưa khớp biểu <2>.”\nGiải trình: Số liệu theo biểu của huyện.',
    );
  });

  it('is refused where there is nothing to compile', async () => {
    const office = phoneOf('MT-THU');
    await calls(office, '8g 30/11');
    await opensLast(office);
    await office.chooses('Xem góp ý');
    expect(await office.last()).toBe('Cuộc họp này chưa có góp ý nào.');
  });

  it('a voice message is no document of a meeting', async () => {
    const office = phoneOf('MT-THU');
    await office.says('/moihop');
    await office.says('Họp Đảng ủy');
    await office.says('8g 23/11');
    await office.says('Hội trường');
    await office.sends('ghi.ogg', voice, 'audio/ogg');
    expect(await office.last()).toMatch(/^Mục này cần tệp/);
  });
});

describe('what is no comment', () => {
  beforeEach(open);
  afterEach(close);

  it('20,000 characters, blanks, a meeting of others, nothing there', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office);
    const stranger = phoneOf('CB110');
    expect(await stranger.hears((phone) => phone.says('/gopy'))).toBe(
      'Hiện không có cuộc họp nào đang nhận góp ý của đồng chí.',
    );
    await an.says('/gopy');
    const [document, , , whole] = await an.buttons();
    for (const button of [document, whole])
      expect(await stranger.hears((phone) => phone.presses(button!.action))).toBe(
        'Mục này không thuộc phần việc của đồng chí.',
      );
    const elsewhere = whole!.action.replace('gw:', 'gp:');
    for (const point of ['3', '0', '-1', 'x', ''])
      expect(await an.hears((phone) => phone.presses(`${elsewhere}:${point}`))).toMatch(
        /^Phần này không còn trong cuộc họp/,
      );
    await an.chooses('Cả cuộc họp');
    await an.says('ấ'.repeat(20_000));
    expect(await an.last()).toMatch(/^Nội dung dài 20000 ký tự, tối đa là 4000/);
    await an.sends('a.jpg', await photo(), 'image/jpeg', 'ấ'.repeat(3000));
    await an.says('ấ'.repeat(1500));
    expect(await an.last()).toMatch(/^Nội dung dài 4501 ký tự, tối đa là 4000/);
    await an.says('ngắn');
    await an.chooses('Gửi');
    expect(await an.last()).toMatch(/^✅ Đã gửi góp ý/);
    const card = (await office.buttons())[0]!.action;
    for (const action of [card, card.replace('gc:', 'ga:'), card.replace('gc:', 'ge:')])
      expect(await an.hears((phone) => phone.presses(action))).toBe(
        'Mục này không thuộc phần việc của đồng chí.',
      );
    for (const verb of ['gl', 'gx'])
      expect(await an.hears((phone) => phone.presses(whole!.action.replace('gw', verb)))).toBe(
        'Mục này không thuộc phần việc của đồng chí.',
      );
  });

  it('late in the day after the meeting, and too late after that', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office, '10h hôm nay');
    await an.says('/gopy');
    await an.chooses('Cả cuộc họp');
    await an.says('Trong lúc họp');
    await world.served.advance('PT3H');
    await an.chooses('Gửi');
    expect(await an.last()).toMatch(/^✅ Đã gửi góp ý tới cơ quan mời họp\. /);
    await world.served.advance('PT4H');
    await writes(an, 'Cả cuộc họp', 'Sau cuộc họp');
    expect(await an.last()).toMatch(/ghi là gửi sau cuộc họp/);
    await office.says('/aichua');
    await office.chooses('Xem góp ý');
    expect(await office.last()).toMatch(/Nguyễn Văn An \(gửi sau cuộc họp\), về cuộc họp: “Sau cuộc họp”/);
    await an.says('/gopy');
    await an.chooses((await labels(an))[0]!);
    await an.chooses('Cả cuộc họp');
    await an.says('Quá muộn');
    await world.served.advance('P1D');
    expect(await an.hears((phone) => phone.chooses('Gửi'))).toMatch(/^Cuộc họp đã qua, không nhận góp ý nữa/);
    await an.says('/huy');
    await an.chooses('Bỏ');
    expect(await an.hears((phone) => phone.says('/gopy'))).toMatch(/^Hiện không có cuộc họp nào/);
  });
});

describe('a point, the whole, and the compilation', () => {
  beforeEach(open);
  afterEach(close);

  it('from the notice and /gopy: a point with a photo and a recording, the meeting as a whole', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office);
    await an.says('/gopy');
    expect(await an.last()).toBe(
      'Cuộc họp 08:00, Thứ Sáu, 23/11/2018: Họp Đảng ủy\nĐồng chí góp ý về phần nào?',
    );
    expect(await labels(an)).toEqual([
      '📄 Báo cáo.pdf',
      '1. Đánh giá tháng 11',
      '2. Nhiệm vụ tháng 12',
      'Cả cuộc họp',
    ]);
    await an.chooses('2. Nhiệm vụ tháng 12');
    await an.sends('anh.jpg', await photo(), 'image/jpeg', 'Cầu ấp 3');
    expect(await an.last()).toMatch(/^Đã nhận 1 tệp\. Gõ thêm nội dung/);
    await an.sends('ghi.ogg', voice, 'audio/ogg');
    expect(await an.last()).toMatch(/^Đã nhận tin thoại \(tệp số 2\)/);
    await an.sends('Báo cáo.pdf', pdf, 'application/pdf');
    expect(await an.last()).toMatch(/^Góp ý nhận chữ, ảnh và ghi âm/);
    await an.chooses('Xong');
    expect(await an.last()).toBe('📝 Góp ý về điểm 2: Nhiệm vụ tháng 12\nCầu ấp 3\n(2 tệp gửi kèm)');
    await an.chooses('Gửi');
    await office.chooses('Mở góp ý này');
    expect((await filesAt('MT-THU')).slice(-2)).toMatchObject([
      { name: 'anh.jpg', mime: 'image/jpeg' },
      { name: 'ghi.ogg', mime: 'audio/ogg' },
    ]);
    await an.chooses('Góp ý tiếp');
    await an.chooses('Cả cuộc họp');
    await an.says('Nên họp buổi chiều.');
    await an.chooses('Gửi');
    await opensLast(office);
    await office.chooses('Xem góp ý');
    expect(await office.last()).toMatch(
      /^📝 Góp ý cho cuộc họp 08:00, Thứ Sáu, 23\/11\/2018: Họp Đảng ủy\nTất cả 2, chưa xem xét 2\.\n1\. Nguyễn Văn An, về điểm 2: Nhiệm vụ tháng 12: “Cầu ấp 3” \(2 tệp gửi kèm\)\nChưa xem xét\.\n2\. Nguyễn Văn An, về cuộc họp: “Nên họp buổi chiều\.”\nChưa xem xét\.$/,
    );
  });

  it('on a point that was changed since keeps the words it was about', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office);
    await writes(an, '2. Nhiệm vụ tháng 12', 'Thêm việc sửa cầu ấp 3.');
    await an.says('/gopy');
    const open = (await labels(an)).find((label) => label.includes('Họp Đảng ủy'));
    if (open) await an.chooses(open);
    await an.chooses('1. Đánh giá tháng 11');
    await opensLast(office);
    await office.chooses('Đổi nội dung');
    await office.says('1. Khen thưởng\n2. Kỷ luật');
    await office.chooses('Gửi');
    // He had the old point before him, and there is no second any more.
    await an.says('Đánh giá còn chung chung.');
    expect(await an.last()).toBe('📝 Góp ý về điểm 1: Đánh giá tháng 11\nĐánh giá còn chung chung.');
    await an.chooses('Gửi');
    await writes(an, '1. Khen thưởng', 'Nhất trí.');
    await opensLast(office);
    await office.chooses('Xem góp ý');
    const list = await office.last();
    expect(list).toMatch(/về điểm 1: Đánh giá tháng 11: “Đánh giá còn chung chung\.”/);
    expect(list).toMatch(/về điểm 2: Nhiệm vụ tháng 12: “Thêm việc sửa cầu ấp 3\.”/);
    await office.chooses('Bản tổng hợp (Word)');
    const { paragraphs } = await wordOf((await filesAt('MT-THU')).at(-1)!.file);
    expect(paragraphs.filter((line) => /^[IV]+\. /.test(line))).toEqual([
      'I. Về điểm 1 của chương trình: Khen thưởng',
      'II. Về điểm 1 của chương trình: Đánh giá tháng 11',
      'III. Về điểm 2 của chương trình: Nhiệm vụ tháng 12',
    ]);
  });

  it('is a Word file in the Party’s form, by document and point, with pictures, late ones marked', async () => {
    const office = phoneOf('MT-THU');
    const an = phoneOf('BT-AN');
    await calls(office, '10h hôm nay');
    await writes(
      an,
      '📄 Báo cáo.pdf',
      'Trang 3: số hộ nghèo <chưa khớp> & cần sửa.\nTrang 5: thiếu nguồn vốn.',
    );
    await writes(an, '2. Nhiệm vụ tháng 12', 'Thêm việc sửa cầu ấp 3.');
    await an.says('/gopy');
    await an.chooses((await labels(an))[0]!);
    await an.chooses('Cả cuộc họp');
    await an.sends('cau.jpg', await photo(), 'image/jpeg');
    await an.sends('ghi.ogg', voice, 'audio/ogg');
    await an.chooses('Xong');
    await an.chooses('Gửi');
    await world.served.advance('PT8H');
    await writes(an, '📄 Báo cáo.pdf', 'Gửi muộn.');
    await office.chooses('Mở góp ý này');
    await office.chooses('Tiếp thu');
    await office.says('Đã bổ sung.');
    await office.chooses('Xem góp ý');
    await office.chooses('Bản tổng hợp (Word)');
    const file = (await filesAt('MT-THU')).at(-1)!;
    expect(file.name).toBe('Tổng hợp góp ý 19-11.docx');
    const { paragraphs, names, xml } = await wordOf(file.file);
    expect(paragraphs).toEqual([
      'ĐẢNG ỦY XÃ MỸ THẠNH',
      'VĂN PHÒNG',
      '*',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'Mỹ Thạnh, ngày 19 tháng 11 năm 2018',
      'TỔNG HỢP Ý KIẾN GÓP Ý',
      'Họp Đảng ủy',
      'Cuộc họp lúc 10:00, Thứ Hai, 19/11/2018, tại Hội trường UBND xã',
      'Có 4 ý kiến góp ý của 1 đồng chí, trong đó 1 ý kiến gửi sau cuộc họp.',
      'I. Về tài liệu “Báo cáo.pdf”',
      '1. Đồng chí Nguyễn Văn An, Phó Giám đốc Sở Nông nghiệp và Phát triển nông thôn (08:00, Thứ Hai, 19/11/2018):',
      'Trang 3: số hộ nghèo &lt;chưa khớp&gt; &amp; cần sửa.',
      'Trang 5: thiếu nguồn vốn.',
      '2. Đồng chí Nguyễn Văn An, Phó Giám đốc Sở Nông nghiệp và Phát triển nông thôn (16:00, Thứ Hai, 19/11/2018 (gửi sau cuộc họp)):',
      'Gửi muộn.',
      'Tiếp thu: Đã bổ sung.',
      'II. Về điểm 2 của chương trình: Nhiệm vụ tháng 12',
      '1. Đồng chí Nguyễn Văn An, Phó Giám đốc Sở Nông nghiệp và Phát triển nông thôn (08:00, Thứ Hai, 19/11/2018):',
      'Thêm việc sửa cầu ấp 3.',
      'III. Về cuộc họp nói chung',
      '1. Đồng chí Nguyễn Văn An, Phó Giám đốc Sở Nông nghiệp và Phát triển nông thôn (08:00, Thứ Hai, 19/11/2018):',
      '(Có ghi âm kèm theo: ghi.ogg)',
      'NGƯỜI TỔNG HỢP',
      'Trần Thị Bích Thu',
    ]);
    expect(names.filter((name) => name.startsWith('word/media/'))).toHaveLength(1);
    expect(xml).toMatch(/<w:drawing>/);
  });
});
