import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fold } from '../../../src/domain/history.ts';
import { flaws } from '../../../src/domain/reorganisation/check.ts';
import { readRoster } from '../../../src/domain/roster.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { searchWords } from '../../../src/domain/vietnamese-text.ts';
import type { Told } from '../../../src/store/recommendation-row.ts';
import type { ActOf } from '../../../src/use-cases/app.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { importRoster } from '../../../src/use-cases/organisation/import-roster.ts';
import { readPlan } from '../../../src/use-cases/organisation/reorganise/read-plan.ts';
import { PlanRefused, reorganise } from '../../../src/use-cases/organisation/reorganise/reorganise.ts';
import { answerRecommendation } from '../../../src/use-cases/recommendations/answer-recommendation.ts';
import { raiseRecommendation } from '../../../src/use-cases/recommendations/raise-recommendation.ts';
import { takeStep } from '../../../src/use-cases/recommendations/take-step.ts';
import { takeUpRecommendation } from '../../../src/use-cases/recommendations/take-up-recommendation.ts';
import { province } from '../../support/province.ts';
import { mergerOf2020, reformOf2025 } from '../../support/reform.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

// Of its real size on request (REFORM_SCALE=1); here a tenth, for the machine is shared with the other tests.
const scale = Number(process.env.REFORM_SCALE ?? 0.1);
const sheets = province({ scale });
// At its real size: 164 communes, 157 after 2020, 48 after 2025.
const counts = scale === 1 ? { merged: 157, left: 48 } : { merged: 14, left: 6 };

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ DEMO: 'empty' });
}, 120_000);
afterAll(() => world.close());

const at = (iso: string): Instant => Temporal.Instant.from(`${iso}+07:00`);
const says: string[] = [];
async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  const result = await work();
  says.push(`${what}: ${Math.round(performance.now() - began)} ms`);
  return result;
}

async function as<Result>(
  person: string,
  now: Instant,
  work: (act: ActOf) => Promise<Result>,
): Promise<Result> {
  const { app, database } = world.served.house;
  const { id } = (await database.store.people.byCode(person))!;
  const actor = (await database.store.people.actor(id, new Date(now.epochMilliseconds)))!;
  return inAct(app, (act) => work({ ...act, actor }), now);
}

/** Everybody with a seat has a phone: what comes to an office reaches somebody. */
async function linkStaff(now: Instant): Promise<void> {
  const { store } = world.served.house.database;
  const { seats } = await store.reorganisation.organisation('2019-11-04', new Date(now.epochMilliseconds));
  for (const person of new Set(seats.map((seat) => seat.person)))
    await store.accounts.link(
      { channel: 'browser', address: `reform-${person}` },
      person,
      new Date(now.epochMilliseconds),
    );
}

/** One of each so many assignments raises something, about roads, the office itself or nothing in particular. */
async function raiseSome(now: Instant, day: string, every: number): Promise<readonly Told[]> {
  const { store } = world.served.house.database;
  const { assignments, units } = await store.reorganisation.organisation(
    day,
    new Date(now.epochMilliseconds),
  );
  const codes = new Map(units.map(({ id, code }) => [id, code]));
  const raised: Told[] = [];
  // The same ones at every run: their ids are random.
  const keyOf = ({ personCode, unit }: (typeof assignments)[number]) => `${personCode} ${codes.get(unit)}`;
  const current = assignments
    .filter(({ from, until }) => from <= day && (until === null || until >= day))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  for (const [index, { personCode, unit }] of current.entries()) {
    if (index % every !== 0) continue;
    const number = raised.length;
    const { told } = await as(personCode, now, async (act) =>
      raiseRecommendation(act, {
        unit: (await act.store.units.byCode(codes.get(unit)!))!,
        visit: undefined,
        kind: 'proposal',
        field: number % 3 === 0 ? 'An ninh trật tự' : number % 3 === 1 ? 'Giao thông' : undefined,
        text: `Việc số ${number}`,
        aboutOffice: number % 4 === 0,
      }),
    );
    raised.push(told);
  }
  return raised;
}

/** Some are taken up, some answered, and some left until they have moved up. */
async function liveOn(raised: readonly Told[], now: Instant): Promise<void> {
  const { app, database } = world.served.house;
  for (const [index, { id, office }] of raised.entries()) {
    const [staff] = await database.store.people.staff(office, new Date(now.epochMilliseconds));
    const code = staff?.code;
    if (index % 5 === 1 && code) await as(code, now, (act) => takeUpRecommendation(act, id));
    if (index % 5 === 2 && code) await as(code, now, (act) => answerRecommendation(act, id, 'Đã xem xét.'));
  }
  const later = now.add({ hours: 24 * 12 });
  for (const id of await database.store.recommendations.due(new Date(later.epochMilliseconds), 500))
    await inAct(app, (act) => takeStep(act, id), later);
}

