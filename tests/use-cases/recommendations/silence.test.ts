import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../../src/domain/channel.ts';
import { fold } from '../../../src/domain/history.ts';
import { shortId } from '../../../src/domain/identity.ts';
import { workingDaysBetween } from '../../../src/domain/work-calendar.ts';
import type { Told } from '../../../src/store/recommendation-row.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { askWhetherAllTold, takeSteps } from '../../../src/use-cases/recommendations/take-steps.ts';
import { addressAt, addsRecommendation, type Phone, phoneIn } from '../../support/chat-phone.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let world: TestWorld;
let office: Phone;
/** What becomes of messages to these addresses. */
const troubles = new Map<string, Delivery>();

beforeAll(async () => {
  world = await openWorld();
  office = phoneOf('GTVT-LONG');
  const channel = world.served.house.app.channels.get('browser')!;
  const send = channel.send.bind(channel);
  vi.spyOn(channel, 'send').mockImplementation(
    async (message) => troubles.get(message.address) ?? send(message),
  );
});
afterEach(() => troubles.clear());
afterAll(() => world.close());

const phoneOf = (code: string): Phone => phoneIn(world, code);
const store = () => world.served.house.database.store;
const labels = async (phone: Phone) => (await phone.buttons()).map(({ label }) => label);

async function raised(phone: Phone, text: string, aboutOffice = false): Promise<Told> {
  for (const said of ['/neu', '1']) await phone.says(said);
  if (aboutOffice) {
    await phone.chooses('Kiến nghị');
    await phone.says(text);
    for (const label of ['Giao thông', 'Có']) await phone.chooses(label);
  } else await addsRecommendation(phone, text);
  const said = await phone.hears((one) => one.chooses('Gửi'));
  return (await store().recommendations.byNumber(said.match(/KN-BT-\d+-\d+/)![0]))!;
}

async function answers(told: Told, text: string, by = office): Promise<void> {
  await by.presses(`ra:${shortId(told.id)}`);
  await by.says(text);
  await by.chooses('Gửi');
  await by.sees(/Đã gửi trả lời/);
}

/** As it stands, which is as its history says. */
async function now({ id }: Told): Promise<{ told: Told; whats: readonly string[] }> {
  const told = (await store().recommendations.byId(id))!;
  const history = await store().recommendations.history(id);
  const { state, bySilence, askAgainAt, peopleTold, nextStepAt, events } = fold(history)!;
  expect(told).toMatchObject({ state, bySilence, peopleTold, events });
  expect([`${told.nextStepAt}`, `${told.askAgainAt}`]).toEqual([`${nextStepAt}`, `${askAgainAt}`]);
  return { told, whats: history.map(({ what }) => what) };
}

const heard = async (phone: Phone, words: RegExp) =>
  (await phone.said()).filter((text) => words.test(text)).length;

/** To the moment of its next step, and a minute more; whoever looks again finds nothing. */
async function toNextStep(told: Told): Promise<void> {
  const { app } = world.served.house;
  const { nextStepAt, askAgainAt } = (await now(told)).told;
  const seconds = Math.ceil((nextStepAt ?? askAgainAt)!.since(app.clock.now()).total('seconds')) + 60;
  await world.served.advance(`PT${seconds}S`);
  const { whats } = await now(told);
  await inAct(app, (act) => takeSteps(act, [told.id]));
  await inAct(app, (act) => askWhetherAllTold(act, [told.id]));
  expect((await now(told)).whats).toEqual(whats);
}

const daysSince = (at: Told['nextStepAt'], until: Told['nextStepAt']): number =>
  workingDaysBetween(at!, until!, world.served.house.app.calendar());

// Each waits for some weeks of the whole province.
vi.setConfig({ testTimeout: 300_000 });

