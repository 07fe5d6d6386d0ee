import { afterAll, beforeAll, expect, it } from 'vitest';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { raiseRecommendation } from '../../../src/use-cases/recommendations/raise-recommendation.ts';
import { takeStep } from '../../../src/use-cases/recommendations/take-step.ts';
import { browserPhone } from '../../support/phones.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phone = (code: string) => browserPhone(world, world.served.house.rehearsal!.phoneOf(code));

async function raised(count: number, field: string): Promise<readonly string[]> {
  const { app, database } = world.served.house;
  const { id } = (await database.store.people.byCode('BT-AN'))!;
  const actor = (await database.store.people.actor(id, new Date('2018-11-19')))!;
  const unit = (await database.store.units.byCode('BT.BATRI.MYTHANH'))!;
  const numbers: string[] = [];
  for (let at = 0; at < count; at++) {
    const raising = { unit, visit: undefined, kind: 'proposal' as const, field, aboutOffice: false };
    const { told } = await inAct(app, (act) =>
      raiseRecommendation({ ...act, actor }, { ...raising, text: `Việc ${at}` }),
    );
    numbers.push(told.number);
  }
  return numbers;
}

/** What each of them was told from here on that speaks of the numbers, and how many of the numbers it names. */
async function toldSince(codes: readonly string[], numbers: readonly string[], work: () => Promise<unknown>) {
  await world.served.idle();
  const before = await Promise.all(codes.map(async (code) => (await phone(code).said()).length));
  await work();
  await world.served.idle();
  const told: Record<string, readonly string[]> = {};
  for (const [at, code] of codes.entries()) {
    const said = (await phone(code).said()).slice(before[at]);
    const about = said.filter((text) => numbers.some((number) => text.includes(number)));
    const named = about.flatMap((text) => numbers.filter((number) => text.includes(number)));
    expect(named.toSorted()).toEqual(about.length === 0 ? [] : numbers.toSorted());
    told[code] = about.map((text) => text.split('\n')[0]!);
  }
  return told;
}

/** To the moment at which something is done about them. */
async function nextStep([number]: readonly string[]): Promise<void> {
  const { app, database } = world.served.house;
  const { nextStepAt } = (await database.store.recommendations.byNumber(number!))!;
  const minutes = nextStepAt!.since(app.clock.now()).total('minutes');
  await world.served.advance(`PT${Math.ceil(minutes) + 1}M`);
}

const people = ['GTVT-LONG', 'GTVT-MAI', 'VPTU-BINH', 'VPTU-LOAN', 'BT-AN'];

it('many of a kind for one person at one time are one message, and each of them is told once', async () => {
  const numbers = await raised(24, 'Giao thông');
  expect(await toldSince(people, numbers, () => nextStep(numbers))).toEqual({
    'GTVT-LONG': ['⏰ Sắp đến hạn: 24'],
    'GTVT-MAI': ['⏰ Sắp đến hạn: 24'],
    'VPTU-BINH': [],
    'VPTU-LOAN': [],
    'BT-AN': [],
  });
  await phone('GTVT-MAI').chooses('Việc đang chờ');
  await phone('GTVT-MAI').sees(/đang chờ cơ quan đồng chí: 24/);
  const away = 'Đã quá hạn ở cơ quan đồng chí, nay chuyển lên';
  expect(await toldSince(people, numbers, () => nextStep(numbers))).toEqual({
    'GTVT-LONG': [`🔴 ${away}: 20`, `🔴 ${away}: 4`],
    'GTVT-MAI': [`🔴 ${away}: 20`, `🔴 ${away}: 4`],
    'VPTU-BINH': ['🔴 Đã quá hạn, nay chuyển tới cơ quan đồng chí: 24'],
    'VPTU-LOAN': ['🔴 Đã quá hạn, nay chuyển tới cơ quan đồng chí: 24'],
    'BT-AN': ['🔴 Kiến nghị đồng chí nêu đã quá hạn, nay chuyển lên: 24'],
  });
  await phone('GTVT-LONG').chooses(numbers[23]!);
  await phone('GTVT-LONG').sees(new RegExp(`^${numbers[23]}[\\s\\S]*Việc 23[\\s\\S]*Quá trình`));
});

it('three come one by one', async () => {
  const numbers = await raised(3, 'Y tế');
  const told = await toldSince(['CB003'], numbers, () => nextStep(numbers));
  expect(told.CB003).toHaveLength(3);
  expect(told.CB003![0]).toMatch(/sắp đến hạn tiếp nhận/);
});

it('what a sweep that was cut off left behind is told at the next', async () => {
  const { app, database } = world.served.house;
  const numbers = await raised(5, 'Giáo dục');
  const steps = await Promise.all(
    numbers.map(async (number) => (await database.store.recommendations.byNumber(number))!),
  );
  const head = (await database.store.people.staff(steps[0]!.office, new Date('2018-11-19')))[0]!.code;
  // Each has come to be told once, whatever was held when it was cut off.
  const told = await toldSince([head], numbers, async () => {
    for (const { id, nextStepAt } of steps) await inAct(app, (act) => takeStep(act, id), nextStepAt!);
    await world.served.advance('PT1M');
  });
  expect(told[head]!.every((text) => text.startsWith('⏰'))).toBe(true);
});
