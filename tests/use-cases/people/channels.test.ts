import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Content } from '../../../src/domain/message.ts';
import { dateOf } from '../../../src/domain/time.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { say } from '../../../src/use-cases/messaging/say.ts';
import { phoneIn } from '../../support/chat-phone.ts';
import { type FakeTelegram, startFakeTelegram } from '../../support/fake-telegram.ts';
import { type FakeZalo, startFakeZalo } from '../../support/fake-zalo.ts';
import { type StoryPhone, telegramPhone, zaloPhone } from '../../support/phones.ts';
import { openWorld, type TestWorld } from '../../support/world.ts';

let telegram: FakeTelegram;
let zalo: FakeZalo;
let world: TestWorld;
beforeAll(async () => {
  [telegram, zalo] = [await startFakeTelegram(), await startFakeZalo()];
  world = await openWorld({
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ZALO_BOT_TOKEN: zalo.token,
    ZALO_BOT_API_ROOT: zalo.apiRoot,
    ZALO_BOT_MODE: 'polling',
  });
});
afterAll(async () => {
  await world.close();
  await telegram.close();
  await zalo.close();
});

let chats = 80_000;
async function links(phone: StoryPhone, code: string): Promise<StoryPhone> {
  await phone.says(`/start ${await world.code(code)}`);
  await phone.sees(/Có đúng là đồng chí không/);
  await phone.chooses('Đúng');
  await phone.sees(/Đã kết nối/);
  await world.served.idle();
  return phone;
}
const onTelegram = (code: string) => links(telegramPhone(telegram, ++chats), code);
const onZalo = (code: string) => links(zaloPhone(zalo, world, `z${++chats}`), code);

const idOf = async (code: string) => (await world.served.house.database.store.people.byCode(code))!.id;
const linkedTo = async (code: string) =>
  (await world.served.house.database.store.accounts.of(await idOf(code))).map(({ channel }) => channel);

/** Tells the person something, now or an hour on. */
async function tells(code: string, text: string, buttons: Content['buttons'] = []): Promise<void> {
  const { app } = world.served.house;
  const to = [await idOf(code)];
  await inAct(app, (act) =>
    say(act, { to, once: `test:${text.slice(0, 40)}`, priority: 2, word: () => ({ text, buttons }) }),
  );
}

/** What waits for an hour on one of the person's phones. */
async function waits(code: string, text: string, buttons: Content['buttons'] = []): Promise<void> {
  const { app, database } = world.served.house;
  const person = await idOf(code);
  const [at] = await database.store.accounts.reach([person], new Date('2018-11-19'));
  const notBefore = dateOf(app.clock.now().add({ hours: 1 }));
  const row = { ...at!, person, priority: 2 as const, once: `waits:${text.slice(0, 40)}`, notBefore };
  const content = { kind: 'text' as const, text, buttons };
  await database.store.outbox.put([{ ...row, content }], dateOf(app.clock.now()), []);
}

describe('several phones of one person', () => {
  it('the latest is written to, until another is chosen; settings name channels, never addresses', async () => {
    const browser = phoneIn(world, 'CB020');
    const [t, z] = [await onTelegram('CB020'), await onZalo('CB020')];
    await tells('CB020', 'Tin thứ nhất');
    await z.sees(/Tin thứ nhất/);
    await browser.says('/caidat');
    const shown = await browser.sees(/Máy đã kết nối/);
    expect(shown).toBe(
      'Máy đã kết nối:\n• Zalo (nhận tin trước)\n• Telegram\n• trình duyệt\nNgôn ngữ / Language:',
    );
    await browser.chooses('Nhận tin trước: Telegram');
    await browser.sees(/Từ nay tin gửi tới Telegram trước/);
    expect(await linkedTo('CB020')).toEqual(['telegram', 'zalo-bot', 'browser']);
    await tells('CB020', 'Tin thứ hai');
    await t.sees(/Tin thứ hai/);
    // A new phone on another channel does not jump the queue.
    await onZalo('CB020');
    expect(await linkedTo('CB020')).toEqual(['telegram', 'zalo-bot', 'browser']);
    // On the same it takes the place of the old one.
    await onTelegram('CB020');
    expect(await linkedTo('CB020')).toEqual(['telegram', 'zalo-bot', 'browser']);
    await world.served.house.database.store.accounts.setReachable(
      (await world.served.house.database.store.accounts.of(await idOf('CB020')))[0]!,
      'blocked',
      new Date(),
    );
    await browser.says('/caidat');
    expect(await browser.last()).toContain('• Telegram (không gửi tới được)');
    expect((await browser.buttons()).map(({ label }) => label)).not.toContain('Nhận tin trước: Telegram');
  });
});

