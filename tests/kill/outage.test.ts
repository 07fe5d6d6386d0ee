import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, newStorage, type Row, type Storage, storageAt } from '../support/storage.ts';
import { type House, openHouse } from './house.ts';

const hour = 3_600_000;

let storage: Storage;
let house: House;
let secret: string;
beforeAll(async () => {
  const { TEST_TEMPLATE: template } = process.env;
  storage = template
    ? await storageAt(JSON.parse(template)).copy()
    : await newStorage(process.env.TEST_DATABASE_URL);
  secret = await storage.read(async (ask) =>
    String((await ask(`select value from settings where key = 'secret'`))[0]!.value),
  );
});
afterAll(async () => {
  await house?.kill();
  await storage.drop();
});

const tokenOf = (code: string) => createHmac('sha256', secret).update(`phone:${code}`).digest('base64url');

async function says(code: string, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    const { status } = await fetch(`${await house.base()}/channels/browser/messages`, {
      method: 'POST',
      headers: { 'x-phone': tokenOf(code), 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ id: randomUUID(), text }),
    });
    expect(status).toBe(202);
  }
}

/** What stands on a phone: the first event of its stream. */
async function seenOn(code: string): Promise<string> {
  const stop = new AbortController();
  const url = `${await house.base()}/channels/browser/events?phone=${tokenOf(code)}`;
  const answer = await fetch(url, { signal: stop.signal });
  let heard = '';
  for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) {
    heard += part;
    const [, data] = /event: history\ndata: (.*)\n\n/.exec(heard) ?? [];
    if (data === undefined) continue;
    stop.abort();
    const { items } = JSON.parse(data) as { items: { spans: { text: string }[] }[] };
    return items.map(({ spans }) => spans.map(({ text }) => text).join('')).join('\n---\n');
  }
  throw new Error('the stream ended');
}

async function sees(code: string, wanted: RegExp): Promise<void> {
  for (let look = 0; look < 200; look++) {
    if (wanted.test(await seenOn(code))) return;
    await wait(100);
  }
  throw new Error(`not seen: ${wanted}\n${(await seenOn(code)).slice(-2000)}\n${house.log()}`);
}

async function clockTo(local: string): Promise<void> {
  const base = await house.base();
  const { now } = (await (await fetch(`${base}/demo/clock`)).json()) as { now: string };
  const seconds = Math.round((Date.parse(`${local}:00+07:00`) - Date.parse(now)) / 1000);
  const headers = { 'content-type': 'application/json', connection: 'close' };
  const body = JSON.stringify({ advance: `PT${seconds}S` });
  expect((await fetch(`${base}/demo/clock`, { method: 'POST', headers, body })).status).toBe(200);
}

const raises = async (code: string, kind: string, text: string): Promise<void> => {
  await says(code, '/neu', '1', kind, text, 'Giao thông', 'Không', 'Gửi');
  await sees(code, new RegExp(`${text}[\\s\\S]*đã chuyển tới`));
};

/** The hours pass for a process that is down: its clock is the real one and an offset, which grows by them. */
const hoursPass = (hours: number): Promise<unknown> =>
  storage.read((ask) =>
    ask(
      `update settings set value = to_jsonb((value #>> '{}')::numeric + ${hours * hour}) where key = 'clock-offset-ms'`,
    ),
  );

type Event = {
  readonly what: string;
  readonly at: Date;
  readonly data: Record<string, string>;
  readonly position: number;
};

async function storyOf(
  ask: Ask,
  text: string,
): Promise<{ events: readonly Event[]; said: readonly Row[]; id: string }> {
  const [one] = await ask(`select id from recommendations where text = '${text}'`);
  const id = String(one!.id);
  const events = await ask(
    `select what, at, data, position from recommendation_events where recommendation_id = '${id}' order by position`,
  );
  const said = await ask(
    `select once, state, said_at, perhaps_twice from outbox where once like 'recommendation:${id}:%' order by id`,
  );
  return { events: events as Event[], said, id };
}

