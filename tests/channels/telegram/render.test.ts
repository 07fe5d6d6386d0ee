import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import {
  cutLabel,
  type FileContent,
  fileCall,
  goesAsPhoto,
  textCall,
} from '../../../src/channels/telegram/render.ts';
import type { FileId } from '../../../src/domain/identity.ts';

const text = (buttons: readonly (readonly { label: string; action: string }[])[]) =>
  textCall('4711', { kind: 'text', text: '<b>Họp</b> lúc 8g', buttons });

const content: FileContent = {
  kind: 'file',
  file: 'f' as FileId,
  name: 'Kế hoạch "tuần"\r\n.pdf',
  mime: 'application/pdf',
  size: 3,
  caption: '',
  buttons: [],
};

describe('text', () => {
  it('goes as HTML, without previews of links', () => {
    expect(text([])).toEqual({
      method: 'sendMessage',
      payload: {
        chat_id: '4711',
        text: '<b>Họp</b> lúc 8g',
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
      },
    });
  });

  it('has its buttons under it, rows without buttons left out', () => {
    const call = text([[{ label: 'Có', action: 'yes' }], []]);
    expect(call.payload.reply_markup).toEqual({ inline_keyboard: [[{ text: 'Có', callback_data: 'yes' }]] });
  });

  it('takes 64 bytes of button data and not one more', () => {
    const of = (action: string) => () => text([[{ label: 'a', action }]]);
    expect(of('x'.repeat(64))).not.toThrow();
    expect(of('ệ'.repeat(21))).not.toThrow();
    expect(of('x'.repeat(65))).toThrow('1 to 64 bytes of button data');
    expect(of('ệ'.repeat(22))).toThrow('has 66');
    expect(of('')).toThrow('has 0');
  });
});

describe('labels', () => {
  it('stay whole up to 64 characters', () => {
    expect(cutLabel('x'.repeat(64))).toBe('x'.repeat(64));
  });

  it('are cut after a word', () => {
    const label = 'Ủy ban nhân dân xã Tân Thạnh Đông, huyện Củ Chi, Thành phố Hồ Chí Minh';
    const cut = cutLabel(label);
    expect(cut).toBe('Ủy ban nhân dân xã Tân Thạnh Đông, huyện Củ Chi, Thành phố Hồ…');
    expect(cut.length).toBeLessThanOrEqual(64);
  });

  it('are never cut inside a character', () => {
    const cut = cutLabel(`x${'😀'.repeat(40)}`);
    expect(cut.length).toBeLessThanOrEqual(64);
    expect(cut).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
    expect(cutLabel(`x${'👨‍👩‍👧'.repeat(10)}`)).toBe(`x${'👨‍👩‍👧'.repeat(7)}…`);
  });
});

describe('files', () => {
  it('go by the name the platform knows', () => {
    expect(fileCall('4711', content, 'BQAC1', 'document')).toEqual({
      method: 'sendDocument',
      payload: { chat_id: '4711', parse_mode: 'HTML', document: 'BQAC1' },
    });
  });

  it('go as bytes under a name that is safe in a header', () => {
    const bytes = Readable.from([Buffer.from('abc')]);
    expect(fileCall('4711', { ...content, caption: '<i>x</i>' }, bytes, 'photo')).toEqual({
      method: 'sendPhoto',
      payload: {
        chat_id: '4711',
        parse_mode: 'HTML',
        caption: '<i>x</i>',
        photo: { source: bytes, filename: "Kế hoạch 'tuần'__.pdf" },
      },
    });
  });

  it.each([
    ['image/jpeg', 10 * 1024 * 1024, true],
    ['image/png', 1, true],
    ['image/jpeg', 10 * 1024 * 1024 + 1, false],
    ['image/svg+xml', 1, false],
    ['application/pdf', 1, false],
  ])('%s of %i bytes as photo: %s', (mime, size, expected) => {
    expect(goesAsPhoto({ ...content, mime, size })).toBe(expected);
  });
});

describe('the keyboard below a conversation', () => {
  const said = { kind: 'text', text: 'Chào', buttons: [] } as const;

  it('shares the own number, and is taken away', () => {
    expect(textCall('1', { ...said, keyboard: { shareContact: 'Gửi số' } }).payload.reply_markup).toEqual({
      keyboard: [[{ text: 'Gửi số', request_contact: true }]],
      resize_keyboard: true,
      one_time_keyboard: true,
    });
    const none = textCall('1', { ...said, keyboard: 'none' });
    expect(none.payload.reply_markup).toEqual({ remove_keyboard: true });
  });
});
