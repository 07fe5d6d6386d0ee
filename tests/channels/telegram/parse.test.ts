import { describe, expect, it } from 'vitest';
import { parseUpdate } from '../../../src/channels/telegram/parse.ts';

const chat = { id: 4711, type: 'private', first_name: 'Ba' };
const from = { id: 4711, is_bot: false, first_name: 'Ba', language_code: 'vi' };
const about = { channel: 'telegram', externalId: '9', address: '4711', language: 'vi', network: undefined };
const message = (fields: object) => ({
  update_id: 9,
  message: { message_id: 1, date: 1_790_000_000, chat, from, ...fields },
});

describe('what a person writes', () => {
  it('is text, commands and their codes too', () => {
    const entities = [{ type: 'bot_command', offset: 0, length: 6 }];
    expect(parseUpdate(message({ text: '/start Ab3_x', entities }))).toEqual({
      ...about,
      content: { kind: 'text', text: '/start Ab3_x' },
    });
  });

  it.each([
    ['vi-VN', 'vi'],
    ['EN', 'en'],
    ['fil', undefined],
    [undefined, undefined],
  ])('tells the language: %s is %s', (language_code, language) => {
    const update = message({ text: 'a', from: { ...from, language_code } });
    expect(parseUpdate(update)).toMatchObject({ language });
  });

  it('is a document with its own name and type', () => {
    const document = {
      file_id: 'D1',
      file_unique_id: 'u',
      file_name: 'Báo cáo.pdf',
      mime_type: 'application/pdf',
      file_size: 12,
    };
    expect(parseUpdate(message({ document, caption: 'quý 3' }))).toEqual({
      ...about,
      content: {
        kind: 'file',
        caption: 'quý 3',
        attachment: { remote: 'D1', name: 'Báo cáo.pdf', mime: 'application/pdf', size: 12, isPhoto: false },
      },
    });
  });

  it('is a document without name, type and size', () => {
    expect(parseUpdate(message({ document: { file_id: 'D2' } }))).toMatchObject({
      content: {
        caption: '',
        attachment: { name: 'file', mime: 'application/octet-stream', size: undefined, isPhoto: false },
      },
    });
  });

  it('is the largest of the sizes of a photo', () => {
    const size = (file_id: string, width: number) => ({ file_id, width, height: width, file_size: width });
    const photo = [size('small', 90), size('large', 1280), size('middle', 320)];
    expect(parseUpdate(message({ photo }))).toEqual({
      ...about,
      content: {
        kind: 'file',
        caption: '',
        attachment: { remote: 'large', name: 'photo.jpg', mime: 'image/jpeg', size: 1280, isPhoto: true },
      },
    });
  });

  it('is what a voice message recorded', () => {
    const voice = { file_id: 'V', duration: 4, mime_type: 'audio/ogg', file_size: 9_000 };
    expect(parseUpdate(message({ voice }))).toEqual({
      ...about,
      content: {
        kind: 'file',
        caption: '',
        attachment: { remote: 'V', name: 'voice.ogg', mime: 'audio/ogg', size: 9_000, isPhoto: false },
      },
    });
  });

  it.each([
    ['sticker', { sticker: { file_id: 'S' } }],
    ['location', { location: { latitude: 1, longitude: 2 } }],
    ['animation', { animation: { file_id: 'A' }, document: { file_id: 'A' } }],
    ['venue', { venue: {}, location: {} }],
    ['unknown', { hologram: {} }],
  ])('is not taken: %s', (what, fields) => {
    const content = parseUpdate(message(fields));
    expect(content).toMatchObject({ content: { kind: 'unsupported' } });
    if (what !== 'venue') expect(content).toMatchObject({ content: { what } });
  });
});

describe('a phone contact', () => {
  const shared = (contact: object, more: object = {}) =>
    parseUpdate(message({ from: { ...from, id: 55 }, contact: { first_name: 'A', ...contact }, ...more }));
  const phone = (number: string | undefined) => ({ content: { kind: 'contact', phone: number } });

  it.each([
    ['with a plus', '+84 912 345 678', '+84912345678'],
    ['without', '84912345678', '+84912345678'],
    ['of another country, never as one of ours', '376312345', '+376312345'],
  ])('brings the number of the sender, %s', (_, phone_number, read) => {
    expect(shared({ phone_number, user_id: 55 })).toMatchObject(phone(read));
  });

  it.each([
    ['of somebody else', { user_id: 56 }, {}],
    ['of nobody on Telegram', {}, {}],
    ['forwarded', { user_id: 55 }, { forward_origin: { type: 'user', date: 1 } }],
    ['from nobody', { user_id: 55 }, { from: undefined }],
  ])('brings none when it is %s', (_, contact, more) => {
    expect(shared({ phone_number: '84912345678', ...contact }, more)).toMatchObject(phone(undefined));
  });
});

describe('presses', () => {
  const query = (fields: object) => ({
    update_id: 9,
    callback_query: { id: '1', from, chat_instance: '2', ...fields },
  });

  it('bring the data of the button', () => {
    const update = query({
      data: 'visit:ok',
      message: { message_id: 3, date: 1, chat, text: 'Đúng không?' },
    });
    expect(parseUpdate(update)).toEqual({ ...about, content: { kind: 'press', action: 'visit:ok' } });
  });

  it('on messages too old to be seen', () => {
    const update = query({ data: 'x', message: { message_id: 3, date: 0, chat } });
    expect(parseUpdate(update)).toMatchObject({ content: { kind: 'press' } });
  });

  it('outside a chat are not for us', () => {
    expect(parseUpdate(query({ data: 'x', inline_message_id: '7' }))).toBeUndefined();
  });
});

describe('blocking', () => {
  it.each([
    ['kicked', false],
    ['member', true],
  ])('status %s: reachable %s', (status, reachable) => {
    const my_chat_member = { chat, from, date: 1, old_chat_member: {}, new_chat_member: { status } };
    expect(parseUpdate({ update_id: 9, my_chat_member })).toEqual({
      ...about,
      content: { kind: 'reachable', reachable },
    });
  });
});

describe('what nobody listens to', () => {
  it.each([
    ['a group', message({ text: 'a', chat: { id: -100, type: 'supergroup' } })],
    ['an edit', { update_id: 9, edited_message: { message_id: 1, chat, from, text: 'b' } }],
    ['a notice of the platform', message({ pinned_message: { message_id: 1, date: 0, chat } })],
    ['a poll', { update_id: 9, poll: {} }],
    ['no update', { ok: true }],
    ['no object', 'update'],
    ['nothing', null],
  ])('%s', (_name, update) => {
    expect(parseUpdate(update)).toBeUndefined();
  });
});

describe('what cannot be read', () => {
  it.each([
    ['a message without a chat', { update_id: 9, message: { text: 'bí mật' } }, 'message.chat'],
    ['text that is none', message({ text: { secret: 'bí mật' } }), 'message.text'],
    ['a document without an id', message({ document: { file_name: 'bí mật' } }), 'message.document.file_id'],
    ['a press without data', { update_id: 9, callback_query: { id: '1', from } }, 'callback_query.data'],
  ])('%s is kept with the reason, without a word of the person', (_name, update, path) => {
    expect(parseUpdate(update)).toEqual({
      channel: 'telegram',
      externalId: '9',
      unreadable: `not as expected: ${path}`,
    });
  });
});
