import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../../src/domain/identity.ts';
import { priority } from '../../../src/domain/message.ts';
import type { Waiting } from '../../../src/store/outbox.ts';
import { bundles } from '../../../src/use-cases/messaging/gather.ts';

const someone = '0199a000-0000-7000-8000-000000000001' as PersonId;
const another = '0199a000-0000-7000-8000-000000000002' as PersonId;
const list = { label: 'Việc đang chờ', action: 'c:viec' };

let ids = 0;
const row = (more: Partial<Waiting> = {}): Waiting => {
  const id = String(++ids);
  const person = more.person ?? someone;
  return {
    id,
    once: `recommendation:r:${id}:warning:person:${person}`,
    person,
    channel: 'telegram',
    address: person,
    priority: priority.notice,
    notBefore: null,
    title: 'many',
    items: [{ line: id, button: list }],
    ...more,
  };
};
const rows = (count: number, more: Partial<Waiting> = {}) => Array.from({ length: count }, () => row(more));
const found = (waiting: readonly Waiting[]) =>
  bundles(waiting).map((bundle) => bundle.flatMap((message) => message.rows.map(({ id }) => id)));
const idsOf = (waiting: readonly Waiting[]) => waiting.map(({ id }) => id);

describe('what is gathered', () => {
  it('is more than three of a kind for one person at one time', () => {
    const four = rows(4);
    const later = new Date('2018-11-20T00:00:00Z');
    expect(found(four)).toEqual([idsOf(four)]);
    expect(found(rows(3))).toEqual([]);
    expect(found([...rows(3), ...rows(3, { person: another })])).toEqual([]);
    expect(found([...rows(3), ...rows(3, { title: 'others' })])).toEqual([]);
    expect(found([...rows(3), ...rows(3, { notBefore: later })])).toEqual([]);
    expect(found([...rows(3), ...rows(3, { address: 'an older phone' })])).toEqual([]);
    const held = [...rows(2, { notBefore: later }), ...rows(2, { notBefore: new Date(later) })];
    expect(found(held)).toEqual([idsOf(held)]);
  });

  it('takes a digest that still waits with what comes later, and leaves it when nothing comes', () => {
    const digest = row({ items: rows(24).flatMap(({ items }) => items) });
    const more = row();
    expect(found([digest])).toEqual([]);
    expect(found([digest, more])).toEqual([[digest.id, more.id]]);
  });

  it('takes a long message in all its parts, and none of one whose beginning is on its way', () => {
    const long = row();
    const rest = row({ once: `${long.once}:1`, items: [] });
    const tail = row({ once: `recommendation:r:0:warning:person:${someone}:1`, items: [] });
    const others = rows(3);
    expect(found([long, ...others, rest, tail])).toEqual([[long.id, rest.id, ...idsOf(others)]]);
    const again = ['~1', ':1', ':1~1'].map((part) => row({ once: `${long.once}${part}`, items: [] }));
    expect(found([long, ...again, ...others])).toEqual([[long.id, ...idsOf(again), ...idsOf(others)]]);
  });

  it('is never more than a message has room for buttons, each row once, none alone', () => {
    const own = (waiting: Waiting): Waiting => ({
      ...waiting,
      items: [{ line: '', button: { label: waiting.id, action: waiting.id } }],
    });
    fc.assert(
      fc.property(fc.nat({ max: 70 }), fc.nat({ max: 70 }), (owned, listed) => {
        const all = [...rows(owned).map(own), ...rows(listed, { person: another })];
        const gathered = bundles(all);
        const taken = gathered.flatMap((bundle) => bundle.flatMap((message) => message.rows));
        expect(new Set(taken).size).toBe(taken.length);
        for (const bundle of gathered) {
          const items = bundle.flatMap((message) => message.items);
          expect(items.length).toBeGreaterThan(3);
          expect(new Set(items.map(({ button }) => button.action)).size).toBeLessThanOrEqual(20);
        }
        expect(all.length - taken.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});
