import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../../src/domain/history.ts';
import { Refusal } from '../../../src/domain/refusal.ts';
import { dateOfDay, dayIn } from '../../../src/domain/time.ts';
import type { Told } from '../../../src/store/recommendation-row.ts';
import type { ActOf } from '../../../src/use-cases/app.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { answerRecommendation } from '../../../src/use-cases/recommendations/answer-recommendation.ts';
import { answerHelp } from '../../../src/use-cases/recommendations/help/answer-help.ts';
import { askForHelp } from '../../../src/use-cases/recommendations/help/ask-for-help.ts';
import { raiseRecommendation } from '../../../src/use-cases/recommendations/raise-recommendation.ts';
import { takeStepsOfHelpers } from '../../../src/use-cases/recommendations/take-steps.ts';
import { takeUpRecommendation } from '../../../src/use-cases/recommendations/take-up-recommendation.ts';
import { transferRecommendation } from '../../../src/use-cases/recommendations/transfer-recommendation.ts';
import { withdrawRecommendation } from '../../../src/use-cases/recommendations/withdraw-recommendation.ts';
import { type Phone, phoneIn } from '../../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const phone = (code: string): Phone => phoneIn(world, code);
const store = () => world.served.house.database.store;

async function as<Result>(code: string, work: (act: ActOf) => Promise<Result>): Promise<Result> {
  const { app } = world.served.house;
  const now = app.clock.now();
  const { id } = (await store().people.byCode(code))!;
  const actor = (await store().people.actor(id, dateOfDay(dayIn(app.zone, now))))!;
  const result = await inAct(app, (act) => work({ ...act, actor }), now);
  await world.served.idle();
  return result;
}

const officeId = async (code: string) => (await store().offices.byCode(code))!.id;

async function raised(text: string, field = 'Giao thông', aboutOffice = false): Promise<Told> {
  const unit = (await store().units.byCode('BT.BATRI.MYTHANH'))!;
  const raising = { unit, visit: undefined, kind: 'proposal' as const, field, text, aboutOffice };
  return (await as('BT-AN', (act) => raiseRecommendation(act, raising))).told;
}

/** As it is stored, which is what its history says. */
async function stored({ id }: Pick<Told, 'id'>) {
  const told = (await store().recommendations.byId(id))!;
  const history = await store().recommendations.history(id);
  const written = (helpers: Told['helpers']) =>
    helpers.map((helper) =>
      Object.entries(helper)
        .map(([key, value]) => `${key} ${value}`)
        .sort(),
    );
  expect(written(told.helpers)).toEqual(written(fold(history)!.helpers));
  return { told, whats: history.map(({ what }) => what).filter((what) => what.startsWith('co-')) };
}

const at = (local: string) =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').toInstant();

async function toMoment(local: string): Promise<void> {
  const { app } = world.served.house;
  const minutes = at(local).since(app.clock.now()).total('minutes');
  await world.served.advance(`PT${Math.ceil(minutes)}M`);
  await world.served.idle();
}

async function asked(told: Told, office: string, due: string, by = 'GTVT-LONG') {
  const wanted = { office: await officeId(office), text: 'Cho ý kiến', due: at(due) };
  return as(by, (act) => askForHelp(act, told.id, wanted));
}

async function passedOn(told: Told) {
  const target = await officeId('BT-VPTU');
  return as('GTVT-LONG', (act) => transferRecommendation(act, told.id, { target, reason: 'Không thuộc' }));
}

/** What each was told from here on that names it. */
async function toldOf(number: string, codes: readonly string[], work: () => Promise<unknown>) {
  const counts = await Promise.all(codes.map(async (code) => (await phone(code).said()).length));
  await work();
  await world.served.idle();
  return Promise.all(
    codes.map(async (code, index) =>
      (await phone(code).said()).slice(counts[index]).filter((text) => text.includes(number)),
    ),
  );
}

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Refusal);
  return (error as Refusal).code;
};

