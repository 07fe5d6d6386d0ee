import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shortId } from '../../../src/domain/identity.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { Told } from '../../../src/store/recommendation-row.ts';
import type { ActOf } from '../../../src/use-cases/app.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { answerRecommendation } from '../../../src/use-cases/recommendations/answer-recommendation.ts';
import { confirmAnswer } from '../../../src/use-cases/recommendations/confirm-answer.ts';
import { raiseRecommendation } from '../../../src/use-cases/recommendations/raise-recommendation.ts';
import { browserPhone, type StoryPhone } from '../../support/phones.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
const monday = Temporal.Instant.from('2018-11-19T08:00:00+07:00');

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const tokenOf = (code: string) => world.served.house.rehearsal!.phoneOf(code);

async function as<Result>(
  code: string,
  work: (act: ActOf) => Promise<Result>,
  at: Instant = monday,
): Promise<Result> {
  const { app, database } = world.served.house;
  const { id } = (await database.store.people.byCode(code))!;
  const actor = (await database.store.people.actor(id, new Date('2018-11-19')))!;
  return inAct(app, (act) => work({ ...act, actor }), at);
}

async function raised(code: string, unit: string, text: string, at: Instant, aboutOffice = false) {
  const found = (await world.served.house.database.store.units.byCode(unit))!;
  const raising = { unit: found, visit: undefined, kind: 'proposal' as const, field: 'Giao thông', text };
  return (await as(code, (act) => raiseRecommendation(act, { ...raising, aboutOffice }), at)).told;
}

const waiting = /đang chờ cơ quan đồng chí: \d+/;
const mine = /Kiến nghị đồng chí đã nêu: \d+/;

/** All pages of a list, to the last. */
async function pages(phone: StoryPhone, command: string, title: RegExp): Promise<readonly string[]> {
  await phone.says(command);
  const seen = [await phone.sees(title)];
  while (true) {
    const [, total] = /: (\d+)\n/.exec(seen.at(-1)!)!;
    if (seen.at(-1)!.includes(` đến ${total}:`)) return seen;
    await phone.chooses('Xem tiếp');
    seen.push(await phone.sees(title));
  }
}

const numbersIn = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => [...text.matchAll(/^\S+ (KN-BT-2018-\d{5})/gm)].map(([, number]) => number!));

it('all that waits for an office can be reached, ten to a page, the nearest deadline first', async () => {
  const told: Told[] = [];
  // The later it is raised, the later it must be taken up; told in no order.
  for (let day = 0; day < 12; day++)
    for (const text of ['Sửa cầu', 'Đắp lộ'])
      told.push(
        await raised('BT-AN', 'BT.BATRI.MYTHANH', text, monday.add({ hours: 24 * ((day * 5) % 12) })),
      );
  const office = browserPhone(world, tokenOf('GTVT-MAI'));
  const said = await pages(office, '/viec', waiting);
  expect(said).toHaveLength(3);
  expect(said[0]).toContain('đang chờ cơ quan đồng chí: 24\nTừ 1 đến 10:');
  expect(said[2]).toContain('đang chờ cơ quan đồng chí: 24\nTừ 21 đến 24:');
  const byDeadline = [...told].sort(
    (a, b) => Temporal.Instant.compare(a.deadline!, b.deadline!) || (a.id < b.id ? -1 : 1),
  );
  expect(numbersIn(said)).toEqual(byDeadline.map(({ number }) => number));
});

it('what is taken away between two pages moves nothing out of sight', async () => {
  const office = browserPhone(world, tokenOf('GTVT-LONG'));
  await office.says('/viec');
  const first = numbersIn([await office.sees(waiting)]);
  const { recommendations } = world.served.house.database.store;
  const { id } = (await recommendations.byNumber(first[3]!))!;
  await as('GTVT-MAI', (act) => answerRecommendation(act, id, 'Đã sửa.'), monday.add({ hours: 24 * 12 }));
  await office.chooses('Xem tiếp');
  const second = await office.sees(waiting);
  expect(second).toContain(': 23\nTừ 10 đến 19:');
  await office.chooses('Xem tiếp');
  const third = await office.sees(waiting);
  expect(new Set([...first, ...numbersIn([second, third])]).size).toBe(24);
});

it('who raised them sees the open ones first, then those waiting for a word, then the closed', async () => {
  const { recommendations } = world.served.house.database.store;
  const cadre = browserPhone(world, tokenOf('BT-AN'));
  const ids = numbersIn(await pages(cadre, '/kiennghi', mine));
  const closing = (await recommendations.byNumber(ids[1]!))!.id;
  const later = monday.add({ hours: 24 * 13 });
  await as('GTVT-MAI', (act) => answerRecommendation(act, closing, 'Đã đắp.'), later);
  await as('BT-AN', (act) => confirmAnswer(act, closing), later);
  const listed = numbersIn(await pages(cadre, '/kiennghi', mine));
  expect([...listed].sort()).toEqual([...ids].sort());
  const all = await Promise.all(listed.map(async (number) => (await recommendations.byNumber(number))!));
  const order = ['open', 'answered', 'closed'];
  const states = all.map(({ state }) => order.indexOf(state));
  expect(states).toEqual([...states].sort());
  expect(new Set(states).size).toBe(3);
  const open = all.filter(({ state }) => state === 'open').map(({ deadline }) => deadline!.toString());
  expect(open).toEqual([...open].sort());
  const closed = all.filter(({ state }) => state === 'closed').map(({ raisedAt }) => raisedAt.toString());
  expect(closed).toEqual([...closed].sort().reverse());
});

it('a mark that is none is an old button; behind the last there is nothing', async () => {
  const office = browserPhone(world, tokenOf('GTVT-LONG'));
  const noMarks = ['', '9.1.x', '0.-.AAAAAAAAAAAAAAAAAAAAAA', '0.zzzzzzzzzz.AAAAAAAAAAAAAAAAAAAAAA'];
  for (const mark of noMarks) {
    await presses('GTVT-LONG', `vp:${mark}`);
    await office.sees(/không dùng được nữa/);
  }
  await presses('GTVT-LONG', 'vp:2.zzzzzzzzz.AAAAAAAAAAAAAAAAAAAAAA');
  await office.sees(/Đã hết danh sách/);
});

it('what a hamlet raises about its office is not seen by the commune’s, which is that office', async () => {
  const told = await raised('BT-AN', 'BT.BATRI.MYTHANH.AP3', 'Văn phòng xã làm chậm', monday, true);
  const view = `rv:${shortId(told.id)}`;
  await presses('MT-THU', view);
  await browserPhone(world, tokenOf('MT-THU')).sees(/^Mục này không thuộc phần việc của đồng chí\.$/);
  await presses('VPTU-BINH', view);
  await browserPhone(world, tokenOf('VPTU-BINH')).sees(
    new RegExp(`^${told.number}[\\s\\S]*Văn phòng xã làm chậm`),
  );
});

async function presses(code: string, press: string): Promise<void> {
  const headers = { 'x-phone': tokenOf(code), 'content-type': 'application/json' };
  const body = JSON.stringify({ id: randomUUID(), press, label: press });
  await fetch(`${world.base}/channels/browser/messages`, { method: 'POST', headers, body });
  await world.served.idle();
}
