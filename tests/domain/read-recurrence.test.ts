import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecurrence } from '../../src/domain/read-recurrence.ts';
import { neverOccurs, type Pattern } from '../../src/domain/recurrence.ts';
import { fold } from '../../src/domain/vietnamese-text.ts';
import { writePattern } from '../../src/domain/write-recurrence.ts';
import { patterns } from '../support/recurrences.ts';

const short = (pattern: Pattern): string => {
  switch (pattern.kind) {
    case 'day':
      return `day ${pattern.day}`;
    case 'date':
      return `date ${pattern.day}/${pattern.month}`;
    case 'nth':
      return `nth ${pattern.nth} of ${pattern.weekday}`;
    case 'week':
      return `week ${pattern.week} of ${pattern.weekday}`;
    case 'weekly':
      return `weekly ${pattern.weekday}`;
  }
};

function read(text: string): string {
  const found = readRecurrence(text);
  switch (found.outcome) {
    case 'read':
      return [short(found.pattern), found.time, found.explicit ? undefined : '?'].filter(Boolean).join(' ');
    case 'which':
      return [found.patterns.map(short).join(' or '), found.time].filter(Boolean).join(' ');
    default:
      return found.outcome;
  }
}

const typed: readonly (readonly [string, string])[] = [
  ['ngày 5 hằng tháng 8g', 'day 5 08:00'],
  ['8g ngày 5 hằng tháng', 'day 5 08:00'],
  ['mùng 5 hằng tháng', 'day 5'],
  ['ngày mồng năm hằng tháng', 'day 5'],
  ['5 hàng tháng', 'day 5'],
  ['ngày 15 mỗi tháng, 14 giờ 30', 'day 15 14:30'],
  ['14 giờ 30 ngày 15 mỗi tháng', 'day 15 14:30'],
  ['ngày 5', 'day 5 ?'],
  ['ngày cuối tháng 8h', 'day 31 08:00'],
  ['cuối tháng', 'day 31'],
  ['thứ năm lần thứ hai trong tháng 8g30', 'nth 2 of 4 08:30'],
  ['thứ 5 lần 2 trong tháng', 'nth 2 of 4'],
  ['thứ năm thứ hai của tháng', 'nth 2 of 4'],
  ['thứ hai đầu tiên của tháng', 'nth 1 of 1'],
  ['thứ hai đầu tháng', 'nth 1 of 1'],
  ['thứ sáu cuối tháng', 'nth last of 5'],
  ['chiều thứ sáu tuần cuối', 'nth last of 5 14:00'],
  ['sáng thứ hai tuần đầu tháng', 'nth 1 of 1 08:00'],
  ['thứ năm tuần thứ hai', 'nth 2 of 4 or week 2 of 4'],
  ['thứ 5 tuần 2 hằng tháng 8g', 'nth 2 of 4 or week 2 of 4 08:00'],
  ['thứ năm tuần thứ năm', 'nth 5 of 4 or nth last of 4'],
  ['thứ năm tuần lịch thứ hai', 'week 2 of 4'],
  ['thứ hai hằng tuần 7g30', 'weekly 1 07:30'],
  ['sáng thứ hai hàng tuần', 'weekly 1 08:00'],
  ['thứ hai', 'weekly 1 ?'],
  ['15/12 hằng năm 8g', 'date 15/12 08:00'],
  ['ngày 15 tháng 12 hằng năm', 'date 15/12'],
  ['29/2 hằng năm', 'date 29/2'],
  ['31/2 hằng năm', 'never'],
  ['ngày 31 tháng 4 hằng năm', 'never'],
  ['ngày 32 hằng tháng', 'never'],
  ['ngày 0 hằng tháng', 'never'],
  ['thứ hai lần thứ sáu trong tháng', 'never'],
];

const notRules = [
  '5/12 8g',
  'ngày 5/12',
  'thứ tư hằng tháng',
  'hai tuần một lần',
  'ngày rằm hằng tháng',
  'ngày 5 hằng tháng 25g',
  'ngày 5 ngày 20 hằng tháng',
  'xin chào',
  '',
  '8g',
];

describe('a rule as people type it', () => {
  it.each(typed)('%s: %s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });

  it.each(typed.map(([text, wanted]) => [fold(text), wanted]))('%s: %s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });

  it.each([
    ['5th of every month at 8:00', 'day 5 08:00'],
    ['the second Thursday of every month', 'nth 2 of 4'],
    ['last Friday of the month', 'nth last of 5'],
    ['every Monday 8:00', 'weekly 1 08:00'],
    ['Thursday of the second week', 'nth 2 of 4 or week 2 of 4'],
  ])('%s: %s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });

  it.each(notRules)('not understood: %s', (text) => {
    expect(read(text)).toBe('not-understood');
  });

  it('whatever is typed, it is read or refused', () => {
    const words = fc.constantFrom(
      ...'ngày 5 31 thứ hai năm tuần lần cuối đầu tháng hằng 8g / trong của tiên'.split(' '),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 200 }),
          fc.array(words, { maxLength: 8 }).map((all) => all.join(' ')),
        ),
        (text) => {
          const found = readRecurrence(text);
          if (found.outcome === 'read') expect(neverOccurs(found.pattern)).toBe(false);
        },
      ),
    );
  });
});

describe('whatever is written of a rule', () => {
  it('can be read, with and without diacritics', () => {
    fc.assert(
      fc.property(
        patterns,
        fc.constantFrom('vi' as const, 'en' as const),
        fc.integer({ min: 0, max: 1439 }),
        (pattern, language, minute) => {
          const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
          const written = writePattern(pattern, language);
          for (const text of [`${time}, ${written}`, fold(`${written} ${time}`)])
            expect([text, readRecurrence(text)]).toEqual([
              text,
              { outcome: 'read', pattern, time, explicit: true },
            ]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
