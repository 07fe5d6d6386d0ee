import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeriesId } from '../../../src/domain/identity.ts';
import type { Actor } from '../../../src/domain/permission.ts';
import type { Rule } from '../../../src/domain/recurrence.ts';
import { cancelMeeting } from '../../../src/use-cases/meetings/cancel-meeting.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { carryOnSeries } from '../../../src/use-cases/series/carry-on-series.ts';
import { endSeries } from '../../../src/use-cases/series/end-series.ts';
import { moveOccurrence } from '../../../src/use-cases/series/move-occurrence.ts';
import { planSeries } from '../../../src/use-cases/series/plan-series.ts';
import { skipOccurrence } from '../../../src/use-cases/series/skip-occurrence.ts';
import { phoneIn } from '../../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
let slept = 0;
beforeAll(async () => {
  world = await openWorld({}, { realNow: () => Date.now() + slept });
});
afterAll(() => world.close());

const app = () => world.served.house.app;
const store = () => world.served.house.database.store;
const today = () => app().clock.now().toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate();

async function actorOf(code: string): Promise<Actor> {
  const { id } = (await store().people.byCode(code))!;
  return (await store().people.actor(id, new Date(`${today()}T00:00:00Z`)))!;
}

const usual: Rule = { pattern: { kind: 'day', day: 5 }, time: '08:00', onHoliday: 'next', weekendsOff: true };

async function plans(
  given: { rule?: Rule; noticeDays?: number; subject?: string; by?: string } = {},
): Promise<SeriesId> {
  const actor = await actorOf(given.by ?? 'MT-THU');
  const seat = actor.seats.find(({ kind }) => kind === 'general')!;
  const { id } = await inAct(app(), (act) =>
    planSeries(
      { ...act, actor },
      {
        seat,
        kind: 'committee',
        subject: given.subject ?? 'Họp Đảng ủy thường kỳ',
        place: 'Hội trường',
        rule: given.rule ?? usual,
        noticeDays: given.noticeDays ?? 7,
      },
    ),
  );
  return id;
}

/** What was announced: the day the rule names, and when it is held. */
async function announced(id: SeriesId): Promise<string[]> {
  const rows = (await store().series.made([id], new Date(0))).get(id) ?? [];
  return rows
    .map(({ on, startsAt, cancelled }) => {
      const at = startsAt.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDateTime();
      return `${on} ${at.toString({ smallestUnit: 'minute' })}${cancelled ? ' cancelled' : ''}`;
    })
    .sort();
}

const as = async <Result>(
  code: string,
  work: (act: Parameters<typeof skipOccurrence>[0]) => Promise<Result>,
) => {
  const actor = await actorOf(code);
  return inAct(app(), (act) => work({ ...act, actor }));
};
const sleeps = async (days: number): Promise<void> => {
  slept += days * 86_400_000;
  await world.served.advance('PT1S');
};
const atInstant = (local: string) => Temporal.ZonedDateTime.from(`${local}[Asia/Ho_Chi_Minh]`).toInstant();
const until = (local: string) => world.served.advance(app().clock.now().until(atInstant(local)).toString());

