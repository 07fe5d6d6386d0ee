import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeetingId } from '../../../src/domain/identity.ts';
import { dateOf, type Instant } from '../../../src/domain/time.ts';
import type { ActOf } from '../../../src/use-cases/app.ts';
import { answerInvitation } from '../../../src/use-cases/meetings/answer-invitation.ts';
import { callMeeting } from '../../../src/use-cases/meetings/call-meeting.ts';
import { closeAttendance } from '../../../src/use-cases/meetings/close-attendance.ts';
import { tickAttendance } from '../../../src/use-cases/meetings/tick-attendance.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { recordVisit } from '../../../src/use-cases/visits/record-visit.ts';
import { type Phone, phoneIn } from '../../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const at = (local: string): Instant => Temporal.Instant.from(`${local}:00+07:00`);
const phoneOf = (code: string): Phone => phoneIn(world, code);
const store = () => world.served.house.database.store;

/** Moves the clock to the moment, and looks after all that falls due on the way. */
async function until(local: string): Promise<void> {
  const now = world.served.house.app.clock.now();
  await world.served.advance(now.until(at(local)).toString());
}

async function as<Result>(code: string, work: (act: ActOf) => Promise<Result>): Promise<Result> {
  const { app, database } = world.served.house;
  const now = app.clock.now();
  const person = (await database.store.people.byCode(code))!;
  const actor = (await database.store.people.actor(person.id, dateOf(now)))!;
  const result = await inAct(app, (act) => work({ ...act, actor }), now);
  await world.served.idle();
  return result;
}

async function called(subject: string, startsAt: string): Promise<MeetingId> {
  const call = { subject, place: 'Hội trường xã', startsAt: at(startsAt), documents: [], atOnce: true };
  const { meeting } = await as('MT-THU', (act) => callMeeting(act, { ...call, seat: act.actor.seats[0]! }));
  return meeting.id;
}

const invitationOf = async (meeting: MeetingId, code: string) => {
  const person = (await store().people.byCode(code))!;
  return (await store().invitations.of(meeting, person.id))!.id;
};

async function says(meeting: MeetingId, code: string, answer: 'coming' | 'absent'): Promise<void> {
  const id = await invitationOf(meeting, code);
  await as(code, (act) =>
    answerInvitation(act, id, { answer, ...(answer === 'absent' && { reason: 'Ốm' }) }),
  );
}

/** The office says that these came, and nobody else. */
async function attended(meeting: MeetingId, ...codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    const id = await invitationOf(meeting, code);
    await as('MT-THU', (act) => tickAttendance(act, id, 'came'));
  }
  await as('MT-THU', (act) => closeAttendance(act, meeting));
}

const latest = async () => {
  const unit = (await store().units.byCode('BT.BATRI.MYTHANH'))!;
  return store().attendance.ofUnit(unit.id, dateOf(world.served.house.app.clock.now()), 0, 1);
};

const heard = async (code: string, wanted: RegExp) =>
  (await phoneOf(code).said()).filter((text) => wanted.test(text)).length;