describe('silence after an answer', () => {
  it('closes nothing while it has not arrived; it is sent once more when it can be, and closes ten days after that', async () => {
    const cadre = phoneOf('CB031');
    const address = addressAt(world, 'CB031');
    const told = await raised(cadre, 'Cầu ấp 1 xuống cấp');
    troubles.set(address.address, { outcome: 'never', why: 'blocked' });
    await answers(told, 'Sẽ sửa cầu ấp 1.');
    await toNextStep(told);
    await toNextStep(told);
    expect((await now(told)).told.state).toBe('answered');
    expect((await now(told)).whats).toEqual(['raised', 'answered', 'close-put-off', 'close-put-off']);
    expect(await heard(cadre, /thỏa đáng chưa/)).toBe(0);
    // The phone can be written to again.
    troubles.clear();
    await store().accounts.setReachable(address, undefined, new Date());
    const before = (await now(told)).told.nextStepAt;
    await toNextStep(told);
    expect(await heard(cadre, /Sẽ sửa cầu ấp 1[\s\S]*thỏa đáng chưa/)).toBe(1);
    expect(await labels(cadre)).toEqual(['Đã thỏa đáng', 'Chưa thỏa đáng']);
    await toNextStep(told);
    await toNextStep(told);
    const { told: closed, whats } = await now(told);
    expect(whats.slice(-4)).toEqual(['close-put-off', 'close-put-off', 'close-put-off', 'closed-by-silence']);
    expect(closed).toMatchObject({ state: 'closed', bySilence: true });
    expect(daysSince(before, closed.closedAt)).toBe(10);
    expect(await heard(cadre, /Sẽ sửa cầu ấp 1[\s\S]*thỏa đáng chưa/)).toBe(1);
    // The card says why, the list does, and of what was never delivered the history says so once.
    await cadre.presses(`rv:${shortId(told.id)}`);
    const card = await cadre.last();
    expect(card).toContain('Tình trạng: tự đóng vì 10 ngày làm việc không có ý kiến.');
    expect(card.match(/chưa đến người nhận, chưa tính thời hạn tự đóng/g)).toHaveLength(1);
    expect(card.match(/gửi lại nội dung trả lời/g)).toHaveLength(1);
    expect(card.match(/đến sau ngày trả lời, chờ ý kiến đến hết/g)).toHaveLength(1);
    await cadre.says('/kiennghi');
    expect(await cadre.last()).toMatch(
      new RegExp(`${told.number}.* Tự đóng vì 10 ngày làm việc không có ý kiến\\.`),
    );
  });

  it('is counted from the arrival where the answer was long on its way, and nothing is sent twice', async () => {
    const cadre = phoneOf('CB032');
    const told = await raised(cadre, 'Cầu ấp 2 xuống cấp');
    troubles.set(addressAt(world, 'CB032').address, {
      outcome: 'later',
      retryAfterSeconds: 0,
      why: 'rate limit',
    });
    await answers(told, 'Sẽ sửa cầu ấp 2.');
    const due = (await now(told)).told.nextStepAt!;
    await toNextStep(told);
    expect((await now(told)).whats).toEqual(['raised', 'answered', 'close-put-off']);
    troubles.clear();
    await world.served.advance('PT1H');
    await world.served.advance('PT1H');
    await toNextStep(told);
    const late = await now(told);
    expect(late.told.state).toBe('answered');
    expect(daysSince(due, late.told.nextStepAt)).toBe(10);
    await toNextStep(told);
    expect((await now(told)).told).toMatchObject({ state: 'closed', bySilence: true });
    expect(await heard(cadre, /Sẽ sửa cầu ấp 2[\s\S]*thỏa đáng chưa/)).toBe(1);
  });

  it('that was confirmed is not silence', async () => {
    const cadre = phoneOf('CB033');
    const told = await raised(cadre, 'Cầu ấp 3 xuống cấp');
    await answers(told, 'Đã sửa cầu ấp 3.');
    await cadre.chooses('Đã thỏa đáng');
    expect((await now(told)).told).toMatchObject({ state: 'closed', bySilence: false });
    await cadre.presses(`rv:${shortId(told.id)}`);
    expect(await cadre.last()).toContain('Tình trạng: đã đóng.');
  });
});

describe('people who were not told yet', () => {
  const asked = (told: Told) => new RegExp(`${told.number}.*đã báo kết quả cho bà con chưa`);

  async function notToldYet(cadre: Phone, text: string): Promise<Told> {
    const told = await raised(cadre, text);
    await answers(told, `Xong: ${text}`);
    await cadre.chooses('Đã thỏa đáng');
    await cadre.chooses('Chưa báo');
    expect(await cadre.last()).toMatch(/Sau 5 ngày làm việc sẽ hỏi lại một lần\.$/);
    return told;
  }

  it('are asked about once more after five working days, and no more', async () => {
    const cadre = phoneOf('CB034');
    const told = await notToldYet(cadre, 'Cống ấp 1 nghẹt');
    const { closedAt, askAgainAt, nextStepAt } = (await now(told)).told;
    expect(daysSince(closedAt, askAgainAt)).toBe(5);
    expect(nextStepAt).toBeUndefined();
    await toNextStep(told);
    expect(await heard(cadre, asked(told))).toBe(1);
    expect(await labels(cadre)).toEqual(['Đã báo bà con', 'Chưa báo']);
    await cadre.chooses('Chưa báo');
    expect(await cadre.last()).toMatch(/^Đã ghi: chưa báo bà con\..*chọn Đã báo bà con\.$/);
    expect((await now(told)).told.askAgainAt).toBeUndefined();
    await world.served.advance('P20D');
    expect(await heard(cadre, asked(told))).toBe(1);
    await cadre.chooses('Đã báo bà con');
    expect((await now(told)).whats.slice(-3)).toEqual(['people-told', 'people-asked', 'people-told']);
  });

  it('are not asked about once they were told, nor while it is open again', async () => {
    const cadre = phoneOf('CB035');
    const known = await notToldYet(cadre, 'Cống ấp 2 nghẹt');
    await cadre.chooses('Đã báo bà con');
    const reopened = await notToldYet(cadre, 'Cống ấp 3 nghẹt');
    await cadre.presses(`ro:${shortId(reopened.id)}`);
    await cadre.says('Mới sửa một nửa');
    for (const told of [known, reopened]) expect((await now(told)).told.askAgainAt).toBeUndefined();
    await world.served.advance('P15D');
    for (const told of [known, reopened]) {
      expect(await heard(cadre, asked(told))).toBe(0);
      expect((await now(told)).whats).not.toContain('people-asked');
    }
  });
});

