import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readMoment } from '../../src/domain/read-moment.ts';
import {
  writeDate,
  writeMoment,
  writeShortDate,
  writeTime,
  writeTimeFirst,
} from '../../src/domain/write-moment.ts';

const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Asia/Ho_Chi_Minh]`);

describe('writing', () => {
  const morning = at('2018-11-26T08:30');

  it('in Vietnamese', () => {
    expect(writeMoment(morning, 'vi')).toBe('Thứ Hai, 26/11/2018, 08:30');
    expect(writeTimeFirst(at('2018-12-05T08:00'), 'vi')).toBe('08:00, Thứ Tư, 05/12/2018');
    expect(writeDate(Temporal.PlainDate.from('2018-11-25'), 'vi')).toBe('Chủ Nhật, 25/11/2018');
  });

  it('in English', () => {
    expect(writeMoment(morning, 'en')).toBe('Monday, 26/11/2018, 08:30');
    expect(writeDate(morning, 'en')).toBe('Monday, 26/11/2018');
  });

  it('in short', () => {
    expect(writeShortDate(Temporal.PlainDate.from('2018-02-05'))).toBe('05/02');
    expect(writeTime(Temporal.PlainTime.from('08:05'))).toBe('08:05');
  });
});

describe('whatever is written can be read', () => {
  const minutes = fc.integer({ min: 0, max: 200 * 366 * 24 * 60 });
  const moments = minutes.map((count) => at('1900-01-01T00:00').add({ minutes: count }));
  const contexts = fc.record({ now: moments, looking: fc.constantFrom('forward' as const, 'back' as const) });
  const languages = fc.constantFrom('vi' as const, 'en' as const);

  it('moments and dates', () => {
    fc.assert(
      fc.property(moments, contexts, languages, (moment, context, language) => {
        for (const written of [writeMoment(moment, language), writeTimeFirst(moment, language)]) {
          const { date, time } = readOf(written, context);
          expect(date?.toString()).toBe(moment.toPlainDate().toString());
          expect(time?.toString({ smallestUnit: 'minute' })).toBe(writeTime(moment));
        }
        const { date, time } = readOf(writeDate(moment, language), context);
        expect([date?.toString(), time]).toEqual([moment.toPlainDate().toString(), undefined]);
      }),
    );
  });

  it('times alone', () => {
    fc.assert(
      fc.property(moments, contexts, (moment, context) => {
        const { date, time } = readOf(writeTime(moment), context);
        expect([date, time?.toString({ smallestUnit: 'minute' })]).toEqual([undefined, writeTime(moment)]);
      }),
    );
  });

  it('short dates, on the side that is looked at', () => {
    fc.assert(
      fc.property(moments, contexts, (moment, context) => {
        const { date } = readOf(writeShortDate(moment), context);
        const order = Temporal.PlainDate.compare(date ?? moment, context.now.toPlainDate());
        expect([date?.month, date?.day]).toEqual([moment.month, moment.day]);
        expect(context.looking === 'forward' ? order >= 0 : order <= 0).toBe(true);
      }),
    );
  });
});

function readOf(text: string, context: Parameters<typeof readMoment>[1]) {
  const moment = readMoment(text, context);
  if (moment.outcome !== 'read') throw new Error(`${text}: ${moment.outcome}`);
  return moment;
}
