import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fullUnitName } from '../../../src/domain/unit.ts';
import { phoneIn } from '../../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  folder = await mkdtemp(join(tmpdir(), 'ba-nam-plan-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

async function carriesOut(on: string, change: string): Promise<void> {
  const path = join(folder, 'plan.yaml');
  await writeFile(path, `on: ${on}\nchanges:\n  - ${change}\n`);
  expect(await world.cli('reorganise', path)).toMatchObject({ exit: 0 });
}

const named = async (code: string): Promise<string> =>
  fullUnitName((await world.served.house.database.store.units.byCode(code))!);

it('what was raised before a merger is about the commune as it was called, below the same district', async () => {
  const cadre = phoneIn(world, 'BT-AN');
  for (const words of ['/neu', 'my thanh', '1', 'Đường ấp 4 ngập', 'giao thong', '2'])
    await cadre.says(words);
  await cadre.chooses('Gửi');
  await carriesOut(
    '18/11/2018',
    'merge: [BT.BATRI.MYTHANH, BT.BATRI.ANDUC]\n    into: { code: BT.BATRI.MYDUC, name: Mỹ Đức, word: xã }',
  );
  const wanted = 'xã Mỹ Thạnh (nay là xã Mỹ Đức), huyện Ba Tri';
  expect(await cadre.hears((phone) => phone.says('/kiennghi'))).toContain(wanted);
  await cadre.presses((await cadre.buttons())[0]!.action);
  expect(await cadre.last()).toContain(wanted);
  expect(await named('BT.BATRI.MYDUC')).toBe('xã Mỹ Đức, huyện Ba Tri');
});

it('of a commune merged and split again it names what is there today', async () => {
  await carriesOut(
    '19/11/2018',
    'split: BT.BATRI.MYDUC\n    into: [{ code: BT.BATRI.DONG, name: Mỹ Đông, word: xã }, { code: BT.BATRI.TAY, name: Mỹ Tây, word: xã }]',
  );
  expect(await named('BT.BATRI.MYDUC')).toBe('xã Mỹ Đức (nay là xã Mỹ Đông, xã Mỹ Tây), huyện Ba Tri');
  expect(await named('BT.BATRI.ANDUC')).toBe('xã An Đức (nay là xã Mỹ Đông, xã Mỹ Tây), huyện Ba Tri');
  expect(await named('BT.BATRI.DONG')).toBe('xã Mỹ Đông, huyện Ba Tri');
});
