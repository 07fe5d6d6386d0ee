import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shortId } from '../../src/domain/identity.ts';
import { addsRecommendation, phoneIn } from '../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const asks = (code: string, said: string) => phoneIn(world, code).hears((phone) => phone.says(said));
const labels = async (code: string) => (await phoneIn(world, code).buttons()).map(({ label }) => label);

describe('/tim, a unit', () => {
  it('shows who follows it, its office, and what is open, to the province', async () => {
    const card = await asks('VPTU-BINH', '/tim xa My Thanh, Ba Tri');
    expect(card).toContain('Xã Mỹ Thạnh, huyện Ba Tri');
    expect(card).toContain('Phụ trách: Nguyễn Văn An');
    expect(card).toContain('Cơ quan: ');
    expect(card).toMatch(/Kiến nghị chưa trả lời xong: \d+/);
  });

  it.each(['my thanh', 'Mỹ Thạnh', 'xã mỹ thạnh'])('%s: asks which, with the unit above', async (said) => {
    expect(await asks('VPTU-BINH', `/tim ${said}`)).toContain('2 kết quả');
    expect(await labels('VPTU-BINH')).toEqual(['Xã Mỹ Thạnh, huyện Ba Tri', 'Xã Mỹ Thạnh, huyện Giồng Trôm']);
    await phoneIn(world, 'VPTU-BINH').chooses('Xã Mỹ Thạnh, huyện Giồng Trôm');
    expect(await phoneIn(world, 'VPTU-BINH').last()).toContain('Xã Mỹ Thạnh, huyện Giồng Trôm\n');
  });

  it.each([
    ['ba tri my thanh', 'Xã Mỹ Thạnh, huyện Ba Tri'],
    ['ap 3 my thanh ba tri', 'Ấp 3, xã Mỹ Thạnh'],
    ['ap 3 xa my thanh giong trom', 'Ấp 3, xã Mỹ Thạnh'],
    ['mỹ thạ ba tr', 'Không tìm thấy “mỹ thạ ba tr”'],
    ['my thanh ba tr', 'Xã Mỹ Thạnh, huyện Ba Tri'],
    ['<b>%_', 'Không tìm thấy “<b>%_”'],
  ])('%s', async (said, seen) => expect(await asks('VPTU-BINH', `/tim ${said}`)).toContain(seen));

  it('is asked for where nothing was said, and kept to what the person may see', async () => {
    expect(await asks('BT-AN', '/tim')).toContain('cần tìm đơn vị hay cán bộ nào');
    expect(await asks('BT-AN', 'thị trấn Giồng Trôm')).toContain('Không tìm thấy');
    expect(await asks('BT-AN', '/tim my thanh giong trom')).toContain('Không tìm thấy');
    expect(await asks('BT-AN', '/tim my thanh')).toContain('Xã Mỹ Thạnh, huyện Ba Tri\n');
    expect(await asks('GTVT-LONG', '/tim my thanh')).toMatch(
      /dành cho văn phòng và cán bộ được phân công theo dõi|Không tìm thấy/,
    );
  });
});

describe('the number of a recommendation', () => {
  it('shows it, typed by itself or behind /tim, to whoever may see it', async () => {
    const cadre = phoneIn(world, 'BT-AN');
    await cadre.says('/neu');
    await cadre.says('1');
    await addsRecommendation(cadre, 'Cầu ấp 3 lung lay');
    const [number = ''] = (await cadre.hears((phone) => phone.chooses('Gửi'))).match(/KN-BT-\d+-\d+/)!;
    const typed = number.toLowerCase().replaceAll('-', ' ').replace(/ 0+/, ' ');
    for (const said of [number, typed, `/tim ${typed}`]) {
      expect(await asks('BT-AN', said)).toMatch(new RegExp(`${number}[\\s\\S]*Cầu ấp 3 lung lay`));
      expect(await asks('GTVT-LONG', said)).toContain('Cầu ấp 3 lung lay');
    }
    await asks('VPTU-BINH', '/tim');
    expect(await asks('VPTU-BINH', typed)).toContain('Cầu ấp 3 lung lay');
    // Of one that there is not, and of one of others, the same is said.
    for (const [code, said] of [
      ['CB032', number],
      ['CB032', `/tim ${number}`],
      ['BT-AN', 'KN-BT-2018-99999'],
    ] as const)
      expect(await asks(code, said)).toMatch(/^Không có kiến nghị số KN-BT-2018-\d+ trong phần việc/);
  });
});

describe('/tim, a person', () => {
  it('by name without diacritics, by code, by phone for an office that may see it', async () => {
    const { store } = world.served.house.database;
    const an = (await store.people.byCode('BT-AN'))!;
    expect(await asks('VPTU-BINH', '/tim nguyen van an')).toContain(an.post);
    const card = await asks('VPTU-BINH', '/tim bt-an');
    expect(card).toContain('Nguyễn Văn An');
    expect(card).toContain('Phụ trách xã Mỹ Thạnh, huyện Ba Tri');
    const phone = /Điện thoại: (\d+)/.exec(card)![1]!;
    expect(await asks('VPTU-BINH', `/tim ${phone}`)).toContain('Nguyễn Văn An');
    expect(await asks('BT-AN', `/tim ${phone}`)).toContain('Không tìm thấy');
  });

  it('is not found by who may see nothing of them, whatever the button says', async () => {
    const { store } = world.served.house.database;
    expect(await asks('BT-AN', '/tim pham thanh binh')).toContain('Không tìm thấy');
    const binh = (await store.people.byCode('VPTU-BINH'))!;
    await phoneIn(world, 'BT-AN').presses(`fp:${shortId(binh.id)}`);
    expect(await phoneIn(world, 'BT-AN').last()).toContain('không thuộc phần việc');
  });
});
