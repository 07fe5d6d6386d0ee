import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bare, bareDatabase } from './bare.ts';

let database: Bare;
beforeAll(async () => {
  database = await bareDatabase();
});
afterAll(() => database.close());

const now = new Date('2018-11-19T01:00:00Z');

/** What stands in the database after a document was written to it. */
async function kept<Value>(value: Value): Promise<Value | undefined> {
  const { settings } = database.store;
  const key = randomUUID();
  await settings.set(key, value);
  return settings.get<Value>(key);
}

describe('a document for the database', () => {
  it.each([
    ['the first half of an emoji', 'ấp 5 \ud83c', 'ấp 5 \ufffd'],
    ['the second half', '\udf0a ấp 5', '\ufffd ấp 5'],
    ['the halves the wrong way round', '\udf0a\ud83c', '\ufffd\ufffd'],
    ['NUL', 'ấp\0 5\0', 'ấp 5'],
    ['halves with NUL between', '\ud83c\0\udf0a', '\ufffd\ufffd'],
  ])('has %s mended', async (_, text, expected) => {
    expect(await kept(text)).toBe(expected);
    expect(await kept({ texts: [text], count: 1 })).toEqual({ texts: [expected], count: 1 });
  });

  it.each([
    '🌊 👨‍👩‍👧 ệ "quoted"\n\t\u0001\u001f\u2028\ufffd',
    '\\u0000',
    '\\\\u0000',
    '\\ud83c',
    '\\\\ud83c\\',
    'C:\\users\\u0000.txt',
  ])('leaves %j as it is', async (text) => {
    expect(await kept(text)).toBe(text);
    expect(await kept(`${text}\0`)).toBe(text);
    expect(await kept(`\0\\${text}`)).toBe(`\\${text}`);
  });

  it('whatever is said, a message comes in and goes out', async () => {
    const { inbox, outbox } = database.store;
    const text = 'nước \0 \ud83c';
    const content = { kind: 'text' as const, text };
    const at = { channel: 'telegram' as const, address: '4711' };
    await inbox.keep([{ ...at, externalId: '1', content, language: undefined, network: undefined }], now);
    await inbox.begin(['telegram:4711'], now);
    const [turn] = (await inbox.next(['telegram:4711'], now)).turns;
    expect(turn?.inbound.content).toMatchObject({ text: 'nước  \ufffd' });
    const row = { ...at, once: 'a', person: undefined, priority: 0 as const, notBefore: undefined };
    const said = await outbox.put([{ ...row, content: { ...content, buttons: [] } }], now, ['telegram']);
    expect(said.claimed[0]?.content).toMatchObject({ text: 'nước  \ufffd' });
  });
});
