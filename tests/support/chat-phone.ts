import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { addressOf } from '../../src/channels/browser/channel.ts';
import type { Address, InboundContent } from '../../src/domain/channel.ts';
import type { Button } from '../../src/domain/message.ts';
import type { Talk } from '../../src/flows/flow.ts';
import { takeTurn } from '../../src/flows/take-turns.ts';
import type { App } from '../../src/use-cases/app.ts';
import { receive } from '../../src/use-cases/messaging/receive.ts';
import { browserPhone, type StoryPhone } from './phones.ts';
import type { TestWorld } from './world.ts';

export const tokenOf = (world: TestWorld, code: string): string =>
  world.served.house.rehearsal!.phoneOf(code);
export const addressAt = (world: TestWorld, code: string): Address => ({
  channel: 'browser',
  address: addressOf(tokenOf(world, code)),
});
const laneOf = async (world: TestWorld, code: string): Promise<string> =>
  `person:${(await world.served.house.database.store.people.byCode(code))!.id}`;

/** A linked person’s phone in the rehearsal, with a look behind the screen. */
export type Phone = StoryPhone & {
  /** The last things said, oldest first; calendar files, which come with every notice, aside. */
  readonly last: (count?: number) => Promise<string>;
  readonly buttons: () => Promise<readonly Button[]>;
  readonly presses: (action: string) => Promise<void>;
  readonly talk: () => Promise<Talk>;
  readonly draft: () => Promise<Record<string, unknown>>;
  /** What the bot says in answer to it. */
  readonly hears: (does: (phone: Phone) => Promise<unknown>) => Promise<string>;
};

export function phoneIn(world: TestWorld, code: string): Phone {
  const { database } = world.served.house;
  const token = tokenOf(world, code);
  const contents = async () => {
    await world.served.idle();
    const said = await database.store.transcripts.of(addressAt(world, code), 500);
    const contents = said.flatMap((one) => (one.from === 'bot' ? [one.content] : []));
    return contents.filter((one) => one.kind === 'text' || one.mime !== 'text/calendar');
  };
  const talk = async () =>
    (await database.store.conversations.lock(await laneOf(world, code)))?.state as Talk;
  const phone: Phone = {
    ...browserPhone(world, token),
    async last(count = 1) {
      return (await phone.said())
        .filter((text) => !/^.*\.ics\n$/.test(text))
        .slice(-count)
        .join('\n---\n');
    },
    async buttons() {
      return (await contents()).at(-1)?.buttons.flat() ?? [];
    },
    async presses(action) {
      const body = JSON.stringify({ id: randomUUID(), press: action, label: action });
      const headers = { 'x-phone': token, 'content-type': 'application/json', connection: 'close' };
      const { status } = await fetch(`${world.base}/channels/browser/messages`, {
        method: 'POST',
        headers,
        body,
      });
      expect(status).toBe(202);
      await world.served.idle();
    },
    talk,
    async draft() {
      return { ...(await talk()).stack.at(-1)?.draft };
    },
    async hears(does) {
      const before = (await phone.said()).length;
      await does(phone);
      return (await phone.said()).slice(before).join('\n---\n');
    },
  };
  return phone;
}

/** What a channel other than the page may bring; handled at once. */
export async function arrivesIn(
  world: TestWorld,
  code: string,
  content: InboundContent,
  app: App = world.served.house.app,
): Promise<void> {
  const at = addressAt(world, code);
  const lanes = await receive(app, [
    { ...at, externalId: randomUUID(), content, language: undefined, network: undefined },
  ]);
  for (const lane of lanes) while ((await takeTurn(app, lane)) !== 'nothing');
  await world.served.idle();
}

/** Up to the question about photos. */
export async function beginsVisit(phone: Phone, note = 'Đi thăm ấp 3'): Promise<void> {
  await phone.says('/ghi');
  await phone.says('1');
  await phone.chooses('Hôm nay');
  await phone.says(note);
}

export async function addsRecommendation(phone: Phone, text: string): Promise<void> {
  await phone.chooses('Kiến nghị');
  await phone.says(text);
  await phone.chooses('Giao thông');
  await phone.chooses('Không');
}