describe('a phone is given up', () => {
  it('by the person: what waited goes on to the next one, and the draft stays', async () => {
    const browser = phoneIn(world, 'CB021');
    const t = await onTelegram('CB021');
    await t.says('/ghi');
    await t.sees(/đơn vị nào/);
    await t.says('1');
    await t.sees(/ngày nào/i);
    const long = `${'Một đoạn dài của giấy mời. '.repeat(40)}\n`.repeat(3).trim();
    await waits('CB021', long, [[{ label: 'Dự', action: 'y:x' }]]);
    await waits('CB021', 'Rồi tới tin này');
    const z = await onZalo('CB021');
    await browser.says('/caidat');
    await browser.sees(/Máy đã kết nối/);
    await browser.chooses('Ngắt kết nối: Telegram');
    expect(await browser.sees(/Ngắt kết nối Telegram\?/)).toContain('chuyển sang máy khác');
    await browser.chooses('Ngắt kết nối');
    await browser.sees(/Đã ngắt kết nối Telegram\. Nội dung đang soạn vẫn còn/);
    await t.sees(/Máy này không còn kết nối với đồng chí/);
    expect(await linkedTo('CB021')).toEqual(['zalo-bot', 'browser']);
    await world.served.advance('PT2H');
    await z.sees(/Rồi tới tin này/);
    const said = (await z.said()).join('\n');
    expect(said.split('Một đoạn dài của giấy mời.')).toHaveLength(121);
    expect(said).toMatch(/\d\d\. Dự/);
    expect((await t.said()).join('\n')).not.toContain('Rồi tới tin này');
    await t.says('xin chào');
    await t.sees(/Đồng chí nhập mã mời/);
    expect((await browser.talk()).stack.map(({ flow }) => flow)).toEqual(['log-visit']);
  });

  it('kept after all, nothing changes', async () => {
    const browser = phoneIn(world, 'CB022');
    await browser.says('/caidat');
    await browser.chooses('Ngắt kết nối: trình duyệt');
    expect(await browser.sees(/Ngắt kết nối trình duyệt\?/)).toContain('máy duy nhất');
    await browser.says('2');
    await browser.sees(/Kết nối giữ nguyên/);
    expect(await linkedTo('CB022')).toEqual(['browser']);
    await browser.presses('cu:telegram');
    expect(await browser.last()).not.toContain('Ngắt kết nối');
    await browser.presses('cp:nowhere');
    expect(await linkedTo('CB022')).toEqual(['browser']);
  });

  it('by the operator, all or one; without another, what waited is marked with what happened', async () => {
    await onTelegram('CB024');
    const one = await world.cli('unlink', '--person', 'cb024', '--channel', 'telegram');
    expect(one).toMatchObject({ exit: 0, err: '' });
    expect(one.out).toMatch(/^Đã ngắt kết nối Telegram của .+ \(CB024\)\.\n$/);
    await waits('CB024', 'Không tới được nữa');
    const all = await world.cli('unlink', '--person', 'CB024', '--json');
    expect(JSON.parse(all.out)).toEqual([{ person: 'CB024', channel: 'browser' }]);
    expect(await linkedTo('CB024')).toEqual([]);
    const again = await world.cli('unlink', '--person', 'CB024');
    expect([again.exit, again.err]).toEqual([1, expect.stringMatching(/không có máy nào như vậy/)]);
    expect((await world.cli('unlink', '--person', 'CB024', '--channel', 'fax')).exit).toBe(2);
    expect((await world.cli('unlink')).exit).toBe(2);
    await world.served.advance('PT2H');
    expect((await phoneIn(world, 'CB024').said()).join('\n')).not.toContain('Không tới được nữa');
    const { failed } = await world.served.house.database.store.outbox.deliveryOf('browser');
    expect(failed).toBe(1);
  });
});
