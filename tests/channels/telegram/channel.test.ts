import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { escapeMarkup } from '../../../src/domain/markup.ts';
import {
  atEnd,
  closeAll,
  collect,
  file,
  gate,
  jpeg,
  openChannel,
  sendable,
  setUp,
  text,
  to,
} from './support.ts';

const ba = 4711;
const MiB = 1024 * 1024;

afterEach(closeAll);

describe('sending text', () => {
  it('arrives as written, whatever people typed', async () => {
    const { telegram, channel } = await setUp();
    const phone = telegram.phone(ba).meet();
    const typed = 'a < b && c > d <b>không đậm</b> &lt; "x"';
    const sent = await channel.send(to(ba, text(`<b>Ghi:</b> ${escapeMarkup(typed)}`)));
    expect(phone.last?.text).toBe(`Ghi: ${typed}`);
    expect(sent).toEqual({ outcome: 'sent', reference: `${ba}:${phone.last?.messageId}` });
    expect(telegram.calls('sendMessage')[0]).toMatchObject({ link_preview_options: { is_disabled: true } });
    expect(telegram.problems).toEqual([]);
  });

  it('shows buttons', async () => {
    const { telegram, channel } = await setUp();
    const phone = telegram.phone(ba).meet();
    await channel.send(
      to(ba, text('Đúng không?', [[{ label: 'Có', action: 'a:yes' }], [{ label: 'Không', action: 'a:no' }]])),
    );
    expect(phone.last?.buttons).toEqual([
      [{ label: 'Có', action: 'a:yes' }],
      [{ label: 'Không', action: 'a:no' }],
    ]);
    expect(telegram.problems).toEqual([]);
  });

  it('never sends a button whose data is too long', async () => {
    const { telegram, channel } = await setUp();
    telegram.phone(ba).meet();
    const sent = await channel.send(to(ba, text('?', [[{ label: 'Có', action: 'x'.repeat(65) }]])));
    expect(sent).toMatchObject({ outcome: 'rejected', description: expect.stringContaining('64 bytes') });
    expect(telegram.counts.calls).toBe(0);
  });
});

