import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shortId } from '../../src/domain/identity.ts';
import type { Content } from '../../src/domain/message.ts';
import type { Told } from '../../src/store/recommendation-row.ts';
import { addressAt, addsRecommendation, type Phone, phoneIn } from '../support/chat-phone.ts';
import { readWord } from '../support/read-word.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phoneOf = (code: string): Phone => phoneIn(world, code);
const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);
const store = () => world.served.house.database.store;
const notYours = 'Mục này không thuộc phần việc của đồng chí.';

/** Raised by the follower of Mỹ Thạnh, in the field of the office that GTVT-LONG sits in. */
async function raised(text: string, aboutOffice = false): Promise<Told> {
  const phone = phoneOf('BT-AN');
  await phone.says('/neu');
  await phone.says('1');
  if (aboutOffice) {
    await phone.chooses('Phản ánh');
    await phone.says(text);
    await phone.chooses('Lĩnh vực khác');
    await phone.chooses('Có');
  } else await addsRecommendation(phone, text);
  const said = await phone.hears((one) => one.chooses('Gửi'));
  return (await store().recommendations.byNumber(said.match(/KN-BT-\d+-\d+/)![0]))!;
}

async function answers(office: Phone, { id }: Told, text: string): Promise<void> {
  await office.presses(`ra:${shortId(id)}`);
  await office.says(text);
  await office.chooses('Gửi');
}

async function passesOn(office: Phone, { id }: Told, target: string, reason: string): Promise<void> {
  await office.presses(`rx:${shortId(id)}`);
  await office.says(target);
  await office.says(reason);
  await office.chooses('Gửi');
}

type File = Extract<Content, { kind: 'file' }>;
async function filesAt(code: string): Promise<readonly File[]> {
  const said = await store().transcripts.of(addressAt(world, code), 500);
  return said
    .flatMap((one) => (one.from === 'bot' ? [one.content as Content] : []))
    .flatMap((content) => (content.kind === 'file' && content.name.endsWith('.docx') ? [content] : []));
}
const lastFile = async (code: string) => (await filesAt(code)).at(-1)!;
const read = async ({ file }: File) => readWord(Buffer.from((await store().files.made(file))!));

