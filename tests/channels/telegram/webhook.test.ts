import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/domain/channel.ts';
import { atEnd, closeAll, collect, gate, type Setup, setUp } from './support.ts';

const ba = 4711;
const secret = 'Mot_bi-mat-0123456789';
const header = 'x-telegram-bot-api-secret-token';

afterEach(closeAll);

/** A web server that hands everything to the channel, as ours does. */
async function setUpHooked(): Promise<Setup & { readonly url: string }> {
  let channel: Channel | undefined;
  const listener = getRequestListener(
    async (request) => (await channel?.handle(request, '')) ?? new Response(null, { status: 404 }),
  );
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  atEnd(async () => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/channels/telegram`;
  const made = await setUp({ mode: { kind: 'webhook', url, secret } }, { webhookRetryMilliseconds: 5 });
  channel = made.channel;
  return { ...made, url };
}

const post = (body: string, headers: Record<string, string> = { [header]: secret }) =>
  new Request('http://localhost/channels/telegram', { method: 'POST', headers, body });

describe('the webhook', () => {
  it('is set with its secret, and updates come by it', async () => {
    const { telegram, channel, url } = await setUpHooked();
    telegram.fail('setWebhook', { kind: 'gateway', code: 502 });
    const inbox = collect();
    await channel.open(inbox.intake);
    const id = telegram.phone(ba).send('a');
    expect(await inbox.arrived(1)).toMatchObject([
      {
        externalId: String(id),
        address: String(ba),
        content: { kind: 'text', text: 'a' },
        network: undefined,
      },
    ]);
    await telegram.waitForQuiet(20);
    expect(telegram.webhook).toMatchObject({ url, secret });
    expect(telegram.calls('setWebhook').at(-1)).toMatchObject({
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
      drop_pending_updates: false,
    });
    expect(telegram.calls('getUpdates')).toEqual([]);
    expect(telegram.problems).toEqual([]);
  });

  it('takes nothing without the right secret', async () => {
    const { channel } = await setUpHooked();
    const inbox = collect();
    await channel.open(inbox.intake);
    const update = JSON.stringify({
      update_id: 1,
      message: { chat: { id: ba, type: 'private' }, text: 'a' },
    });
    for (const headers of [{}, { [header]: '' }, { [header]: 'wrong' }, { [header]: `${secret}x` }])
      expect((await channel.handle(post(update, headers), '')).status).toBe(403);
    expect(inbox.all()).toEqual([]);
    expect((await channel.handle(post(update), '')).status).toBe(200);
    expect(inbox.all().length).toBe(1);
  });

  it('takes only bodies that can be an update', async () => {
    const { channel } = await setUpHooked();
    await channel.open(async () => {});
    const status = async (request: Request) => (await channel.handle(request, '')).status;
    expect(await status(post('{"update_id":'))).toBe(400);
    expect(await status(post('[]'))).toBe(400);
    expect(await status(post('{}'))).toBe(400);
    expect(await status(post(' '.repeat(1024 * 1024 + 1)))).toBe(413);
    expect(await status(new Request('http://localhost/', { headers: { [header]: secret } }))).toBe(405);
  });

  it('brings again what could not be stored', async () => {
    const { telegram, channel } = await setUpHooked();
    let tries = 0;
    const inbox = collect(async () => {
      if (++tries < 3) throw new Error('the store is away');
    });
    await channel.open(inbox.intake);
    telegram.phone(ba).send('a');
    await inbox.arrived(1);
    expect(tries).toBe(3);
    await telegram.waitForQuiet(20);
    expect(telegram.pending).toBe(0);
  });

  it('names a second delivery as the first', async () => {
    const { telegram, channel } = await setUpHooked();
    const inbox = collect();
    await channel.open(inbox.intake);
    telegram.phone(ba).pressRaw('a');
    await inbox.arrived(1);
    await telegram.waitForQuiet(20);
    expect(await telegram.redeliver()).toBe(200);
    const [first, second] = await inbox.arrived(2);
    expect(second).toEqual(first);
    await telegram.waitForQuiet(20);
    expect(telegram.problems).toEqual([]);
  });

  it('answers presses before they are stored', async () => {
    const { telegram, channel } = await setUpHooked();
    const stored = gate();
    const inbox = collect(() => stored.opened);
    await channel.open(inbox.intake);
    expect(await telegram.phone(ba).pressRaw('a').answered).toBeLessThan(1000);
    expect(inbox.all()).toEqual([]);
    stored.open();
    await inbox.arrived(1);
  });

  it('is shut before opening, after closing, and for a channel that polls', async () => {
    const hooked = await setUpHooked();
    const update = '{"update_id":1}';
    expect((await hooked.channel.handle(post(update), '')).status).toBe(503);
    await hooked.channel.open(async () => {});
    await hooked.channel.close();
    expect((await hooked.channel.handle(post(update), '')).status).toBe(503);
    const polling = await setUp();
    await polling.channel.open(async () => {});
    expect((await polling.channel.handle(post(update), '')).status).toBe(403);
  });

  it('waits on closing for what is being stored', async () => {
    const { channel } = await setUpHooked();
    const [reached, stored] = [gate(), gate()];
    const inbox = collect(async () => {
      reached.open();
      await stored.opened;
    });
    await channel.open(inbox.intake);
    const update = { update_id: 1, message: { chat: { id: ba, type: 'private' }, text: 'a' } };
    const answered = channel.handle(post(JSON.stringify(update)), '');
    await reached.opened;
    const closed = channel.close().then(() => inbox.all().length);
    stored.open();
    expect(await closed).toBe(1);
    expect((await answered).status).toBe(200);
  });
});