describe('after an evening meeting', () => {
  it('nobody is asked in quiet hours: the office the next morning, the cadres once a day has gone', async () => {
    const meeting = await called('Họp tối', '2018-11-19T19:30');
    await says(meeting, 'BT-AN', 'coming');
    await says(meeting, 'CB031', 'coming');
    await as('CB031', async (act) =>
      recordVisit(act, {
        unit: (await act.store.units.byCode('BT.BATRI.MYTHANH'))!,
        date: Temporal.PlainDate.from('2018-11-19'),
        note: 'Đã ghi',
        photos: [],
        meeting: undefined,
        recommendations: [],
      }),
    );
    await until('2018-11-20T06:29');
    expect(await heard('MT-THU', /Điểm danh: Họp tối/)).toBe(0);
    await until('2018-11-20T06:31');
    expect(await heard('MT-THU', /Điểm danh: Họp tối/)).toBe(1);
    // As if the process had died after it was said and before it was noted.
    const again = { id: meeting, due: dateOf(at('2018-11-20T19:30')) };
    expect(await store().attendance.claim(again, dateOf(at('2018-11-20T06:32')))).toBe(true);
    await until('2018-11-20T19:29');
    expect(await heard('MT-THU', /Điểm danh: Họp tối/)).toBe(1);
    expect(await heard('BT-AN', /đã dự họp[\s\S]*Họp tối/)).toBe(0);
    await until('2018-11-20T19:31');
    expect(await heard('BT-AN', /đã dự họp[\s\S]*Họp tối/)).toBe(1);
    expect(await heard('CB031', /đã dự họp[\s\S]*Họp tối/)).toBe(0);
    expect(await heard('CB040', /đã dự họp[\s\S]*Họp tối/)).toBe(0);
  });

  it('once the office has spoken nobody is asked any more', async () => {
    const { meeting } = (await latest()).rows[0]!;
    await attended(meeting);
    await until('2018-11-20T20:30');
    expect(await heard('MT-THU', /Điểm danh: Họp tối/)).toBe(1);
    expect(await heard('BT-AN', /đã dự họp[\s\S]*Họp tối/)).toBe(1);
  });
});

describe('two absences in a row without a word', () => {
  const told = /không có mặt ở hai cuộc họp liền nhau/;
  const names = async (code: string) =>
    (await phoneOf(code).said()).flatMap((text) =>
      told.test(text) ? [/Đồng chí (.*?),/.exec(text)![1]!] : [],
    );
  const nameOf = async (code: string) => (await store().people.byCode(code))!.name;
  let known: readonly string[] = [];
  /** Whom the district's office has heard of since it was last asked. */
  async function news(): Promise<readonly string[]> {
    // What may stand in a digest is held until the next sweep.
    await world.served.advance('PT1M');
    const all = await names('CB043');
    const fresh = all.slice(known.length);
    known = all;
    return fresh;
  }

  it('are told to the office above the unit, with name and both days; with a word, or without the notice, they are none', async () => {
    await news();
    await until('2018-11-21T07:00');
    const first = await called('Họp 1', '2018-11-21T08:00');
    for (const code of ['CB048', 'CB054']) await says(first, code, 'absent');
    await until('2018-11-21T11:00');
    await attended(first, 'BT-AN', 'CB012', 'CB031', 'CB057');
    expect(await news()).toEqual([await nameOf('CB040')]);
    expect(await phoneOf('CB043').last()).toBe(
      [
        '📅 Đồng chí Huỳnh Thị Thu Yến, Phó Chánh Văn phòng Ủy ban nhân dân tỉnh, không có mặt ở hai cuộc họp liền nhau của xã Mỹ Thạnh, huyện Ba Tri: Thứ Hai, 19/11/2018 và Thứ Tư, 21/11/2018. Giấy mời đã đến, chưa thấy báo lý do.',
        'Tin này để đồng chí nắm và trao đổi thêm.',
      ].join('\n'),
    );
  });

  it('are told once; a third in a row waits for a fourth', async () => {
    const { meeting } = (await latest()).rows[0]!;
    await attended(meeting);
    await attended(meeting, 'BT-AN');
    expect(await news()).toEqual([]);
    const third = await called('Họp 2', '2018-11-22T08:00');
    await until('2018-11-22T11:00');
    await attended(third, 'BT-AN', 'CB012', 'CB031', 'CB057');
    expect(await news()).toEqual([]);
    const fourth = await called('Họp 3', '2018-11-23T08:00');
    await until('2018-11-23T11:00');
    await attended(fourth, 'BT-AN', 'CB012', 'CB031', 'CB057', 'CB054');
    expect([...(await news())].sort()).toEqual([await nameOf('CB040'), await nameOf('CB048')].sort());
  });

  it('opens the history of whom it names, for the office that reads it', async () => {
    const office = phoneOf('CB043');
    await office.chooses('Xem việc dự họp');
    expect(await office.last()).toMatch(
      /các cuộc họp được mời\nTừ 1 đến \d, trong số \d:\n• Thứ Sáu, 23\/11\/2018, xã Mỹ Thạnh: vắng\. Họp 3/,
    );
  });
});