describe('a send that Telegram refuses', () => {
  const refusal = (code: number, description: string, more: object = {}) =>
    ({ kind: 'refusal', code, description, ...more }) as const;

  it.each([
    [
      'too many',
      refusal(429, 'Too Many Requests: retry after 7', { retryAfter: 7 }),
      { outcome: 'later', retryAfterSeconds: 7 },
    ],
    ['blocked', refusal(403, 'Forbidden: bot was blocked by the user'), { outcome: 'never', why: 'blocked' }],
    ['deactivated', refusal(403, 'Forbidden: user is deactivated'), { outcome: 'never', why: 'gone' }],
    [
      'kicked',
      refusal(403, 'Forbidden: bot was kicked from the group chat'),
      { outcome: 'never', why: 'gone' },
    ],
    ['no chat', refusal(400, 'Bad Request: chat not found'), { outcome: 'never', why: 'gone' }],
    ['too large', refusal(413, 'Request Entity Too Large'), { outcome: 'never', why: 'unsupported' }],
    ['wrong token', refusal(401, 'Unauthorized'), { outcome: 'later', retryAfterSeconds: 60 }],
    ['other 400', refusal(400, 'Bad Request: odd'), { outcome: 'rejected', description: 'Bad Request: odd' }],
    [
      'other 400 that quotes',
      refusal(400, 'Bad Request: no "bí mật" here'),
      { outcome: 'rejected', description: 'Bad Request: no "…" here' },
    ],
    ['500', refusal(500, 'Internal Server Error'), { outcome: 'later', retryAfterSeconds: 5 }],
    ['502 of a gateway', { kind: 'gateway', code: 502 }, { outcome: 'later', retryAfterSeconds: 5 }],
    [
      'reset before',
      { kind: 'reset', processed: false },
      { outcome: 'unknown', why: 'FetchError ECONNRESET' },
    ],
    ['reset after', { kind: 'reset', processed: true }, { outcome: 'unknown', why: 'FetchError ECONNRESET' }],
    ['a page of a proxy', { kind: 'garbage' }, { outcome: 'unknown', why: 'FetchError invalid-json' }],
  ] as const)('%s', async (_name, fault, expected) => {
    const { telegram, channel } = await setUp();
    const phone = telegram.phone(ba).meet();
    telegram.fail('sendMessage', fault);
    expect(await channel.send(to(ba, text('a')))).toMatchObject(expected);
    expect(phone.transcript.length).toBe('processed' in fault && fault.processed ? 1 : 0);
  });

  it('by a reset on a connection that worked before is unknown too', async () => {
    const { telegram, channel } = await setUp();
    telegram.phone(ba).meet();
    expect(await channel.send(to(ba, text('a')))).toMatchObject({ outcome: 'sent' });
    telegram.fail('sendMessage', { kind: 'reset', processed: false });
    expect(await channel.send(to(ba, text('b')))).toMatchObject({ outcome: 'unknown' });
  });

  it.each([false, true])('without an answer in time is unknown (processed: %s)', async (processed) => {
    const pauses = { shortest: 5, longest: 5, settings: 5 };
    const { telegram, channel } = await setUp({ patience: { call: 80, pauses } });
    telegram.phone(ba).meet();
    telegram.fail('sendMessage', { kind: 'hang', processed });
    expect(await channel.send(to(ba, text('a')))).toEqual({ outcome: 'unknown', why: 'no answer in time' });
  });

  it('because nobody listens comes later', async () => {
    const { telegram, channel } = await setUp();
    await telegram.close();
    expect(await channel.send(to(ba, text('a')))).toEqual({
      outcome: 'later',
      retryAfterSeconds: 5,
      why: 'FetchError ECONNREFUSED',
    });
  });

  it('because the connection never came about comes later', async () => {
    const deaf = createServer(() => {}).listen(0, '127.0.0.1');
    atEnd(async () => void deaf.close());
    await new Promise((resolve) => deaf.once('listening', resolve));
    const { port } = deaf.address() as { port: number };
    const patience = { connect: 60, call: 5000 };
    const { channel } = openChannel({ apiRoot: `https://127.0.0.1:${port}`, patience });
    expect(await channel.send(to(ba, text('a')))).toMatchObject({
      outcome: 'later',
      why: 'FetchError ETIMEDOUT',
    });
  });

  it('because the chat has moved is sent once more, there', async () => {
    const { telegram, channel } = await setUp();
    const phone = telegram.phone(815).meet();
    telegram.fail('sendMessage', refusal(400, 'Bad Request: group chat was upgraded', { migrateTo: 815 }));
    const sent = await channel.send(to(ba, text('a')));
    expect(sent).toEqual({ outcome: 'sent', reference: `815:${phone.last?.messageId}` });
  });

  it('says nothing of it in the log, nor the token anywhere', async () => {
    const { telegram, channel, log } = await setUp();
    telegram.phone(ba).meet();
    telegram.fail('sendMessage', { kind: 'garbage' }, { kind: 'reset', processed: false });
    telegram.fail('getMe', { kind: 'garbage' }, { kind: 'reset', processed: false });
    const outcomes = [await channel.send(to(ba, text('bí mật'))), await channel.send(to(ba, text('bí mật')))];
    const polled = telegram.called('getUpdates');
    await channel.open(async () => {});
    await polled;
    const said = JSON.stringify([outcomes, log.lines]);
    expect(said).toContain('invalid-json');
    expect(said).not.toContain('bí mật');
    expect(said).not.toContain(telegram.token.split(':')[1]);
  });
});

describe('the person', () => {
  it('who blocked, closed the account or never wrote is told apart', async () => {
    const { telegram, channel } = await setUp();
    telegram.phone(1).meet().block();
    telegram.phone(2).meet().deactivate();
    telegram.phone(3);
    const outcomes = await Promise.all([1, 2, 3].map((id) => channel.send(to(id, text('a')))));
    expect(outcomes).toEqual([
      { outcome: 'never', why: 'blocked' },
      { outcome: 'never', why: 'gone' },
      { outcome: 'never', why: 'gone' },
    ]);
    expect(telegram.problems).toEqual([]);
  });

  it('is written to no faster than Telegram takes', async () => {
    const { telegram, channel } = await setUp({}, { limits: true });
    telegram.phone(ba).meet();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => channel.send(to(ba, text('a')))));
    expect(outcomes.filter(({ outcome }) => outcome === 'sent').length).toBe(5);
    expect(outcomes).toContainEqual(expect.objectContaining({ outcome: 'later', retryAfterSeconds: 1 }));
    expect(channel.pace).toEqual({ perSecond: 28, perAddressPerSecond: 1 });
  });
});

