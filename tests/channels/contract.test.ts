import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { pino } from 'pino';
import { addressOf, browserChannel, newPhone } from '../../src/channels/browser/channel.ts';
import type { Item } from '../../src/channels/browser/item.ts';
import { telegramChannel } from '../../src/channels/telegram/channel.ts';
import { zaloBotChannel } from '../../src/channels/zalo-bot/channel.ts';
import type { Channel, Links } from '../../src/domain/channel.ts';
import { memoryVault } from '../support/bytes.ts';
import { type FakeTelegram, startFakeTelegram } from '../support/fake-telegram.ts';
import { type FakeZalo, startFakeZalo } from '../support/fake-zalo.ts';
import { type ContractWorld, channelContract, contractFile, listen, type Shown } from './contract.ts';

const log = pino({ level: 'silent' });
const secret = 'a-secret-of-the-webhook';
type Kind = 'polling' | 'webhook';

/** Our own web server: what channels are called with, and the file that links lead to. */
async function ourServer(handle: (request: Request) => Promise<Response>) {
  const server = await listen((request) =>
    new URL(request.url).pathname.startsWith('/files/')
      ? new Response(new Uint8Array(contractFile.bytes))
      : handle(request),
  );
  const links: Links = {
    download: (file, name) => `${server.url}/files/${file}/${encodeURIComponent(name)}`,
  };
  return { ...server, links };
}

const bytesAt = async (url: string): Promise<Buffer> => Buffer.from(await (await fetch(url)).arrayBuffer());
const nothing = async (): Promise<void> => undefined;

// --- Zalo Bot ---------------------------------------------------------------------------------------------------------

function asZaloShows(message: string): Shown {
  const choices = message.split('\n').filter((line) => /^\d+\. /.test(line));
  const link = /^http:\S+$/m.exec(message)?.[0];
  return { text: message, choices, ...(link === undefined ? {} : { file: () => bytesAt(link) }) };
}

const zaloTroubles = ({ fail }: FakeZalo): ContractWorld['failNext'] => ({
  refused: () => fail('sendMessage', { error: 503 }),
  rate: () => fail('sendMessage', { error: 429, description: 'Quota exceeded' }),
  blocked: () => fail('sendMessage', { error: 404, description: 'Not found' }),
  'lost-answer': () => fail('sendMessage', 'reset-after'),
  'our-mistake': () => fail('sendMessage', { error: 400, description: 'Bad Request' }),
});

async function zaloWorld(kind: Kind): Promise<ContractWorld> {
  const fake = await startFakeZalo();
  const { token, apiRoot } = fake;
  const server = await ourServer((request) => channel.handle(request, '127.0.0.1'));
  const mode = kind === 'polling' ? { kind } : { kind, url: `${server.url}/channels/zalo-bot`, secret };
  const channel = zaloBotChannel({ token, apiRoot, mode, links: server.links, log, pollSeconds: 1 });
  const address = '6ede9afa66b88fe6d6a9';
  const phone = fake.phone(address, { name: 'Nguyễn Văn An' });
  return {
    channel,
    address,
    person: {
      says: phone.send,
      sendsPhoto: phone.sendPhoto,
      presses: undefined,
      sees: async (predicate) => asZaloShows(await phone.waitFor((line) => predicate(asZaloShows(line)))),
    },
    failNext: zaloTroubles(fake),
    redeliver: fake.redeliver,
    // The platform promises no second delivery to a webhook; the polls hold what they were given.
    retry: kind === 'webhook' ? fake.redeliver : nothing,
    problems: () => fake.problems,
    close: async () => {
      await fake.close();
      await server.close();
    },
  };
}

channelContract('zalo-bot by polling', () => zaloWorld('polling'));
channelContract('zalo-bot by webhook', () => zaloWorld('webhook'));

// --- Telegram ---------------------------------------------------------------------------------------------------------

type Bubble = ReturnType<FakeTelegram['phone']>['transcript'][number];

function asTelegramShows({ text, buttons, file }: Bubble): Shown {
  const choices = buttons.flat().map(({ label }) => label);
  return { text, choices, ...(file && { file: async () => file.bytes }) };
}

function telegramTroubles({ fail }: FakeTelegram): ContractWorld['failNext'] {
  const refusal = (code: number, description: string, retryAfter = 3) =>
    fail('sendMessage', { kind: 'refusal', code, description, ...(code === 429 && { retryAfter }) });
  return {
    refused: () => refusal(500, 'Internal Server Error'),
    rate: () => refusal(429, 'Too Many Requests: retry after 3'),
    blocked: () => refusal(403, 'Forbidden: bot was blocked by the user'),
    'lost-answer': () => fail('sendMessage', { kind: 'reset', processed: true }),
    'our-mistake': () => refusal(400, "Bad Request: can't parse entities"),
  };
}

