import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  afterWorkingDays,
  afterWorkingHours,
  afterWorkingMinutes,
  beforeWorkingDays,
  beforeWorkingMinutes,
  type CalendarDay,
  isWorkingDay,
  nextOpening,
  workCalendar,
  workingDaysBetween,
  workingMinutesBetween,
} from '../../src/domain/work-calendar.ts';

const zone = 'Asia/Ho_Chi_Minh';
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[${zone}]`).toInstant();
const local = (moment: Temporal.Instant) =>
  moment.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
const off = (name: string, ...dates: string[]): CalendarDay[] =>
  dates.map((date) => ({ date, kind: 'holiday', name }));

const calendar = workCalendar(zone, [
  ...off('Tết Nguyên đán', '2018-02-14', '2018-02-15', '2018-02-16', '2018-02-19', '2018-02-20'),
  ...off('Giỗ Tổ Hùng Vương', '2018-04-25'),
  ...off('30/4 và 1/5', '2018-04-30', '2018-05-01'),
  ...off('Quốc khánh', '2018-09-02', '2018-09-03'),
  ...off('Tết Dương lịch', '2018-12-31', '2019-01-01'),
  { date: '2019-01-05', kind: 'workday', name: 'Làm bù' },
  ...off('Tết Nguyên đán', '2019-02-04', '2019-02-05', '2019-02-06', '2019-02-07', '2019-02-08'),
]);

describe('working days', () => {
  it.each([
    ['2018-11-19', true],
    ['2018-11-24', false],
    ['2018-11-25', false],
    ['2018-02-16', false],
    ['2018-09-03', false],
    ['2018-12-31', false],
    ['2019-01-05', true],
    ['2019-01-06', false],
    ['1969-12-31', true],
    ['1969-12-28', false],
  ])('%s: %s', (date, working) => {
    expect(isWorkingDay(Temporal.PlainDate.from(date), calendar)).toBe(working);
  });
});

describe('a limit in days', () => {
  it.each([
    ['2018-11-19T08:00', 5, '2018-11-26T17:00'],
    ['2018-11-19T23:59', 5, '2018-11-26T17:00'],
    ['2018-11-23T16:59', 1, '2018-11-26T17:00'],
    ['2018-11-24T10:00', 1, '2018-11-26T17:00'],
    ['2018-02-13T09:00', 1, '2018-02-21T17:00'],
    ['2018-02-17T09:00', 2, '2018-02-22T17:00'],
    ['2018-04-24T09:00', 3, '2018-05-02T17:00'],
    ['2018-04-27T09:00', 1, '2018-05-02T17:00'],
    ['2018-08-31T09:00', 1, '2018-09-04T17:00'],
    ['2018-12-28T09:00', 1, '2019-01-02T17:00'],
    ['2019-01-04T09:00', 1, '2019-01-05T17:00'],
    ['2019-02-01T09:00', 1, '2019-02-11T17:00'],
    ['2018-11-19T08:00', 0, '2018-11-19T17:00'],
    ['2018-11-19T17:00', 0, '2018-11-19T17:00'],
    ['2018-11-19T17:01', 0, '2018-11-20T17:00'],
    ['2018-11-24T08:00', 0, '2018-11-26T17:00'],
  ])('%s and %i days: %s', (from, days, due) => {
    expect(local(afterWorkingDays(at(from), days, calendar))).toBe(due);
  });

  it.each([
    ['2018-11-26T17:00', 1, '2018-11-23T17:00'],
    ['2018-11-26T08:00', 3, '2018-11-21T17:00'],
    ['2018-02-21T08:00', 1, '2018-02-13T17:00'],
    ['2018-05-02T17:00', 1, '2018-04-27T17:00'],
    ['2018-11-25T12:00', 1, '2018-11-23T17:00'],
    ['2018-11-26T17:00', 0, '2018-11-26T17:00'],
    ['2018-11-26T16:59', 0, '2018-11-23T17:00'],
  ])('%s less %i days: %s', (deadline, days, before) => {
    expect(local(beforeWorkingDays(at(deadline), days, calendar))).toBe(before);
  });
});

describe('a limit in hours', () => {
  it.each([
    ['2018-11-19T08:00', 4, '2018-11-19T12:00'],
    ['2018-11-19T08:00', 8, '2018-11-19T17:00'],
    ['2018-11-19T11:00', 2, '2018-11-19T14:00'],
    ['2018-11-19T12:30', 1, '2018-11-19T14:00'],
    ['2018-11-19T16:00', 2, '2018-11-20T09:00'],
    ['2018-11-23T16:30', 0.75, '2018-11-26T08:15'],
    ['2018-11-24T10:00', 1, '2018-11-26T09:00'],
    ['2018-11-19T05:00', 1, '2018-11-19T09:00'],
    ['2018-02-13T16:00', 9, '2018-02-21T17:00'],
    ['2019-01-04T16:00', 2, '2019-01-05T09:00'],
    ['2018-11-19T10:00', 0, '2018-11-19T10:00'],
    ['2018-11-19T19:00', 0, '2018-11-20T08:00'],
  ])('%s and %d hours: %s', (from, hours, due) => {
    expect(local(afterWorkingHours(at(from), hours, calendar))).toBe(due);
  });
});

describe('working days elapsed', () => {
  it.each([
    ['2018-11-19T08:00', '2018-11-19T17:00', 0],
    ['2018-11-19T08:00', '2018-11-20T16:59', 0],
    ['2018-11-19T08:00', '2018-11-20T17:00', 1],
    ['2018-11-19T08:00', '2018-11-27T17:00', 6],
    ['2018-02-13T08:00', '2018-02-20T23:00', 0],
    ['2018-11-20T08:00', '2018-11-19T08:00', 0],
  ])('%s – %s: %i', (from, until, days) => {
    expect(workingDaysBetween(at(from), at(until), calendar)).toBe(days);
  });
});

it.each([
  ['2018-11-19T07:59', '2018-11-19T08:00'],
  ['2018-11-19T08:00', '2018-11-20T08:00'],
  ['2018-11-23T12:30', '2018-11-26T08:00'],
  ['2018-02-13T18:00', '2018-02-21T08:00'],
  ['2019-01-04T18:00', '2019-01-05T08:00'],
])('after %s offices next open at %s', (moment, opening) => {
  expect(local(nextOpening(at(moment), calendar))).toBe(opening);
});

describe('whenever', () => {
  const moments = fc
    .integer({ min: at('2017-12-01T00:00').epochMilliseconds, max: at('2019-12-01T00:00').epochMilliseconds })
    .map((epoch) => Temporal.Instant.fromEpochMilliseconds(epoch));
  const counts = fc.integer({ min: 0, max: 60 });
  const order = Temporal.Instant.compare;

  it('a deadline in days is closing time of a working day ahead', () => {
    fc.assert(
      fc.property(moments, counts, (from, days) => {
        const due = afterWorkingDays(from, days, calendar).toZonedDateTimeISO(zone);
        expect(isWorkingDay(due.toPlainDate(), calendar)).toBe(true);
        expect(due.toPlainTime().toString()).toBe('17:00:00');
        expect(order(due.toInstant(), from)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('later or longer is never earlier', () => {
    fc.assert(
      fc.property(moments, moments, counts, counts, (a, b, m, n) => {
        const [first, second] = order(a, b) <= 0 ? [a, b] : [b, a];
        const [less, more] = [Math.min(m, n), Math.max(m, n)];
        for (const deadline of [afterWorkingDays, afterWorkingHours]) {
          expect(
            order(deadline(first, less, calendar), deadline(second, more, calendar)),
          ).toBeLessThanOrEqual(0);
        }
        expect(order(nextOpening(first, calendar), nextOpening(second, calendar))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('counts the days a deadline took, and goes back over them', () => {
    fc.assert(
      fc.property(moments, counts.filter(Boolean), (from, days) => {
        const due = afterWorkingDays(from, days, calendar);
        expect(workingDaysBetween(from, due, calendar)).toBe(days);
        expect(workingDaysBetween(from, due.subtract({ nanoseconds: 1e6 }), calendar)).toBe(days - 1);
        const back = beforeWorkingDays(due, days, calendar);
        expect(afterWorkingDays(back, days, calendar).equals(due)).toBe(true);
      }),
    );
  });

  it('hours add up, and end within working time', () => {
    fc.assert(
      fc.property(moments, counts, counts, (from, m, n) => {
        const all = afterWorkingHours(from, m + n, calendar);
        // A sum that ends at closing time and one that begins there are the same moment only when something is added.
        if (n > 0)
          expect(afterWorkingHours(afterWorkingHours(from, m, calendar), n, calendar).equals(all)).toBe(true);
        const end = all.toZonedDateTimeISO(zone);
        expect(isWorkingDay(end.toPlainDate(), calendar)).toBe(true);
        expect(end.hour >= 8 && (end.hour < 12 || end.hour >= 13 || end.minute === 0)).toBe(true);
      }),
    );
  });

  it('opens strictly later, at eight', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const opening = nextOpening(moment, calendar);
        expect(order(opening, moment)).toBe(1);
        expect(opening.toZonedDateTimeISO(zone).toPlainTime().toString()).toBe('08:00:00');
      }),
    );
  });
});

it('keeps local hours where clocks change', () => {
  const berlin = workCalendar('Europe/Berlin', []);
  const friday = Temporal.ZonedDateTime.from('2018-10-26T12:00[Europe/Berlin]').toInstant();
  const due = afterWorkingDays(friday, 1, berlin).toZonedDateTimeISO('Europe/Berlin');
  expect(due.toPlainDateTime().toString()).toBe('2018-10-29T17:00:00');
});

it('refuses a calendar that never opens', () => {
  const days = Array.from({ length: 2000 }, (_, index) =>
    Temporal.PlainDate.from('2018-01-01').add({ days: index }).toString(),
  );
  const closed = workCalendar(zone, off('đóng cửa', ...days));
  expect(() => afterWorkingDays(at('2018-01-01T08:00'), 1, closed)).toThrow('no working day');
});

describe('half a day', () => {
  const half = workCalendar(zone, [
    { date: '2018-11-21', kind: 'morning', name: 'Sáng làm' },
    { date: '2018-11-24', kind: 'afternoon', name: 'Chiều làm bù' },
  ]);

  it.each([
    ['2018-11-20T09:00', 1, '2018-11-21T12:00'],
    ['2018-11-20T09:00', 2, '2018-11-22T17:00'],
    ['2018-11-23T09:00', 1, '2018-11-24T17:00'],
    ['2018-11-21T12:30', 0, '2018-11-22T17:00'],
  ])('counts as a day, due when it ends: %s and %i days', (from, days, due) => {
    expect(local(afterWorkingDays(at(from), days, half))).toBe(due);
  });

  it.each([
    ['2018-11-21T11:00', 2, '2018-11-22T09:00'],
    ['2018-11-23T16:00', 2, '2018-11-24T14:00'],
    ['2018-11-24T08:00', 4, '2018-11-24T17:00'],
  ])('has its own hours: %s and %i', (from, hours, due) => {
    expect(local(afterWorkingHours(at(from), hours, half))).toBe(due);
    expect(workingMinutesBetween(at(from), at(due), half)).toBe(hours * 60);
  });

  it('opens when it opens', () => {
    expect(local(nextOpening(at('2018-11-23T18:00'), half))).toBe('2018-11-24T13:00');
  });

  it('minutes forth and back meet, whatever the day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1, max: 5000 }),
        (start, minutes) => {
          const from = at('2018-11-19T00:00').add({ minutes: start });
          const due = afterWorkingMinutes(from, minutes, half);
          expect(workingMinutesBetween(from, due, half)).toBe(minutes);
          const back = beforeWorkingMinutes(due, minutes, half);
          expect(workingMinutesBetween(back, due, half)).toBe(minutes);
        },
      ),
    );
  });
});