describe('sending files', () => {
  it('uploads once and goes by reference from then on', async () => {
    const { telegram, channel } = await setUp();
    const phone = telegram.phone(ba).meet();
    const bytes = Buffer.from('%PDF-1.7 \r\n--not a boundary\r\n\0\xff', 'latin1');
    const buttons = [[{ label: 'Đã nhận', action: 'got:1' }]];
    const first = await channel.send(
      to(ba, file({ caption: '<b>Số 12</b> &lt;mật&gt;', buttons }), sendable(bytes)),
    );
    expect(phone.last).toMatchObject({
      text: 'Số 12 <mật>',
      buttons,
      file: { name: 'Báo cáo quý 3.pdf', bytes, isPhoto: false },
    });
    expect(first).toMatchObject({ outcome: 'sent', fileReference: phone.last?.file?.fileId });
    const reference = phone.last?.file?.fileId ?? '';
    const unread = { ...sendable(bytes, reference), bytes: () => Promise.reject(new Error('not needed')) };
    expect(await channel.send(to(ba, file(), unread))).toMatchObject({
      outcome: 'sent',
      fileReference: reference,
    });
    expect(telegram.calls('sendDocument')[1]).toMatchObject({ document: reference });
    expect(telegram.problems).toEqual([]);
  });

  it('uploads again what the platform has forgotten', async () => {
    const { telegram, channel } = await setUp();
    const phone = telegram.phone(ba).meet();
    const bytes = Buffer.from('abc');
    await channel.send(to(ba, file(), sendable(bytes)));
    const reference = phone.last?.file?.fileId ?? '';
    telegram.forgetFile(reference);
    const sent = await channel.send(to(ba, file(), sendable(bytes, reference)));
    expect(sent).toMatchObject({ outcome: 'sent', fileReference: phone.last?.file?.fileId });
    expect(phone.last?.file?.fileId).not.toBe(reference);
    expect(phone.last?.file?.bytes).toEqual(bytes);
  });

  it('shows images as photos, also those that came as documents', async () => {
    const { telegram, channel } = await setUp();
    const phone = telegram.phone(ba);
    phone.sendDocument('anh.jpg', jpeg, 'image/jpeg');
    const asDocument = phone.transcript.at(-1)?.file?.fileId ?? '';
    const photo = file({ name: 'anh.jpg', mime: 'image/jpeg', caption: 'Ảnh' });
    const sent = await channel.send(to(ba, photo, sendable(jpeg, asDocument)));
    expect(phone.last).toMatchObject({ text: 'Ảnh', file: { isPhoto: true, bytes: jpeg } });
    expect(sent).toMatchObject({ outcome: 'sent', fileReference: phone.last?.file?.fileId });
    expect(telegram.problems).toEqual([]);
  });

  it('sends as a document what is no photo after all', async () => {
    const { telegram, channel } = await setUp();
    const phone = telegram.phone(ba).meet();
    const bytes = Buffer.from('not an image');
    const sent = await channel.send(to(ba, file({ mime: 'image/png', name: 'a.png' }), sendable(bytes)));
    expect(sent).toMatchObject({ outcome: 'sent' });
    expect(phone.last?.file).toMatchObject({ isPhoto: false, bytes });
  });

  it('keeps names safe', async () => {
    const { telegram, channel } = await setUp();
    const phone = telegram.phone(ba).meet();
    await channel.send(to(ba, file({ name: 'a"; x="\r\nb.pdf' }), sendable(Buffer.from('a'))));
    expect(phone.last?.file?.name).toBe("a'; x='__b.pdf");
    expect(telegram.problems).toEqual([]);
  });

  it('does not try what is too large', async () => {
    const { telegram, channel } = await setUp();
    const huge = file({ size: 50 * MiB + 1 });
    expect(await channel.send(to(ba, huge, sendable(jpeg)))).toEqual({
      outcome: 'never',
      why: 'unsupported',
    });
    expect(telegram.counts.calls).toBe(0);
  });

  it('waits when our own store is away, and does not hide it', async () => {
    const { channel, log } = await setUp();
    const broken = { ...sendable(jpeg), open: () => Promise.reject(new Error('store is away')) };
    expect(await channel.send(to(ba, file(), broken))).toMatchObject({ outcome: 'later' });
    expect(log.lines.join()).toContain('could not be read');
  });
});