describe('the day of a helper', () => {
  it('is warned of, passes, and is named every working morning until it answers; each once', async () => {
    const told = await raised('Cầu ấp 3');
    await as('GTVT-LONG', (act) => takeUpRecommendation(act, told.id));
    await asked(told, 'BT-SYT', '2018-11-22T17:00');
    const clocks = (await stored(told)).told;
    expect(clocks.helpers[0]).toMatchObject({ nextStep: 'warn' });
    expect(await store().due.next(new Date('2018-11-21T09:00:00Z'))).toEqual(
      new Date('2018-11-21T10:00:00Z'),
    );

    const who = ['CB003', 'GTVT-LONG'];
    const [warned, leadWarned] = await toldOf(told.number, who, () => toMoment('2018-11-21T17:01'));
    expect(warned).toEqual([
      `⏰ ${told.number} (Cầu ấp 3; xã Mỹ Thạnh, huyện Ba Tri) sắp đến hạn phối hợp với Sở Giao thông vận tải: 17:00, Thứ Năm, 22/11/2018.`,
    ]);
    expect(leadWarned).toEqual([]);
    const [passed, leadPassed] = await toldOf(told.number, who, () => toMoment('2018-11-22T17:01'));
    expect(passed).toEqual([
      `🔴 ${told.number} (Cầu ấp 3; xã Mỹ Thạnh, huyện Ba Tri) đã quá hạn phối hợp: 17:00, Thứ Năm, 22/11/2018. Sở Giao thông vận tải đang chờ trả lời của Sở Y tế.`,
    ]);
    expect(leadPassed).toEqual([
      `🔴 ${told.number} (Cầu ấp 3; xã Mỹ Thạnh, huyện Ba Tri): Sở Y tế quá hạn phối hợp (17:00, Thứ Năm, 22/11/2018), chưa trả lời. Hạn của cơ quan đồng chí không đổi: 17:00, Thứ Hai, 10/12/2018.`,
    ]);
    expect(await toldOf(told.number, who, () => world.served.advance('PT1H'))).toEqual([[], []]);
    await phone('CB003').says('/viec');
    expect(await phone('CB003').last()).toContain(`🔴 ${told.number}`);
    for (let morning = 0; morning < 2; morning++) {
      const [digest, leadDigest] = await toldOf(told.number, who, () =>
        world.served.advance('next-working-day'),
      );
      expect(digest).toEqual([
        `🔴 Phối hợp quá hạn, chưa trả lời: 1\n• ${told.number} (xã Mỹ Thạnh, huyện Ba Tri): Cầu ấp 3. Phối hợp với Sở Giao thông vận tải, hạn 17:00, Thứ Năm, 22/11/2018.`,
      ]);
      expect(leadDigest).toEqual([]);
    }
    const { request } = clocks.helpers[0]!;
    await as('CB003', (act) => answerHelp(act, { recommendation: told.id, request }, 'Ba ca.'));
    expect(await toldOf(told.number, who, () => world.served.advance('next-working-day'))).toEqual([[], []]);
    const after = await stored(told);
    expect(after.whats).toEqual([
      'co-asked',
      'co-warned',
      'co-passed',
      'co-reminded',
      'co-reminded',
      'co-answered',
    ]);
    for (const key of ['deadline', 'movesUpAt', 'legalDeadline', 'nextStepAt'] as const)
      expect(String(after.told[key])).toBe(String(clocks[key]));
    expect(
      await refusal(as('CB012', (act) => answerHelp(act, { recommendation: told.id, request }, 'x'))),
    ).toBe('help.answered-already');
  });

  it('taken by two workers at once, twice, late, is told once; the warning that is moot is not', async () => {
    const told = await raised('Đường ấp 4');
    const { app } = world.served.house;
    const now = app.clock.now().toZonedDateTimeISO(app.zone);
    const due = now.toPlainDate().add({ days: 1 }).toPlainDateTime('16:00');
    await asked(told, 'BT-SYT', due.toString());
    const late = due.toZonedDateTime(app.zone).add({ hours: 30 }).toInstant();
    const take = () => inAct(app, (act) => takeStepsOfHelpers(act, [told.id]), late);
    await Promise.allSettled([take(), take()]);
    await take();
    expect(await store().helpers.due(new Date(late.epochMilliseconds), 10)).toEqual([]);
    expect((await stored(told)).whats).toEqual(['co-asked', 'co-passed']);
    await as('GTVT-LONG', (act) => answerRecommendation(act, told.id, 'Xong'));
  });

  it('that becomes a day off moves later, within the time of the lead', async () => {
    const told = await raised('Cống ấp 1');
    const { app } = world.served.house;
    const today = app.clock.now().toZonedDateTimeISO(app.zone).toPlainDate();
    const lead = told.deadline!.toZonedDateTimeISO(app.zone).toPlainDate();
    const days = Array.from({ length: 20 }, (_, one) => today.add({ days: one + 1 }));
    const due = days.find((day) => day.dayOfWeek < 5 && day.until(lead).total('days') > 2)!;
    await asked(told, 'BT-SYT', `${due.toString()}T17:00`);
    const dd = `${String(due.day).padStart(2, '0')}/${String(due.month).padStart(2, '0')}/${due.year}`;
    await world.cli('calendar', 'add', 'holiday', dd, 'Nghỉ');
    await world.served.advance('PT1M');
    const after = await stored(told);
    expect(after.whats).toEqual(['co-asked', 'co-postponed']);
    const [helper] = after.told.helpers;
    expect(String(helper!.due)).toBe(String(at(`${due.add({ days: 1 }).toString()}T17:00`)));
    await world.cli('calendar', 'remove', dd);
    await world.served.advance('PT1M');
    expect(String((await stored(told)).told.helpers[0]!.due)).toBe(String(helper!.due));
    await as('GTVT-LONG', (act) => answerRecommendation(act, told.id, 'Xong'));
  });
});

