import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutBefore, gist, shorten, shortenFileName } from '../../src/domain/shorten.ts';

const family = '👨‍👩‍👧';
const flag = '🇻🇳';
// ệ as e and two marks, which NFC can not hold together with the third.
const marked = 'e\u0323\u0302\u0331';

const half = /\p{Cs}/u;

const characters = (text: string): readonly string[] =>
  [...new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);

const written = fc
  .array(
    fc.oneof(
      fc.constantFrom(family, flag, marked, '🌊', 'ấp', ' ', '\r\n', '👍🏽', '❤️'),
      fc.string({ unit: 'grapheme' }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('a text made short', () => {
  it('that has room stays as it is', () => {
    expect(shorten('Mỹ Thạnh', 8)).toBe('Mỹ Thạnh');
    expect(shorten('', 8)).toBe('');
  });

  it('ends in … where something was left out, within the limit', () => {
    expect(shorten('Mỹ Thạnh', 7)).toBe('Mỹ Thạ…');
    expect(shorten('Mỹ Thạnh', 4)).toBe('Mỹ…');
  });

  it.each([family, flag, marked, '🌊'])('keeps %s whole or leaves it out', (character) => {
    const text = `a${character}${character}`;
    for (let atMost = 2; atMost < text.length; atMost++) {
      const kept = shorten(text, atMost);
      expect(['a…', `a${character}…`]).toContain(kept);
      expect(kept.length).toBeLessThanOrEqual(atMost);
    }
  });

  it('has no half of a character even where one is longer than all the room', () => {
    const heap = `🌊${'\u0301'.repeat(200)}`;
    expect(shorten(heap, 40)).toBe(`🌊${'\u0301'.repeat(37)}…`);
    expect(shorten(`${'🌊\u200d'.repeat(60)}🌊`, 40)).not.toMatch(half);
    expect(shorten('🌊🌊', 2)).toBe('…');
  });

  it('is whole characters of the text, whatever was written', () => {
    fc.assert(
      fc.property(written, fc.integer({ min: 30, max: 120 }), (text, atMost) => {
        const kept = text.slice(0, cutBefore(text, atMost));
        expect(kept.length).toBeLessThanOrEqual(atMost);
        expect(characters(text).slice(0, characters(kept).length).join('')).toBe(kept);
        expect(shorten(text, atMost).length).toBeLessThanOrEqual(atMost);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the name of a file made short', () => {
  it('keeps its end', () => {
    expect(shortenFileName('báo cáo.pdf', 20)).toBe('báo cáo.pdf');
    expect(shortenFileName('báo cáo tháng mười một.pdf', 12)).toBe('…ười một.pdf');
  });

  it.each([family, flag, marked, '🌊'])('keeps %s whole or leaves it out', (character) => {
    const name = `${character.repeat(3)}.pdf`;
    for (let atMost = 6; atMost < name.length; atMost++) {
      const kept = shortenFileName(name, atMost);
      expect(['….pdf', `…${character}.pdf`, `…${character.repeat(2)}.pdf`]).toContain(kept);
      expect(kept.length).toBeLessThanOrEqual(atMost);
    }
  });

  it('has no half of a character even where one is longer than all the room', () => {
    expect(shortenFileName(`a${'\u0301'.repeat(200)}`, 4)).toBe('…\u0301\u0301\u0301');
    expect(shortenFileName(`${'🌊\u200d'.repeat(60)}🌊`, 41)).not.toMatch(half);
  });
});

describe('the gist of a text', () => {
  it('is all of it, its first sentence, or whole words of it', () => {
    expect(gist('Cầu ấp 3 hư. Sửa gấp.', 40)).toBe('Cầu ấp 3 hư. Sửa gấp.');
    expect(gist('Cầu ván ấp 3 mục hai nhịp. Đề nghị sửa trước Tết.', 40)).toBe('Cầu ván ấp 3 mục hai nhịp.');
    expect(gist('Đường từ cầu đến TP. Bến Tre hư hỏng nặng, nhiều ổ gà', 40)).toBe(
      'Đường từ cầu đến TP. Bến Tre hư hỏng…',
    );
    expect(gist('Cầu ván qua kênh, mục hai nhịp, học sinh qua lại nguy hiểm', 34)).toBe(
      'Cầu ván qua kênh, mục hai nhịp…',
    );
    expect(gist('a'.repeat(50), 10)).toBe(`${'a'.repeat(9)}…`);
  });

  it('is never longer than there is room', () => {
    fc.assert(
      fc.property(
        written,
        fc.integer({ min: 2, max: 40 }),
        (text, atMost) => gist(text, atMost).length <= atMost,
      ),
    );
  });
});
