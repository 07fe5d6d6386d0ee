import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type ReadMoment, readMoment } from '../../src/domain/read-moment.ts';
import { fold } from '../../src/domain/vietnamese-text.ts';

// A Monday.
const now = Temporal.ZonedDateTime.from('2018-11-19T08:00[Asia/Ho_Chi_Minh]');
const read = (text: string, looking: 'forward' | 'back' = 'forward'): string =>
  asText(readMoment(text, { now, looking }));

function asText(moment: ReadMoment): string {
  const solar = 'solar' in moment && moment.solar ? 'mùng' : undefined;
  switch (moment.outcome) {
    case 'read':
      return [moment.date, moment.time?.toString().slice(0, 5), solar].filter(Boolean).join(' ');
    case 'monthly':
      return ['monthly', moment.day, moment.time?.toString().slice(0, 5), solar].filter(Boolean).join(' ');
    case 'no-such-date':
      return `no such date: ${moment.said}`;
    case 'not-understood':
      return 'not understood';
  }
}

const forward: readonly (readonly [string, string])[] = [
  ['25/11 14g30', '2018-11-25 14:30'],
  ['25/11 lúc 14:30', '2018-11-25 14:30'],
  ['14h30, 25/11', '2018-11-25 14:30'],
  ['14h30 - 25/11', '2018-11-25 14:30'],
  ['14 giờ 25/11', '2018-11-25 14:00'],
  ['8 giờ 5 tháng 12', '2018-12-05 08:00'],
  ['25/11/2018', '2018-11-25'],
  ['25-11-18', '2018-11-25'],
  ['25.11', '2018-11-25'],
  ['25.11.2018.', '2018-11-25'],
  ['1/11', '2019-11-01'],
  ['19/11', '2018-11-19'],
  ['29/2', '2020-02-29'],
  ['14h', '14:00'],
  ['14g', '14:00'],
  ['14h5', '14:05'],
  ['14 giờ 30', '14:30'],
  ['14 giờ 30 phút', '14:30'],
  ['vào lúc 14 giờ ạ', '14:00'],
  ['8h30 sáng', '08:30'],
  ['8 giờ 10 sáng', '08:10'],
  ['8 sáng', '08:00'],
  ['2 giờ chiều', '14:00'],
  ['14h chiều', '14:00'],
  ['1 giờ trưa', '13:00'],
  ['11h trưa', '11:00'],
  ['7h tối', '19:00'],
  ['10 giờ đêm', '22:00'],
  ['8:30 SA', '08:30'],
  ['2:15 CH', '14:15'],
  ['8 rưỡi', '08:30'],
  ['14 giờ rưỡi', '14:30'],
  ['tám giờ tối', '20:00'],
  ['mười hai giờ trưa', '12:00'],
  ['ngày mai', '2018-11-20'],
  ['mai', '2018-11-20'],
  ['mốt', '2018-11-21'],
  ['ngày kia', '2018-11-21'],
  ['hôm nay', '2018-11-19'],
  ['bữa nay', '2018-11-19'],
  ['hôm qua', '2018-11-18'],
  ['hôm kia', '2018-11-17'],
  ['mai 8h nhé', '2018-11-20 08:00'],
  ['8g30 thứ hai tuần sau', '2018-11-26 08:30'],
  ['thứ 2', '2018-11-26'],
  ['t2', '2018-11-26'],
  ['14h thứ 2', '2018-11-19 14:00'],
  ['7h thứ 2', '2018-11-26 07:00'],
  ['8h thứ 2', '2018-11-26 08:00'],
  ['chiều thứ hai', '2018-11-19 14:00'],
  ['t7', '2018-11-24'],
  ['chủ nhật', '2018-11-25'],
  ['CN', '2018-11-25'],
  ['thứ hai tuần này', '2018-11-19'],
  ['thứ tư tuần sau', '2018-11-28'],
  ['thứ sáu tuần sau', '2018-11-30'],
  ['thứ hai tuần tới', '2018-11-26'],
  ['chủ nhật tuần trước', '2018-11-18'],
  ['thứ hai tuần trước', '2018-11-12'],
  ['chủ nhật này', '2018-11-25'],
  ['chiều thứ sáu', '2018-11-23 14:00'],
  ['thứ sáu, 23/11', '2018-11-23'],
  ['sáng mai', '2018-11-20 08:00'],
  ['sáng mai 7h30', '2018-11-20 07:30'],
  ['trưa nay', '2018-11-19 12:00'],
  ['chiều nay', '2018-11-19 14:00'],
  ['chiều nay lúc 3h', '2018-11-19 15:00'],
  ['tối nay', '2018-11-19 19:00'],
  ['tối qua', '2018-11-18 19:00'],
  ['ngày 25', '2018-11-25'],
  ['ngày 5', '2018-12-05'],
  ['ngày 31', '2018-12-31'],
  ['ngày 5 sáng', '2018-12-05 08:00'],
  ['từ ngày 25', '2018-11-25'],
  ['ngày 25 tháng 11', '2018-11-25'],
  ['25 tháng 11 năm 2018', '2018-11-25'],
  ['ngày 25 tháng 12/2018', '2018-12-25'],
  ['ngày 5 tháng ba', '2019-03-05'],
  ['ngày 5 tháng tư', '2019-04-05'],
  ['ngày 5 tháng mười hai', '2018-12-05'],
  ['25/11 năm sau', '2019-11-25'],
  ['mùng 5', '2018-12-05 mùng'],
  ['mồng 5', '2018-12-05 mùng'],
  ['mùng 5/12', '2018-12-05 mùng'],
  ['mùng 5 tháng sau', '2018-12-05 mùng'],
  ['ngày 5 tháng này', '2018-11-05'],
  ['cuối tháng', '2018-11-30'],
  ['cuối tháng sau', '2018-12-31'],
  ['cuối tháng 12', '2018-12-31'],
  ['ngày 5 hằng tháng 8g', 'monthly 5 08:00'],
  ['mùng 5 hằng tháng', 'monthly 5 mùng'],
  ['sáng mùng 5 hằng tháng', 'monthly 5 08:00 mùng'],
  ['5 hàng tháng', 'monthly 5'],
  ['ngày 31 mỗi tháng', 'monthly 31'],
  ['2 ngày nữa', '2018-11-21'],
  ['hai ngày nữa', '2018-11-21'],
  ['1 tuần nữa', '2018-11-26'],
  ['3 ngày trước', '2018-11-16'],
  ['Thứ Hai, 26/11/2018, 08:30', '2018-11-26 08:30'],
  ['2018-11-26 08:30', '2018-11-26 08:30'],
  ['2018-11-26T08:30', '2018-11-26 08:30'],
  ['2018-11-26T07:05', '2018-11-26 07:05'],
  ['today', '2018-11-19'],
  ['tomorrow at 14:30', '2018-11-20 14:30'],
  ['yesterday', '2018-11-18'],
  ['tonight', '2018-11-19 19:00'],
  ['monday', '2018-11-26'],
  ['next monday', '2018-11-26'],
  ['last monday', '2018-11-12'],
  ['monday next week', '2018-11-26'],
  ['25/11 2pm', '2018-11-25 14:00'],
  ['25/11 12 am', '2018-11-25 00:00'],
  ['14:30', '14:30'],
  ['25 November 2018', '2018-11-25'],
  ['the 25th of November', '2018-11-25'],
  ['November 25, 2018 at 8:30 am', '2018-11-25 08:30'],
  ['5th of every month', 'monthly 5'],
  ['2 days ago', '2018-11-17'],
  ['Monday, 26/11/2018, 08:30', '2018-11-26 08:30'],
  ['31/2', 'no such date: 31/2'],
  ['họp', 'not understood'],
  ['32/11', 'no such date: 32/11'],
  ['29/2/2019', 'no such date: 29/2/2019'],
  ['8h ngày 31 tháng 2', 'no such date: 31 tháng 2'],
  ['ngày 31 tháng này', 'no such date: 31 tháng này'],
  ['ngày 32', 'no such date: 32'],
  ['ngày 5 tháng 13', 'no such date: tháng 13'],
  ['32 hằng tháng', 'no such date: 32'],
  ['25h', 'no such date: 25h'],
  ['24:00', 'no such date: 24:00'],
  ['14h75 mai', 'no such date: 14h75'],
];

