import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeness } from '../../src/domain/alike.ts';
import { fold } from '../../src/domain/vietnamese-text.ts';

const word = fc.constantFrom(
  ...[
    'cầu',
    'ấp',
    '3',
    'xuống',
    'cấp',
    'đường',
    'ngập',
    'nước',
    'của',
    'và',
    'ở',
    'trạm',
    'y',
    'tế',
    'sạt',
    'lở',
  ],
);
const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
const saying = text.filter((said) => likeness(said, said) > 0);

describe('likeness', () => {
  it('lies between 0 and 1, is the same both ways, and is whole with itself', () => {
    fc.assert(
      fc.property(saying, saying, (a, b) => {
        expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
        expect(likeness(a, b)).toBeLessThanOrEqual(1);
        expect(likeness(a, b)).toBeCloseTo(likeness(b, a), 10);
        expect(likeness(a, a)).toBeCloseTo(1, 10);
      }),
    );
  });

  it('does not mind diacritics, capitals, or words that say nothing', () => {
    fc.assert(
      fc.property(saying, saying, (a, b) => {
        const same = likeness(a, b);
        expect(likeness(fold(a), b)).toBeCloseTo(same, 10);
        expect(likeness(a.toUpperCase(), b)).toBeCloseTo(same, 10);
        expect(likeness(`ở đây thì ${a} và các`, b)).toBeCloseTo(same, 10);
      }),
    );
  });

  it('is nothing without a word in common, and never more for words added to one only', () => {
    fc.assert(
      fc.property(saying, saying, (a, b) => {
        expect(likeness(`${a} ${b}`, 'hạn mặn')).toBe(0);
        expect(likeness(`${b} hạn mặn`, b)).toBeLessThan(1);
      }),
    );
    expect(likeness('', '')).toBe(0);
    expect(likeness('của và ở', 'của và ở')).toBe(0);
  });

  it('tells the same problem from another of the same place', () => {
    const bridge = 'Cầu ấp 3 hư hỏng nặng, xe cấp cứu không qua được';
    expect(likeness('cau ap 3 hu hong', bridge)).toBeGreaterThan(0.5);
    expect(likeness('Trạm y tế ấp 3 thiếu thuốc', bridge)).toBeLessThan(0.15);
    expect(likeness('Sạt lở bờ sông Ba Lai', 'Bờ sông Ba Lai sạt lở sát nhà dân')).toBeGreaterThan(0.5);
  });
});