describe('a series that goes on', () => {
  it('announces each occurrence once, however often it is looked at', async () => {
    const id = await plans({ subject: 'Họp hằng tháng', noticeDays: 30 });
    await world.served.advance('PT1S');
    expect(await announced(id)).toEqual(['2018-12-05 2018-12-05T08:00']);
    for (let times = 0; times < 3; times += 1) await inAct(app(), (act) => carryOnSeries(act, id));
    await Promise.all([1, 2].map(() => inAct(app(), (act) => carryOnSeries(act, id))));
    expect(await announced(id)).toEqual(['2018-12-05 2018-12-05T08:00']);
    await world.served.advance('PT5M');
    const notices = (await phoneIn(world, 'BT-AN').said()).filter((text) =>
      /^📅 Giấy mời họp[^\n]*\n.*05\/12\/2018.*Nội dung: Họp hằng tháng/s.test(text),
    );
    expect(notices).toHaveLength(1);
    const mine = await store().meetings.upcomingFor((await actorOf('BT-AN')).id, new Date(0), 20);
    expect(mine.filter(({ subject }) => subject === 'Họp hằng tháng')).toMatchObject([{ kind: 'committee' }]);
    await as('MT-THU', (act) => endSeries(act, id));
  });

  it('after an outage announces what is due and leaves what is past', async () => {
    const id = await plans({ noticeDays: 10 });
    await sleeps(31);
    expect(today().toString()).toBe('2018-12-20');
    // 05/12 went by unannounced; 05/01 is 16 days away.
    expect(await announced(id)).toEqual([]);
    await sleeps(10);
    expect(today().toString()).toBe('2018-12-30');
    expect(await announced(id)).toEqual(['2019-01-05 2019-01-05T08:00']);
    await as('MT-THU', (act) => endSeries(act, id));
  });

  it('is announced by somebody else of the office when who planned it has left', async () => {
    const id = await plans({ subject: 'Giao ban tháng', noticeDays: 3 });
    await world.cli('end', '--person', 'MT-THU', '--on', '31/12/2018');
    await world.served.advance('P4D');
    expect(await announced(id)).toEqual(['2019-01-05 2019-01-05T08:00']);
    const [meeting] = await store()
      .meetings.upcomingOf([(await store().series.byId(id))!.office], new Date(0), 9)
      .then((all) => all.filter(({ subject }) => subject === 'Giao ban tháng'));
    expect(meeting!.calledBy).not.toBe((await store().people.byCode('MT-THU'))!.id);
  });
});

describe('over Tết 2019', () => {
  it('is held on the days it was moved to, and follows an edit of the calendar until it is announced', async () => {
    const id = await plans({ subject: 'Họp Tết', by: 'CB088' });
    await until('2019-01-04T09:00');
    expect(await announced(id)).toEqual(['2019-01-05 2019-01-05T08:00']);
    const added = await world.cli('calendar', 'add', 'holiday', '11/02/2019', 'Nghỉ thêm');
    expect([added.err, added.exit]).toEqual(['', 0]);
    // The one announced stays where it is, though its day is a day off by now.
    expect((await world.cli('calendar', 'remove', '05/01/2019')).exit).toBe(0);
    // Seven days before 12/02 is Tết: the notice goes out on the last working day before it.
    await until('2019-02-01T07:59');
    expect(await announced(id)).toEqual(['2019-01-05 2019-01-05T08:00']);
    await until('2019-02-01T08:01');
    expect(await announced(id)).toEqual(['2019-01-05 2019-01-05T08:00', '2019-02-05 2019-02-12T08:00']);
    expect((await world.cli('calendar', 'remove', '11/02/2019')).exit).toBe(0);
    await until('2019-02-10T08:00');
    expect(await announced(id)).toEqual(['2019-01-05 2019-01-05T08:00', '2019-02-05 2019-02-12T08:00']);
    await as('CB088', (act) => endSeries(act, id));
  });

  it('is held the working day before, or on the day itself, where that was chosen', async () => {
    const before = await plans({
      by: 'CB088',
      rule: { ...usual, pattern: { kind: 'day', day: 10 }, onHoliday: 'previous' },
    });
    const stays = await plans({
      by: 'CB088',
      rule: { ...usual, pattern: { kind: 'day', day: 31 }, onHoliday: 'stay' },
    });
    await until('2019-03-26T09:00');
    expect(await announced(before)).toEqual(['2019-03-10 2019-03-08T08:00']);
    expect(await announced(stays)).toEqual(['2019-02-28 2019-02-28T08:00', '2019-03-31 2019-03-31T08:00']);
    for (const id of [before, stays]) await as('CB088', (act) => endSeries(act, id));
  });
});

