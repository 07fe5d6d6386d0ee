import { describe, expect, it } from 'vitest';
import { type OfficialLetter, officialLetter } from '../../../src/use-cases/letters/official-letter.ts';
import { lines } from '../../../src/use-cases/letters/paper.ts';
import { readWord } from '../../support/read-word.ts';

const letter = (text: string): OfficialLetter => ({
  head: {
    form: 'state',
    from: { above: 'UBND TỈNH BẾN TRE', name: 'SỞ Y TẾ' },
    country: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    placeAndDay: 'Bến Tre, ngày 05 tháng 3 năm 2019',
    number: 'Số: 12/SYT-VP',
    about: 'V/v trả lời kiến nghị',
  },
  salutation: 'Kính gửi:',
  addressee: 'Đồng chí Nguyễn Văn An',
  content: lines(text),
  recipients: { label: 'Nơi nhận:', lines: ['- Như trên;'] },
  authority: ['KT. GIÁM ĐỐC'],
  post: 'PHÓ GIÁM ĐỐC',
  signer: 'Trần Thị B',
});
const read = async (text: string) => readWord(await officialLetter(letter(text)));

describe('what people wrote', () => {
  it('of 20,000 characters stands in the letter whole, with its pages numbered', async () => {
    const long = 'Đường vào ấp 3 ngập. '.repeat(1000).slice(0, 20_000);
    const { paragraphs, xml, names } = await read(long);
    expect(paragraphs).toContain(long);
    expect(xml).toContain('<w:titlePg/>');
    expect(names.some((name) => /^word\/header\d\.xml$/.test(name))).toBe(true);
  });

  it('stays words, whatever signs are in it, and never breaks the file', async () => {
    const { paragraphs, xml } = await read('<b>1 & 2</b>\n\u0000Ấp\u0008 3\ud800\ufffe \n\n]]>');
    expect(paragraphs).toEqual(expect.arrayContaining(['&lt;b&gt;1 &amp; 2&lt;/b&gt;', 'Ấp 3 ', ']]&gt;']));
    for (const unwritable of ['\u0000', '\u0008', '\ufffe', '\ufffd']) expect(xml).not.toContain(unwritable);
  });

  it('is set in Times New Roman 14, on A4 with the margins of an official letter', async () => {
    const { xml } = await read('Ấp 3');
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"');
    // 20 mm above and below, 30 mm at the left, 15 mm at the right.
    expect(xml).toMatch(/<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/);
  });
});
