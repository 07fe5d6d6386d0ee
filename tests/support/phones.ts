import { randomUUID } from 'node:crypto';
import { addressOf } from '../../src/channels/browser/channel.ts';
import { plain } from '../../src/domain/markup.ts';
import type { FakeTelegram } from './fake-telegram.ts';
import type { FakeZalo } from './fake-zalo.ts';
import type { TestWorld } from './world.ts';

/** A person with a phone, whatever runs on it: says, chooses, sends, and waits for what is to be seen. */
export type StoryPhone = {
  readonly says: (text: string) => Promise<void>;
  /** Presses the button, or types its number where there are none. */
  readonly chooses: (label: string) => Promise<void>;
  readonly sends: (name: string, bytes: Buffer, mime: string, caption?: string) => Promise<void>;
  /** The first thing not yet looked at that says so. */
  readonly sees: (wanted: RegExp) => Promise<string>;
  /** Everything the bot has said here, in order. */
  readonly said: () => Promise<readonly string[]>;
};

export function browserPhone(world: TestWorld, token: string): StoryPhone {
  const { served, base } = world;
  let looked = 0;
  const bubbles = async () => {
    const address = { channel: 'browser' as const, address: addressOf(token) };
    const said = await served.house.database.store.transcripts.of(address, 500);
    return said.flatMap((one) => (one.from === 'bot' ? [one.content] : []));
  };
  const textOf = (content: Awaited<ReturnType<typeof bubbles>>[number]) =>
    plain(content.kind === 'text' ? content.text : `${content.name}\n${content.caption}`);
  const post = async (body: BodyInit, type?: string) => {
    // A connection kept from before a long advance of the clock may be closed by the time it is used.
    const headers = { 'x-phone': token, connection: 'close', ...(type && { 'content-type': type }) };
    const answer = await fetch(`${base}/channels/browser/messages`, { method: 'POST', headers, body });
    if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
    await served.idle();
  };
  return {
    says: (text) => post(JSON.stringify({ id: randomUUID(), text }), 'application/json'),
    async chooses(label) {
      const buttons = (await bubbles()).flatMap((content) => content.buttons.flat());
      const button = buttons.findLast((one) => one.label === label);
      if (!button) throw new Error(`no button ${label} in ${buttons.map((one) => one.label).join(' | ')}`);
      await post(JSON.stringify({ id: randomUUID(), press: button.action, label }), 'application/json');
    },
    async sends(name, bytes, mime, caption) {
      const form = new FormData();
      form.set('id', randomUUID());
      if (caption) form.set('caption', caption);
      form.set('file', new Blob([new Uint8Array(bytes)], { type: mime }), name);
      await post(form);
    },
    async sees(wanted) {
      await served.idle();
      const all = (await bubbles()).map(textOf);
      const at = all.findIndex((text, index) => index >= looked && wanted.test(text));
      if (at < 0) throw new Error(`not seen: ${wanted}\n${all.slice(looked).join('\n---\n')}`);
      looked = at + 1;
      return all[at]!;
    },
    said: async () => (await bubbles()).map(textOf),
  };
}

const patience = 8_000;

export function telegramPhone(fake: FakeTelegram, chatId: number): StoryPhone {
  const phone = fake.phone(chatId, { language: 'vi', firstName: `Person ${chatId}` });
  return {
    says: async (text) => void phone.send(text),
    chooses: async (label) => void phone.press(label),
    sends: async (name, bytes, mime) =>
      void (mime.startsWith('image/') ? phone.sendPhoto(bytes) : phone.sendDocument(name, bytes, mime)),
    sees: async (wanted) => {
      const matches = (entry: { text: string; file?: { name: string } | undefined }) =>
        wanted.test(entry.file ? `${entry.file.name}\n${entry.text}` : entry.text);
      const seen = await phone
        .waitFor((entry) => matches(entry as never), patience)
        .catch(() => {
          throw new Error(
            `not seen: ${wanted}\n${phone.transcript
              .slice(-4)
              .map(({ text }) => text)
              .join('\n---\n')}`,
          );
        });
      return seen.text;
    },
    said: async () => phone.transcript.filter(({ from }) => from === 'bot').map(({ text }) => text),
  };
}

/** Plain text, and numbers for buttons; files go by the link the bot gives. */
export function zaloPhone(fake: FakeZalo, world: TestWorld, chatId: string): StoryPhone {
  const phone = fake.phone(chatId, { name: chatId });
  return {
    says: async (text) => void phone.send(text),
    chooses: async (label) => void phone.send(phone.numberOf(label)),
    async sends(name, bytes, mime) {
      if (mime.startsWith('image/')) return void phone.sendPhoto(bytes);
      const link = /\S+\/upload\/\S+/.exec(
        phone.transcript.findLast(({ text }) => text.includes('/upload/'))!.text,
      )![0];
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(bytes)], { type: mime }), name);
      const answer = await fetch(world.base + new URL(link).pathname, { method: 'POST', body: form });
      if (!answer.ok) throw new Error(`upload: ${answer.status}`);
    },
    sees: (wanted) =>
      phone
        .waitFor((text: string) => wanted.test(text), patience)
        .catch(() => {
          throw new Error(
            `not seen: ${wanted}\n${phone.transcript
              .slice(-4)
              .map(({ text }) => text)
              .join('\n---\n')}`,
          );
        }),
    said: async () => phone.transcript.filter(({ from }) => from === 'bot').map(({ text }) => text),
  };
}