async function carryOut(text: string, now: Instant) {
  const { plan, problems } = readPlan(text);
  expect(problems).toEqual([]);
  return inAct(world.served.house.app, (act) => reorganise(act, plan!), now).catch((error: unknown) => {
    throw error instanceof PlanRefused ? new Error(JSON.stringify(error.problems.slice(0, 5))) : error;
  });
}

/** Each has an office that exists, a deadline, a next step, and a history that says the same; the legal clock is as it was. */
async function noneIsLost(raised: readonly Told[], day: string): Promise<void> {
  const { store } = world.served.house.database;
  const now = await store.reorganisation.organisation(day, new Date(`${day}T00:00:00Z`));
  expect(flaws(now, day)).toEqual([]);
  const offices = new Map(now.offices.map((office) => [office.id, office]));
  for (const was of raised) {
    const told = (await store.recommendations.byId(was.id))!;
    expect(offices.get(told.office)?.validUntil).toBeNull();
    expect(told.nextStepAt).toBeDefined();
    if (told.state !== 'answered') expect(told.deadline).toBeDefined();
    expect(told.legalDeadline.toString()).toBe(was.legalDeadline.toString());
    const folded = fold(await store.recommendations.history(was.id))!;
    expect([folded.state, folded.office, folded.events, folded.atTop, folded.nextStep]).toEqual([
      told.state,
      told.office,
      told.events,
      told.atTop,
      told.nextStep,
    ]);
    expect(String(folded.deadline)).toBe(String(told.deadline));
  }
}

const living = async (word: string, day: string): Promise<number> => {
  const { store } = world.served.house.database;
  const { units } = await store.reorganisation.organisation(day, new Date(`${day}T00:00:00Z`));
  return units.filter(({ level, validUntil }) => level === word && validUntil === null).length;
};

it('goes through 2020 and 2025, and nothing that was raised is lost', async () => {
  const { app } = world.served.house;
  const reading = readRoster(sheets);
  if (!('roster' in reading)) throw new Error(JSON.stringify(reading.problems.slice(0, 5)));
  const began = at('2019-11-04T08:00:00');
  await timed('import', () => inAct(app, (act) => importRoster(act, reading.roster), began));
  await timed('link', () => linkStaff(began));
  const every = Math.max(1, Math.round(350 * scale));
  const first = await timed('raise', () => raiseSome(began, '2019-11-04', every));
  expect(first.length).toBeGreaterThan(30);
  await timed('live on', () => liveOn(first, at('2019-11-05T09:00:00')));
  await noneIsLost(first, '2019-12-31');

  const merger = mergerOf2020(sheets, counts.merged);
  const of2020 = await timed('2020', () => carryOut(merger.plan, at('2020-01-02T08:00:00')));
  expect(await living('xa', '2020-01-02')).toBe(counts.merged);
  expect(of2020.units.ended).toHaveLength(merger.ended.length);
  await noneIsLost(first, '2020-01-02');

  const second = await timed('raise', () => raiseSome(at('2025-06-09T08:00:00'), '2025-06-09', every));
  expect(second.every(({ number }) => /^KN-BT-2025-\d{5}$/.test(number))).toBe(true);
  const all = [...first, ...second];
  const of2025 = await timed('2025', () =>
    carryOut(reformOf2025(merger.left, counts.left), at('2025-07-01T08:00:00')),
  );
  expect(await living('xa', '2025-07-01')).toBe(counts.left);
  expect(await living('huyen', '2025-07-01')).toBe(0);
  expect(of2020.recommendations.length).toBeGreaterThan(0);
  expect(of2025.recommendations.length).toBeGreaterThan(10);
  expect(of2025.told).toBeGreaterThan(10);
  says.push(`moved ${of2020.recommendations.length} + ${of2025.recommendations.length} of ${all.length}`);
  await noneIsLost(all, '2025-07-01');
  await timed('check', () => noneIsLost(all, '2025-07-01'));

  const { store } = world.served.house.database;
  const gone = (await store.units.byCode(merger.ended[0]!))!;
  const within = [gone.lineage[0]!];
  const day = new Date('2025-07-02');
  const found = await store.units.find(searchWords(gone.name), { within, day, atMost: 50 });
  expect(found.some(({ unit }) => gone.lineage.includes(unit.id))).toBe(true);
  if (process.env.REFORM_SCALE) process.stdout.write(`${says.join('\n')}\n`);
}, 300_000);
