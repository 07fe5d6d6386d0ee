import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { zaloBotChannel } from '../../../src/channels/zalo-bot/channel.ts';
import type { ZaloBotNeeds } from '../../../src/channels/zalo-bot/needs.ts';
import type { Attachment, Channel, Links } from '../../../src/domain/channel.ts';
import { brought } from '../../support/bytes.ts';
import { type FakeZalo, type Fault, startFakeZalo } from '../../support/fake-zalo.ts';
import { listen, outgoing, recorder, text } from '../contract.ts';

const links: Links = { download: (file) => `https://ba-nam.example/f/${file}` };
const chatId = '6ede9afa66b88fe6d6a9';
const secret = 'a-secret-of-the-webhook';

let fake: FakeZalo;
let received: ReturnType<typeof recorder>;
let logged: string[];
let lines: EventEmitter;
let closing: (() => Promise<unknown>)[];

beforeEach(async () => {
  fake = await startFakeZalo();
  received = recorder();
  logged = [];
  lines = new EventEmitter();
  closing = [];
});

afterEach(async () => {
  for (const close of closing.reverse()) await close();
  await fake.close();
  expect(logged.join('')).not.toContain(fake.token);
  expect(logged.join('')).not.toContain(secret);
});

function collectingLog() {
  const collect = new Writable({
    write(line, _, done) {
      logged.push(String(line));
      lines.emit('line');
      done();
    },
  });
  return pino({ level: 'debug' }, collect);
}

function build(needs: Partial<ZaloBotNeeds> = {}): Channel {
  const { token, apiRoot } = fake;
  const mode = { kind: 'polling' } as const;
  const channel = zaloBotChannel({
    token,
    apiRoot,
    mode,
    links,
    log: collectingLog(),
    pollSeconds: 1,
    ...needs,
  });
  closing.push(() => channel.close());
  return channel;
}

async function openPolling(needs: Partial<ZaloBotNeeds> = {}): Promise<Channel> {
  const channel = build(needs);
  await channel.open(received.intake);
  return channel;
}

async function serveWebhook(needs: Partial<ZaloBotNeeds> = {}) {
  const server = await listen((request) => channel.handle(request, '127.0.0.1'));
  closing.push(server.close);
  const url = `${server.url}/channels/zalo-bot`;
  const channel = build({ mode: { kind: 'webhook', url, secret }, ...needs });
  return { channel, url };
}

async function openWebhook() {
  const served = await serveWebhook();
  await served.channel.open(received.intake);
  await fake.until(() => fake.calls.some(({ method }) => method === 'setWebhook'));
  return served;
}

const calls = (method: string) => fake.calls.filter((call) => call.method === method);
const texts = () =>
  received.inbounds().map(({ content }) => (content.kind === 'text' ? content.text : content.kind));

/** An intake that takes what it is given, but says so only when told. */
function slowIntake() {
  const news = new EventEmitter();
  const [started, told] = [once(news, 'started'), once(news, 'finish')];
  const intake = async () => {
    news.emit('started');
    await told;
  };
  return { intake, started, finish: () => news.emit('finish') };
}

