import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { addressOf, browserChannel, newPhone } from '../../../src/channels/browser/channel.ts';
import type { Item } from '../../../src/channels/browser/item.ts';
import { openStreams } from '../../../src/channels/browser/streams.ts';
import type { FileId } from '../../../src/domain/identity.ts';
import { brought, memoryVault } from '../../support/bytes.ts';
import { rehearsalWorld, text, type World, type WorldOptions } from '../../web/rehearsal-world.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

const silent: WorldOptions = { answer: () => [] };

async function world(options: WorldOptions = silent): Promise<World> {
  const made = await rehearsalWorld(options);
  open.push(made);
  return made;
}

type Event = { readonly name: string; readonly data: { phone: number; item: Item; items: Item[] } };

/** A page that listens: `next` waits for one more event, heartbeats aside. */
async function listenTo(at: World, ...tokens: readonly string[]) {
  const query = new URLSearchParams(tokens.map((token) => ['phone', token]));
  const abort = new AbortController();
  const response = await fetch(`${at.url}/channels/browser/events?${query}`, { signal: abort.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  open.push({ close: async () => abort.abort() });
  let rest = '';
  async function next(): Promise<Event> {
    for (;;) {
      const end = rest.indexOf('\n\n');
      if (end < 0) {
        const { value, done } = await reader.read();
        if (done) throw new Error('the stream has ended');
        rest += value;
        continue;
      }
      const block = rest.slice(0, end);
      rest = rest.slice(end + 2);
      const name = /^event: (.*)$/m.exec(block)?.[1];
      if (name === undefined || name === 'beat') continue;
      return { name, data: JSON.parse(/^data: (.*)$/m.exec(block)![1]!) };
    }
  }
  return { response, next, abort: () => abort.abort() };
}

const post = (at: World, token: string | undefined, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${at.url}/channels/browser/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { 'x-phone': token }), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

function postFile(
  at: World,
  token: string,
  file: File,
  fields: Record<string, string> = { id: randomUUID() },
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', file);
  return fetch(`${at.url}/channels/browser/messages`, {
    method: 'POST',
    headers: { 'x-phone': token },
    body: form,
  });
}

const wordsOf = (item: Item): string => item.spans.map((span) => span.text).join('');

test('what is written reaches the intake with its address, and is accepted only then', async () => {
  const at = await world();
  const token = newPhone();
  const id = randomUUID();
  const answer = await post(at, token, { id, text: 'Xin chào\0' });
  expect(answer.status).toBe(202);
  expect(at.arrived).toEqual([
    {
      channel: 'browser',
      address: addressOf(token),
      externalId: `${addressOf(token)}:${id}`,
      content: { kind: 'text', text: 'Xin chào' },
      language: undefined,
      network: '127.0.0.1',
    },
  ]);
});

test('the address does not give the token away, and every phone has its own', () => {
  const token = newPhone();
  expect(token.length).toBeGreaterThanOrEqual(22);
  expect(addressOf(token)).toMatch(/^[0-9a-f]{32}$/);
  expect(addressOf(token)).not.toBe(addressOf(newPhone()));
  expect(addressOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223');
});

test('while the intake waits nothing is accepted; when it fails the phone is told to try again', async () => {
  const at = await world();
  const token = newPhone();
  const message = { id: randomUUID(), text: 'Một' };
  let release = () => {};
  at.state.hold = new Promise((resolve) => {
    release = resolve;
  });
  let isAnswered = false;
  const answer = post(at, token, message).then((response) => {
    isAnswered = true;
    return response;
  });
  await fetch(`${at.url}/readyz`);
  expect(isAnswered).toBe(false);
  at.state.refusing = true;
  release();
  expect((await answer).status).toBe(500);
  at.state.refusing = false;
  expect((await post(at, token, message)).status).toBe(202);
  expect(at.arrived).toHaveLength(1);
});

test('the same message sent again is stored once', async () => {
  const at = await world();
  const token = newPhone();
  const message = { id: randomUUID(), text: 'Một' };
  expect((await post(at, token, message)).status).toBe(202);
  expect((await post(at, token, message)).status).toBe(202);
  expect(at.arrived).toHaveLength(1);
});

test('two phones may make the same id', async () => {
  const at = await world();
  const message = { id: randomUUID(), text: 'Một' };
  await post(at, newPhone(), message);
  await post(at, newPhone(), message);
  expect(at.arrived).toHaveLength(2);
});

test('first the history, then what is said; every tab hears both sides', async () => {
  const at = await world();
  const token = newPhone();
  await at.say(token, text('Chào <b>đồng chí</b> &lt;An&gt;', [{ label: 'Đúng', action: 'yes' }]));
  const tabs = [await listenTo(at, token), await listenTo(at, token)];
  for (const tab of tabs) {
    const { name, data } = await tab.next();
    expect(name).toBe('history');
    expect(data.items).toMatchObject([
      {
        from: 'bot',
        at: '2018-11-19T01:00:00.000Z',
        spans: [{ text: 'Chào ' }, { text: 'đồng chí', style: 'b' }, { text: ' <An>' }],
        buttons: [[{ label: 'Đúng', action: 'yes' }]],
      },
    ]);
  }
  const id = randomUUID();
  await post(at, token, { id, press: 'yes', label: 'Đúng' });
  await at.say(token, text('Đã kết nối.'));
  for (const tab of tabs) {
    const mine = (await tab.next()).data.item;
    expect([mine.id, mine.from, mine.press, wordsOf(mine)]).toEqual([id, 'me', 'yes', 'Đúng']);
    expect(wordsOf((await tab.next()).data.item)).toBe('Đã kết nối.');
  }
});

test('one stream carries several phones, and another phone hears nothing of it', async () => {
  const at = await world();
  const [an, binh, other] = [newPhone(), newPhone(), newPhone()];
  const page = await listenTo(at, an, binh);
  const stranger = await listenTo(at, other);
  expect((await page.next()).data).toEqual({ phone: 0, items: [] });
  expect((await page.next()).data).toEqual({ phone: 1, items: [] });
  expect((await stranger.next()).data.items).toEqual([]);
  await at.say(binh, text('cho Bình'));
  await at.say(an, text('cho An'));
  await at.say(other, text('cho người khác'));
  const heard = [(await page.next()).data, (await page.next()).data];
  expect(heard.map(({ phone, item }) => [phone, wordsOf(item)])).toEqual([
    [1, 'cho Bình'],
    [0, 'cho An'],
  ]);
  expect(wordsOf((await stranger.next()).data.item)).toBe('cho người khác');
});

test('what the person sent is shown again with the next history', async () => {
  const at = await world();
  const token = newPhone();
  await at.say(token, text('Dự họp?', [{ label: 'Dự', action: 'come' }]));
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  await post(at, token, { id: ids[0], press: 'come', label: 'Dự' });
  await post(at, token, { id: ids[1], text: '<b>không đậm</b>' });
  await postFile(at, token, new File(['ảnh'], 'cầu ấp 3.png', { type: 'image/png' }), {
    id: ids[2]!,
    caption: 'Cầu ấp 3',
  });
  const { items } = (await (await listenTo(at, token)).next()).data;
  expect(items.map(({ id, from }) => [id, from]).slice(1)).toEqual(ids.map((id) => [id, 'me']));
  expect(items.map(wordsOf)).toEqual(['Dự họp?', 'Dự', '<b>không đậm</b>', 'Cầu ấp 3']);
  expect(items[3]!.file).toEqual({
    name: 'cầu ấp 3.png',
    mime: 'image/png',
    size: 5,
    isImage: true,
    href: '/files/file-1',
  });
});

test('a file goes to our own store before it is accepted, and is fetched from there', async () => {
  const at = await world();
  const file = new File(['PDF'], 'C:\\Tài liệu\\Tờ trình.pdf', { type: 'application/pdf' });
  const answer = await postFile(at, newPhone(), file, { id: randomUUID(), caption: 'MẬT' });
  expect(answer.status).toBe(202);
  const attachment = {
    remote: 'file-1',
    name: 'Tờ trình.pdf',
    mime: 'application/pdf',
    size: 3,
    isPhoto: false,
  };
  expect(at.arrived[0]!.content).toEqual({ kind: 'file', attachment, caption: 'MẬT' });
  expect(await brought(at.channel, attachment)).toEqual({ outcome: 'fetched', bytes: Buffer.from('PDF') });
  expect(await at.channel.fetch({ ...attachment, remote: 'none' })).toEqual({ outcome: 'gone' });
});

test('nothing falls between the history and what is said while it is read', async () => {
  const needs = {
    ...memoryVault(),
    mayUpload: async () => true,
    links: { download: (file: FileId) => `/files/${file}` },
    clock: () => new Date('2018-11-19T01:00:00Z'),
  };
  const token = newPhone();
  const address = addressOf(token);
  let finish = () => {};
  const reading = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const both = { from: 'bot', at: needs.clock(), content: text('đã có') } as const;
  const channel = browserChannel({
    ...needs,
    async history() {
      await reading;
      return [{ id: 'both', ...both }];
    },
  });
  await channel.open(async () => {});
  const say = (id: string, words: string) =>
    channel.send({ id, address, content: text(words), file: undefined });
  await say('just-before', 'vừa gửi, hàng chưa kịp ghi');
  const request = new Request(`http://localhost/channels/browser/events?phone=${token}`);
  const opening = channel.handle(request, '::1');
  await say('both', 'đã có');
  await say('during', 'đang đọc');
  finish();
  const response = await opening;
  await say('after', 'sau đó');
  await channel.close();
  const events = await response.text();
  const ids = [...events.matchAll(/"id":"([^"]+)"/g)].map((found) => found[1]);
  expect(ids).toEqual(['both', 'just-before', 'during', 'after']);
});

test('a stream says now and then that it lives', async () => {
  const streams = openStreams({ heartbeatMs: 1, recentMs: 1 });
  const response = await streams.open(['a'], async () => [], new AbortController().signal);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  while (!heard.includes('event: beat')) heard += (await reader.read()).value;
  streams.close();
  expect(heard).toContain('event: history');
});

test('a reader that does not keep up is cut off, and comes back for the history', async () => {
  const streams = openStreams();
  const response = await streams.open(['a'], async () => [], new AbortController().signal);
  const item: Item = { id: 'x', from: 'me', at: '', spans: [], buttons: [] };
  for (let count = 0; count < 1500; count++) streams.push('a', { ...item, id: String(count) });
  const all = await response.text();
  expect(all.match(/event: message/g)!.length).toBeLessThan(1000);
});

test('sending is always done: the message is in our own outbox', async () => {
  const at = await world();
  const content = text('Chào');
  const sent = await at.channel.send({ id: 'out-1', address: 'nobody', content, file: undefined });
  expect(sent).toEqual({ outcome: 'sent', reference: 'out-1' });
});

test.each([
  ['no JSON', '{'],
  ['no id', { text: 'a' }],
  ['an id of another kind', { id: '12', text: 'a' }],
  ['neither text nor press', { id: randomUUID() }],
  ['both', { id: randomUUID(), text: 'a', press: 'b' }],
  ['blank text', { id: randomUUID(), text: ' \n' }],
  ['an action no button can have', { id: randomUUID(), press: 'x'.repeat(65) }],
  ['an action that is NUL', { id: randomUUID(), press: '\0' }],
  ['an action with half a character', { id: randomUUID(), press: 'q:\ud83c' }],
])('a body with %s is refused', async (_, body) => {
  const at = await world();
  expect((await post(at, newPhone(), body)).status).toBe(400);
  expect(at.arrived).toEqual([]);
});

test('a request without a phone, or with a token that can be guessed, is refused', async () => {
  const at = await world();
  const message = { id: randomUUID(), text: 'a' };
  expect((await post(at, undefined, message)).status).toBe(400);
  expect((await post(at, 'short', message)).status).toBe(400);
  expect((await fetch(`${at.url}/channels/browser/events?phone=short`)).status).toBe(400);
});

test('20,000 characters are taken, one more is not', async () => {
  const at = await world();
  const token = newPhone();
  expect((await post(at, token, { id: randomUUID(), text: 'ấ'.repeat(20_000) })).status).toBe(202);
  const tooLong = await post(at, token, { id: randomUUID(), text: 'ấ'.repeat(20_001) });
  expect(tooLong.status).toBe(413);
  expect(await tooLong.json()).toMatchObject({ error: 'text-too-long' });
  expect(at.arrived).toHaveLength(1);
});

test('20 MB are taken, one byte more is not, nor what is far larger, nor an empty file', async () => {
  const at = await world();
  const token = newPhone();
  const file = (bytes: number) => new File([new Uint8Array(bytes)], 'a.bin');
  const limit = 20 * 1024 * 1024;
  expect((await postFile(at, token, file(limit))).status).toBe(202);
  for (const size of [limit + 1, limit + 3 * 1024 * 1024]) {
    const refused = await postFile(at, token, file(size));
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({ error: 'file-too-big' });
  }
  expect((await postFile(at, token, file(0))).status).toBe(400);
  expect(at.arrived).toHaveLength(1);
  expect(at.arrived[0]!.content).toMatchObject({ attachment: { size: limit } });
});

test('wrong methods and unknown paths are told so', async () => {
  const at = await world();
  const got = await fetch(`${at.url}/channels/browser/messages`);
  expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  const posted = await fetch(`${at.url}/channels/browser/events`, { method: 'POST' });
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
  expect((await fetch(`${at.url}/channels/browser`)).status).toBe(404);
  expect((await fetch(`${at.url}/channels/telegram`, { method: 'POST' })).status).toBe(404);
});

test('the page of another host can not speak for a phone', async () => {
  const at = await world();
  const message = { id: randomUUID(), text: 'a' };
  for (const origin of ['https://evil.example', 'http://127.0.0.1:1', 'null']) {
    expect((await post(at, newPhone(), message, { origin })).status).toBe(403);
  }
  expect((await post(at, newPhone(), message, { origin: at.url })).status).toBe(202);
});

test('after closing nothing reaches the intake, and the streams have ended', async () => {
  const at = await world();
  const token = newPhone();
  const tab = await listenTo(at, token);
  await tab.next();
  await at.channel.close();
  await expect(tab.next()).rejects.toThrow('the stream has ended');
  const refused = await post(at, token, { id: randomUUID(), text: 'a' });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
  expect(at.arrived).toEqual([]);
});