describe('the answer letter', () => {
  it('of a state office: its number is asked, and stays with the letter until it is corrected', async () => {
    const told = await raised('Cầu ấp 3 xuống cấp.\nXe tải không qua được <2 tấn> & học sinh phải đi vòng.');
    const { number } = told;
    const office = phoneOf('GTVT-LONG');
    await answers(office, told, 'Đã bố trí vốn sửa cầu ấp 3.\nKhởi công ngày 15/01/2019.');
    expect(await office.last()).toBe(`✅ Đã gửi trả lời ${number} tới đồng chí Nguyễn Văn An.`);
    expect(await labels(office)).toEqual(['Công văn trả lời (.docx)']);
    const said: string[] = [];
    const hears = async (what: string, does: (phone: Phone) => Promise<unknown>) =>
      said.push(`me: ${what}`, `bot: ${await office.hears(does)}`);
    await hears('Công văn trả lời (.docx)', (phone) => phone.chooses('Công văn trả lời (.docx)'));
    // Nothing is suggested before the office has given a number.
    expect(await labels(office)).toEqual(['Để trống', 'Hủy']);
    await hears('mười hai', (phone) => phone.says('mười hai'));
    await hears('12/SGTVT-KHTC', (phone) => phone.says('12/SGTVT-KHTC'));
    expect(await labels(office)).toEqual([]);
    const first = await lastFile('GTVT-LONG');
    await office.presses(`rv:${shortId(told.id)}`);
    expect(await labels(office)).toEqual(['Công văn trả lời (.docx)']);
    await hears('Công văn trả lời (.docx)', (phone) => phone.chooses('Công văn trả lời (.docx)'));
    expect((await lastFile('GTVT-LONG')).file).toBe(first.file);
    await hears('Sửa số', (phone) => phone.chooses('Sửa số'));
    await hears('21/SGTVT-KHTC', (phone) => phone.says('21/SGTVT-KHTC'));
    expect(said.join('\n')).toBe(`me: Công văn trả lời (.docx)
bot: 📄 Công văn trả lời ${number}: đồng chí gõ số kèm ký hiệu, ví dụ 12/SGTVT-VP. Chưa có số thì chọn Để trống, ghi tay sau.
me: mười hai
bot: “mười hai” chưa phải là số văn bản. Đồng chí gõ số kèm ký hiệu, ví dụ 12/SGTVT-VP.

📄 Công văn trả lời ${number}: đồng chí gõ số kèm ký hiệu, ví dụ 12/SGTVT-VP. Chưa có số thì chọn Để trống, ghi tay sau.
me: 12/SGTVT-KHTC
bot: 📄 Công văn trả lời ${number}: số 12/SGTVT-KHTC, ngày 19/11/2018.
---
Công văn trả lời ${number}.docx

me: Công văn trả lời (.docx)
bot: 📄 Công văn trả lời ${number}: số 12/SGTVT-KHTC, ngày 19/11/2018.
---
Công văn trả lời ${number}.docx

me: Sửa số
bot: 📄 Công văn trả lời ${number}: đồng chí gõ số kèm ký hiệu, ví dụ 12/SGTVT-VP. Chưa có số thì chọn Để trống, ghi tay sau.
me: 21/SGTVT-KHTC
bot: 📄 Công văn trả lời ${number}: số 21/SGTVT-KHTC, ngày 19/11/2018.
---
Công văn trả lời ${number}.docx
`);
    const last = await lastFile('GTVT-LONG');
    expect(last.file).not.toBe(first.file);
    // It is held by the letter, so that nothing else lets it be forgotten.
    expect(await store().files.forget(last.file)).toBe(false);
    expect((await read(last)).paragraphs).toEqual([
      'UBND TỈNH BẾN TRE',
      'SỞ GIAO THÔNG VẬN TẢI',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: 21/SGTVT-KHTC',
      'V/v trả lời kiến nghị',
      `số ${number}`,
      'Bến Tre, ngày 19 tháng 11 năm 2018',
      'Kính gửi: Đồng chí Nguyễn Văn An, Phó Giám đốc Sở Nông nghiệp và Phát triển nông thôn',
      `Sở Giao thông vận tải nhận được kiến nghị số ${number} ngày 19/11/2018 của đồng chí Nguyễn Văn An, Phó Giám đốc Sở Nông nghiệp và Phát triển nông thôn, về địa bàn xã Mỹ Thạnh, huyện Ba Tri, nội dung như sau:`,
      'Cầu ấp 3 xuống cấp.',
      'Xe tải không qua được &lt;2 tấn&gt; &amp; học sinh phải đi vòng.',
      'Về nội dung này, Sở Giao thông vận tải trả lời như sau:',
      'Đã bố trí vốn sửa cầu ấp 3.',
      'Khởi công ngày 15/01/2019.',
      'Sở Giao thông vận tải trả lời để đồng chí biết./.',
      'Nơi nhận:',
      '- Như trên;',
      '- Văn phòng Đảng ủy xã Mỹ Thạnh;',
      '- Lưu: VT.',
      'GIÁM ĐỐC',
    ]);
  });

  it('is offered the next number of the office; one that is given already is refused', async () => {
    const told = await raised('Đường vào ấp 1 ngập');
    const office = phoneOf('GTVT-MAI');
    await answers(office, told, 'Đã nâng đường.');
    await office.chooses('Công văn trả lời (.docx)');
    expect(await labels(office)).toEqual(['22/SGTVT-KHTC', 'Để trống', 'Hủy']);
    expect(await office.hears((phone) => phone.says('21/SGTVT-VP'))).toMatch(
      /^Số 21 năm 2018 đã dùng cho công văn trả lời KN-BT-2018-\d+\. Đồng chí gõ số khác\.\n/,
    );
    await office.chooses('22/SGTVT-KHTC');
    expect((await read(await lastFile('GTVT-MAI'))).paragraphs).toContain('Số: 22/SGTVT-KHTC');
    // A colleague has the same letter.
    const colleague = phoneOf('GTVT-LONG');
    await colleague.presses(`la:${shortId(told.id)}`);
    expect((await lastFile('GTVT-LONG')).file).toBe((await lastFile('GTVT-MAI')).file);
  });

  it('without a number is left blank, until there is one', async () => {
    const told = await raised('Thiếu biển báo');
    const office = phoneOf('GTVT-LONG');
    await answers(office, told, 'Đã cắm biển.');
    await office.chooses('Công văn trả lời (.docx)');
    await office.chooses('Để trống');
    expect(await office.last(2)).toMatch(/, số để trống\. Khi có số, đồng chí chọn Ghi số/);
    const blank = await read(await lastFile('GTVT-LONG'));
    expect(blank.paragraphs.filter((line) => /^Số: \u00a0+$/.test(line))).toHaveLength(1);
    await office.chooses('Ghi số');
    await office.chooses('23/SGTVT-KHTC');
    const { paragraphs } = await read(await lastFile('GTVT-LONG'));
    expect(paragraphs.filter((line) => line.startsWith('Số:'))).toEqual(['Số: 23/SGTVT-KHTC']);
  });

  it('of two at once that give one number only one has it', async () => {
    const [one, two] = [await raised('Lề đường sạt'), await raised('Cống ngang đường hỏng')];
    const [long, mai] = [phoneOf('GTVT-LONG'), phoneOf('GTVT-MAI')];
    await answers(long, one, 'Đã gia cố.');
    await answers(mai, two, 'Đã thay cống.');
    await long.presses(`la:${shortId(one.id)}`);
    await mai.presses(`la:${shortId(two.id)}`);
    const heard = await Promise.all(
      [long, mai].map((phone) => phone.hears((it) => it.says('40/SGTVT-KHTC'))),
    );
    expect(heard.filter((said) => /số 40\/SGTVT-KHTC, ngày/.test(said))).toHaveLength(1);
    expect(heard.filter((said) => /^Số 40 năm 2018 đã dùng/.test(said))).toHaveLength(1);
    for (const phone of [long, mai]) await phone.says('/huy');
  });

  it('is of the office that answered, and of what is answered', async () => {
    const told = await raised('Đèn đường ấp 2 tắt');
    const press = (code: string, verb = 'la') =>
      phoneOf(code).hears((phone) => phone.presses(`${verb}:${shortId(told.id)}`));
    expect(await press('GTVT-LONG')).toBe(
      `Cơ quan đồng chí chưa trả lời ${told.number}, nên chưa có công văn trả lời.`,
    );
    expect(await press('GTVT-LONG', 'lf')).toBe(
      `Cơ quan đồng chí chưa chuyển ${told.number} tới cơ quan khác, nên chưa có phiếu chuyển.`,
    );
    await answers(phoneOf('GTVT-LONG'), told, 'Đã thay đèn.');
    // Who raised it, the office of its unit, which sees it, and one that does not.
    for (const code of ['BT-AN', 'MT-THU', 'CB110', 'VPTU-LOAN']) expect(await press(code)).toBe(notYours);
    await phoneOf('MT-THU').presses(`rv:${shortId(told.id)}`);
    expect(await labels(phoneOf('MT-THU'))).not.toContain('Công văn trả lời (.docx)');
  });

  it('about a unit’s own office does not name that office, nor is it for it', async () => {
    const told = await raised('Văn phòng xã trả hồ sơ chậm', true);
    expect(told.hiddenFrom).toBe(told.unitId);
    const office = phoneOf('CB043');
    await answers(office, told, 'Huyện đã kiểm tra và chấn chỉnh.');
    await office.chooses('Công văn trả lời (.docx)');
    await office.says('5-CV/VPHU');
    const { paragraphs } = await read(await lastFile('CB043'));
    expect(paragraphs).toEqual([
      'HUYỆN ỦY BA TRI',
      'VĂN PHÒNG',
      '*',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'Số 05-CV/VPHU',
      'Trả lời phản ánh',
      `số ${told.number}`,
      'Ba Tri, ngày 19 tháng 11 năm 2018',
      'Kính gửi: Đồng chí Nguyễn Văn An, Phó Giám đốc Sở Nông nghiệp và Phát triển nông thôn',
      `Văn phòng Huyện ủy Ba Tri nhận được phản ánh số ${told.number} ngày 19/11/2018 của đồng chí Nguyễn Văn An, Phó Giám đốc Sở Nông nghiệp và Phát triển nông thôn, về địa bàn xã Mỹ Thạnh, huyện Ba Tri, nội dung như sau:`,
      'Văn phòng xã trả hồ sơ chậm',
      'Về nội dung này, Văn phòng Huyện ủy Ba Tri trả lời như sau:',
      'Huyện đã kiểm tra và chấn chỉnh.',
      'Văn phòng Huyện ủy Ba Tri trả lời để đồng chí biết.',
      'Nơi nhận:',
      '- Như trên;',
      '- Lưu Văn phòng.',
      'CHÁNH VĂN PHÒNG',
      'Bùi Thị Bé Vân',
    ]);
    expect(await phoneOf('MT-THU').hears((phone) => phone.presses(`la:${shortId(told.id)}`))).toBe(notYours);
  });
});

