import { afterAll, beforeAll, expect, it } from 'vitest';
import { addsRecommendation, type Phone, phoneIn } from '../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function raises(phone: Phone, text: string): Promise<void> {
  await phone.says('/neu');
  await phone.says('1');
  await addsRecommendation(phone, text);
  await phone.chooses('Gửi');
}

/** All that was handled, by the first deadline, within more time, late; confirmed, closed by silence. */
async function figures(phone: Phone): Promise<number[]> {
  await phone.says('/viec');
  await phone.chooses('Số liệu đúng hạn');
  const said = await phone.last();
  if (/chưa có kiến nghị nào/.test(said)) return [0, 0, 0, 0, 0, 0];
  const found =
    /12 tháng qua: (\d+) lượt xử lý\n• Đúng hạn đầu tiên: (\d+)\n• Trong thời gian gia hạn, tạm dừng: (\d+)\n• Trễ hạn: (\d+)\nTạm dừng tổng cộng: 0 ngày làm việc\.\nĐã đóng: (\d+) do người nêu xác nhận thỏa đáng, (\d+) tự đóng vì không có ý kiến\.$/.exec(
      said,
    );
  return found!.slice(1).map(Number);
}

it('an office sees how often it kept the first deadline, had more time or was late, and what silence closed', async () => {
  const office = phoneIn(world, 'GTVT-LONG');
  const cadre = phoneIn(world, 'CB031');
  const before = await figures(office);
  await raises(cadre, 'Đường ấp 5 lầy lội, trẻ em khó đi học');
  await office.chooses('Trả lời');
  await office.says('Sẽ rải đá trong tháng 12.');
  await office.chooses('Gửi');
  await cadre.chooses('Đã thỏa đáng');
  await raises(cadre, 'Cống ấp 6 nghẹt, nước tràn vào vườn');
  await world.served.advance('P21D');
  await cadre.sees(/đã quá hạn/);
  const after = await figures(office);
  expect(after.map((count, at) => count - before[at]!)).toEqual([2, 1, 0, 1, 1, 0]);
  expect(await cadre.hears((phone) => phone.presses('c:solieu'))).toMatch(
    /Đồng chí không công tác ở cơ quan nào/,
  );
});
