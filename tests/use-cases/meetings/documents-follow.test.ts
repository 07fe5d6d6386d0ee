import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MeetingId } from '../../../src/domain/identity.ts';
import { instant } from '../../../src/domain/time.ts';
import type { ActOf } from '../../../src/use-cases/app.ts';
import { callMeeting } from '../../../src/use-cases/meetings/call-meeting.ts';
import { cancelMeeting } from '../../../src/use-cases/meetings/cancel-meeting.ts';
import { changeMeeting } from '../../../src/use-cases/meetings/change-meeting.ts';
import { declareNoDocuments } from '../../../src/use-cases/meetings/declare-no-documents.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { moveOccurrence } from '../../../src/use-cases/series/move-occurrence.ts';
import { planSeries } from '../../../src/use-cases/series/plan-series.ts';
import { skipOccurrence } from '../../../src/use-cases/series/skip-occurrence.ts';
import { type Phone, phoneIn } from '../../support/chat-phone.ts';
import { pdfOf } from '../../support/office-files.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
let office: Phone;
/** It is Monday, 19/11/2018, 08:00. */
beforeEach(async () => {
  world = await openWorld();
  office = phoneIn(world, 'MT-THU');
});
afterEach(() => world.close());

const zone = 'Asia/Ho_Chi_Minh';
const store = () => world.served.house.database.store;
const moment = (local: string) => Temporal.ZonedDateTime.from(`${local}[${zone}]`).toInstant();

async function does<Result>(work: (act: ActOf) => Promise<Result>): Promise<Result> {
  const { id } = (await store().people.byCode('MT-THU'))!;
  const result = await inAct(world.served.house.app, async (act) => {
    const actor = (await act.store.people.actor(id, new Date(act.now.epochMilliseconds)))!;
    return work({ ...act, actor });
  });
  await world.served.idle();
  return result;
}

async function calls(at: string): Promise<MeetingId> {
  const { meeting } = await does((act) =>
    callMeeting(act, {
      seat: act.actor.seats.find(({ kind }) => kind === 'general')!,
      subject: 'Họp cuối năm',
      place: 'Hội trường',
      startsAt: moment(at),
      documents: [],
      atOnce: true,
    }),
  );
  return meeting.id;
}

const moves = (meeting: MeetingId, to: string) =>
  does((act) => changeMeeting(act, { meeting, seen: 0, to: { startsAt: moment(to) } }));

