import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Channel,
  type Delivery,
  features,
  type Inbound,
  type Intake,
  type Outgoing,
  type Unreadable,
} from '../../src/domain/channel.ts';
import type { FileId } from '../../src/domain/identity.ts';
import { escapeMarkup } from '../../src/domain/markup.ts';
import type { Content } from '../../src/domain/message.ts';
import { brought } from '../support/bytes.ts';

/** What a person has on the screen after one message of the bot. */
export type Shown = {
  readonly text: string;
  /** The choices as they are read: labels of buttons, or numbered lines. */
  readonly choices: readonly string[];
  /** The file, whichever way it comes; undefined when the message has none. */
  readonly file?: () => Promise<Buffer>;
};

export type Trouble =
  /** The platform cannot take it now. */
  | 'refused'
  /** The person cannot be reached there any more. */
  | 'blocked'
  /** The message is taken, its answer lost. */
  | 'lost-answer'
  | 'rate'
  /** The platform finds the call wrong. */
  | 'our-mistake';

export type ContractWorld = {
  /** Not yet open. */
  readonly channel: Channel;
  readonly address: string;
  readonly person: {
    readonly says: (text: string) => Promise<void>;
    readonly sendsPhoto: ((bytes: Buffer) => Promise<void>) | undefined;
    /** Presses a button of the bot's last message. */
    readonly presses: ((label: string) => Promise<void>) | undefined;
    /** The first message of the bot that is so, each found once. */
    readonly sees: (predicate: (shown: Shown) => boolean) => Promise<Shown>;
  };
  /** The troubles this channel can get into; a missing one is one it cannot. */
  readonly failNext: Partial<Readonly<Record<Trouble, () => void>>>;
  /** The platform delivers its last update once more; undefined where it never does so after one was taken. */
  readonly redeliver: (() => Promise<void>) | undefined;
  /** Brings what could not be stored again, where neither the channel nor the platform does so by itself. */
  readonly retry: () => Promise<void>;
  /** Mistakes the bot made without being told. */
  readonly problems: () => readonly string[];
  readonly close: () => Promise<void>;
};

export const contractFile = (() => {
  const bytes = Buffer.from('%PDF-1.4 Tài liệu họp\0\xff', 'utf8');
  const id = createHash('sha256').update(bytes).digest('hex') as FileId;
  return { id, bytes, name: 'tai-lieu hop.pdf', mime: 'application/pdf' };
})();

