import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { askServer, openControl } from '../src/control.ts';
import { deskOf } from '../src/desk-of.ts';
import { openWorld, type TestWorld } from './support/world.ts';

const demo = fileURLToPath(new URL('../src/use-cases/demo/ben-tre-2018', import.meta.url));
let world: TestWorld;
let folder: string;
let control: { close: () => Promise<void> };
beforeAll(async () => {
  world = await openWorld();
  folder = await mkdtemp(join(tmpdir(), 'ba-nam-control-'));
  control = await openControl(folder, deskOf(world.served.house, readConfig({ DATA_DIR: folder })));
});
afterAll(async () => {
  await control.close();
  await world.close();
  await rm(folder, { recursive: true });
});

it('a command through the running server prints what it prints, and shows how far it has come', async () => {
  const steps: (readonly [number, number])[] = [];
  const typed = { words: ['import', demo], folder };
  const printed = await askServer(folder, typed, (done, of) => steps.push([done, of]));
  expect(printed).toMatchObject({ err: '', exit: 0 });
  expect(printed?.out).toMatch(/^Đã nhập/);
  expect(steps[0]).toEqual([0, 1]);
  expect(steps.length).toBeGreaterThan(5);
  expect(steps.at(-1)).toEqual([1, 1]);
});

it('without anybody looking on only the end is told; a refused one clears its line', async () => {
  const quiet = await askServer(folder, { words: ['coverage', '--json'], folder });
  expect(JSON.parse(quiet!.out)).toMatchObject({ unit: { code: 'BT' } });
  const steps: (readonly [number, number])[] = [];
  const refused = await askServer(folder, { words: ['import', 'none.xlsx'], folder }, (...at) =>
    steps.push(at),
  );
  expect(refused).toMatchObject({ exit: 1 });
  expect(steps).toEqual([
    [0, 1],
    [1, 1],
  ]);
});

it('where no server listens nothing is answered', async () => {
  expect(await askServer(join(folder, 'none'), { words: ['coverage'], folder })).toBeUndefined();
});
