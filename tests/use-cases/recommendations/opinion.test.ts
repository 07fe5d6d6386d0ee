import { afterAll, beforeAll, expect, it } from 'vitest';
import { answered } from '../../../src/domain/promise/handle.ts';
import { dateOf } from '../../../src/domain/time.ts';
import type { ActOf } from '../../../src/use-cases/app.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { askOpinion } from '../../../src/use-cases/recommendations/ask-opinion.ts';
import { askWhetherTold } from '../../../src/use-cases/recommendations/ask-whether-told.ts';
import { notePeopleTold } from '../../../src/use-cases/recommendations/confirm-answer.ts';
import {
  targets,
  transferRecommendation,
} from '../../../src/use-cases/recommendations/transfer-recommendation.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function as<Result>(code: string, work: (act: ActOf) => Promise<Result>): Promise<Result> {
  const { app, database } = world.served.house;
  const now = app.clock.now();
  const person = (await database.store.people.byCode(code))!;
  const actor = (await database.store.people.actor(person.id, dateOf(now)))!;
  return inAct(app, (act) => work({ ...act, actor }), now);
}

const refused = (code: string) => expect.objectContaining({ code });
const asked = () =>
  as('MT-THU', async (act) => (await askOpinion(act, act.actor.seats[0]!.unit, 'Bố trí trụ sở')).told);

it('an opinion goes no lower than above the office that asks', async () => {
  const told = await asked();
  const ranks = (await as('BT-AN', (act) => targets(act, told))).map(({ rank }) => rank);
  expect(Math.max(...ranks)).toBe(told.unit.rank - 1);
});

it('an opinion is not passed on to the office that asks for it', async () => {
  const { id } = await asked();
  const target = await as('MT-THU', async ({ actor }) => actor.seats[0]!.office);
  const passedOn = as('BT-AN', (act) => transferRecommendation(act, id, { target, reason: 'Xã tự quyết' }));
  await expect(passedOn).rejects.toEqual(refused('promise.no-target'));
});

it('of an opinion it is not asked again whether the people were told, though it was once noted that they were not', async () => {
  const told = await asked();
  const { app, database } = world.served.house;
  const { recommendations } = database.store;
  const [at, by] = [app.clock.now(), told.raisedBy];
  const note = { told: false, askAgainAt: at.toString() };
  await recommendations.append([
    {
      before: told,
      settled: [],
      entries: [
        ...answered(told, { now: at, calendar: app.calendar() }, { by, text: 'Đồng ý' }),
        { what: 'confirmed', at, by, data: {} },
        { what: 'people-told', at, by, data: note },
      ],
    },
  ]);
  const before = await recommendations.byId(told.id);
  expect(before?.askAgainAt).toEqual(at);
  expect(await recommendations.asksDue(dateOf(at.add({ hours: 1 })), 9)).toEqual([]);
  await as('MT-THU', (act) => askWhetherTold({ ...act, now: at.add({ hours: 1 }) }, told.id));
  expect(await recommendations.byId(told.id)).toEqual(before);
  await expect(as('MT-THU', (act) => notePeopleTold(act, told.id, true))).rejects.toEqual(
    refused('promise.no-people'),
  );
});

it('nobody is asked for an opinion by their own office, though they follow its unit', async () => {
  const { store } = world.served.house.database;
  const follower = (await store.people.byCode('BT-AN'))!;
  const office = await as('MT-THU', async ({ actor }) => actor.seats[0]!.office);
  const seats = await as('BT-AN', async ({ actor }) => actor.seats);
  await store.roster.writeSeats([
    ...seats.map((seat) => ({
      personId: follower.id,
      officeId: seat.office,
      role: seat.role,
      from: null,
      until: '2018-11-01',
    })),
    { personId: follower.id, officeId: office, role: 'staff', from: null, until: null },
  ]);
  const told = await asked();
  expect(told.office).not.toBe(office);
  expect(told).toMatchObject({ handler: undefined, officeName: 'Văn phòng Huyện ủy Ba Tri' });
});
