import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  escapeMarkup,
  escapeValues,
  plain,
  type Span,
  spans,
  splitMarkup,
  toMarkup,
} from '../../src/domain/markup.ts';

const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'Mỹ Thạnh',
        ' ',
        '\n',
        '\n\n',
        '. ',
        '<b>',
        '</i>',
        '&lt;',
        '&amp;',
        '👨‍👩‍👧',
        '🌊',
        '“”',
      ),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));
const styled: fc.Arbitrary<readonly Span[]> = fc.array(
  fc.record({ text: words, style: fc.constantFrom('b' as const, 'i' as const, undefined) }),
  { maxLength: 6 },
);
const atMost = fc.integer({ min: 8, max: 300 });

const bare = (text: string): string => text.replaceAll(/\s/g, '');
const balanced = (markup: string): boolean => {
  const tags = markup.match(/<[^>]*>/g) ?? [];
  return (
    tags.every((tag, at) => (at % 2 === 0 ? /^<[bi]>$/.test(tag) : tag === `</${tags[at - 1]?.[1]}>`)) &&
    tags.length % 2 === 0
  );
};

describe('what people wrote', () => {
  it('reads the same in markup, and is no markup', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(plain(escapeMarkup(text))).toBe(text);
        expect(escapeMarkup(text)).not.toMatch(/[<>]/);
        expect(spans(escapeMarkup(text)).every(({ style }) => style === undefined)).toBe(true);
        expect(escapeValues({ text, count: 2 })).toEqual({ text: escapeMarkup(text), count: 2 });
      }),
    );
  });

  it('is read and written back as it was', () => {
    fc.assert(
      fc.property(styled, (parts) => {
        const markup = toMarkup(parts);
        expect(plain(markup)).toBe(parts.map(({ text }) => text).join(''));
        expect(plain(toMarkup(spans(markup)))).toBe(plain(markup));
      }),
    );
  });
});

describe('a long text in parts', () => {
  it('within the limit, nothing lost but blanks at a cut, tags balanced, no character cut in two', () => {
    fc.assert(
      fc.property(styled, atMost, (parts, limit) => {
        const markup = toMarkup(parts);
        const cut = splitMarkup(markup, limit);
        for (const part of cut) {
          expect(plain(part).length).toBeLessThanOrEqual(limit);
          expect(balanced(part)).toBe(true);
          expect(Buffer.from(plain(part), 'utf8').toString('utf8')).toBe(plain(part));
        }
        expect(bare(cut.map(plain).join(''))).toBe(bare(plain(markup)));
      }),
      { numRuns: 500 },
    );
  });

  it('styles stay with their words', () => {
    fc.assert(
      fc.property(styled, atMost, (parts, limit) => {
        const letters = (all: readonly Span[]) =>
          all.flatMap(({ text, style }) => [...bare(text)].map((letter) => `${letter}${style ?? ''}`));
        expect(letters(splitMarkup(toMarkup(parts), limit).flatMap(spans))).toEqual(letters(parts));
      }),
    );
  });

  it('is cut where a reader would', () => {
    expect(splitMarkup('<b>Một câu. Câu hai</b>', 12)).toEqual(['<b>Một câu.</b>', '<b>Câu hai</b>']);
    expect(splitMarkup('đoạn một\n\nđoạn hai', 12)).toEqual(['đoạn một', 'đoạn hai']);
    expect(splitMarkup('vừa', 3)).toEqual(['vừa']);
  });

  it('is cut between characters as a reader sees them', () => {
    expect(splitMarkup('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 20)).toEqual(['👨‍👩‍👧👨‍👩‍👧', '👨‍👩‍👧']);
    expect(splitMarkup('🇻🇳🇻🇳🇻🇳', 10)).toEqual(['🇻🇳🇻🇳', '🇻🇳']);
  });
});
