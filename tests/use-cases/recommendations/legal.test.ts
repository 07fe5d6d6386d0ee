import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../../src/domain/history.ts';
import type { OfficeId } from '../../../src/domain/identity.ts';
import { watcher } from '../../../src/domain/promise/legal.ts';
import type { RungOffice } from '../../../src/domain/rung.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { tellOfLegalClocks } from '../../../src/use-cases/recommendations/take-steps.ts';
import { browserPhone, type StoryPhone } from '../../support/phones.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
let cadre: StoryPhone;
let road: StoryPhone;
let clerk: StoryPhone;
let province: StoryPhone;

const phone = (code: string) => browserPhone(world, world.served.house.rehearsal!.phoneOf(code));

beforeAll(async () => {
  world = await openWorld();
  cadre = phone('BT-AN');
  road = phone('GTVT-LONG');
  clerk = phone('GTVT-MAI');
  province = phone('VPTU-BINH');
});
afterAll(() => world.close());

async function raises(text: string): Promise<string> {
  for (const said of ['/neu', '1', 'de xuat', text, 'giao thong', 'không', 'gửi']) await cadre.says(said);
  return /KN-BT-\d{4}-\d{5}/.exec(await cadre.sees(/đã chuyển tới Sở Giao thông vận tải/))![0];
}

const about = async (one: StoryPhone, number: string, words: RegExp) =>
  (await one.said()).filter((text) => text.includes(number) && words.test(text)).length;

const near = /còn 1 ngày làm việc đến hạn chung/;
const passed = /đã quá hạn chung/;

async function whats(number: string): Promise<readonly string[]> {
  const { recommendations } = world.served.house.database.store;
  const told = (await recommendations.byNumber(number))!;
  const history = await recommendations.history(told.id);
  const { legalTold, legalNearAt, legalDeadline, events } = fold(history)!;
  expect(told).toMatchObject({ legalTold, legalNearAt, legalDeadline, events });
  return history.map(({ what }) => what).filter((what) => what.startsWith('legal'));
}

/** Raised on 19/11/2018, forty working days are over on 15/01/2019 at 17:00. */
async function to(local: string): Promise<void> {
  const now = world.served.house.app.clock.now();
  const seconds = Math.round((Date.parse(`${local}:00+07:00`) - now.epochMilliseconds) / 1000);
  await world.served.advance(`PT${seconds}S`);
}

it('near and past its legal deadline the head of the office, the general office above and who raised it are told once', async () => {
  const number = await raises('Sửa cầu ấp 5');
  const answered = await raises('Sửa cầu ấp 6');
  await to('2018-11-22T09:00');
  await road.chooses('Trả lời');
  for (const said of ['Khởi công 15/01/2019.', 'Gửi']) await road.says(said);
  await road.says('/viec');
  // Held at the Sở by everything an office may ask for.
  await road.chooses(`${number}: Sửa cầu ấp 5`);
  await road.chooses('Đang xử lý');
  await to('2018-12-12T09:00');
  await road.chooses('Xin gia hạn');
  for (const said of ['07/01', 'Chờ vốn', 'Đang xin vốn', 'gửi']) await road.says(said);
  await to('2019-01-03T09:00');
  await road.chooses('Xin gia hạn');
  for (const said of ['18/01', 'Chờ vốn', 'Đang xin vốn', 'gửi']) await road.says(said);
  await province.says('/viec');
  await province.chooses('Đồng ý');
  expect(await whats(number)).toEqual([]);

  await to('2019-01-14T16:59');
  expect(await whats(number)).toEqual([]);
  await to('2019-01-14T17:01');
  expect(await whats(number)).toEqual(['legal-near']);
  for (const one of [cadre, road, province]) expect(await about(one, number, near)).toBe(1);
  // Where there is a head, it is the head who is told.
  expect(await about(clerk, number, near)).toBe(0);
  await to('2019-01-15T17:01');
  expect(await whats(number)).toEqual(['legal-near', 'legal-passed']);
  for (const one of [cadre, road, province]) expect(await about(one, number, passed)).toBe(1);
  await to('2019-01-28T09:00');
  expect(await whats(number)).toEqual(['legal-near', 'legal-passed']);
  for (const one of [cadre, road, province]) expect(await about(one, number, passed)).toBe(1);
  // What was answered is not told of: nobody has to answer it.
  expect(await whats(answered)).toEqual([]);
});

it('an outage over both moments leaves the one that still says something', async () => {
  const { recommendations } = world.served.house.database.store;
  const number = await raises('Sửa cầu ấp 7');
  const { id, legalNearAt, legalDeadline } = (await recommendations.byNumber(number))!;
  expect(legalNearAt.epochMilliseconds).toBeLessThan(legalDeadline.epochMilliseconds);
  expect(await recommendations.legalDue(new Date(legalNearAt.epochMilliseconds - 1), 100)).not.toContain(id);
  expect(await recommendations.legalDue(new Date(legalNearAt.epochMilliseconds), 100)).toContain(id);
  const { app } = world.served.house;
  // Whoever looks a second time finds nothing.
  for (let look = 0; look < 2; look++)
    await inAct(app, (act) => tellOfLegalClocks(act, [id]), legalDeadline.add({ hours: 6 }));
  const morning = legalDeadline.add({ hours: 16 + 7 }).toString();
  await to(morning.slice(0, 16));
  expect(await whats(number)).toEqual(['legal-passed']);
  for (const one of [cadre, road, province]) {
    expect(await about(one, number, passed)).toBe(1);
    expect(await about(one, number, near)).toBe(0);
  }
});

describe('who watches over the office that has it', () => {
  const office = (
    name: string,
    rank: number,
    kind: RungOffice['kind'],
    more: Partial<RungOffice> = {},
  ): RungOffice => ({
    id: name as OfficeId,
    name,
    kind,
    fields: [],
    unitId: name as never,
    rank,
    level: '',
    lineage: [],
    reachable: true,
    live: true,
    ...more,
  });
  const climb = [
    office('commune', 2, 'general'),
    office('department', 1, 'specialised'),
    office('district', 1, 'general'),
    office('province', 0, 'general'),
  ];
  const over = (name: string, way = climb) => watcher({ office: name as OfficeId }, { climb: way })?.name;

  it('is the general office next above it', () => {
    expect(['commune', 'department', 'district', 'province'].map((name) => over(name))).toEqual([
      'district',
      'district',
      'province',
      undefined,
    ]);
  });

  it('that can be told, where one can', () => {
    const unreachable = climb.map((one) => (one.name === 'district' ? { ...one, reachable: false } : one));
    expect(over('commune', unreachable)).toBe('province');
    const nobody = climb.map((one) => ({ ...one, reachable: false }));
    expect(over('commune', nobody)).toBe('district');
    const notLive = climb.map((one) => (one.name === 'district' ? { ...one, live: false } : one));
    expect(over('commune', notLive)).toBe('province');
  });
});