const notUnderstood = [
  '',
  '   ',
  'lúc',
  'tuần sau',
  'tháng sau',
  'tháng 12',
  'đầu tháng sau',
  'năm 2018',
  'ngày 5 năm 2019',
  'ngày 5 tháng sau năm 2019',
  'ngày 5 tháng 12 tháng sau',
  '25',
  '8',
  'Thứ Ba, 26/11/2018, 08:30',
  'hôm nay 20/11',
  '14h sáng',
  '9h chiều',
  '12h đêm',
  '25/11 và 26/11',
  '8h-10h',
  'trước 8h',
  'thứ năm hằng tuần',
  'cuối hằng tháng',
  'thứ hai mùng 5 hằng tháng',
  '25/11 họp xã',
  'mùng 15',
  'tháng giêng',
  'ngày 5 tháng chạp',
  'bây giờ',
  '11/2018',
  '25/11/8',
  'thu 2/12',
  'pm',
];

describe('looking forward', () => {
  it.each(forward)('%s → %s', (text, expected) => expect(read(text)).toBe(expected));
  it.each(notUnderstood)('does not guess at %j', (text) => expect(read(text)).toBe('not understood'));
});

describe('looking back', () => {
  it.each([
    ['25/11', '2017-11-25'],
    ['19/11', '2018-11-19'],
    ['5/11', '2018-11-05'],
    ['29/2', '2016-02-29'],
    ['ngày 25', '2018-10-25'],
    ['ngày 31', '2018-10-31'],
    ['mùng 5', '2018-11-05 mùng'],
    ['thứ hai', '2018-11-19'],
    ['14h thứ hai', '2018-11-19 14:00'],
    ['thứ ba', '2018-11-13'],
    ['cn', '2018-11-18'],
    ['thứ sáu vừa rồi', '2018-11-16'],
    ['thứ hai vừa rồi', '2018-11-12'],
    ['thứ hai tuần này', '2018-11-19'],
    ['cuối tháng', '2018-10-31'],
    ['cuối tháng này', '2018-11-30'],
    ['25/11 năm ngoái', '2017-11-25'],
    ['sáng hôm qua', '2018-11-18 08:00'],
    ['mai', '2018-11-20'],
  ])('%s → %s', (text, expected) => expect(read(text, 'back')).toBe(expected));
});

