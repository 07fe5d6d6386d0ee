import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, type PersonId } from '../../src/domain/identity.ts';
import { priority } from '../../src/domain/message.ts';
import type { OutgoingRow } from '../../src/store/outbox.ts';
import { type Bare, bareDatabase } from './bare.ts';

let bare: Bare;
beforeAll(async () => {
  bare = await bareDatabase();
});
afterAll(() => bare.close());
beforeEach(() => bare.rows('delete from outbox'));

const now = new Date('2018-11-19T01:00:00Z');
const later = new Date('2018-11-19T02:00:00Z');

const row = (once: string, more: Partial<OutgoingRow> = {}): OutgoingRow => ({
  once,
  channel: 'telegram',
  address: '1',
  person: undefined,
  priority: priority.notice,
  content: { kind: 'text', text: once, buttons: [] },
  notBefore: undefined,
  ...more,
});

const outbox = () => bare.store.outbox;
const claim = async (atMost = 10, at = now) =>
  (await outbox().claim('telegram', at, atMost)).map(({ content }) =>
    content.kind === 'text' ? content.text : '',
  );
const states = () =>
  bare.rows<{ once: string; state: string; twice: boolean; attempts: number }>(
    'select once, state, perhaps_twice as twice, attempts from outbox order by id',
  );
const expireLeases = () =>
  bare.rows(
    "update outbox set lease_until = clock_timestamp() - interval '1 second' where state = 'sending'",
  );

describe('the outbox', () => {
  it('says a thing once under its key, whatever is said the second time', async () => {
    expect(await outbox().put([row('a')], now, [])).toEqual({ claimed: [], queued: true });
    const again = row('a', { content: { kind: 'text', text: 'other words', buttons: [] } });
    expect(await outbox().put([again], now, ['telegram'])).toEqual({ claimed: [], queued: false });
    expect(await outbox().put([], now, [])).toEqual({ claimed: [], queued: false });
    expect(await claim()).toEqual(['a']);
  });

  it('hands replies back claimed to whoever sends for the channel, in order', async () => {
    const reply = { priority: priority.reply } as const;
    const written = await outbox().put(
      [
        row('r1', reply),
        row('n'),
        row('r2', reply),
        row('r3', { ...reply, channel: 'zalo-bot' }),
        row('r4', { ...reply, notBefore: later }),
      ],
      now,
      ['telegram'],
    );
    expect(written.queued).toBe(true);
    expect(written.claimed.map(({ content }) => content.kind === 'text' && content.text)).toEqual([
      'r1',
      'r2',
    ]);
    expect(await claim()).toEqual(['n']);
  });

  it('is claimed by what is urgent, then by age; replies overtake notices', async () => {
    await outbox().put([row('bulk', { priority: priority.bulk }), row('notice 1'), row('notice 2')], now, []);
    await outbox().put(
      [row('urgent', { priority: priority.urgent }), row('reply', { priority: priority.reply })],
      now,
      [],
    );
    const order = [
      ...(await claim(1)),
      ...(await claim(1)),
      ...(await claim(1)),
      ...(await claim(1)),
      ...(await claim(1)),
    ];
    expect(order).toEqual(['reply', 'urgent', 'notice 1', 'notice 2', 'bulk']);
    expect(await claim()).toEqual([]);
  });

  it('keeps what is not to be said yet', async () => {
    await outbox().put([row('a', { notBefore: later })], now, []);
    expect(await claim()).toEqual([]);
    expect(await claim(10, later)).toEqual(['a']);
  });

  it('claims for two at once without giving either what the other has', async () => {
    await outbox().put(
      Array.from({ length: 20 }, (_, at) => row(`m${at}`)),
      now,
      [],
    );
    const [one, two] = await Promise.all([claim(20), claim(20)]);
    expect([...one, ...two].sort()).toEqual(Array.from({ length: 20 }, (_, at) => `m${at}`).sort());
  });

  it('gives what a dead sender held to the next, marked as perhaps said twice', async () => {
    await outbox().put([row('a'), row('b')], now, []);
    expect(await claim(1)).toEqual(['a']);
    expect(await claim()).toEqual(['b']);
    await expireLeases();
    expect(await claim()).toEqual(['a', 'b']);
    expect(await states()).toMatchObject([
      { once: 'a', twice: true, attempts: 2 },
      { once: 'b', twice: true, attempts: 2 },
    ]);
  });

  it('inherits at its start what a dead process was sending on this channel', async () => {
    await outbox().put([row('a'), row('b', { channel: 'zalo-bot' })], now, []);
    await claim();
    await outbox().claim('zalo-bot', now, 10);
    await outbox().inherit('telegram');
    expect(await claim()).toEqual(['a']);
    expect((await states()).map(({ once, twice }) => [once, twice])).toEqual([
      ['a', true],
      ['b', false],
    ]);
  });

  it('what was refused for now is not said twice, and waits', async () => {
    await outbox().put([row('a')], now, []);
    const [held] = await outbox().claim('telegram', now, 1);
    await outbox().settle([{ id: held!.id, state: 'queued', pauseSeconds: 60, happened: '429' }], now);
    expect(await claim()).toEqual([]);
    await outbox().settle([{ id: held!.id, state: 'sent', reference: 'late' }], now);
    expect(await states()).toMatchObject([{ state: 'queued', twice: false }]);
    await bare.rows('update outbox set lease_until = clock_timestamp()');
    expect(await claim()).toEqual(['a']);
    expect(await states()).toMatchObject([{ state: 'sending', twice: false, attempts: 2 }]);
  });

  it('what is settled is settled: sent or failed it is not claimed again', async () => {
    await outbox().put([row('a'), row('b')], now, []);
    const [a, b] = await outbox().claim('telegram', now, 2);
    await outbox().settle(
      [
        { id: a!.id, state: 'sent', reference: '7' },
        { id: b!.id, state: 'failed', happened: 'blocked' },
      ],
      now,
    );
    await expireLeases();
    expect(await claim()).toEqual([]);
    expect(await outbox().arrived(['a'])).toBe(true);
    expect(await outbox().arrived(['b', 'c'])).toBe(false);
    expect(await outbox().deliveryOf('telegram')).toEqual({ queued: 0, failed: 1 });
  });
});

