import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { nextChase, weekOf } from '../../src/domain/coverage.ts';
import { workCalendar } from '../../src/domain/work-calendar.ts';

const zone = 'Asia/Ho_Chi_Minh';
const at = (local: string) => Temporal.ZonedDateTime.from(`${local}[${zone}]`).toInstant();
const holiday = (date: string) => ({ date, kind: 'holiday' as const, name: 'Tết' });
const next = (from: string, ...holidays: string[]) =>
  nextChase(at(from), workCalendar(zone, holidays.map(holiday)))
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString();

describe('an office is asked about what is missing', () => {
  it('at the opening of a Monday, never twice at one', () => {
    expect(next('2018-11-19T07:59')).toBe('2018-11-19T08:00:00');
    expect(next('2018-11-19T08:00')).toBe('2018-11-26T08:00:00');
    expect(next('2018-11-25T23:00')).toBe('2018-11-26T08:00:00');
  });

  it('on the first working day of a week that begins with a holiday', () => {
    expect(next('2018-12-28T10:00', '2018-12-31', '2019-01-01')).toBe('2019-01-02T08:00:00');
    expect(next('2019-01-01T10:00', '2018-12-31', '2019-01-01')).toBe('2019-01-02T08:00:00');
    expect(next('2019-01-02T08:00', '2018-12-31', '2019-01-01')).toBe('2019-01-07T08:00:00');
  });

  it('once over a week without a working day', () => {
    const tet = ['04', '05', '06', '07', '08'].map((day) => `2019-02-${day}`);
    expect(next('2019-01-28T08:00', ...tet)).toBe('2019-02-11T08:00:00');
    expect(next('2019-02-11T08:00', ...tet)).toBe('2019-02-18T08:00:00');
  });
});

it('a week is named by the year most of it lies in', () => {
  expect(weekOf(at('2018-12-31T08:00'), zone)).toBe('2019-W01');
  expect(weekOf(at('2018-11-26T08:00'), zone)).toBe('2018-W48');
});