describe('when who raised it follows the unit no more', () => {
  const unit = 'BT.BATRI.MYTHANH';
  const passes = async (from: string, to: string) => {
    const done = await world.cli(
      'handover',
      '--unit',
      unit,
      '--from',
      from,
      '--to',
      to,
      '--decision',
      '5-QĐ',
    );
    expect(done).toMatchObject({ exit: 0, err: '' });
  };

  it('the successor is asked, who left is told; and only the successor has the word', async () => {
    const [former, successor] = [phoneOf('BT-AN'), phoneOf('CB036')];
    const told = await raised(former, 'Cầu ấp 5 xuống cấp');
    const before = await raised(former, 'Cầu ấp 6 xuống cấp');
    await answers(before, 'Sẽ sửa cầu ấp 6.');
    await former.sees(/Sẽ sửa cầu ấp 6[\s\S]*thỏa đáng chưa/);
    await passes('BT-AN', 'CB036');
    await answers(told, 'Đã sửa cầu ấp 5.');
    await successor.sees(/Đã sửa cầu ấp 5[\s\S]*thỏa đáng chưa/);
    expect(await labels(successor)).toEqual(['Đã thỏa đáng', 'Chưa thỏa đáng']);
    const said = await former.sees(/Đã sửa cầu ấp 5/);
    expect(said).toMatch(/không còn phụ trách xã Mỹ Thạnh.*: người phụ trách hiện nay cho ý kiến\.$/);
    expect(await labels(former)).toEqual(['Xem chi tiết']);
    for (const verb of ['rc', 'rd']) {
      await former.presses(`${verb}:${shortId(told.id)}`);
      expect(await former.last()).toMatch(/không còn phụ trách đơn vị này/);
    }
    await former.presses(`rv:${shortId(told.id)}`);
    expect(await labels(former)).toEqual([]);
    expect((await now(told)).told.state).toBe('answered');
    await successor.chooses('Đã thỏa đáng');
    expect((await now(told)).told.state).toBe('closed');
    // Who came after has not had the answer that was given before: it is sent, and their silence is waited for.
    await toNextStep(before);
    await successor.sees(/Sẽ sửa cầu ấp 6[\s\S]*thỏa đáng chưa/);
    expect((await now(before)).told.state).toBe('answered');
    expect(await heard(former, /Sẽ sửa cầu ấp 6/)).toBe(1);
    await toNextStep(before);
    await toNextStep(before);
    expect((await now(before)).told).toMatchObject({ state: 'closed', bySilence: true });
  });

  it('what is about the unit’s office is not told to it, though nobody came after', async () => {
    const former = phoneOf('CB036');
    const told = await raised(former, 'Văn phòng xã chậm trả hồ sơ', true);
    expect(told.hiddenFrom).toBe(told.unitId);
    const ended = ['assign', '--end', '--unit', unit, '--person', 'CB036', '--decision', '6-QĐ'];
    expect(await world.cli(...ended)).toMatchObject({ exit: 0, err: '' });
    await world.served.advance('P1D');
    const handler = told.officeName === 'Sở Giao thông vận tải' ? office : phoneOf('VPTU-BINH');
    await answers(told, 'Đã chấn chỉnh.', handler);
    for (const code of ['MT-THU', 'MT-KHANH']) expect(await heard(phoneOf(code), /chấn chỉnh/)).toBe(0);
    await former.sees(/Đã chấn chỉnh[\s\S]*thỏa đáng chưa/);
    await former.chooses('Đã thỏa đáng');
    expect((await now(told)).told.state).toBe('closed');
  });
});
