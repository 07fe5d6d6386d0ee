import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/**
 * The Zalo Bot Platform on a loopback port, as strict as what is known of it: errors in an envelope with HTTP 200, one
 * update a poll and none kept once handed out, polls or a webhook but not both. What a bot does wrong without being told is
 * in `problems`.
 */
export type FakeZalo = {
  readonly apiRoot: string;
  readonly token: string;
  readonly botId: string;
  /** Each method called, in order; the faulty calls too. */
  readonly calls: readonly { readonly method: string; readonly body: Readonly<Record<string, unknown>> }[];
  /** HTTP status of each POST to the webhook; 0 when nobody answered. */
  readonly deliveries: readonly number[];
  readonly problems: readonly string[];
  /** May be changed at any moment. */
  readonly settings: Settings;
  readonly phone: (chatId: string, person?: { readonly name: string }) => ZaloPhone;
  /** The next calls of the method go wrong, one fault each. */
  readonly fail: (method: string, ...faults: readonly Fault[]) => void;
  /** How many more messages the plan allows. */
  readonly setQuota: (messages: number) => void;
  /** An update of any shape. Resolves when it was offered to the webhook, or waits for a poll. */
  readonly push: (update: unknown) => Promise<void>;
  /** What the webhook refused once more; else the last update a second time. */
  readonly redeliver: () => Promise<void>;
  /** An empty POST without a secret; the HTTP status that answered it. */
  readonly probe: () => Promise<number>;
  readonly expirePhotos: () => void;
  /** Polls that wait for an update now. */
  readonly openPolls: () => number;
  /** Looks again at every call, poll and delivery. */
  readonly until: (condition: () => boolean, timeoutMs?: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type Fault =
  /** The platform's own word, in an envelope with HTTP 200. */
  | { readonly error: number; readonly description?: string }
  /** A page of somebody on the way. */
  | { readonly http: number }
  | 'reset-before'
  | 'reset-after'
  | 'hang';

export type ZaloPhone = {
  readonly send: (text: string) => Promise<void>;
  readonly sendPhoto: (bytes: Buffer, caption?: string) => Promise<void>;
  readonly sendSticker: () => Promise<void>;
  readonly sendVoice: () => Promise<void>;
  /** What the platform does not pass on: a document, a link card. */
  readonly sendUnsupported: () => Promise<void>;
  readonly transcript: readonly { readonly from: 'me' | 'bot'; readonly text: string }[];
  /** The next message of the bot that matches; each is found once. */
  readonly waitFor: (wanted: Wanted, timeoutMs?: number) => Promise<string>;
  /** What to type for a choice: the number before its label in the latest message that offers it. */
  readonly numberOf: (label: string) => string;
};

type Wanted = string | ((text: string) => boolean);
type Settings = { unwrapped: boolean; echo: boolean; photoField: 'photo_url' | 'photo' };
type Line = { readonly from: 'me' | 'bot'; readonly text: string };
type Person = {
  readonly id: string;
  readonly name: string;
  readonly transcript: Line[];
  readonly seen: Set<Line>;
};
type Failure = { readonly ok: false; readonly error_code: number; readonly description: string };
type Envelope = { readonly ok: true; readonly result?: unknown } | Failure;
type Body = Readonly<Record<string, unknown>>;
type Poll = (answer: Envelope) => void;

type State = {
  readonly token: string;
  readonly botId: string;
  apiRoot: string;
  readonly settings: Settings;
  readonly people: Map<string, Person>;
  readonly queue: unknown[];
  readonly refused: unknown[];
  last: unknown;
  readonly polls: Set<Poll>;
  webhook: { readonly url: string; readonly secret: string } | undefined;
  delivering: Promise<void>;
  readonly faults: Map<string, Fault[]>;
  quota: number;
  ids: number;
  readonly photos: Map<string, Buffer>;
  readonly calls: { method: string; body: Body }[];
  readonly deliveries: number[];
  readonly problems: string[];
  readonly news: EventEmitter;
};

function emptyState(): State {
  return {
    token: '1459232241454765289:fake-Zalo_secret',
    botId: 'b07b07b07b07b07b07b0',
    apiRoot: '',
    settings: { unwrapped: false, echo: false, photoField: 'photo_url' },
    people: new Map(),
    queue: [],
    refused: [],
    last: undefined,
    polls: new Set(),
    webhook: undefined,
    delivering: Promise.resolve(),
    faults: new Map(),
    quota: Number.POSITIVE_INFINITY,
    ids: 0,
    photos: new Map(),
    calls: [],
    deliveries: [],
    problems: [],
    news: new EventEmitter().setMaxListeners(0),
  };
}

const failure = (error_code: number, description: string): Failure => ({
  ok: false,
  error_code,
  description,
});
const success = (result: unknown): Envelope => ({ ok: true, result });
const tell = (state: State): boolean => state.news.emit('news');

function nextId(state: State): string {
  state.ids += 1;
  return `2d758cb5${state.ids.toString(16).padStart(12, '0')}`;
}

async function until(state: State, condition: () => boolean, timeoutMs: number): Promise<void> {
  const signal = AbortSignal.timeout(timeoutMs);
  while (!condition()) await once(state.news, 'news', { signal });
}

// --- what the bot may call -------------------------------------------------------------------------------------------

const text = z.string().min(1).max(2000);
const chat_id = z.string().min(1);

const parameters = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({ timeout: z.union([z.number().int(), z.string().regex(/^\d+$/)]).optional() }),
  setWebhook: z.strictObject({ url: z.url(), secret_token: z.string().min(8).max(256) }),
  testWebhook: z.strictObject({}),
  getWebhookInfo: z.strictObject({}),
  deleteWebhook: z.strictObject({}),
  sendMessage: z.strictObject({
    chat_id,
    text,
    parse_mode: z.enum(['markdown', 'html']).optional(),
    text_styles: z.array(z.unknown()).optional(),
  }),
  sendPhoto: z.strictObject({ chat_id, photo: z.url(), caption: text.optional() }),
  sendSticker: z.strictObject({ chat_id, sticker: z.string() }),
  sendVoice: z.strictObject({ chat_id, voice_url: z.url() }),
  sendChatAction: z.strictObject({ chat_id, action: z.literal('typing') }),
} as const;

type Method = keyof typeof parameters;
const isMethod = (name: string): name is Method => Object.hasOwn(parameters, name);

/** What a call lacks; a parameter nobody knows is passed over by the platform but stands in `problems`. */
function mistake(state: State, method: Method, body: Body): string | undefined {
  const issues = parameters[method].safeParse(body).error?.issues ?? [];
  for (const issue of issues)
    state.problems.push(`${method} ${issue.path.join('.')}: ${issue.message}`.replace(' :', ':'));
  return issues.find(({ code }) => code !== 'unrecognized_keys')?.message;
}

function said(state: State, chatId: string, line: string): Envelope {
  const person = state.people.get(chatId);
  if (!person) return failure(404, 'Not found');
  if (state.quota < 1) return failure(429, 'Quota exceeded');
  if (/\p{Surrogate}/u.test(line)) state.problems.push('a character cut in two');
  state.quota -= 1;
  person.transcript.push({ from: 'bot', text: line });
  const message_id = nextId(state);
  if (state.settings.echo) {
    const from = { id: state.botId, display_name: 'Bot', is_bot: true };
    const chat = { id: chatId, chat_type: 'PRIVATE' };
    const message = { from, chat, text: line, message_id, date: 1750316131602 };
    void push(state, { event_name: 'message.text.received', message });
  }
  return success({ message_id, date: 1749632637199 });
}

async function setWebhook(state: State, url: string, secret: string): Promise<Envelope> {
  const { protocol, hostname } = new URL(url);
  // The platform takes https only and no address of a private network; a test's own webhook stands on loopback.
  if (protocol !== 'https:' && hostname !== '127.0.0.1') return failure(400, 'Bad Request: HTTPS required');
  state.webhook = { url, secret };
  const code = await probe(state);
  const ok = code === 200;
  const outcome = ok ? 'webhook.ok' : code === 0 ? 'webhook.err.conn' : `webhook.http.${code}`;
  void pump(state);
  return success({ url, updated_at: 1750316131602, verification: { ok, url, outcome, hint: '' } });
}

function poll(state: State, seconds: number, gone: AbortSignal): Promise<Envelope> {
  if (state.webhook) return Promise.resolve(failure(400, 'Bad Request: webhook is active'));
  if (state.polls.size > 0) state.problems.push('two polls at once');
  return new Promise((resolve) => {
    const end: Poll = (answer) => {
      clearTimeout(timer);
      state.polls.delete(end);
      resolve(answer);
      tell(state);
    };
    const timer = setTimeout(() => end(failure(408, 'Request timeout')), seconds * 1000);
    gone.addEventListener('abort', () => end(failure(408, 'Request timeout')));
    state.polls.add(end);
    void pump(state);
  });
}

function run(state: State, method: Method, body: Body, gone: AbortSignal): Envelope | Promise<Envelope> {
  const chat = String(body.chat_id);
  const info = { url: state.webhook?.url ?? '', updated_at: 1750316131602 };
  switch (method) {
    case 'getMe':
      return success({
        id: state.botId,
        account_name: 'bot.fake',
        account_type: 'BASIC',
        can_join_groups: false,
      });
    case 'getUpdates':
      return poll(state, Number(body.timeout ?? 30), gone);
    case 'setWebhook':
      return setWebhook(state, String(body.url), String(body.secret_token));
    case 'testWebhook':
    case 'getWebhookInfo':
      return success(info);
    case 'deleteWebhook':
      state.webhook = undefined;
      return success({ ...info, url: '' });
    case 'sendMessage':
      return said(state, chat, String(body.text));
    case 'sendPhoto':
      return said(state, chat, `[photo ${body.photo}] ${body.caption ?? ''}`.trim());
    case 'sendSticker':
      return said(state, chat, `[sticker ${body.sticker}]`);
    case 'sendVoice':
      return said(state, chat, `[voice ${body.voice_url}]`);
    case 'sendChatAction':
      return { ok: true };
  }
}

// --- its HTTP --------------------------------------------------------------------------------------------------------

async function bodyOf(state: State, request: http.IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  if (request.method !== 'POST' || !request.headers['content-type']?.startsWith('application/json'))
    state.problems.push(
      `${request.method} ${request.headers['content-type']}: every example is a POST of JSON`,
    );
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch {
    state.problems.push('a body that is no JSON object');
    return {};
  }
}

function answerTo(state: State, name: string, body: Body, gone: AbortSignal): Envelope | Promise<Envelope> {
  if (!isMethod(name)) {
    state.problems.push(`unknown method ${name}`);
    return failure(400, 'Bad Request: unknown API');
  }
  const wrong = mistake(state, name, body);
  return wrong ? failure(400, `Bad Request: ${wrong}`) : run(state, name, body, gone);
}

function reply(response: http.ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}

async function serveMethod(
  state: State,
  name: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
) {
  const body = await bodyOf(state, request);
  state.calls.push({ method: name, body });
  tell(state);
  const fault = state.faults.get(name)?.shift();
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  if (fault === 'hang') return;
  if (fault === 'reset-before') return request.socket.destroy();
  if (typeof fault === 'object' && 'http' in fault)
    return reply(response, fault.http, 'text/html', '<h1>Blocked</h1>');
  const answer =
    typeof fault === 'object'
      ? failure(fault.error, fault.description ?? 'Fault')
      : await answerTo(state, name, body, gone.signal);
  tell(state);
  if (fault === 'reset-after') return request.socket.destroy();
  reply(response, 200, 'application/json', JSON.stringify(answer));
}

async function serve(
  state: State,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<unknown> {
  const path = request.url ?? '';
  const [, token, method] = /^\/bot([^/]+)\/([^/]+)$/.exec(path) ?? [];
  if (token === state.token && method) return serveMethod(state, method, request, response);
  if (token && method)
    return reply(response, 200, 'application/json', JSON.stringify(failure(401, 'Unauthorized')));
  const photo = state.photos.get(path);
  return photo ? reply(response, 200, 'image/jpeg', photo) : reply(response, 404, 'text/plain', 'Not found');
}

// --- what it brings the bot ------------------------------------------------------------------------------------------

function post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
  // The fake never leaves loopback: at any other address nobody answers.
  if (!url.startsWith('http://127.0.0.1')) return Promise.resolve(0);
  return new Promise((resolve) => {
    const options = { method: 'POST', headers: { 'user-agent': 'Java/1.8.0_192', ...headers }, agent: false };
    const request = http.request(url, options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', () => resolve(0));
    request.end(body);
  });
}

const probe = (state: State): Promise<number> =>
  state.webhook ? post(state.webhook.url, {}, '') : Promise.resolve(0);

async function deliver(state: State, update: unknown): Promise<void> {
  const { url, secret } = state.webhook ?? { url: '', secret: '' };
  const headers = { 'content-type': 'application/json', 'x-bot-api-secret-token': secret };
  const body = state.settings.unwrapped ? update : { ok: true, result: update };
  const status = await post(url, headers, JSON.stringify(body));
  state.deliveries.push(status);
  if (status < 200 || status > 299) state.refused.push(update);
  tell(state);
}

async function deliverAll(state: State): Promise<void> {
  while (state.webhook && state.queue.length > 0) await deliver(state, state.queue.shift());
}

/** Hands what waits to the webhook, or to a poll. */
function pump(state: State): Promise<void> {
  if (state.webhook) {
    state.delivering = state.delivering.then(() => deliverAll(state));
    return state.delivering;
  }
  const [waiting] = state.polls;
  if (waiting && state.queue.length > 0) waiting(success(state.queue.shift()));
  return Promise.resolve();
}

function push(state: State, update: unknown): Promise<void> {
  state.last = update;
  state.queue.push(update);
  return pump(state);
}

async function redeliver(state: State): Promise<void> {
  const again = state.refused.splice(0);
  for (const update of again.length > 0 ? again : [state.last]) await push(state, update);
}

// --- a person --------------------------------------------------------------------------------------------------------

function personOf(state: State, id: string, name: string): Person {
  const person = state.people.get(id) ?? { id, name, transcript: [], seen: new Set<Line>() };
  state.people.set(id, person);
  return person;
}

function says(state: State, { id, name, transcript }: Person, kind: string, line: string, content: object) {
  transcript.push({ from: 'me', text: line });
  const from = { id, display_name: name, is_bot: false };
  const chat = { id, chat_type: 'PRIVATE' };
  const message = { from, chat, ...content, message_id: nextId(state), date: 1750316131602 };
  return push(state, { event_name: `message.${kind}.received`, message });
}

function sendPhoto(state: State, person: Person, bytes: Buffer, caption: string | undefined): Promise<void> {
  const path = `/photos/${nextId(state)}.jpg`;
  state.photos.set(path, bytes);
  const content = {
    [state.settings.photoField]: `${state.apiRoot}${path}`,
    message_type: 'CHAT_PHOTO',
    ...(caption === undefined ? {} : { caption }),
  };
  return says(state, person, 'image', `[photo] ${caption ?? ''}`.trim(), content);
}

async function waitFor(state: State, person: Person, wanted: Wanted, timeoutMs: number): Promise<string> {
  const matches = (line: string) => (typeof wanted === 'string' ? line.includes(wanted) : wanted(line));
  const find = () =>
    person.transcript.find((line) => line.from === 'bot' && !person.seen.has(line) && matches(line.text));
  await until(state, () => find() !== undefined, timeoutMs).catch(() => undefined);
  const found = find();
  if (!found) throw new Error(`the bot did not say ${wanted} to ${person.name}:\n${shown(person)}`);
  person.seen.add(found);
  return found.text;
}

const shown = ({ transcript }: Person): string =>
  transcript.map((line) => `${line.from}: ${line.text}`).join('\n');

function numberOf(person: Person, label: string): string {
  const lines = person.transcript
    .filter(({ from }) => from === 'bot')
    .flatMap((line) => line.text.split('\n'));
  for (const line of lines.reverse()) {
    const [, number, offered] = /^(\d+)\. (.*)$/.exec(line) ?? [];
    if (number && offered === label) return number;
  }
  throw new Error(`nobody offered "${label}" to ${person.name}:\n${shown(person)}`);
}

function phoneOf(state: State, person: Person): ZaloPhone {
  return {
    send: (line) => says(state, person, 'text', line, { text: line }),
    sendPhoto: (bytes, caption) => sendPhoto(state, person, bytes, caption),
    sendSticker: () =>
      says(state, person, 'sticker', '[sticker]', { sticker: 'a1', url: 'https://zalo.me/a1.webp' }),
    sendVoice: () =>
      says(state, person, 'voice', '[voice]', {
        voice_url: 'https://zalo.me/v.aac',
        message_type: 'CHAT_VOICE',
      }),
    sendUnsupported: () => says(state, person, 'unsupported', '[something else]', {}),
    transcript: person.transcript,
    waitFor: (wanted, timeoutMs = 5000) => waitFor(state, person, wanted, timeoutMs),
    numberOf: (label) => numberOf(person, label),
  };
}

async function close(state: State, server: http.Server): Promise<void> {
  for (const poll of state.polls) poll(failure(408, 'Request timeout'));
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

export async function startFakeZalo(): Promise<FakeZalo> {
  const state = emptyState();
  const server = http.createServer((request, response) => {
    serve(state, request, response).catch(() => request.socket.destroy());
  });
  // Longer than any test, so that no kept connection ends just as the bot takes it up again.
  server.keepAliveTimeout = 120_000;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  state.apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { apiRoot, token, botId, calls, deliveries, problems, settings } = state;
  return {
    ...{ apiRoot, token, botId, calls, deliveries, problems, settings },
    phone: (chatId, { name } = { name: chatId }) => phoneOf(state, personOf(state, chatId, name)),
    fail: (method, ...faults) => state.faults.set(method, [...(state.faults.get(method) ?? []), ...faults]),
    setQuota: (messages) => {
      state.quota = messages;
    },
    push: (update) => push(state, update),
    redeliver: () => redeliver(state),
    probe: () => probe(state),
    expirePhotos: () => state.photos.clear(),
    openPolls: () => state.polls.size,
    until: (condition, timeoutMs = 5000) => until(state, condition, timeoutMs),
    close: () => close(state, server),
  };
}