describe('one occurrence', () => {
  it('moved before it is announced is announced for its new time, and an earlier one waits for nothing', async () => {
    const id = await plans({
      by: 'CB088',
      rule: { ...usual, pattern: { kind: 'weekly', weekday: 2 } },
      noticeDays: 1,
    });
    await as('CB088', (act) => moveOccurrence(act, id, '2019-04-09', atInstant('2019-03-29T14:00')));
    await as('CB088', (act) => skipOccurrence(act, id, '2019-04-02'));
    await until('2019-04-16T09:00');
    expect(await announced(id)).toEqual(['2019-04-09 2019-03-29T14:00', '2019-04-16 2019-04-16T08:00']);
    await as('CB088', (act) => endSeries(act, id));
  });

  it('moved, announced and then called off by itself is held by nobody, and is not announced again', async () => {
    const id = await plans({
      by: 'CB088',
      subject: 'Giao ban bị hủy',
      rule: { ...usual, pattern: { kind: 'weekly', weekday: 2 } },
      noticeDays: 1,
    });
    await as('CB088', (act) => moveOccurrence(act, id, '2019-04-23', atInstant('2019-04-25T14:00')));
    await until('2019-04-24T09:00');
    const moved = '2019-04-23 2019-04-25T14:00';
    expect(await announced(id)).toEqual([moved]);
    const [made] = (await store().series.made([id], new Date(0))).get(id)!;
    const meeting = (await store().meetings.byId(made!.meeting))!;
    const off = { meeting: meeting.id, seen: meeting.revision, postponed: false };
    expect((await as('CB088', (act) => cancelMeeting(act, off))).outcome).toBe('done');
    await expect(as('CB088', (act) => skipOccurrence(act, id, '2019-04-23'))).rejects.toMatchObject({
      code: 'series.skipped-before',
    });
    await until('2019-05-06T09:00');
    // 30/04 is a holiday.
    expect(await announced(id)).toEqual([
      `${moved} cancelled`,
      '2019-04-30 2019-05-02T08:00',
      '2019-05-07 2019-05-07T08:00',
    ]);
    await as('CB088', (act) => endSeries(act, id));
  });

  it('is refused where it is none, is past, at another’s time, skipped twice, or of a series that is over', async () => {
    const id = await plans({ by: 'CB088', rule: { ...usual, pattern: { kind: 'weekly', weekday: 4 } } });
    const refused = (work: Promise<unknown>) => expect(work).rejects;
    await refused(as('CB088', (act) => skipOccurrence(act, id, '2019-05-01'))).toMatchObject({
      code: 'series.no-such-occurrence',
    });
    await refused(as('CB088', (act) => skipOccurrence(act, id, '2019-04-11'))).toMatchObject({
      code: 'series.no-such-occurrence',
    });
    const move = (to: string) => as('CB088', (act) => moveOccurrence(act, id, '2019-05-09', atInstant(to)));
    await refused(move('2019-04-01T08:00')).toMatchObject({ code: 'meeting.already-past' });
    await refused(move('2019-05-16T08:00')).toMatchObject({ code: 'series.time-taken' });
    await refused(move('2019-05-09T08:00')).toMatchObject({ code: 'series.same-time' });
    await as('CB088', (act) => skipOccurrence(act, id, '2019-05-09'));
    await refused(as('CB088', (act) => skipOccurrence(act, id, '2019-05-09'))).toMatchObject({
      code: 'series.skipped-before',
    });
    await refused(as('CB103', (act) => endSeries(act, id))).toMatchObject({ code: 'chat.not-yours' });
    await as('CB088', (act) => endSeries(act, id));
    await refused(as('CB088', (act) => endSeries(act, id))).toMatchObject({ code: 'series.ended-before' });
    await refused(as('CB088', (act) => skipOccurrence(act, id, '2019-05-16'))).toMatchObject({
      code: 'series.ended-before',
    });
  });
});

describe('a series that can not be', () => {
  it('is refused: with no day, a notice of no days, or for a unit nobody follows, of which the office is told', async () => {
    const refused = (given: Parameters<typeof plans>[0]) => expect(plans({ by: 'CB088', ...given })).rejects;
    await refused({ rule: { ...usual, pattern: { kind: 'date', day: 31, month: 2 } } }).toMatchObject({
      code: 'series.never',
    });
    await refused({ noticeDays: 0 }).toMatchObject({ code: 'series.bad-notice-days' });
    await refused({ noticeDays: 61 }).toMatchObject({ code: 'series.bad-notice-days' });
    const id = await plans({ by: 'CB103', noticeDays: 60 });
    const chief = phoneIn(world, 'CB103');
    await world.served.advance('P1D');
    await chief.sees(
      /^📅 Chưa gửi được giấy mời kỳ họp .*\nChưa có ai được phân công theo dõi.*\nSáng ngày làm việc tới sẽ thử lại\.$/s,
    );
    expect(await announced(id)).toEqual([]);
    const told = (await chief.said()).filter((text) => text.startsWith('📅 Chưa gửi được')).length;
    await world.served.advance('P3D');
    expect((await chief.said()).filter((text) => text.startsWith('📅 Chưa gửi được'))).toHaveLength(told);
  });
});
