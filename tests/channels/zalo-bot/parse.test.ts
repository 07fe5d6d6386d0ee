import { describe, expect, it } from 'vitest';
import { parseUpdate } from '../../../src/channels/zalo-bot/parse.ts';

const chatId = '6ede9afa66b88fe6d6a9';
const base = {
  from: { id: chatId, display_name: 'Ted', is_bot: false },
  chat: { id: chatId, chat_type: 'PRIVATE' },
  message_id: '2d758cb5e222177a4e35',
  date: 1750316131602,
};
const update = (what: string, message: object) => ({
  event_name: `message.${what}.received`,
  message: { ...base, ...message },
});
const contentOf = (body: unknown) => {
  const read = parseUpdate(body);
  return read && 'content' in read ? read.content : read;
};

describe('an update of Zalo', () => {
  const text = update('text', { text: 'Xin chào' });

  it('is read from its envelope, and the same without one', () => {
    const inbound = {
      channel: 'zalo-bot',
      address: chatId,
      externalId: `message.text.received:${chatId}:2d758cb5e222177a4e35`,
      content: { kind: 'text', text: 'Xin chào' },
      language: undefined,
      network: undefined,
    };
    expect(parseUpdate({ ok: true, result: text })).toEqual(inbound);
    expect(parseUpdate(text)).toEqual(inbound);
  });

  it.each(['photo', 'photo_url'])('brings a photo under %s', (field) => {
    const url = 'https://photo.zdn.vn/a.jpg';
    const attachment = {
      remote: url,
      name: 'photo.jpg',
      mime: 'image/jpeg',
      size: undefined,
      isPhoto: true,
    };
    expect(contentOf(update('image', { [field]: url }))).toEqual({ kind: 'file', attachment, caption: '' });
    const captioned = contentOf(update('image', { [field]: url, caption: 'cầu ấp 3' }));
    expect(captioned).toMatchObject({ caption: 'cầu ấp 3' });
  });

  it('prefers what the live service sends', () => {
    const both = { photo: 'https://old.example/a.jpg', photo_url: 'https://new.example/a.jpg' };
    expect(contentOf(update('image', both))).toMatchObject({ attachment: { remote: both.photo_url } });
  });

  it('brings a voice message', () => {
    const url = 'https://voice.zdn.vn/a.aac';
    expect(contentOf(update('voice', { voice_url: url }))).toMatchObject({
      kind: 'file',
      attachment: { remote: url, name: 'voice.aac', mime: 'audio/aac' },
    });
  });

  it.each(['sticker', 'voice', 'unsupported', 'something_new'])('names a %s as unsupported', (what) => {
    expect(contentOf(update(what, {}))).toEqual({ kind: 'unsupported', what });
  });

  it.each([
    ['our own message', { from: { id: 'bot', is_bot: true } }],
    ['a group', { chat: { id: chatId, chat_type: 'GROUP' } }],
  ])('is passed over when it is %s', (_, message) => {
    expect(parseUpdate(update('text', { text: 'a', ...message }))).toBeUndefined();
  });

  it.each([undefined, null, '', {}, { ok: true, result: {} }, []])('is nothing when it is %j', (body) => {
    expect(parseUpdate(body)).toBeUndefined();
  });

  it('loses what no database keeps', () => {
    expect(contentOf(update('text', { text: 'a\0b\ud800c 📌' }))).toEqual({
      kind: 'text',
      text: 'ab\ufffdc 📌',
    });
  });
});

describe('an update nobody can read', () => {
  const secret = 'điều riêng tư';
  const broken = [
    update('text', { text: undefined, note: secret }),
    update('text', { text: 5, note: secret }),
    update('text', { text: 'a', message_id: 7 }),
    update('text', { text: 'a', chat: { id: chatId } }),
    update('image', { caption: secret }),
    update('image', { photo_url: `ftp://${secret}` }),
    { event_name: 'follow', message: secret },
    { event_name: `message.${secret}.received`, message: base },
    secret,
    [secret],
    17,
  ];

  it.each(broken)('%# is kept with a reason that repeats nothing of it', (body) => {
    const read = parseUpdate(body);
    expect(read).toEqual({
      channel: 'zalo-bot',
      externalId: expect.stringMatching(/^unreadable:[0-9a-f]{64}$/),
      unreadable: expect.stringMatching(/^[\w.,: ]+$/),
    });
    expect(parseUpdate(structuredClone(body))).toEqual(read);
  });

  it('has a name of its own', () => {
    expect(new Set(broken.map((body) => parseUpdate(body)?.externalId)).size).toBe(broken.length);
  });
});
