import { afterEach, describe, expect, it } from 'vitest';
import {
  type FakeTelegram,
  type FakeTelegramOptions,
  startFakeTelegram,
} from '../../support/fake-telegram.ts';
import { atEnd, closeAll } from './support.ts';

const ba = 4711;

afterEach(closeAll);

type Answer = { ok: boolean; result?: unknown; error_code?: number; description?: string };

async function start(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const telegram = await startFakeTelegram(options);
  atEnd(() => telegram.close());
  telegram.phone(ba).meet();
  return telegram;
}

async function call({ apiRoot, token }: FakeTelegram, method: string, body: object = {}): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  return (await fetch(`${apiRoot}/bot${token}/${method}`, init)).json() as Promise<Answer>;
}

const html = (text: string) => ({ chat_id: ba, text, parse_mode: 'HTML' });
const buttons = (...row: object[]) => ({ chat_id: ba, text: 'a', reply_markup: { inline_keyboard: [row] } });

describe('the fake is as strict as Telegram: ', () => {
  it.each([
    ['sendmessage', {}, 404, 'Not Found'],
    ['sendMessage', { text: 'a' }, 400, 'chat_id is empty'],
    ['sendMessage', { chat_id: ba }, 400, 'message text is empty'],
    ['sendMessage', { chat_id: ba, text: ' \n' }, 400, 'message text is empty'],
    ['sendMessage', { chat_id: ba, text: 5 }, 400, '"text" must be of type String'],
    ['sendMessage', { chat_id: ba, text: 'x'.repeat(4097) }, 400, 'message is too long'],
    ['sendMessage', html('a < b'), 400, 'Unsupported start tag ""'],
    ['sendMessage', html('ệ <x>b</x>'), 400, 'Unsupported start tag "x" at byte offset 4'],
    ['sendMessage', html('<b>a'), 400, `Can't find end tag corresponding to start tag "b"`],
    ['sendMessage', html('a</b>'), 400, 'Unexpected end tag at byte offset 1'],
    ['sendMessage', html('<b>a</i>'), 400, 'expected "</b>", found "</i>"'],
    ['sendMessage', buttons({ text: 'a', callback_data: 'x'.repeat(65) }), 400, 'BUTTON_DATA_INVALID'],
    ['sendMessage', buttons({ text: 'a', callback_data: 'ệ'.repeat(22) }), 400, 'BUTTON_DATA_INVALID'],
    ['sendMessage', buttons({ text: '', callback_data: 'x' }), 400, '"text" must be non-empty'],
    ['sendMessage', buttons({ text: 'a' }), 400, 'text buttons are unallowed'],
    ['sendMessage', buttons(), 400, 'a row must be'],
    ['sendMessage', { chat_id: ba, text: 'a', reply_markup: { inline_keyboard: [] } }, 400, 'expected'],
    ['sendDocument', { chat_id: ba }, 400, 'there is no document'],
    ['sendDocument', { chat_id: ba, document: 'made-up' }, 400, 'wrong file identifier'],
    ['sendDocument', { chat_id: ba, document: 'x', caption: 'x'.repeat(1025) }, 400, 'caption is too long'],
    ['answerCallbackQuery', { callback_query_id: '1' }, 400, 'query is too old'],
    ['setMyCommands', { commands: [{ command: 'Start', description: 'a' }] }, 400, 'BOT_COMMAND_INVALID'],
    ['setMyCommands', { commands: [{ command: 'a', description: '' }] }, 400, 'DESCRIPTION_INVALID'],
    ['setWebhook', { url: 'https://x.vn/', secret_token: 'a b' }, 400, 'unallowed characters'],
    ['setWebhook', { url: 'http://x.vn/' }, 400, 'HTTPS URL must be provided'],
    ['getUpdates', { limit: 0 }, 400, 'limit'],
  ])('%s %j', async (method, body, error_code, description) => {
    const telegram = await start();
    expect(await call(telegram, method, body)).toMatchObject({
      ok: false,
      error_code,
      description: expect.stringContaining(description),
    });
    expect(telegram.problems.length).toBe(1);
    expect(telegram.counts.sent).toBe(0);
  });

  it('another token is nobody’s', async () => {
    const telegram = await start();
    expect(await call({ ...telegram, token: '1:a' }, 'getMe')).toMatchObject({ error_code: 401 });
  });

  it('an unknown parameter is noted', async () => {
    const telegram = await start();
    expect((await call(telegram, 'getMe', { colour: 1 })).ok).toBe(true);
    expect(telegram.problems).toEqual(['getMe: unknown parameter "colour"']);
  });

  it('reads HTML as a phone shows it', async () => {
    const telegram = await start();
    const sent = await call(
      telegram,
      'sendMessage',
      html(' <b>a &lt;<i>b</i></b> &amp;&quot;&#39;&copy; > c & d '),
    );
    expect(telegram.phone(ba).last?.text).toBe(`a <b &"'&copy; > c & d`);
    expect(sent.result).toMatchObject({ text: `a <b &"'&copy; > c & d` });
    expect(telegram.problems).toEqual([]);
  });

  it('takes one answer to a press', async () => {
    const telegram = await start();
    const { queryId } = telegram.phone(ba).pressRaw('x');
    expect((await call(telegram, 'answerCallbackQuery', { callback_query_id: queryId })).ok).toBe(true);
    expect((await call(telegram, 'answerCallbackQuery', { callback_query_id: queryId })).ok).toBe(false);
    expect(telegram.presses).toEqual([{ queryId, answeredAfter: expect.any(Number) }]);
  });
});