async function dueOf(meeting: MeetingId): Promise<string | undefined> {
  const due = await store().documentDates.dueOf(meeting);
  return due && instant(due).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** How often the office was reminded by then. */
async function reminded(by: string): Promise<number> {
  const { clock } = world.served.house.app;
  await world.served.advance(clock.now().until(moment(by)).toString());
  return (await office.said()).filter((text) => /đến hạn gửi tài liệu/.test(text)).length;
}

describe('a meeting that is moved', () => {
  it('has its documents due by the rule of the new day, and the office is reminded before that one', async () => {
    const meeting = await calls('2018-11-28T08:00');
    expect(await dueOf(meeting)).toBe('2018-11-23T17:00');
    await moves(meeting, '2018-12-12T14:00');
    expect(await dueOf(meeting)).toBe('2018-12-07T17:00');
    expect(await reminded('2018-12-04T20:00')).toBe(0);
    expect(await reminded('2018-12-05T20:00')).toBe(1);
    expect(await reminded('2018-12-12T20:00')).toBe(3);
  });

  it('nearer than the rule has days: they are due on the evening before it', async () => {
    const meeting = await calls('2018-12-05T08:00');
    await moves(meeting, '2018-11-21T08:00');
    expect(await dueOf(meeting)).toBe('2018-11-20T17:00');
    expect(await reminded('2018-11-20T16:00')).toBe(1);
  });

  it('to another place only has them due as before', async () => {
    const meeting = await calls('2018-12-05T08:00');
    const due = await dueOf(meeting);
    await does((act) => changeMeeting(act, { meeting, seen: 0, to: { place: 'Nhà văn hóa' } }));
    expect(await dueOf(meeting)).toBe(due);
  });

  it('and has none by its office’s word still has none', async () => {
    const meeting = await calls('2018-11-28T08:00');
    await does((act) => declareNoDocuments(act, meeting));
    await moves(meeting, '2018-12-12T14:00');
    expect(await dueOf(meeting)).toBeUndefined();
    expect(await reminded('2018-12-12T20:00')).toBe(0);
  });
});

describe('a meeting that is cancelled', () => {
  it('has nobody reminded of its documents any more, nor counts as late', async () => {
    const meeting = await calls('2018-11-28T08:00');
    expect(await reminded('2018-11-21T12:00')).toBe(1);
    const { office: id } = (await store().meetings.byId(meeting))!;
    const late = () => store().documentDates.lateRate([id], new Date('2018-11-19'), new Date('2018-11-27'));
    expect(await late()).toEqual({ late: 1, meetings: 1 });
    const { outcome } = await does((act) =>
      cancelMeeting(act, { meeting, seen: 0, postponed: true, reason: 'Mưa bão' }),
    );
    expect(outcome).toBe('done');
    expect(await store().documentDates.dueForReminder(new Date('2019-06-01'), 9)).not.toContainEqual(
      expect.objectContaining({ id: meeting }),
    );
    expect(await reminded('2018-12-01T08:00')).toBe(1);
    expect(await late()).toEqual({ late: 0, meetings: 0 });
  });
});

describe('an occurrence of a series', () => {
  it('moved has its documents due anew; skipped, none are awaited', async () => {
    const id = await does((act) =>
      planSeries(act, {
        seat: act.actor.seats.find(({ kind }) => kind === 'general')!,
        kind: 'committee',
        subject: 'Họp Đảng ủy thường kỳ',
        place: 'Hội trường',
        rule: { pattern: { kind: 'day', day: 5 }, time: '08:00', onHoliday: 'next', weekendsOff: true },
        noticeDays: 15,
      }).then((series) => series.id),
    );
    await world.served.advance('P2D');
    const made = (await store().series.made([id], new Date(0))).get(id)!;
    const { meeting, on } = made.find((one) => one.on === '2018-12-05')!;
    expect(await dueOf(meeting)).toBe('2018-11-30T17:00');
    await does((act) => moveOccurrence(act, id, on, moment('2018-12-12T14:00')));
    expect(await dueOf(meeting)).toBe('2018-12-07T17:00');
    expect(await reminded('2018-12-05T20:00')).toBe(1);
    await does((act) => skipOccurrence(act, id, on));
    expect(await reminded('2018-12-12T20:00')).toBe(1);
  });
});

describe('documents given before the notice has left', () => {
  it('go with it, once, and that is said', async () => {
    for (const said of ['/moihop', 'Họp cuối năm', '28/11 8g', 'Hội trường']) await office.says(said);
    await office.chooses('Không có tài liệu');
    await office.chooses('Gửi');
    await office.says('/tailieu');
    await office.chooses('28/11 · Họp cuối năm (chưa có)');
    await office.sends('Báo cáo.pdf', pdfOf([{ lines: ['Báo cáo năm'] }]), 'application/pdf');
    expect(await office.hears(() => office.chooses('Xong'))).toBe(
      '📄 Tài liệu họp lúc 08:00, Thứ Tư, 28/11/2018\nNội dung: Họp cuối năm\nGửi 1 tệp cùng giấy mời:\n1. Báo cáo.pdf',
    );
    expect(await office.hears(() => office.chooses('Gửi'))).toBe('✅ Đã nhận 1 tệp, gửi đi cùng giấy mời.');
    const cadre = phoneIn(world, 'BT-AN');
    const given = async () => (await cadre.said()).filter((text) => text.startsWith('Báo cáo.pdf'));
    expect(await given()).toEqual([]);
    await world.served.advance('PT5M');
    await cadre.sees(/^📅 Giấy mời họp[\s\S]*Họp cuối năm/);
    expect(await given()).toHaveLength(1);
  });
});