describe('a request ends', () => {
  const dueOf = (told: Told) =>
    told.deadline!.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDateTime().toString();

  it('when it is passed on, moves up, or is withdrawn; the office is told why', async () => {
    const passed = await raised('Bến phà 1');
    await asked(passed, 'BT-SYT', dueOf(passed));
    const [heard] = await toldOf(passed.number, ['CB003'], () => passedOn(passed));
    expect(heard).toEqual([
      `${passed.number} (Bến phà 1) đã chuyển tới Văn phòng Tỉnh ủy, cơ quan đồng chí không cần phối hợp nữa. Cần thì Văn phòng Tỉnh ủy sẽ mời lại.`,
    ]);
    expect((await stored(passed)).whats).toEqual(['co-asked', 'co-ended']);

    const withdrawn = await raised('Bến phà 2');
    await asked(withdrawn, 'BT-SYT', dueOf(withdrawn));
    const [told] = await toldOf(withdrawn.number, ['CB003'], () =>
      as('BT-AN', (act) => withdrawRecommendation(act, withdrawn.id, 'Nhầm')),
    );
    expect(told).toEqual([
      `${withdrawn.number} (Bến phà 2): người nêu đã rút, cơ quan đồng chí không cần phối hợp nữa.`,
    ]);

    const overdue = await raised('Bến phà 3');
    await asked(overdue, 'BT-VPTU', dueOf(overdue));
    await asked(overdue, 'BT-SYT', dueOf(overdue));
    await toMoment(overdue.movesUpAt!.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDateTime().toString());
    await world.served.advance('PT1M');
    const after = await stored(overdue);
    expect(after.told.officeName).toBe('Văn phòng Tỉnh ủy');
    expect(after.whats.filter((what) => what === 'co-ended')).toHaveLength(2);
    // Past its own deadline nobody asks for help any more.
    const late = await raised('Bến phà 4');
    await toMoment(dueOf(late));
    await world.served.advance('PT1M');
    expect(await refusal(asked(late, 'BT-SYT', '2019-03-01T17:00'))).toBe('help.overdue');
  });

  it('nothing is asked that can not be', async () => {
    const told = await raised('Bến phà 5');
    const due = dueOf(told);
    expect(await refusal(asked(told, 'BT-SGTVT', due))).toBe('help.own-office');
    expect(await refusal(asked(told, 'BT.GIONGTROM-VPHU', due))).toBe('help.no-such-office');
    expect(await refusal(asked(told, 'BT-SYT', '2018-11-19T08:00'))).toBe('help.due-past');
    expect(await refusal(asked(told, 'BT-SYT', '2030-01-01T17:00'))).toBe('help.due-after-lead');
    expect(await refusal(asked(told, 'BT-SYT', due, 'CB003'))).toBe('chat.not-yours');
    await asked(told, 'BT-SYT', due);
    expect(await refusal(asked(told, 'BT-SYT', due))).toBe('help.asked-already');
    expect((await stored(told)).whats).toEqual(['co-asked']);
  });
});