describe('its updates', () => {
  const ids = ({ result }: Answer) => (result as { update_id: number }[]).map(({ update_id }) => update_id);

  it('stay until they are confirmed', async () => {
    const telegram = await start();
    const [a = 0, b = 0, c = 0] = ['a', 'b', 'c'].map((text) => telegram.phone(ba).send(text));
    expect(ids(await call(telegram, 'getUpdates', { limit: 2 }))).toEqual([a, b]);
    expect(ids(await call(telegram, 'getUpdates', { offset: a }))).toEqual([a, b, c]);
    expect(ids(await call(telegram, 'getUpdates', { offset: c }))).toEqual([c]);
    expect(telegram.confirmed).toBe(b);
    expect(telegram.pending).toBe(1);
  });

  it('are given one at a time to those who ask the same again at once', async () => {
    const telegram = await start();
    const [a = 0, b = 0] = ['a', 'b'].map((text) => telegram.phone(ba).send(text));
    expect(ids(await call(telegram, 'getUpdates', { offset: a }))).toEqual([a, b]);
    expect(ids(await call(telegram, 'getUpdates', { offset: a }))).toEqual([a]);
  });

  it('are forgotten but for the last by a negative offset', async () => {
    const telegram = await start();
    const [, , c] = ['a', 'b', 'c'].map((text) => telegram.phone(ba).send(text));
    expect(ids(await call(telegram, 'getUpdates', { offset: -1 }))).toEqual([c]);
    expect(telegram.pending).toBe(1);
  });

  it('end a long poll as soon as they come', async () => {
    const telegram = await start();
    const polling = telegram.called('getUpdates');
    const polled = call(telegram, 'getUpdates', { timeout: 30 });
    await polling;
    const a = telegram.phone(ba).send('a');
    expect(ids(await polled)).toEqual([a]);
  });

  it('of a kind nobody asked for are not kept', async () => {
    const telegram = await start();
    await call(telegram, 'getUpdates', { allowed_updates: ['message'] });
    telegram.phone(ba).block();
    expect(telegram.pending).toBe(0);
  });

  it('do not come by polling while a webhook is set', async () => {
    const telegram = await start();
    await call(telegram, 'setWebhook', { url: 'https://x.vn/' });
    expect(await call(telegram, 'getUpdates')).toMatchObject({ error_code: 409 });
  });
});

describe('its phones', () => {
  const keyboard = (text: string) => ({
    ...html(text),
    reply_markup: { inline_keyboard: [[{ text: 'Có', callback_data: 'yes' }]] },
  });

  it('press what is on the screen', async () => {
    const telegram = await start();
    const phone = telegram.phone(ba);
    await call(telegram, 'sendMessage', keyboard('Đúng không?'));
    phone.press('Có');
    phone.press('yes');
    expect(() => phone.press('Không')).toThrow('no button "Không" on the screen; there are: Có');
    expect(phone.transcript.map(({ from, text }) => `${from}: ${text}`)).toEqual([
      'bot: Đúng không?',
      'me: Có',
      'me: Có',
    ]);
  });

  it('wait for what the bot says next', async () => {
    const telegram = await start();
    const phone = telegram.phone(ba);
    await call(telegram, 'sendMessage', html('một'));
    expect((await phone.waitFor('một')).text).toBe('một');
    const second = phone.waitFor(/hai/);
    await call(telegram, 'sendMessage', html('hai'));
    expect((await second).text).toBe('hai');
    phone.send('tôi');
    await expect(phone.waitFor('hai', 10)).rejects.toThrow('me: tôi');
  });

  it('keep little when there are many', async () => {
    const telegram = await start({ lean: true });
    const phone = telegram.phone(ba);
    for (let n = 0; n < 20; n++) {
      phone.send('a');
      await call(telegram, 'sendMessage', keyboard(String(n)));
      expect((await phone.next()).text).toBe(String(n));
    }
    expect(phone.transcript.length).toBeLessThan(10);
    expect(telegram.calls('sendMessage')).toEqual([]);
    expect(telegram.counts).toMatchObject({ updates: 20, sent: 20, calls: 20 });
  });
});
