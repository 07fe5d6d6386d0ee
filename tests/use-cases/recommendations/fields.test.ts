import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressOf } from '../../../src/channels/browser/channel.ts';
import { browserPhone } from '../../support/phones.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

const demo = new URL('../../../src/use-cases/demo/ben-tre-2018', import.meta.url).pathname;
const field = 'Phòng, chống dịch bệnh, an toàn thực phẩm và y tế dự phòng';

let world: TestWorld;
let folder: string;

beforeAll(async () => {
  world = await openWorld();
  folder = await mkdtemp(join(tmpdir(), 'ba-nam-roster-'));
  await cp(demo, folder, { recursive: true });
  const offices = join(folder, 'co-quan.csv');
  await writeFile(offices, (await readFile(offices, 'utf8')).replace('Y tế\n', `"${field}"\n`));
  expect(await world.cli('import', folder)).toMatchObject({ exit: 0, err: '' });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

it('a field may be called anything: its button stays as short as the platforms want it', async () => {
  expect(Buffer.byteLength(field)).toBeGreaterThan(64);
  const token = world.served.house.rehearsal!.phoneOf('BT-AN');
  const cadre = browserPhone(world, token);
  for (const said of ['/neu', '1', 'đề xuất', 'Trạm y tế thiếu thuốc']) await cadre.says(said);
  await cadre.sees(/Thuộc lĩnh vực nào/);
  const { transcripts, recommendations } = world.served.house.database.store;
  const said = await transcripts.of({ channel: 'browser', address: addressOf(token) }, 1);
  const asked = said.flatMap((one) => (one.from === 'bot' ? one.content.buttons.flat() : []));
  expect(asked.map(({ label }) => label)).toContain(field);
  for (const { action } of asked) expect(Buffer.byteLength(action)).toBeLessThanOrEqual(64);
  expect(new Set(asked.map(({ action }) => action)).size).toBe(asked.length);
  await cadre.chooses(field);
  await cadre.says('không');
  await cadre.sees(new RegExp(`\\(${field}\\): Trạm y tế thiếu thuốc`));
  await cadre.says('gửi');
  const number = /KN-BT-2018-\d{5}/.exec(await cadre.sees(/đã chuyển tới Sở Y tế/))![0];
  expect((await recommendations.byNumber(number))!.field).toBe(field);
});
