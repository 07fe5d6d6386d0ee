import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Audience, followersOnly } from '../../../src/domain/audience.ts';
import { type MeetingId, shortId } from '../../../src/domain/identity.ts';
import { dateOf } from '../../../src/domain/time.ts';
import type { ActOf } from '../../../src/use-cases/app.ts';
import { answerInvitation } from '../../../src/use-cases/meetings/answer-invitation.ts';
import { callMeeting } from '../../../src/use-cases/meetings/call-meeting.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { type Phone, phoneIn } from '../../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const unit = 'BT.BATRI.MYTHANH';
const phoneOf = (code: string): Phone => phoneIn(world, code);
const store = () => world.served.house.database.store;
const named = async (code: string) => (await store().people.byCode(code))!;

async function as<Result>(code: string, work: (act: ActOf) => Promise<Result>): Promise<Result> {
  const { app } = world.served.house;
  const now = app.clock.now();
  const actor = (await store().people.actor((await named(code)).id, dateOf(now)))!;
  const result = await inAct(app, (act) => work({ ...act, actor }), now);
  await world.served.idle();
  return result;
}

async function called(subject: string, local: string, audience?: Audience): Promise<MeetingId> {
  const startsAt = Temporal.Instant.from(`${local}:00+07:00`);
  const { meeting } = await as('MT-THU', (act) =>
    callMeeting(act, {
      seat: act.actor.seats[0]!,
      subject,
      place: 'Hội trường xã',
      startsAt,
      documents: [],
      atOnce: true,
      ...(audience && { audience }),
    }),
  );
  return meeting.id;
}

async function isInvited(meeting: MeetingId, code: string): Promise<boolean> {
  const found = await store().invitations.of(meeting, (await named(code)).id);
  return found !== undefined && !found.withdrawnAt;
}

async function ends(code: string, ...more: readonly string[]) {
  const { out, err } = await world.cli('assign', '--end', '--person', code, '--unit', unit, ...more);
  expect(err).toBe('');
  // What is said before the process has become the sender goes out with the next look.
  await world.served.advance('PT1M');
  return out.trim();
}

const saidTo = async (code: string, part: RegExp) =>
  (await phoneOf(code).said()).filter((text) => part.test(text));