type Story = Awaited<ReturnType<typeof storyOf>>;

const whats = ({ events }: Story) => events.map(({ what }) => what);
/** About which entry of the history, for which audience, how many were told. */
const told = ({ said, id }: Story, entry: number, about: string) =>
  said.filter(({ once }) => String(once).startsWith(`recommendation:${id}:${entry}:${about}:person:`));
const local = (moment: string | Date) =>
  new Date(new Date(moment).getTime() + 7 * hour).toISOString().slice(0, 16).replace('T', ' ');

it('six hours down over a deadline: each step once, now, and the next office’s time begins when it is told', {
  timeout: 240_000,
}, async () => {
  house = openHouse({ ...storage.env, TZ: 'UTC' });
  await raises('CB031', 'Kiến nghị', 'Cầu ấp 3 gãy lan can');
  await clockTo('2018-11-27T09:00');
  await raises('CB032', 'Phản ánh khẩn', 'Cầu ấp 5 sập');
  await clockTo('2018-11-27T10:30');
  await raises('CB033', 'Phản ánh khẩn', 'Đường ấp 7 sạt lở');
  await clockTo('2018-11-27T11:30');
  await house.kill();
  await hoursPass(6);

  house.start();
  await sees('CB032', /Cầu ấp 5 sập[\s\S]*đã quá hạn ở Sở Giao thông vận tải và được chuyển tới/);
  // It dies in the middle of all this, and comes up again.
  await house.kill();
  house.start();
  await sees('CB031', /Cầu ấp 3 gãy lan can[\s\S]*đã quá hạn ở Sở Giao thông vận tải và được chuyển tới/);
  await sees('GTVT-LONG', /Đường ấp 7 sạt lở[\s\S]*sắp đến hạn tiếp nhận/);
  await house.stop();

  await storage.read(async (ask) => {
    const [bridge, fallen, road] = [
      await storyOf(ask, 'Cầu ấp 3 gãy lan can'),
      await storyOf(ask, 'Cầu ấp 5 sập'),
      await storyOf(ask, 'Đường ấp 7 sạt lở'),
    ];
    // Warned in time before the outage; its move, due at 17:00, is taken once.
    expect(whats(bridge)).toEqual(['raised', 'warned', 'moved']);
    // The first warning went out at 11:00; the second, at 12:00, is moot by now: entered, not sent.
    expect(whats(fallen)).toEqual(['raised', 'warned', 'warning-moot', 'moved']);
    expect(told(fallen, 3, 'warning')).toEqual([]);
    // Within its grace still: both warnings are one, which is late but not moot.
    expect(whats(road)).toEqual(['raised', 'warned']);
    expect(local(road.events[1]!.data.stepAt!)).toBe('2018-11-28 08:30');

    for (const [story, deadline] of [
      [bridge, '2018-12-04 17:00'],
      [fallen, '2018-11-28 12:00'],
    ] as const) {
      const move = story.events.at(-1)!;
      expect(local(move.at).slice(0, 15)).toBe('2018-11-27 17:3');
      // The whole of its time lies ahead of the office that has it now, and it was told then.
      expect(local(move.data.deadline!)).toBe(deadline);
      expect(new Date(move.data.stepAt!).getTime()).toBeGreaterThan(move.at.getTime());
      const arrived = told(story, move.position + 1, 'arrived');
      expect(arrived.length).toBeGreaterThan(0);
      for (const { said_at } of arrived) expect(said_at).toEqual(move.at);
      expect(told(story, move.position + 1, 'taken-away').length).toBeGreaterThan(0);
      expect(told(story, move.position + 1, 'raiser').length).toBeGreaterThan(0);
    }
    for (const { events } of [bridge, fallen, road])
      expect(events.map(({ position }) => position)).toEqual(events.map((_, at) => at));
  });
});