describe('polling', () => {
  it('brings everything a person does, in order', async () => {
    const { telegram, channel } = await setUp();
    const phone = telegram.phone(ba, { language: 'en' });
    const inbox = collect();
    await channel.open(inbox.intake);
    phone.send('/start X1');
    phone.sendDocument('a.pdf', Buffer.from('abc'), 'application/pdf', 'đây');
    phone.sendPhoto(jpeg);
    phone.sendSticker();
    phone.pressRaw('forged');
    phone.block();
    phone.unblock();
    const arrivals = await inbox.arrived(7);
    expect(arrivals.map((arrival) => ('content' in arrival ? arrival.content.kind : 'unreadable'))).toEqual([
      'text',
      'file',
      'file',
      'unsupported',
      'press',
      'reachable',
      'reachable',
    ]);
    expect(arrivals[0]).toMatchObject({
      address: String(ba),
      language: 'en',
      content: { text: '/start X1' },
    });
    await telegram.waitForQuiet(20);
    expect(telegram.problems).toEqual([]);
  });

  it('stores a batch at once', async () => {
    const { telegram, channel } = await setUp();
    for (const words of ['một', 'hai', 'ba']) telegram.phone(ba).send(words);
    const inbox = collect();
    await channel.open(inbox.intake);
    await inbox.arrived(3);
    expect(inbox.batches.length).toBe(1);
  });

  it('confirms nothing before it is stored', async () => {
    const { telegram, channel } = await setUp();
    const [reached, stored] = [gate(), gate()];
    const inbox = collect(async () => {
      reached.open();
      await stored.opened;
    });
    await channel.open(inbox.intake);
    const id = telegram.phone(ba).send('a');
    await reached.opened;
    expect(telegram.pending).toBe(1);
    expect(telegram.confirmed).toBe(0);
    stored.open();
    await telegram.waitForQuiet(20);
    expect(telegram.pending).toBe(0);
    expect(telegram.confirmed).toBe(id);
  });

  it('brings the same again when it could not be stored', async () => {
    const { telegram, channel, log } = await setUp();
    const tried: string[] = [];
    const inbox = collect(async (batch) => {
      tried.push(...batch.map(({ externalId }) => externalId));
      if (tried.length < 3) throw new Error('the store is away');
    });
    await channel.open(inbox.intake);
    const id = String(telegram.phone(ba).send('a'));
    await inbox.arrived(1);
    expect(tried).toEqual([id, id, id]);
    expect(log.lines.filter((line) => line.includes('storing')).length).toBe(2);
  });

  it('keeps what cannot be read, and leaves out what is not for us', async () => {
    const { telegram, channel } = await setUp();
    telegram.push({ message: { text: 'in a group', chat: { id: -1, type: 'group' } } });
    const id = telegram.push({ message: { text: 'from nowhere' } });
    const last = telegram.push({ message: { text: 'in a group', chat: { id: -1, type: 'group' } } });
    const inbox = collect();
    await channel.open(inbox.intake);
    expect(await inbox.arrived(1)).toEqual([
      { channel: 'telegram', externalId: String(id), unreadable: 'not as expected: message.chat' },
    ]);
    await telegram.waitForQuiet(20);
    expect(telegram.confirmed).toBe(last);
  });

  it.each([
    ['an outage', { kind: 'gateway', code: 502 }],
    ['resets', { kind: 'reset', processed: false }],
    ['an answer that got lost', { kind: 'reset', processed: true }],
    ['too many requests', { kind: 'refusal', code: 429, description: 'Too Many', retryAfter: 0 }],
    ['a conflict', { kind: 'refusal', code: 409, description: 'Conflict: terminated by other' }],
    ['a token refused for a while', { kind: 'refusal', code: 401, description: 'Unauthorized' }],
    ['a page of a proxy', { kind: 'garbage' }],
  ] as const)('survives %s', async (_name, fault) => {
    const { telegram, channel } = await setUp();
    telegram.fail('getMe', fault);
    telegram.fail('deleteWebhook', fault);
    telegram.fail('getUpdates', fault, fault);
    telegram.phone(ba).send('a');
    const inbox = collect();
    await channel.open(inbox.intake);
    expect(await inbox.arrived(1)).toMatchObject([{ content: { text: 'a' } }]);
  });

  it('opens while nobody listens', async () => {
    const { channel, log } = openChannel({});
    await channel.open(async () => {});
    await channel.close();
    expect(log.lines.join()).not.toContain('connected');
  });

  it('takes over from another poller', async () => {
    const { telegram, channel } = await setUp();
    const inbox = collect();
    const polling = telegram.called('getUpdates');
    await channel.open(inbox.intake);
    await polling;
    const other = fetch(`${telegram.apiRoot}/bot${telegram.token}/getUpdates?timeout=30`);
    telegram.phone(ba).send('a');
    expect(await inbox.arrived(1)).toMatchObject([{ content: { text: 'a' } }]);
    await (await other).text();
    expect(telegram.problems.join()).toContain('terminated by other getUpdates');
  });

  it('removes a webhook that somebody sets meanwhile', async () => {
    const { telegram, channel } = await setUp();
    const polling = telegram.called('getUpdates');
    const inbox = collect();
    await channel.open(inbox.intake);
    await polling;
    await fetch(`${telegram.apiRoot}/bot${telegram.token}/setWebhook?url=http://127.0.0.1:9/`);
    telegram.phone(ba).send('a');
    await inbox.arrived(1);
    expect(telegram.webhook).toBeUndefined();
  });

  it('sets the menu of commands, trying again', async () => {
    const start = { command: 'start', description: 'Bắt đầu' };
    const { telegram, channel } = await setUp({
      commands: { '': [start], vi: [start, { ...start, command: 'giup' }] },
    });
    telegram.fail('setMyCommands', { kind: 'gateway', code: 500 });
    const set = telegram.called('setMyCommands', 2);
    await channel.open(async () => {});
    await set;
    await telegram.waitForQuiet(20);
    expect(telegram.menu('')).toEqual([start]);
    expect(telegram.menu('vi').length).toBe(2);
    expect(telegram.problems).toEqual([]);
  });
});