describe('what may stand in a digest', () => {
  const digest = { title: 'many', items: [{ line: 'one', button: { label: 'List', action: 'c:viec' } }] };
  const person = newId<PersonId>(0);
  const held = (once: string, more: Partial<OutgoingRow> = {}) => row(once, { digest, person, ...more });
  const waiting = async (at = now) => (await outbox().waiting(at)).map(({ once }) => once);
  const idsOf = async (...onces: readonly string[]) =>
    (
      await bare.rows<{ id: string }>('select id::text from outbox where once = any($1) order by id', onces)
    ).map(({ id }) => id);

  it('is held until it is let go of, and no longer than a minute', async () => {
    await outbox().put([held('a'), row('b'), held('c')], now, []);
    expect(await claim()).toEqual(['b']);
    expect(await outbox().waiting(now)).toMatchObject([{ once: 'a', person, ...digest }, { once: 'c' }]);
    expect(await outbox().release()).toBe(true);
    expect(await outbox().release()).toBe(false);
    expect(await waiting()).toEqual([]);
    expect(await claim()).toEqual(['a', 'c']);
    await outbox().put([held('d')], now, []);
    await bare.rows("update outbox set lease_until = lease_until - interval '61 seconds'");
    expect(await waiting()).toEqual([]);
    expect(await claim()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('waits for its hour, and is there to be gathered until then', async () => {
    await outbox().put([held('a', { notBefore: later })], now, []);
    await outbox().release();
    expect(await waiting()).toEqual(['a']);
    expect(await waiting(later)).toEqual([]);
    expect(await claim(10, later)).toEqual(['a']);
  });

  it('is taken out whole or not at all', async () => {
    await outbox().put([held('a'), held('b'), held('c')], now, []);
    await bare.rows("update outbox set lease_until = null where once = 'b'");
    expect(await claim()).toEqual(['b']);
    expect(await outbox().takeOut(await idsOf('a', 'b', 'c'), now)).toBe(false);
    expect(await waiting()).toEqual(['a', 'c']);
    expect(await outbox().takeOut(await idsOf('a', 'c'), now)).toBe(true);
    expect(await outbox().takeOut(await idsOf('a', 'c'), now)).toBe(false);
    expect((await states()).map(({ once }) => once)).toEqual(['b']);
  });

  it('of two who would gather the same, one does', async () => {
    await outbox().put([held('a'), held('b'), held('c'), held('d')], now, []);
    const ids = await idsOf('a', 'b', 'c', 'd');
    const taken = await Promise.all([outbox().takeOut(ids, now), outbox().takeOut(ids, now)]);
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await states()).toEqual([]);
  });

  it('what was tried already is not', async () => {
    await outbox().put([held('a', { notBefore: undefined })], now, []);
    await outbox().release();
    const [tried] = await outbox().claim('telegram', now, 1);
    await outbox().settle([{ id: tried!.id, state: 'queued', pauseSeconds: 60, perhapsTwice: true }], now);
    expect(await waiting()).toEqual([]);
  });
});

describe('numbers for buttons', () => {
  const at = (address: string) => ({ channel: 'zalo-bot' as const, address });
  const take = async (address: string, count: number) =>
    (await outbox().numbers([{ ...at(address), count }])).get(`zalo-bot:${address}`);
  const say = (address: string, first: number, ...labels: readonly string[]) =>
    outbox().put(
      [
        row(`${address}:${first}:${labels[0]}`, {
          ...at(address),
          firstNumber: first,
          content: {
            kind: 'text',
            text: 't',
            buttons: labels.map((label) => [{ label, action: `x:${label}` }]),
          },
        }),
      ],
      now,
      [],
    );
  const behind = async (address: string, number: number) => {
    const found = await outbox().numbered(at(address), number);
    return found?.content.buttons.flat()[number - found.firstNumber]?.label;
  };

  it('begin at 21, are each address’s own, and go round before 1000', async () => {
    await bare.store.accounts.meet(
      [
        { ...at('a'), language: 'vi' },
        { ...at('b'), language: 'vi' },
      ],
      now,
    );
    expect(await take('a', 3)).toBe(21);
    expect(await take('a', 2)).toBe(24);
    expect(await take('b', 1)).toBe(21);
    const seen: number[] = [];
    for (let at = 0; at < 120; at++) seen.push((await take('a', 10))!);
    expect(Math.min(...seen)).toBe(21);
    expect(Math.max(...seen)).toBeLessThanOrEqual(990);
    expect(seen.filter((first) => first === 21)).toHaveLength(1);
    expect(await take('nobody', 1)).toBeUndefined();
  });

  it('lead to the button of the latest message that has the number', async () => {
    await say('c', 21, 'one', 'two');
    await say('c', 23, 'three', 'four', 'five');
    expect([
      await behind('c', 21),
      await behind('c', 22),
      await behind('c', 23),
      await behind('c', 25),
    ]).toEqual(['one', 'two', 'three', 'five']);
    expect(await behind('c', 26)).toBeUndefined();
    expect(await behind('d', 21)).toBeUndefined();
  });

  it('lead to the older message where the numbers have gone round and the newer has fewer buttons', async () => {
    await say('e', 23, 'three', 'four', 'five');
    await say('e', 21, 'new one', 'new two');
    expect([await behind('e', 22), await behind('e', 24)]).toEqual(['new two', 'four']);
  });

  it('reach the last button of a long list', async () => {
    const labels = Array.from({ length: 12 }, (_, at) => `button ${at}`);
    await say('f', 30, ...labels);
    expect(await behind('f', 41)).toBe('button 11');
  });
});