describe('an assignment that ends with nobody to follow', () => {
  it('takes along the invitations to meetings after the last day: no answer, no reminder, no list', async () => {
    const meeting = await called('Họp một', '2018-11-28T08:00');
    const out = await ends('CB031');
    expect(out).toMatch(/ngày cuối là 18\/11\/2018\.\nGiấy mời đã rút lại: 1\./);
    expect(await saidTo('CB031', /^Đồng chí thôi theo dõi/)).toEqual([
      [
        'Đồng chí thôi theo dõi xã Mỹ Thạnh, huyện Ba Tri; ngày cuối là 18/11/2018. Kiến nghị, ghi chép đồng chí đã gửi được giữ nguyên.',
        'Đồng chí không còn trong danh sách mời của các cuộc họp sau (1):',
        '• 08:00, Thứ Tư, 28/11/2018: Họp một',
      ].join('\n'),
    ]);
    expect(
      await saidTo('MT-THU', /Bùi Hữu Phúc[\s\S]*thôi theo dõi[\s\S]*Giấy mời đã rút lại: 1\./),
    ).toHaveLength(1);
    expect(await phoneOf('CB031').hears((phone) => phone.says('/lich'))).not.toContain('Họp một');
    expect(await phoneOf('CB031').hears((phone) => phone.presses(`mv:${shortId(meeting)}`))).toBe(
      'Mục này không thuộc phần việc của đồng chí.',
    );
    const { id } = (await store().invitations.of(meeting, (await named('CB031')).id))!;
    await expect(as('CB031', (act) => answerInvitation(act, id, { answer: 'coming' }))).rejects.toThrow(
      'answering.no-longer-invited',
    );
    const before = await phoneOf('CB031').said();
    await world.served.advance('P9DT8H');
    expect((await phoneOf('CB031').said()).slice(before.length).join()).not.toContain('Họp một');
    const list = (await saidTo('MT-THU', /^📝 Điểm danh: Họp một/)).join();
    expect(list).toContain('Nguyễn Văn An');
    expect(list).not.toContain('Bùi Hữu Phúc');
  });

  it('leaves a meeting up to the last day as it is, in the form too', async () => {
    const [onTheDay, after] = [
      await called('Họp ngày cuối', '2018-12-05T08:00'),
      await called('Họp sau', '2018-12-06T08:00'),
    ];
    const office = phoneOf('VPTU-BINH');
    await office.says('/phancong');
    await office.says('my thanh ba tri');
    await office.chooses('Kết thúc phân công');
    const whom = (await office.buttons()).find(({ label }) => label.includes('Huỳnh Thị Thu Yến'))!;
    await office.chooses(whom.label);
    await office.says('06/12/2018');
    await office.chooses('Không có văn bản');
    await office.chooses('Gửi');
    expect(await office.last()).toMatch(/^✅ .* ngày cuối là 05\/12\/2018\.\nGiấy mời đã rút lại: 1\.$/);
    expect([await isInvited(onTheDay, 'CB040'), await isInvited(after, 'CB040')]).toEqual([true, false]);
  });

  it('keeps invited whoever is so for another reason', async () => {
    const { id, name } = await named('CB048');
    const seat = await as('MT-THU', async ({ actor }) => actor.seats[0]!);
    await world.cli('assign', '--person', 'CB048', '--unit', `${unit}.AP1`, '--role', 'support');
    const [plain, guest, below] = [
      await called('Họp xã', '2018-12-07T08:00'),
      await called('Họp khách mời', '2018-12-08T08:00', { ...followersOnly, guests: [{ id, name }] }),
      await called('Họp cả ấp', '2018-12-09T08:00', { ...followersOnly, levels: [0, 1] }),
    ];
    const sent = await called('Họp dự thay', '2018-12-10T08:00', {
      ...followersOnly,
      offices: [{ id: seat.office, name: seat.officeName }],
    });
    await as('MT-THU', async (act) => {
      const mine = (await act.store.invitations.of(sent, act.actor.id))!;
      const theirs = (await act.store.invitations.of(sent, id))!;
      await act.store.invitations.withdraw(theirs.id, dateOf(act.now));
      await answerInvitation(act, mine.id, { answer: 'substitute', substitute: name, substituteId: id });
    });
    await ends('CB048');
    const still = [];
    for (const meeting of [plain, guest, below, sent]) still.push(await isInvited(meeting, 'CB048'));
    expect(still).toEqual([false, true, true, true]);
    expect(
      await saidTo('CB048', /^Đồng chí thôi theo dõi[\s\S]*\(3\):\n.*Họp ngày cuối\n.*Họp sau\n.*Họp xã$/),
    ).toHaveLength(1);
  });

  it('calls back whom they had sent, who is told', async () => {
    const meeting = await called('Họp bốn', '2018-12-11T08:00');
    const substitute = await named('CB035');
    await as('CB054', async (act) => {
      const mine = (await act.store.invitations.of(meeting, act.actor.id))!;
      const sends = {
        answer: 'substitute',
        substitute: substitute.name,
        substituteId: substitute.id,
      } as const;
      await answerInvitation(act, mine.id, sends);
    });
    expect(await isInvited(meeting, 'CB035')).toBe(true);
    await ends('CB054');
    expect(await isInvited(meeting, 'CB035')).toBe(false);
    expect(await saidTo('CB035', /không phải dự thay[\s\S]*Họp bốn/)).toHaveLength(1);
  });

  it('can be followed by a handover to the same person, who is invited and told anew', async () => {
    const meeting = await called('Họp năm', '2018-12-12T08:00');
    await ends('CB057');
    const notices = () => saidTo('CB057', /^📅 Giấy mời họp[\s\S]*Họp năm/);
    expect([await isInvited(meeting, 'CB057'), (await notices()).length]).toEqual([false, 1]);
    const over = ['handover', '--unit', unit, '--from', 'BT-AN', '--to', 'CB057', '--decision', '9-QĐ'];
    const { err } = await world.cli(...over);
    expect(err).toBe('');
    await world.served.advance('PT1M');
    expect([await isInvited(meeting, 'CB057'), (await notices()).length]).toEqual([true, 2]);
  });
});
