import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Inbound } from '../../src/domain/channel.ts';
import { takeTurn, takeTurns } from '../../src/flows/take-turns.ts';
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
    const { turns, unbegun } = await inbox().next([lane], day);
    const [turn] = turns;
    if (!turn && unbegun.length === 0) return texts;
    await inbox().begin(unbegun, now);
    if (turn) {
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
    expect(await inbox().next(['zalo-bot:new'], day)).toEqual({ turns: [], unbegun: ['zalo-bot:new'] });
    await Promise.all([inbox().begin(['zalo-bot:new'], now), inbox().begin(['zalo-bot:new'], now)]);
    expect(await inbox().next(['zalo-bot:new', 'zalo-bot:nobody'], day)).toMatchObject({
      turns: [{ lane: 'zalo-bot:new', actor: undefined, ended: false }],
      unbegun: [],
    });
    await drain('zalo-bot:new');
  });

  it('settles a message once; what is settled has no faults', async () => {
    await inbox().keep([inbound('settle', 'a')], now);
    await inbox().begin(['zalo-bot:settle'], now);
    const [turn] = (await inbox().next(['zalo-bot:settle'], day)).turns;
    if (!turn) throw new Error('no turn');
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

describe('turns of several lanes', () => {
  const address = (chat: string) => ({ channel: 'zalo-bot' as const, address: chat });
  const lanesOf = (...chats: readonly string[]) => chats.map((chat) => `zalo-bot:${chat}`);
  const said = async (chat: string) =>
    (await world.served.house.database.store.outbox.latest(address(chat), 9)).length;

  /** The house, and how many transactions were begun in it and which of them fail. */
  function counting(fails: (transaction: number) => boolean) {
    const { app, database } = world.served.house;
    const begun = { count: 0 };
    const transaction: App['database']['transaction'] = (work) =>
      database.transaction(async (store) => {
        const at = begun.count++;
        const result = await work(store);
        if (fails(at)) throw new Error('a fault');
        return result;
      });
    const log = openLog('fatal');
    return { app: { ...app, log, database: { ...database, transaction } }, begun };
  }

  it('share one transaction, first contacts too, each with its own answer', async () => {
    const { app, begun } = counting(() => false);
    await receive(app, [inbound('t1', 'a'), inbound('t2', 'b'), inbound('t1', 'c')]);
    const taken = await takeTurns(app, lanesOf('t1', 't2', 't3'));
    expect(begun.count).toBe(1);
    expect([...taken]).toEqual([
      ['zalo-bot:t1', 'handled'],
      ['zalo-bot:t2', 'last'],
    ]);
    expect([await said('t1'), await said('t2')]).toEqual([1, 1]);
    expect(await drain('zalo-bot:t1')).toEqual(['c']);
  });

  it('where one fails, none of it stands, and each is taken by itself', async () => {
    // The first is all of them together, then comes the one that fails again.
    const { app, begun } = counting((at) => at <= 1);
    await receive(app, [inbound('f1', 'a'), inbound('f2', 'b')]);
    const taken = await takeTurns(app, lanesOf('f1', 'f2'));
    expect(begun.count).toBe(3);
    expect(taken.get('zalo-bot:f1')).toBe('faulted');
    expect(taken.get('zalo-bot:f2')).toBe('last');
    expect([await said('f1'), await said('f2')]).toEqual([0, 1]);
    expect(await drain('zalo-bot:f1')).toEqual(['a']);
  });

  it('two that take the same lanes at once answer each message once', async () => {
    const { app } = world.served.house;
    const chats = Array.from({ length: 12 }, (_, at) => `race-${at}`);
    await receive(
      app,
      chats.map((chat) => inbound(chat, 'a')),
    );
    const backwards = lanesOf(...chats).reverse();
    await Promise.all([takeTurns(app, lanesOf(...chats)), takeTurns(app, backwards)]);
    expect(await Promise.all(chats.map(said))).toEqual(chats.map(() => 1));
  });
});