describe('the forwarding slip', () => {
  it('goes with what was passed on: of a state office, then of the Party’s', async () => {
    const told = await raised('Kênh ấp 4 bồi lắng, ghe không vào được');
    const { number } = told;
    const road = phoneOf('GTVT-LONG');
    await passesOn(road, told, 'Văn phòng Tỉnh ủy', 'Đường thủy do tỉnh quyết định.');
    expect(await labels(road)).toEqual(['Phiếu chuyển (.docx)']);
    await road.chooses('Phiếu chuyển (.docx)');
    expect(await road.last()).toMatch(
      /^📄 Phiếu chuyển KN-BT-2018-\d+: đồng chí gõ số .* ví dụ 12\/PC-SGTVT\./,
    );
    // Slips are numbered by themselves.
    expect(await labels(road)).toEqual(['Để trống', 'Hủy']);
    await road.says('21/PC-SGTVT');
    const slip = await lastFile('GTVT-LONG');
    expect(slip.name).toBe(`Phiếu chuyển ${number}.docx`);
    expect((await read(slip)).paragraphs).toEqual([
      'UBND TỈNH BẾN TRE',
      'SỞ GIAO THÔNG VẬN TẢI',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: 21/PC-SGTVT',
      'Bến Tre, ngày 19 tháng 11 năm 2018',
      'PHIẾU CHUYỂN',
      `Kiến nghị số ${number} ngày 19/11/2018`,
      'Kính gửi: Văn phòng Tỉnh ủy',
      'Sở Giao thông vận tải chuyển đến Văn phòng Tỉnh ủy kiến nghị sau đây để xem xét, trả lời theo thẩm quyền:',
      `1. Số, ngày: ${number}, ngày 19/11/2018.`,
      '2. Người nêu: đồng chí Nguyễn Văn An, Phó Giám đốc Sở Nông nghiệp và Phát triển nông thôn.',
      '3. Địa bàn: xã Mỹ Thạnh, huyện Ba Tri.',
      '4. Trích yếu: Kênh ấp 4 bồi lắng, ghe không vào được',
      '5. Nội dung:',
      'Kênh ấp 4 bồi lắng, ghe không vào được',
      '6. Lý do chuyển: Đường thủy do tỉnh quyết định.',
      expect.stringMatching(
        /^7\. Thời hạn: tiếp nhận trước 17:00, Thứ Hai, 26\/11\/2018; hạn chung, tính từ ngày nêu: 17:00, .*\.$/,
      ),
      'Đề nghị Văn phòng Tỉnh ủy trả lời người nêu và thông báo kết quả để Sở Giao thông vận tải biết./.',
      'Nơi nhận:',
      '- Như trên;',
      '- Đồng chí Nguyễn Văn An, Phó Giám đốc Sở Nông nghiệp và Phát triển nông thôn (để biết);',
      '- Lưu: VT.',
      'GIÁM ĐỐC',
    ]);
    const province = phoneOf('VPTU-BINH');
    await passesOn(province, told, 'Sở Nông nghiệp', 'Thuộc lĩnh vực thủy lợi.');
    await province.chooses('Phiếu chuyển (.docx)');
    await province.says('7-PC/VPTU');
    const { paragraphs } = await read(await lastFile('VPTU-BINH'));
    expect(paragraphs.slice(0, 9)).toEqual([
      'TỈNH ỦY BẾN TRE',
      'VĂN PHÒNG',
      '*',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'Số 07-PC/VPTU',
      'Bến Tre, ngày 19 tháng 11 năm 2018',
      'PHIẾU CHUYỂN',
      `Kiến nghị số ${number} ngày 19/11/2018`,
      '-----',
    ]);
    expect(paragraphs.slice(-4)).toEqual([
      '- Lưu Văn phòng.',
      'K/T CHÁNH VĂN PHÒNG',
      'PHÓ CHÁNH VĂN PHÒNG',
      'Phạm Thanh Bình',
    ]);
    // The first office still has its own.
    await road.presses(`lf:${shortId(told.id)}`);
    expect((await lastFile('GTVT-LONG')).file).toBe(slip.file);
  });
});
