import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MeetingId, OfficeId } from '../../../src/domain/identity.ts';
import { dateOf } from '../../../src/domain/time.ts';
import type { ActOf } from '../../../src/use-cases/app.ts';
import { callMeeting } from '../../../src/use-cases/meetings/call-meeting.ts';
import { type ConclusionLine, concludeMeeting } from '../../../src/use-cases/meetings/conclude-meeting.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { takeUpRecommendation } from '../../../src/use-cases/recommendations/take-up-recommendation.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
let meeting: MeetingId;
let roads: OfficeId;
let district: OfficeId;

async function as<Result>(code: string, work: (act: ActOf) => Promise<Result>): Promise<Result> {
  const { app, database } = world.served.house;
  const now = app.clock.now();
  const person = (await database.store.people.byCode(code))!;
  const actor = (await database.store.people.actor(person.id, dateOf(now)))!;
  return inAct(app, (act) => work({ ...act, actor }), now);
}

const line = (more: Partial<ConclusionLine> = {}): ConclusionLine => ({
  text: 'Sửa cầu ấp 3',
  owner: roads,
  due: Temporal.PlainDate.from('2018-12-28'),
  ...more,
});
const conclude = (...lines: readonly ConclusionLine[]) =>
  as('MT-THU', (act) => concludeMeeting(act, meeting, lines));
const refused = (code: string) => expect.objectContaining({ code });

beforeAll(async () => {
  world = await openWorld();
  const { store } = world.served.house.database;
  const unit = (await store.units.byCode('BT.BATRI.MYTHANH'))!;
  const day = new Date('2018-11-19');
  const named = async (words: readonly string[]) =>
    (await store.conclusions.ownersNamed(words, { units: [unit.id], day }, 1))[0]!.id;
  roads = await named(['so', 'giao', 'thong']);
  district = await named(['van', 'phong', 'huyen', 'uy', 'ba', 'tri']);
  const called = await as('MT-THU', (act) =>
    callMeeting(act, {
      seat: act.actor.seats[0]!,
      subject: 'Giao ban',
      place: 'Hội trường xã',
      startsAt: Temporal.Instant.from('2018-11-19T09:00:00+07:00'),
      documents: [],
      atOnce: true,
    }),
  );
  meeting = called.meeting.id;
});
afterAll(() => world.close());

it('is refused before the meeting has begun', async () => {
  await expect(conclude(line())).rejects.toEqual(refused('attendance.not-begun'));
});

it('is refused with no line, a day past or off, an office that is not there, or far away; and then nothing is written', async () => {
  await world.served.advance('PT2H');
  const wrong: readonly (readonly [string, readonly ConclusionLine[]])[] = [
    ['conclusion.none', []],
    ['conclusion.date-past', [line(), line({ due: Temporal.PlainDate.from('2018-11-16') })]],
    ['conclusion.date-past', [line({ due: Temporal.PlainDate.from('2018-11-25') })]],
    ['conclusion.owner-gone', [line(), line({ owner: randomUUID() as OfficeId })]],
  ];
  for (const [code, lines] of wrong) await expect(conclude(...lines)).rejects.toEqual(refused(code));
  await expect(as('GTVT-LONG', (act) => concludeMeeting(act, meeting, [line()]))).rejects.toEqual(
    refused('chat.not-yours'),
  );
  const { conclusions, recommendations } = world.served.house.database.store;
  expect(await conclusions.some(meeting)).toBe(false);
  expect((await recommendations.waitingFor([roads], undefined, 9)).total).toBe(0);
});

it('of two who send at once one does, and the other is told', async () => {
  const lines = [line(), line({ text: 'Báo cáo huyện', owner: district })];
  const sent = await Promise.allSettled([conclude(...lines), conclude(...lines)]);
  expect(sent.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(sent.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: refused('conclusion.written-already'),
  });
  expect(await world.served.house.database.store.conclusions.of(meeting)).toHaveLength(2);
});

it('keeps its day when it is taken in hand, however long or short the ladder is, and goes up from its own office', async () => {
  const { conclusions, recommendations, offices } = world.served.house.database.store;
  const [first, second] = await conclusions.of(meeting);
  const { told } = await as('GTVT-LONG', (act) => takeUpRecommendation(act, first!.recommendation!));
  expect(told).toMatchObject({ state: 'taken-up', kind: 'conclusion', field: 'Giao thông' });
  expect(told.deadline!.toString()).toBe('2018-12-28T10:00:00Z');
  await world.served.advance('P45D');
  const after = (await recommendations.byId(first!.recommendation!))!;
  const names = await offices.named([after.office]);
  expect(names.get(after.office)).toBe('Văn phòng Tỉnh ủy');
  expect((await recommendations.byId(second!.recommendation!))!.sentTo).toContain(after.office);
});