async function telegramWorld(kind: Kind): Promise<ContractWorld> {
  const fake = await startFakeTelegram();
  const { token, apiRoot } = fake;
  const server = await ourServer((request) => channel.handle(request, '127.0.0.1'));
  const mode = kind === 'polling' ? { kind } : { kind, url: `${server.url}/channels/telegram`, secret };
  const patience = { pauses: { shortest: 20, longest: 100, settings: 100 } };
  const channel = telegramChannel({ token, apiRoot, mode, commands: {}, log, longPollSeconds: 1, patience });
  const chatId = 100_200_300;
  const phone = fake.phone(chatId, { firstName: 'An' }).meet();
  const redeliver = async () => {
    await fake.waitForQuiet(1);
    await fake.redeliver();
  };
  return {
    channel,
    address: String(chatId),
    person: {
      says: async (text) => void phone.send(text),
      sendsPhoto: async (bytes) => void phone.sendPhoto(bytes),
      presses: async (label) => void phone.press(label),
      sees: async (predicate) =>
        asTelegramShows(await phone.waitFor((bubble: Bubble) => predicate(asTelegramShows(bubble)))),
    },
    failNext: telegramTroubles(fake),
    redeliver: kind === 'webhook' ? redeliver : undefined,
    retry: nothing,
    problems: () => fake.problems,
    close: async () => {
      await fake.close();
      await server.close();
    },
  };
}

channelContract('telegram by polling', () => telegramWorld('polling'));
channelContract('telegram by webhook', () => telegramWorld('webhook'));

// --- the browser ------------------------------------------------------------------------------------------------------

/** The page, as far as the channel can tell: posts what the person does, follows what is said. */
function openPage(base: string, phone: string) {
  const items: Item[] = [];
  const news = new EventEmitter();
  let posted: (() => Promise<boolean>) | undefined;
  const post = async (make: () => RequestInit): Promise<void> => {
    posted = async () => {
      const { headers, ...rest } = make();
      const all = { ...headers, 'x-phone': phone };
      return (await fetch(`${base}/messages`, { method: 'POST', ...rest, headers: all })).ok;
    };
    if (await posted()) return;
    lost.push(posted);
  };
  const lost: (() => Promise<boolean>)[] = [];
  return {
    items,
    news,
    json: (body: object) => {
      const text = JSON.stringify({ id: randomUUID(), ...body });
      return post(() => ({ body: text, headers: { 'content-type': 'application/json' } }));
    },
    upload: (bytes: Buffer) => {
      const form = new FormData();
      form.set('id', randomUUID());
      form.set('file', new File([new Uint8Array(bytes)], 'photo.jpg', { type: 'image/jpeg' }));
      return post(() => ({ body: form }));
    },
    again: async () => void (await posted?.()),
    async retry() {
      for (const attempt of lost.splice(0)) if (!(await attempt())) lost.push(attempt);
    },
    async follow() {
      const { body } = await fetch(`${base}/events?phone=${phone}`);
      readEvents(body, (event) => {
        items.push(...event);
        news.emit('item');
      }).catch(() => undefined);
    },
  };
}

async function readEvents(body: Response['body'], take: (items: readonly Item[]) => void): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    const events = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) take(itemsIn(/^data: (.*)$/m.exec(event)?.[1] ?? '{}'));
  }
}

/** Both of one message and of those said before. */
function itemsIn(data: string): readonly Item[] {
  const { item, items = [] } = JSON.parse(data) as { item?: Item; items?: readonly Item[] };
  return item ? [item] : items;
}

function asPageShows(base: string, { spans, buttons, file }: Item): Shown {
  const href = file?.href;
  return {
    text: spans.map(({ text }) => text).join(''),
    choices: buttons.flat().map(({ label }) => label),
    ...(href === undefined ? {} : { file: () => bytesAt(new URL(href, base).href) }),
  };
}

const pressOf = (items: readonly Item[], label: string): object => {
  const all = items.flatMap(({ buttons }) => buttons.flat());
  return { press: all.findLast((button) => button.label === label)?.action, label };
};

async function browserWorld(): Promise<ContractWorld> {
  const server = await ourServer((request) => channel.handle(request, '127.0.0.1'));
  const channel: Channel = browserChannel({
    history: async () => [],
    ...memoryVault(),
    mayUpload: async () => true,
    links: server.links,
    clock: () => new Date('2018-11-24T08:00:00+07:00'),
  });
  const token = newPhone();
  const page = openPage(`${server.url}/channels/browser`, token);
  const seen = new Set<Item>();
  const sees = async (predicate: (shown: Shown) => boolean): Promise<Shown> => {
    for (;;) {
      const fresh = page.items.filter((item) => item.from === 'bot' && !seen.has(item));
      const found = fresh.find((item) => predicate(asPageShows(server.url, item)));
      if (found) {
        seen.add(found);
        return asPageShows(server.url, found);
      }
      await once(page.news, 'item', { signal: AbortSignal.timeout(5000) });
    }
  };
  return {
    // The person looks at the page as soon as there is one.
    channel: {
      ...channel,
      open: async (intake) => {
        await channel.open(intake);
        await page.follow();
      },
    },
    address: addressOf(token),
    person: {
      says: (text) => page.json({ text }),
      sendsPhoto: page.upload,
      presses: (label) => page.json(pressOf(page.items, label)),
      sees,
    },
    failNext: {},
    redeliver: page.again,
    retry: page.retry,
    problems: () => [],
    close: server.close,
  };
}

channelContract('browser', browserWorld);
