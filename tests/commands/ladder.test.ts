import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserPhone, type StoryPhone } from '../support/phones.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
let cadre: StoryPhone;

beforeAll(async () => {
  world = await openWorld();
  cadre = browserPhone(world, world.served.house.rehearsal!.phoneOf('BT-AN'));
});
afterAll(() => world.close());

async function set(text: string, ...more: string[]) {
  const path = join(tmpdir(), `ladder-${process.pid}.yaml`);
  await writeFile(path, text);
  return world.cli('ladder', 'set', path, ...more);
}

async function raised(): Promise<string> {
  for (const said of ['/neu', '1', 'de xuat', 'Sửa cầu ấp 5', 'giao thong', 'không', 'gửi'])
    await cadre.says(said);
  return cadre.sees(/đã chuyển tới Sở Giao thông vận tải/);
}

it('what is shown can be set; it is checked first; what was promised stands', async () => {
  expect((await world.cli('ladder')).out).toContain('Đề xuất (proposal): 2 bậc');
  expect((await world.cli('ladder')).out).toContain('CHƯA KIỂM TRA');
  const before = await raised();
  const { out } = await world.cli('ladder', 'show', 'proposal');
  expect(out).toContain('take-up: 5 days');
  expect(await set(out.replaceAll('next: above', 'next: general'))).toMatchObject({ exit: 1, out: '' });
  const unread = await set(out.replace('take-up: 5 days', 'take-up: năm ngày'));
  expect(unread.err).toMatch(/^Dòng \d+ \(rungs\.0\.take-up\): không hiểu “năm ngày”/);
  const shorter = out
    .replaceAll('take-up: 5 days', 'take-up: 10 giờ')
    .replace('close: 10 days', 'close: 5 ngày');
  expect(await set(shorter, '--dry-run')).toMatchObject({ exit: 0 });
  expect(await raised()).toContain(before.split('\n')[1]!);
  expect((await set(shorter)).out).toBe(
    'Đã dùng quy trình mới cho Đề xuất. Những thời hạn đã báo giữ nguyên.\n',
  );
  expect(await raised()).toMatch(/Hạn tiếp nhận: \d\d:\d\d, Thứ Ba, 20\/11\/2018/);
  const { recommendations } = world.served.house.database.store;
  const number = /KN-BT-2018-\d{5}/.exec(before)![0];
  expect((await recommendations.byNumber(number))!.limits.rungs[0]!.takeUp).toEqual({ days: 5 });
  await world.cli('ladder', 'verify', 'proposal', '--source', 'Quy định 13-QĐ/TU');
  expect((await world.cli('ladder', 'list')).out).toContain('Quy định 13-QĐ/TU. Đã kiểm tra.');
  expect(await world.cli('ladder', 'show', 'wish')).toMatchObject({ exit: 1 });
});