describe('what is about an office', () => {
  it('is read by the helper, and never asked of the offices it is hidden from', async () => {
    const told = await raised('Văn phòng xã chậm trả hồ sơ', 'Giao thông', true);
    const lead = told.officeName === 'Sở Giao thông vận tải' ? 'GTVT-LONG' : 'VPTU-BINH';
    const due = told.deadline!.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDateTime().toString();
    expect(await refusal(asked(told, 'BT.BATRI.MYTHANH-VPDU', due, lead))).toBe('help.no-such-office');
    await asked(told, 'BT-SYT', due, lead);
    await phone('CB003').chooses('Xem chi tiết');
    expect(await phone('CB003').last()).toContain('Văn phòng xã chậm trả hồ sơ');
  });
});

describe('a reform', () => {
  it('that ends a helper asks its heir; where the heir is the lead, the request ends', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ba-nam-help-'));
    const told = await raised('Kênh ấp 2', 'Giao thông');
    const due = told.deadline!.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDateTime().toString();
    await asked(told, 'BT.BATRI-VPHU', due);
    const led = await raised('Việc của tỉnh', 'Giao thông');
    await passedOn(led);
    const ledDue = (await stored(led)).told
      .deadline!.toZonedDateTimeISO('Asia/Ho_Chi_Minh')
      .toPlainDateTime();
    await asked(led, 'BT.BATRI-VPHU', ledDue.toString(), 'VPTU-BINH');
    const path = join(folder, 'plan.yaml');
    const { app } = world.served.house;
    const on = app.clock.now().toZonedDateTimeISO(app.zone).toPlainDate();
    const dd = `${String(on.day).padStart(2, '0')}/${String(on.month).padStart(2, '0')}/${on.year}`;
    await writeFile(path, `on: ${dd}\ndecision: 1/NQ\nchanges:\n  - dissolve: Huyện\n`);
    const [heard] = await toldOf(told.number, ['VPTU-BINH'], async () => {
      expect(await world.cli('reorganise', path)).toMatchObject({ err: '', exit: 0 });
      await world.served.advance('PT1M');
    });
    expect(heard).toHaveLength(1);
    expect(heard![0]).toMatch(
      /^📌 Sở Giao thông vận tải mời phối hợp: cơ quan được mời trước đây đã kết thúc hoạt động do sắp xếp đơn vị, nay Văn phòng Tỉnh ủy phối hợp\.\nĐề nghị: Cho ý kiến/,
    );
    const after = await stored(told);
    expect(after.whats).toEqual(['co-asked', 'co-readdressed']);
    const [helper] = after.told.helpers;
    await as('VPTU-BINH', (act) =>
      answerHelp(act, { recommendation: told.id, request: helper!.request }, 'Đồng ý.'),
    );
    expect((await stored(led)).whats).toEqual(['co-asked', 'co-ended']);
    await rm(folder, { recursive: true });
  });
});