describe('presses', () => {
  it('are answered within a second, however long the storing takes', async () => {
    const { telegram, channel } = await setUp();
    const stored = gate();
    const inbox = collect(() => stored.opened);
    await channel.open(inbox.intake);
    const press = telegram.phone(ba).pressRaw('a');
    expect(await press.answered).toBeLessThan(1000);
    expect(inbox.all()).toEqual([]);
    stored.open();
    await inbox.arrived(1);
  });

  it('are answered once, also when they come again', async () => {
    const { telegram, channel } = await setUp();
    let tries = 0;
    const inbox = collect(async () => {
      if (++tries < 3) throw new Error('the store is away');
    });
    await channel.open(inbox.intake);
    telegram.phone(ba).pressRaw('a');
    await inbox.arrived(1);
    await telegram.waitForQuiet(20);
    expect(telegram.calls('answerCallbackQuery').length).toBe(1);
    expect(telegram.problems).toEqual([]);
  });

  it('that are too old do no harm', async () => {
    const { telegram, channel, log } = await setUp({}, { queryLifeMilliseconds: 0 });
    const inbox = collect();
    await channel.open(inbox.intake);
    telegram.phone(ba).pressRaw('a');
    await inbox.arrived(1);
    await telegram.waitForQuiet(20);
    expect(telegram.problems.join()).toContain('query is too old');
    expect(log.lines.filter((line) => /^(warn|error)/.test(line))).toEqual([]);
  });
});

describe('closing', () => {
  it('ends the long poll at once', async () => {
    const { telegram, channel } = await setUp();
    const polling = telegram.called('getUpdates');
    const inbox = collect();
    await channel.open(inbox.intake);
    await polling;
    const from = performance.now();
    await channel.close();
    expect(performance.now() - from).toBeLessThan(1000);
    telegram.phone(ba).send('too late');
    expect(inbox.all()).toEqual([]);
    expect(telegram.pending).toBe(1);
  });

  it('waits for what is being stored', async () => {
    const { telegram, channel } = await setUp();
    const [reached, stored] = [gate(), gate()];
    const inbox = collect(async () => {
      reached.open();
      await stored.opened;
    });
    await channel.open(inbox.intake);
    telegram.phone(ba).send('a');
    await reached.opened;
    const closed = channel.close().then(() => inbox.all().length);
    stored.open();
    expect(await closed).toBe(1);
  });

  it('does not wait for ever', async () => {
    const pauses = { shortest: 5, longest: 5, settings: 5 };
    const { telegram, channel } = await setUp({ patience: { close: 30, pauses } });
    const reached = gate();
    await channel.open(() => {
      reached.open();
      return new Promise<void>(() => {});
    });
    telegram.phone(ba).send('a');
    await reached.opened;
    await channel.close();
  });

  it('can be opened again; what was not confirmed comes under the same name', async () => {
    const { telegram, channel } = await setUp();
    const inbox = collect();
    await channel.open(inbox.intake);
    const first = telegram.phone(ba).send('a');
    await inbox.arrived(1);
    await channel.close();
    const second = telegram.phone(ba).send('b');
    await channel.open(inbox.intake);
    await telegram.waitForQuiet(20);
    expect(new Set(inbox.all().map(({ externalId }) => externalId))).toEqual(
      new Set([String(first), String(second)]),
    );
  });
});