describe('the same said otherwise', () => {
  it.each(forward.filter(([, answer]) => !answer.startsWith('no such')))('%s', (text, expected) => {
    expect(read(fold(text).toUpperCase())).toBe(expected);
    expect(read(text.normalize('NFD'))).toBe(expected);
    expect(read(`  ${text.toUpperCase()} `)).toBe(expected);
  });

  it('reads either placement of the tone', () => {
    expect(read('thứ bảy')).toBe(read('thứ bẩy'));
    expect(read('hoà')).toBe('not understood');
  });
});

// Where the letters alone would say two things, the diacritics decide and without them nothing is guessed.
describe('one spelling, two words', () => {
  it.each([
    ['ngày 5 tháng sau', '2018-12-05'],
    ['ngày 5 tháng sáu', '2019-06-05'],
    ['cuối tháng sáu', '2019-06-30'],
    ['thứ hai tới', '2018-11-26'],
    ['thứ hai tối', '2018-11-19 19:00'],
    ['thu hai toi', 'not understood'],
    ['bảy giờ tối', '19:00'],
    ['bay gio', 'not understood'],
  ])('%s → %s', (text, expected) => expect(read(text)).toBe(expected));
});

describe('whatever is written', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc
      .array(fc.constantFrom(...'0123456789/-.:hgt ,tháng thứ hai sau mùng năm ngày cuối'.split('')), {
        maxLength: 60,
      })
      .map((letters) => letters.join('')),
    fc
      .array(fc.constantFrom(...forward.flatMap(([text]) => text.split(' ')), '0', '99', '9999', '0000'), {
        maxLength: 8,
      })
      .map((words) => words.join(' ')),
  );
  it('reading never throws', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom('forward' as const, 'back' as const), (text, looking) => {
        expect(readMoment(text, { now, looking }).outcome).toBeTypeOf('string');
      }),
      { numRuns: 3000 },
    );
  });

  it('a long text is not a date', () => {
    const long = `25/11 ${' '.repeat(95)}`;
    expect(readMoment(long, { now, looking: 'forward' })).toEqual({
      outcome: 'not-understood',
      said: '25/11…',
    });
  });
});
