import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fold } from '../../../src/domain/history.ts';
import { phoneIn } from '../../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  folder = await mkdtemp(join(tmpdir(), 'ba-nam-asked-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const plan = 'on: 19/11/2018\ndecision: 1/NQ\nchanges:\n  - dissolve: Huyện\n';

it('what was asked of an office that ends is asked of its heir, who decides it', async () => {
  const [cadre, commune, province] = ['BT-AN', 'MT-THU', 'VPTU-BINH'].map((code) => phoneIn(world, code)) as [
    ReturnType<typeof phoneIn>,
    ReturnType<typeof phoneIn>,
    ReturnType<typeof phoneIn>,
  ];
  for (const said of ['/neu', '1', 'de xuat', 'Nhà văn hóa ấp dột']) await cadre.says(said);
  await cadre.chooses('Lĩnh vực khác');
  for (const said of ['không', 'gửi']) await cadre.says(said);
  const number = /KN-BT-2018-\d{5}/.exec(await cadre.sees(/đã chuyển tới Văn phòng Đảng ủy xã Mỹ Thạnh/))![0];
  for (const until of ['30/11', '07/12']) {
    await commune.chooses('Xin gia hạn');
    for (const said of [until, 'Chờ vốn', 'Đang xin vốn', 'gửi']) await commune.says(said);
  }
  expect(await commune.last()).toMatch(/Đã xin ý kiến Văn phòng Huyện ủy Ba Tri/);

  const path = join(folder, 'plan.yaml');
  await writeFile(path, plan);
  expect(await world.cli('reorganise', path)).toMatchObject({ err: '', exit: 0 });
  await world.served.advance('PT1M');

  const { recommendations, offices } = world.served.house.database.store;
  const told = (await recommendations.byNumber(number))!;
  const [heir] = (await offices.named([told.asked!.to])).values();
  expect(heir).toBe('Văn phòng Tỉnh ủy');
  expect(fold(await recommendations.history(told.id))).toMatchObject({
    asked: told.asked,
    events: told.events,
  });
  expect(await province.sees(/xin gia hạn KN-BT.* lần nữa/)).toContain(number);
  await province.chooses('Đồng ý');
  expect(await commune.sees(/cấp trên đã đồng ý/)).toContain(number);
  const after = (await recommendations.byNumber(number))!;
  expect(after.asked).toBeUndefined();
  expect(after.extensions).toBe(2);
});