/** A port where nobody listens. */
async function closedPort(): Promise<number> {
  const server = http.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('polling', () => {
  afterEach(() => expect(fake.problems).toEqual([]));

  it('takes away a webhook first, then asks one update after another', async () => {
    const phone = fake.phone(chatId);
    await phone.send('một');
    await phone.send('hai');
    await openPolling();
    await phone.send('ba');
    await received.first(3);
    expect(texts()).toEqual(['một', 'hai', 'ba']);
    expect(fake.calls.map(({ method }) => method).slice(0, 2)).toEqual(['deleteWebhook', 'getUpdates']);
    expect(fake.calls[1]?.body).toEqual({ timeout: '1' });
  });

  it('goes on when a poll brings nothing', async () => {
    await openPolling();
    await fake.until(() => calls('getUpdates').length >= 2);
    await fake.phone(chatId).send('sau một lúc');
    expect((await received.first(1))[0]?.content).toEqual({ kind: 'text', text: 'sau một lúc' });
    expect(logged).toEqual([]);
  });

  it('does not ask again before an update is stored', async () => {
    received.failNext(2);
    await openPolling();
    const phone = fake.phone(chatId);
    await phone.send('một');
    await phone.send('hai');
    await received.hasFailed(2);
    expect(calls('getUpdates')).toHaveLength(1);
    await received.first(2);
    expect(texts()).toEqual(['một', 'hai']);
    expect(logged.join('')).not.toContain('một');
  });

  it('tries once more to store what it holds when it is closed', async () => {
    received.failNext(4);
    const channel = await openPolling();
    await fake.phone(chatId).send('một');
    await received.hasFailed(3);
    received.failNext(0);
    await channel.close();
    expect(texts()).toEqual(['một']);
  });

  it.each<Fault>([{ error: 500 }, { error: 403 }, { http: 502 }, 'reset-before'])(
    'gets over %j',
    async (fault) => {
      fake.fail('getUpdates', fault, fault);
      await openPolling();
      await fake.phone(chatId).send('vẫn tới');
      await received.first(1);
      expect(logged).toHaveLength(2);
    },
  );

  it('gets over an outage at the start', async () => {
    fake.fail('deleteWebhook', { http: 503 }, 'reset-before');
    await openPolling();
    await fake.phone(chatId).send('vẫn tới');
    await received.first(1);
  });

  it('goes on when there was no webhook to take away', async () => {
    fake.fail('deleteWebhook', { error: 404, description: 'Not found' });
    await openPolling();
    await fake.phone(chatId).send('vẫn tới');
    await received.first(1);
    expect(logged).toEqual([]);
  });

  it('takes away a webhook that somebody set meanwhile', async () => {
    await openPolling();
    await fake.until(() => fake.openPolls() === 1);
    const api = `${fake.apiRoot}/bot${fake.token}/setWebhook`;
    const body = JSON.stringify({ url: 'https://127.0.0.1:1/none', secret_token: secret });
    await fetch(api, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    await fake.until(() => calls('deleteWebhook').length >= 2);
    await fake.phone(chatId).send('vẫn tới');
    await received.first(1);
  });

  it('waits when the token is refused, and says so', async () => {
    const saidSo = once(lines, 'line');
    const channel = await openPolling({ token: 'wrong:token' });
    await saidSo;
    const [line = ''] = logged;
    expect(JSON.parse(line)).toMatchObject({ level: 50, what: 'deleteWebhook', nextInMs: 60_000 });
    expect(line).not.toContain('wrong:token');
    await channel.close();
  });

  it('closes during a poll, and opens again', async () => {
    const channel = await openPolling({ pollSeconds: 60 });
    await fake.until(() => fake.openPolls() === 1);
    await channel.close();
    await fake.until(() => fake.openPolls() === 0);
    await fake.phone(chatId).send('giữa hai lần mở');
    expect(received.arrivals).toEqual([]);
    await channel.open(received.intake);
    await received.first(1);
  });

  it('closes within five seconds though the intake never answers', { timeout: 8000 }, async () => {
    const channel = build();
    const { intake, started, finish } = slowIntake();
    await channel.open(intake);
    await fake.phone(chatId).send('một');
    await started;
    const before = performance.now();
    await channel.close();
    expect(performance.now() - before).toBeLessThan(5000);
    finish();
  });

  it('opens though nobody is there', async () => {
    const apiRoot = `http://127.0.0.1:${await closedPort()}`;
    await expect(openPolling({ apiRoot })).resolves.toBeDefined();
  });

  it('keeps what it cannot read, and passes over its own echo', async () => {
    Object.assign(fake.settings, { echo: true });
    const channel = await openPolling();
    const phone = fake.phone(chatId);
    await channel.send(outgoing(chatId, text('tiếng vọng')));
    await fake.push({ event_name: 'message.text.received', message: {} });
    await phone.sendSticker();
    await received.find(({ content }) => content.kind === 'unsupported');
    expect(received.arrivals).toHaveLength(2);
    expect(received.arrivals[0]).toMatchObject({ unreadable: expect.any(String) });
  });

  it('has nothing at its web address', async () => {
    const channel = build();
    const request = new Request('http://localhost/channels/zalo-bot', { method: 'POST', body: '{}' });
    expect((await channel.handle(request, '127.0.0.1')).status).toBe(404);
  });
});

describe('the webhook', () => {
  const post = (url: string, body: string, given?: string) =>
    fetch(url, {
      method: 'POST',
      body,
      headers: given === undefined ? {} : { 'x-bot-api-secret-token': given },
    }).then(({ status }) => status);

  it('is set with its secret, and the look of the platform at it logged', async () => {
    const { url } = await openWebhook();
    await fake.phone(chatId).send('chào');
    await received.first(1);
    expect(calls('setWebhook')[0]?.body).toEqual({ url, secret_token: secret });
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({ level: 30, outcome: 'webhook.ok' });
  });

  it('is set again and again until the platform answers', async () => {
    const { channel } = await serveWebhook();
    fake.fail('setWebhook', { http: 503 }, { error: 500 }, 'reset-before');
    await channel.open(received.intake);
    await fake.phone(chatId).send('chào');
    await fake.until(() => fake.deliveries.length > 0);
    await received.first(1);
    expect(calls('setWebhook')).toHaveLength(4);
  });

  it('takes updates with and without their envelope', async () => {
    await openWebhook();
    const phone = fake.phone(chatId);
    await phone.send('một');
    Object.assign(fake.settings, { unwrapped: true });
    await phone.send('hai');
    expect(texts()).toEqual(['một', 'hai']);
    expect(fake.deliveries).toEqual([200, 200]);
  });

  it('answers a probe, and lets nothing else in without the secret', async () => {
    const { url } = await openWebhook();
    expect(await fake.probe()).toBe(200);
    expect(await post(url, '{}')).toBe(200);
    expect(await post(url, '{"event_name":"x"}')).toBe(403);
    expect(await post(url, '{"event_name":"x"}', `${secret}x`)).toBe(403);
    expect(await post(url, 'x'.repeat(2000))).toBe(403);
    expect((await fetch(url)).status).toBe(405);
    expect(received.arrivals).toEqual([]);
  });

  it('takes one megabyte at most', async () => {
    const { url } = await openWebhook();
    expect(await post(url, `{"a":"${'x'.repeat(1024 * 1024)}"}`, secret)).toBe(413);
    expect(received.arrivals).toEqual([]);
  });

  it('keeps what it cannot read', async () => {
    const { url } = await openWebhook();
    expect(await post(url, 'not json', secret)).toBe(200);
    expect(received.arrivals).toEqual([
      {
        channel: 'zalo-bot',
        externalId: expect.stringMatching(/^unreadable:/),
        unreadable: 'body: invalid_type',
      },
    ]);
  });

  it('says 500 when an update could not be stored', async () => {
    await openWebhook();
    received.failNext(1);
    const phone = fake.phone(chatId);
    await phone.send('một');
    expect(fake.deliveries).toEqual([500]);
    await fake.redeliver();
    expect(fake.deliveries).toEqual([500, 200]);
    expect(texts()).toEqual(['một']);
  });

  it('says 503 before it is open and after it is closed', async () => {
    const { channel, url } = await serveWebhook();
    const update = JSON.stringify({ event_name: 'message.text.received', message: {} });
    expect(await post(url, update, secret)).toBe(503);
    await channel.open(received.intake);
    expect(await post(url, update, secret)).toBe(200);
    await channel.close();
    expect(await post(url, update, secret)).toBe(503);
  });

  it('is closed only when what it took is stored', async () => {
    const { channel, url } = await serveWebhook();
    const { intake, started, finish } = slowIntake();
    await channel.open(intake);
    const answered = post(url, JSON.stringify({ event_name: 'x', message: {} }), secret);
    await started;
    let isClosed = false;
    const closed = channel.close().then(() => {
      isClosed = true;
    });
    await fake.probe();
    expect(isClosed).toBe(false);
    finish();
    await closed;
    expect(await answered).toBe(200);
  });
});

describe('a message sent', () => {
  const send = (channel: Channel, markup = 'Nhắc họp') => channel.send(outgoing(chatId, text(markup)));

  it('is known by the id the platform gives', async () => {
    const phone = fake.phone(chatId);
    expect(await send(build())).toEqual({
      outcome: 'sent',
      reference: expect.stringMatching(/^[0-9a-f]{20}$/),
    });
    expect(phone.transcript).toEqual([{ from: 'bot', text: 'Nhắc họp' }]);
    expect(calls('sendMessage')[0]?.body).toEqual({ chat_id: chatId, text: 'Nhắc họp' });
    expect(fake.problems).toEqual([]);
  });

  it.each<[Fault, object]>([
    [
      { error: 429, description: 'Quota exceeded' },
      { outcome: 'later', retryAfterSeconds: 3600, why: 'quota' },
    ],
    [{ error: 401 }, { outcome: 'later', retryAfterSeconds: 60 }],
    [{ error: 403 }, { outcome: 'later', retryAfterSeconds: 5 }],
    [{ error: 408 }, { outcome: 'later', retryAfterSeconds: 5 }],
    [{ error: 500 }, { outcome: 'later', retryAfterSeconds: 5 }],
    [
      { error: 400, description: 'Bad' },
      { outcome: 'rejected', description: '400 Bad' },
    ],
    [{ error: 404 }, { outcome: 'never', why: 'gone' }],
    [{ http: 404 }, { outcome: 'later', why: 'HTTP 404 without an envelope' }],
    [{ http: 503 }, { outcome: 'later', retryAfterSeconds: 5 }],
    [{ http: 502 }, { outcome: 'unknown' }],
    [{ http: 200 }, { outcome: 'unknown' }],
    ['reset-before', { outcome: 'unknown' }],
    ['reset-after', { outcome: 'unknown' }],
    ['hang', { outcome: 'unknown', why: 'TimeoutError' }],
  ])('when %j is %j', async (fault, delivery) => {
    fake.phone(chatId);
    fake.fail('sendMessage', fault);
    expect(await send(build({ answerSeconds: 0.2 }))).toMatchObject(delivery);
  });

  it('waits for next month when the plan is used up', async () => {
    fake.phone(chatId);
    fake.setQuota(1);
    const channel = build();
    expect(await send(channel)).toMatchObject({ outcome: 'sent' });
    expect(await send(channel)).toMatchObject({ outcome: 'later', why: 'quota' });
  });

  it.each(['http://127.0.0.1:PORT', 'http://nowhere.invalid'])(
    'goes later when %s does not answer',
    async (root) => {
      const apiRoot = root.replace('PORT', String(await closedPort()));
      expect(await send(build({ apiRoot }))).toMatchObject({ outcome: 'later', retryAfterSeconds: 5 });
    },
  );

  it('waits when the token is refused, which is not repeated', async () => {
    fake.phone(chatId);
    const delivery = await send(build({ token: 'wrong:token' }));
    expect(delivery).toEqual({ outcome: 'later', retryAfterSeconds: 60, why: '401 Unauthorized' });
    fake.fail('sendMessage', { error: 400, description: `no bot${fake.token}` });
    expect(await send(build())).toEqual({ outcome: 'rejected', description: '400 no bot…' });
  });

  it('is our mistake when it is too long, and never leaves', async () => {
    expect(await send(build(), 'x'.repeat(2001))).toMatchObject({ outcome: 'rejected' });
    expect(calls('sendMessage')).toEqual([]);
  });

  it('offers numbers that a person can type', async () => {
    const phone = fake.phone(chatId);
    const channel = build();
    const dự = [[{ label: 'Dự', action: 'a', number: '21' }]];
    await channel.send(outgoing(chatId, text('Họp thứ Hai', dự)));
    await channel.send(outgoing(chatId, text('Họp thứ Ba', [[{ label: 'Dự', action: 'b', number: '31' }]])));
    expect(phone.numberOf('Dự')).toBe('31');
    expect(() => phone.numberOf('Vắng')).toThrow('nobody offered');
  });
});

describe('a photo', () => {
  const attachment = (remote: string): Attachment => ({
    remote,
    name: 'photo.jpg',
    mime: 'image/jpeg',
    size: undefined,
    isPhoto: true,
  });
  const limit = 20 * 1024 * 1024;

  async function photoServer(serve: http.RequestListener) {
    let asked = 0;
    const server = http.createServer((request, response) => {
      asked += 1;
      serve(request, response);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    closing.push(async () => server.closeAllConnections() ?? server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.jpg`, asked: () => asked };
  }

  it('is gone when its address has expired', async () => {
    const channel = await openPolling();
    await fake.phone(chatId).sendPhoto(Buffer.from('jpeg'), 'cầu ấp 3');
    const [inbound] = await received.first(1);
    if (inbound?.content.kind !== 'file') throw new Error('no file');
    expect(inbound.content.caption).toBe('cầu ấp 3');
    fake.expirePhotos();
    expect(await channel.fetch(inbound.content.attachment)).toEqual({ outcome: 'gone' });
  });

  it.each([404, 410])('is gone at %i', async (status) => {
    const { url } = await photoServer((_, response) => response.writeHead(status).end());
    expect(await build().fetch(attachment(url))).toEqual({ outcome: 'gone' });
  });

  it.each([500, 403])('is tried again after %i', async (status) => {
    const { url } = await photoServer((_, response) => response.writeHead(status).end());
    await expect(build().fetch(attachment(url))).rejects.toThrow(`HTTP ${status}`);
  });

  it('is tried again when the connection breaks, or nobody is there', async () => {
    const { url } = await photoServer((_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('ab');
      setImmediate(() => response.destroy());
    });
    await expect(brought(build(), attachment(url))).rejects.toThrow();
    const nobody = `http://127.0.0.1:${await closedPort()}/a.jpg`;
    await expect(build().fetch(attachment(nobody))).rejects.toThrow();
  });

  it('is too big, announced or not', async () => {
    const announced = await photoServer((_, response) =>
      response.writeHead(200, { 'content-length': limit + 1 }).write('ab'),
    );
    expect(await build().fetch(attachment(announced.url))).toEqual({ outcome: 'too-big' });
    const endless = await photoServer((_, response) => {
      const chunk = Buffer.alloc(1024 * 1024);
      const write = () => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', write);
      };
      write();
    });
    await expect(brought(build(), attachment(endless.url), 20 * 1024 * 1024)).rejects.toThrow(
      'it has no end',
    );
  });

  it('is followed to where it was moved, but not in circles', async () => {
    const { url } = await photoServer((request, response) =>
      request.url === '/a.jpg'
        ? response.writeHead(302, { location: '/b.jpg' }).end()
        : response.writeHead(200).end('jpeg'),
    );
    expect(await brought(build(), attachment(url))).toEqual({
      outcome: 'fetched',
      bytes: Buffer.from('jpeg'),
    });
    const circle = await photoServer((_, response) => response.writeHead(302, { location: '/a.jpg' }).end());
    await expect(build().fetch(attachment(circle.url))).rejects.toThrow('HTTP 302');
    expect(circle.asked()).toBe(4);
  });

  it.each([
    'http://127.0.0.1:PORT/a.jpg',
    'http://localhost:PORT/a.jpg',
    'http://2130706433:PORT/a.jpg',
    'http://[::1]:PORT/a.jpg',
    'http://[::ffff:127.0.0.1]:PORT/a.jpg',
    'http://10.1.2.3/a.jpg',
    'http://172.31.0.1/a.jpg',
    'http://192.168.1.1/a.jpg',
    'http://169.254.169.254/latest/meta-data',
    'http://0.0.0.0:PORT/a.jpg',
    'http://[fd00::1]/a.jpg',
    'file:///etc/passwd',
    'a.jpg',
  ])('is not looked for in our own network: %s', async (remote) => {
    const { url, asked } = await photoServer((_, response) => response.writeHead(200).end('secret'));
    const channel = build({ apiRoot: 'https://bot-api.zaloplatforms.com' });
    const address = remote.replace('PORT', new URL(url).port);
    expect(await channel.fetch(attachment(address))).toEqual({ outcome: 'gone' });
    expect(asked()).toBe(0);
    expect(logged).toHaveLength(1);
  });
});
