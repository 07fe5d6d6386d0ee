import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phoneIn } from '../../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const calendar = (...words: string[]) => world.cli('calendar', ...words);

describe('ba-nam calendar', () => {
  it('lists the days of a year', async () => {
    const { out, exit } = await calendar('list', '2019');
    expect(exit).toBe(0);
    expect(out).toMatch(/^Thứ Ba, 01\/01\/2019: nghỉ, Tết Dương Lịch$/im);
    expect(out).toMatch(/^Thứ Ba, 05\/02\/2019: nghỉ, Tết Nguyên Đán$/im);
    expect(out).toMatch(/^Thứ Bảy, 05\/01\/2019: làm bù, Làm bù$/m);
    const { days } = JSON.parse((await calendar('list', '2019', '--json')).out) as { days: object[] };
    expect(days).toContainEqual({ date: '2019-01-05', kind: 'workday', name: 'Làm bù' });
    expect((await calendar('list', '2150')).out).toBe('Chưa có ngày nghỉ nào của năm 2150.\n');
  });

  it('adds a day, changes it, and takes it out, and a deadline asked for next counts it', async () => {
    const next = () => world.served.house.app.calendar().days.get('2018-11-20')?.name;
    expect((await calendar('add', 'holiday', '20/11/2018', 'Ngày', 'Nhà giáo')).out).toBe(
      'Thứ Ba, 20/11/2018: ngày nghỉ, Ngày Nhà giáo.\n',
    );
    await world.served.advance('PT1S');
    expect(next()).toBe('Ngày Nhà giáo');
    const changed = await calendar('add', 'holiday', '20/11/2018', 'Nhà giáo', '--json');
    expect(JSON.parse(changed.out)).toEqual({
      day: { date: '2018-11-20', kind: 'holiday', name: 'Nhà giáo' },
      before: { date: '2018-11-20', kind: 'holiday', name: 'Ngày Nhà giáo' },
    });
    expect((await calendar('remove', '20/11/2018')).out).toBe('Thứ Ba, 20/11/2018: bỏ ngày nghỉ Nhà giáo.\n');
    await world.served.advance('PT1S');
    expect(next()).toBeUndefined();
  });

  it.each([
    [['list', 'x'], 'không phải là năm'],
    [['list', '999'], 'không phải là năm'],
    [['add', 'party', '20/11/2018', 'Vui'], 'không dùng được'],
    [['add', 'holiday', '31/02/2019', 'Không có'], 'Không có ngày'],
    [['add', 'holiday', 'mai', 'Không có'], 'Không có ngày'],
    [['add', 'holiday', '43000', 'Không có'], 'Không có ngày'],
    [['add', 'holiday', '20/12/2018', ' '], 'Cần tên'],
    [['add', 'holiday', '20/12/2018', 'x'.repeat(101)], 'Tên quá dài'],
    [['add', 'workday', '20/12/2018', 'Làm'], 'vốn là ngày làm việc'],
    [['add', 'workday', '01/01/2019', 'Làm'], 'đang là ngày nghỉ giữa tuần'],
    [['add', 'workday', '05/01/2019', 'Làm bù'], 'đã được ghi như vậy'],
    [['remove', '20/12/2018'], 'không có trong danh sách'],
  ])('refuses %s', async (words, why) => {
    const { out, err, exit } = await calendar(...words);
    expect([out, exit]).toEqual(['', 1]);
    expect(err).toContain(why);
  });

  it('counts at once for a series being planned', async () => {
    const office = phoneIn(world, 'MT-THU');
    await calendar('add', 'holiday', '05/12/2018', 'Ngày nghỉ của xã');
    await office.says('/moihop');
    await office.chooses('Họp định kỳ');
    await office.chooses('Tổng kết');
    await office.says('Tổng kết tháng');
    await office.says('ngày 5 hằng tháng 8g');
    await office.chooses('Ngày làm việc liền sau');
    await office.chooses('Không');
    await office.says('Hội trường');
    await office.says('7');
    expect(await office.last()).toMatch(
      /• 08:00, Thứ Năm, 06\/12\/2018 \(thay ngày 05\/12: Ngày nghỉ của xã\)/,
    );
    await office.chooses('Lưu lịch');
    await office.says('/dinhky');
    await office.chooses('Tổng kết tháng');
    await calendar('remove', '05/12/2018');
    await office.says('/dinhky');
    await office.chooses('Tổng kết tháng');
    expect(await office.last()).toMatch(/• 08:00, Thứ Tư, 05\/12\/2018\n/);
  });
});