/** A web server for what a channel is called with, and for the file that links lead to. */
export async function listen(handle: (request: Request) => Response | Promise<Response>) {
  const server = createAdaptorServer({ fetch: handle, hostname: '127.0.0.1' });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

/** An intake that remembers, and fails as often as it is told. */
export function recorder() {
  const arrivals: (Inbound | Unreadable)[] = [];
  const refused: (Inbound | Unreadable)[] = [];
  const waiting = new Set<() => void>();
  let failures = 0;
  let failed = 0;
  const intake: Intake = async (batch) => {
    if (failures > 0) {
      failures -= 1;
      failed += 1;
      refused.push(...batch);
      for (const look of waiting) look();
      throw new Error('the database is away');
    }
    arrivals.push(...batch);
    for (const look of waiting) look();
  };
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = () => {
        if (!condition()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const inbounds = () => arrivals.filter((arrival): arrival is Inbound => 'content' in arrival);
  return {
    intake,
    arrivals: arrivals as readonly (Inbound | Unreadable)[],
    inbounds,
    /** What came when the intake failed. */
    refused: refused as readonly (Inbound | Unreadable)[],
    failNext: (times: number) => {
      failures = times;
    },
    /** Once `times` batches were refused. */
    hasFailed: (times: number) => until(() => failed >= times),
    /** The first `count` messages, when they are there. */
    async first(count: number): Promise<readonly Inbound[]> {
      await until(() => inbounds().length >= count);
      return inbounds().slice(0, count);
    },
    async find(wanted: (inbound: Inbound) => boolean): Promise<Inbound> {
      await until(() => inbounds().some(wanted));
      return inbounds().find(wanted)!;
    },
  };
}

const says = (text: string) => (inbound: Inbound) =>
  inbound.content.kind === 'text' && inbound.content.text === text;

let messages = 0;

/** A message as the outbox hands it over. */
export function outgoing(address: string, content: Content, bytes: Buffer = Buffer.alloc(0)): Outgoing {
  messages += 1;
  const id = `0192f0c1-2345-7000-8000-${String(messages).padStart(12, '0')}`;
  const file = { reference: undefined, open: async () => [bytes] };
  return { id, address, content, file: content.kind === 'file' ? { id: content.file, ...file } : undefined };
}

export const text = (markup: string, buttons: Content['buttons'] = []): Content => ({
  kind: 'text',
  text: markup,
  buttons,
});

const special = 'Lê & Nguyễn <b>họp</b> lúc 8 < 9 > 7 &amp; "xong" \'nhé\' *in* _nghiêng_ `mã`';
const bothChoices = [
  [
    { label: 'Dự', action: 'attend:1', number: '21' },
    { label: 'Vắng', action: 'absent:1', number: '22' },
  ],
  [{ label: 'Cử người dự thay', action: 'send:1', number: '23' }],
];

/** A text of exactly so many characters, of those that are hard: marks, emoji, what markup escapes. */
function longText(length: number): string {
  const piece = 'Đồng chí & <xã Mỹ Thạnh> 📌 ';
  return piece.repeat(Math.floor(length / piece.length)).padEnd(length, 'ă');
}

const expected: Readonly<Record<Trouble, Delivery['outcome']>> = {
  refused: 'later',
  rate: 'later',
  blocked: 'never',
  'lost-answer': 'unknown',
  'our-mistake': 'rejected',
};

/** What every channel does, whatever its platform is like. */
export function channelContract(name: string, setUp: () => Promise<ContractWorld>): void {
  describe(`${name} keeps the contract of channels`, () => {
    let world: ContractWorld;
    let received: ReturnType<typeof recorder>;

    beforeEach(async () => {
      world = await setUp();
      received = recorder();
      await world.channel.open(received.intake);
    });

    afterEach(async () => {
      await world.channel.close();
      await world.close();
      expect(world.problems()).toEqual([]);
    });

    const send = (content: Content, bytes?: Buffer) =>
      world.channel.send(outgoing(world.address, content, bytes));

    describe('what people send', () => {
      it('arrives with channel, address and external id', async () => {
        await world.person.says('chào');
        const [inbound] = await received.first(1);
        const { channel, address } = { channel: world.channel.name, address: world.address };
        expect(inbound).toMatchObject({ channel, address, content: { kind: 'text', text: 'chào' } });
        expect(inbound?.externalId).toMatch(/./);
      });

      it('has an external id of its own', async () => {
        await world.person.says('một');
        await world.person.says('một');
        const [first, second] = await received.first(2);
        expect(second?.externalId).not.toBe(first?.externalId);
      });

      it('has the same external id when it is delivered again', async ({ skip }) => {
        if (!world.redeliver) return skip('is never delivered again');
        await world.person.says('một');
        await received.first(1);
        await world.redeliver();
        const [first, again] = await received.first(2);
        expect(again).toEqual(first);
      });

      it('is not lost when it could not be stored', async () => {
        received.failNext(2);
        await world.person.says('kiến nghị');
        await received.hasFailed(1);
        await world.retry();
        await received.hasFailed(2);
        await world.retry();
        await world.person.says('sau đó');
        const kept = await received.find(says('kiến nghị'));
        await received.find(says('sau đó'));
        expect(received.refused[0]).toEqual(kept);
        expect(received.refused[1]).toEqual(kept);
      });

      it('arrives as it was written', async () => {
        await world.person.says(special);
        await received.find(says(special));
      });

      it('can be a photo, whose bytes are brought', async ({ skip }) => {
        if (!world.person.sendsPhoto) return skip('no photos');
        const bytes = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3, 0xff, 0xd9]);
        await world.person.sendsPhoto(bytes);
        const { content } = await received.find((inbound) => inbound.content.kind === 'file');
        if (content.kind !== 'file') throw new Error('no file');
        expect(content.attachment.isPhoto).toBe(true);
        expect(await brought(world.channel, content.attachment)).toEqual({ outcome: 'fetched', bytes });
      });

      it('stops when the channel is closed, and goes on when it is opened again', async () => {
        await world.person.says('trước');
        await received.first(1);
        await world.channel.close();
        await world.person.says('sau');
        const again = recorder();
        await world.channel.open(again.intake);
        await world.retry();
        await again.find(says('sau'));
        expect(received.arrivals).toHaveLength(1);
      });
    });

    describe('what the bot says', () => {
      it('is shown literally, its styles taken out or applied', async () => {
        const sent = await send(text(`<b>Giấy mời</b> ${escapeMarkup(special)}`));
        expect(sent).toMatchObject({ outcome: 'sent', reference: expect.stringMatching(/./) });
        const shown = await world.person.sees(({ text }) => text.includes('Giấy mời'));
        expect(shown.text).toBe(`Giấy mời ${special}`);
      });

      it('may be as long as the channel says', async () => {
        const long = longText(features[world.channel.name].textAtMost);
        expect(await send(text(escapeMarkup(long)))).toMatchObject({ outcome: 'sent' });
        const shown = await world.person.sees(() => true);
        expect(shown.text).toBe(long);
      });

      it('offers its choices by button or number', async () => {
        await send(text('Đồng chí có dự không?', bothChoices));
        const shown = await world.person.sees(({ text }) => text.startsWith('Đồng chí có dự'));
        const { buttons } = features[world.channel.name];
        const offered = bothChoices
          .flat()
          .map(({ number, label }) => (buttons ? label : `${number}. ${label}`));
        expect(shown.choices).toEqual(offered);
      });

      it('hears which button was pressed', async ({ skip }) => {
        if (!world.person.presses) return skip('no buttons');
        await send(text('Đồng chí có dự không?', bothChoices));
        await world.person.sees(({ choices }) => choices.includes('Vắng'));
        await world.person.presses('Vắng');
        const pressed = await received.find(({ content }) => content.kind === 'press');
        expect(pressed.content).toEqual({ kind: 'press', action: 'absent:1' });
      });

      it('carries a file, or the way to it', async () => {
        const { id: file, name, mime, bytes } = contractFile;
        const caption = '📄 Tài liệu <b>họp</b>';
        const facts = { kind: 'file', file, name, mime, size: bytes.length } as const;
        expect(await send({ ...facts, caption, buttons: [] }, bytes)).toMatchObject({ outcome: 'sent' });
        const shown = await world.person.sees(({ file }) => file !== undefined);
        expect(shown.text).toContain('📄 Tài liệu họp');
        expect(await shown.file?.()).toEqual(bytes);
      });
    });

    describe('when sending goes wrong', () => {
      for (const [trouble, outcome] of Object.entries(expected) as [Trouble, Delivery['outcome']][])
        it(`is "${outcome}" when ${trouble}`, async ({ skip }) => {
          const fail = world.failNext[trouble];
          if (!fail) return skip('cannot happen here');
          fail();
          const delivery = await send(text('Nhắc họp'));
          expect(delivery.outcome).toBe(outcome);
          if (delivery.outcome === 'later') expect(delivery.retryAfterSeconds).toBeGreaterThan(0);
        });

      it('may have arrived when the answer was lost', async ({ skip }) => {
        if (!world.failNext['lost-answer']) return skip('cannot happen here');
        world.failNext['lost-answer']();
        await send(text('Nhắc họp'));
        await world.person.sees(({ text }) => text === 'Nhắc họp');
      });

      it('says it the next time', async ({ skip }) => {
        if (!world.failNext.refused) return skip('cannot happen here');
        world.failNext.refused();
        await send(text('Nhắc họp'));
        expect(await send(text('Nhắc họp'))).toMatchObject({ outcome: 'sent' });
        await world.person.sees(({ text }) => text === 'Nhắc họp');
      });
    });
  });
}
