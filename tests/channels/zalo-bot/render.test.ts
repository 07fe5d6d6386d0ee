import { describe, expect, it } from 'vitest';
import { lengthAsSent, render } from '../../../src/channels/zalo-bot/render.ts';
import type { Links } from '../../../src/domain/channel.ts';
import type { FileId } from '../../../src/domain/identity.ts';
import type { Content } from '../../../src/domain/message.ts';

const links: Links = { download: (file, name) => `https://ba-nam.example/f/${file}/${name}?s=1` };
const text = (markup: string, buttons: Content['buttons'] = []): Content => ({
  kind: 'text',
  text: markup,
  buttons,
});
const choices = [
  [
    { label: 'Dự', action: 'a:1', number: '21' },
    { label: 'Vắng', action: 'b:1', number: '22' },
  ],
  [{ label: 'Hủy', action: 'c' }],
];

describe('what Zalo shows', () => {
  it('is plain text', () => {
    expect(render(text('<b>xã Mỹ Thạnh</b>: 8 &lt; 9 &amp; <i>xong</i>'), links)).toBe(
      'xã Mỹ Thạnh: 8 < 9 & xong',
    );
  });

  it('has a numbered line for each button', () => {
    expect(render(text('Đồng chí có dự không?', choices), links)).toBe(
      ['Đồng chí có dự không?', '21. Dự', '22. Vắng', 'Hủy'].join('\n'),
    );
  });

  it('leads to a file', () => {
    const file: Content = {
      kind: 'file',
      file: 'ab12' as FileId,
      name: 'to-trinh.pdf',
      mime: 'application/pdf',
      size: 5,
      caption: '📄 <b>Tờ trình</b>',
      buttons: [[{ label: 'Đã đọc', action: 'r', number: '3' }]],
    };
    const way = ['📎 to-trinh.pdf', 'https://ba-nam.example/f/ab12/to-trinh.pdf?s=1', '3. Đã đọc'];
    expect(render(file, links).split('\n')).toEqual(['📄 Tờ trình', ...way]);
    expect(render({ ...file, caption: '' }, links).split('\n')).toEqual(way);
    expect(lengthAsSent(file, links)).toBe(render(file, links).length);
  });

  it('has 2000 UTF-16 units at most, lines for buttons among them', () => {
    const most = '📌'.repeat(1000);
    expect(render(text(most), links)).toBe(most);
    expect(lengthAsSent(text(most, choices), links)).toBe(2000 + '\n21. Dự\n22. Vắng\nHủy'.length);
    expect(() => render(text(most, choices), links)).toThrow('2020 characters');
  });
});
