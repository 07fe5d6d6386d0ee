import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Inbound } from '../../src/domain/channel.ts';
import { takeTurn } from '../../src/flows/turn.ts';
import { openLog } from '../../src/log.ts';
import type { Store } from '../../src/store/store.ts';
import type { App } from '../../src/use-cases/app.ts';
import { receive } from '../../src/use-cases/messaging/receive.ts';
import { openWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const now = new Date('2018-11-19T01:00:00Z');
const day = new Date('2018-11-19T00:00:00Z');
const inbox = () => world.served.house.database.store.inbox;

const inbound = (address: string, text: string, externalId: string = randomUUID()): Inbound => ({
  channel: 'zalo-bot',
  address,
  externalId,
  content: { kind: 'text', text },
  language: 'en',
  network: undefined,
});

/** The texts that wait in the lane, in the order they are taken. */
async function drain(lane: string): Promise<readonly string[]> {
  const texts: string[] = [];
  while (true) {
    const turn = await inbox().next(lane, day);
    if (!turn) return texts;
    if (turn === 'unlocked') await inbox().begin(lane, now);
    else {
      texts.push(turn.inbound.content.kind === 'text' ? turn.inbound.content.text : '');
      await inbox().settle(turn.id, 'handled');
    }
  }
}

describe('the inbox', () => {
  it('keeps a message once, however often and however closely together it arrives', async () => {
    const same = inbound('once', 'a', 'the-same');
    const other = { ...inbound('once', 'another text'), externalId: 'the-same' };
    const woken = await Promise.all([inbox().keep([same], now), inbox().keep([other], now)]);
    expect(woken.flat()).toEqual(['zalo-bot:once']);
    expect(await inbox().keep([same, same], now)).toEqual([]);
    expect(await drain('zalo-bot:once')).toHaveLength(1);
    expect(await inbox().keep([same], now)).toEqual([]);
    expect(await drain('zalo-bot:once')).toEqual([]);
  });

  it('the same id on another channel is another message', async () => {
    const one = inbound('channels', 'a', 'shared-id');
    expect(await inbox().keep([one, { ...one, channel: 'telegram' }], now)).toHaveLength(2);
  });

  it('hands a lane out in order of arrival, lanes beside one another', async () => {
    await inbox().keep([inbound('x', 'x1'), inbound('y', 'y1'), inbound('x', 'x2')], now);
    await inbox().keep([inbound('x', 'x3')], now);
    expect(await drain('zalo-bot:x')).toEqual(['x1', 'x2', 'x3']);
    expect(await drain('zalo-bot:y')).toEqual(['y1']);
  });

  it('asks that a lane be begun before it is locked, and begins it once', async () => {
    await inbox().keep([inbound('new', 'a')], now);
    expect(await inbox().next('zalo-bot:new', day)).toBe('unlocked');
    await Promise.all([inbox().begin('zalo-bot:new', now), inbox().begin('zalo-bot:new', now)]);
    expect(await inbox().next('zalo-bot:new', day)).toMatchObject({
      lane: 'zalo-bot:new',
      actor: undefined,
      ended: false,
    });
    expect(await inbox().next('zalo-bot:nobody', day)).toBeUndefined();
    await drain('zalo-bot:new');
  });

  it('settles a message once; what is settled has no faults', async () => {
    await inbox().keep([inbound('settle', 'a')], now);
    await inbox().begin('zalo-bot:settle', now);
    const turn = await inbox().next('zalo-bot:settle', day);
    if (typeof turn !== 'object') throw new Error('no turn');
    const first = await inbox().fault(turn.id, 'Error');
    const second = await inbox().fault(turn.id, 'Error');
    // The database asks its clock twice in one statement.
    expect(Math.abs(first)).toBeLessThan(1_000);
    expect(second).toBeGreaterThanOrEqual(first);
    expect(await inbox().settle(turn.id, 'handled')).toBe(true);
    expect(await inbox().settle(turn.id, 'parked')).toBe(false);
    expect(await inbox().fault(turn.id, 'Error')).toBe(0);
  });

  it('one person’s messages share a lane, whatever they come from', async () => {
    const { database } = world.served.house;
    const person = (await database.store.people.byCode('BT-HOA'))!;
    const [zalo, telegram] = [
      inbound('hoa', 'from Zalo'),
      { ...inbound('hoa', 'from Telegram'), channel: 'telegram' as const },
    ];
    await database.store.accounts.link(zalo, person.id, now);
    await database.store.accounts.link(telegram, person.id, now);
    expect(await inbox().keep([zalo, telegram], now)).toEqual([`person:${person.id}`]);
    expect(await drain(`person:${person.id}`)).toEqual(['from Zalo', 'from Telegram']);
  });

  it('what could not be read is parked', async () => {
    const before = (await inbox().counts()).parked;
    const unreadable = { channel: 'telegram' as const, externalId: 'odd', unreadable: 'no chat' };
    await receive(world.served.house.app, [unreadable, unreadable]);
    await receive(world.served.house.app, [unreadable]);
    expect((await inbox().counts()).parked).toBe(before + 1);
  });
});

describe('a turn that fails', () => {
  /** The house whose first transaction fails when all is done, and a message that has been failing so long. */
  function broken(failingMs: number, alerts: object[]): App {
    const { app, database } = world.served.house;
    const fault: Store['inbox']['fault'] = async (id, what) => {
      await database.store.inbox.fault(id, what);
      return failingMs;
    };
    const store = new Proxy(database.store, {
      get: (of, asked: keyof Store) => (asked === 'inbox' ? { ...of.inbox, fault } : of[asked]),
    });
    let failed = false;
    const transaction: App['database']['transaction'] = (work) =>
      database.transaction(async (inner) => {
        const result = await work(inner);
        if (failed) return result;
        failed = true;
        throw new Error('what somebody wrote');
      });
    const log = openLog('error', { write: (line) => void alerts.push(JSON.parse(line) as object) });
    return { ...app, log, database: { ...database, store, transaction } };
  }

  const address = (chat: string) => ({ channel: 'zalo-bot' as const, address: chat });
  const said = async (chat: string) => {
    const latest = await world.served.house.database.store.outbox.latest(address(chat), 9);
    return latest.map((content) => (content.kind === 'text' ? content.text : ''));
  };

  it('leaves nothing behind and is tried again', async () => {
    const { app } = world.served.house;
    await receive(app, [inbound('fails', 'first'), inbound('fails', 'second')]);
    expect(await takeTurn(broken(29_000, []), 'zalo-bot:fails')).toBe('faulted');
    expect(await takeTurn(broken(29_999, []), 'zalo-bot:fails')).toBe('faulted');
    expect(await said('fails')).toEqual([]);
    await takeTurn(app, 'zalo-bot:fails');
    expect(await said('fails')).toHaveLength(1);
    await takeTurn(app, 'zalo-bot:fails');
    expect(await takeTurn(app, 'zalo-bot:fails')).toBe('nothing');
  });

  it('is parked after thirty seconds: an alert without a word of it, the person is told, the lane goes on', async () => {
    const { app } = world.served.house;
    const before = (await inbox().counts()).parked;
    const alerts: object[] = [];
    await receive(app, [inbound('parks', 'A <b>secret</b> text'), inbound('parks', 'the next')]);
    expect(await takeTurn(broken(30_000, alerts), 'zalo-bot:parks')).toBe('parked');
    expect((await inbox().counts()).parked).toBe(before + 1);
    expect(JSON.stringify(alerts)).toContain('"alert":true');
    expect(JSON.stringify(alerts)).not.toMatch(/secret|somebody wrote/);
    const [told] = await said('parks');
    expect(told).toContain('“A &lt;b&gt;secret&lt;/b&gt; text” could not be handled');
    await takeTurn(app, 'zalo-bot:parks');
    expect(await said('parks')).toHaveLength(2);
    expect(await takeTurn(app, 'zalo-bot:parks')).toBe('nothing');
  });
});
