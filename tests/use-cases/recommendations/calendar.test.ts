import { afterAll, beforeAll, expect, it } from 'vitest';
import { fold } from '../../../src/domain/history.ts';
import { browserPhone } from '../../support/phones.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
const phone = (code: string) => browserPhone(world, world.served.house.rehearsal!.phoneOf(code));

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it('a day off decided later moves what was promised later, once, by an entry; a day worked moves nothing earlier', async () => {
  const { calendar, recommendations } = world.served.house.database.store;
  await world.served.advance('PT1M');
  const cadre = phone('BT-AN');
  for (const said of ['/neu', '1', 'de xuat', 'Sửa cầu ấp 5', 'giao thong', 'không', 'gửi'])
    await cadre.says(said);
  const number = /KN-BT-2018-\d{5}/.exec(await cadre.sees(/17:00, Thứ Hai, 26\/11\/2018/))![0];
  const before = (await recommendations.byNumber(number))!;
  await calendar.add([
    { date: '2018-11-22', kind: 'holiday', name: 'Bão' },
    { date: '2018-11-26', kind: 'morning', name: 'Khắc phục' },
  ]);
  await world.served.advance('PT1M');
  await calendar.add([
    { date: '2018-11-24', kind: 'workday', name: 'Làm bù' },
    { date: '2018-11-25', kind: 'workday', name: 'Làm bù' },
  ]);
  await world.served.advance('PT1M');
  const after = (await recommendations.byNumber(number))!;
  const history = await recommendations.history(after.id);
  expect(after.deadline!.toString()).toBe('2018-11-27T10:00:00Z');
  expect(after.firstDeadline).toEqual(after.deadline);
  expect(after.legalDeadline.epochMilliseconds).toBeGreaterThan(before.legalDeadline.epochMilliseconds);
  expect(history.filter(({ what }) => what === 'calendar-changed')).toHaveLength(1);
  expect(fold(history)).toMatchObject({ deadline: after.deadline, nextStepAt: after.nextStepAt });
  await cadre.says('/kiennghi');
  await cadre.sees(/hạn 17:00, Thứ Ba, 27\/11\/2018/);
  await world.served.advance('P9D');
  await phone('GTVT-LONG').sees(/sắp đến hạn tiếp nhận: 17:00, Thứ Ba, 27\/11/);
});
