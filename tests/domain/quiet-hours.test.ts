import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { afterQuiet, isQuiet, standardQuietHours } from '../../src/domain/quiet-hours.ts';

const zone = 'Asia/Ho_Chi_Minh';
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[${zone}]`).toInstant();
const local = (moment: Temporal.Instant) => moment.toZonedDateTimeISO(zone).toPlainDateTime().toString();

describe('21:00–06:30', () => {
  it.each([
    ['2018-11-19T20:59', '2018-11-19T20:59:00'],
    ['2018-11-19T21:00', '2018-11-20T06:30:00'],
    ['2018-11-19T23:59:59.999', '2018-11-20T06:30:00'],
    ['2018-12-31T22:00', '2019-01-01T06:30:00'],
    ['2018-11-20T00:00', '2018-11-20T06:30:00'],
    ['2018-11-20T06:29:59', '2018-11-20T06:30:00'],
    ['2018-11-20T06:30', '2018-11-20T06:30:00'],
  ])('%s waits until %s', (from, until) => {
    expect(local(afterQuiet(at(from), zone, standardQuietHours))).toBe(until);
  });
});

it('knows a span within one day', () => {
  const siesta = { from: '12:00', until: '13:30' };
  expect(isQuiet(at('2018-11-19T11:59'), zone, siesta)).toBe(false);
  expect(isQuiet(at('2018-11-19T12:00'), zone, siesta)).toBe(true);
  expect(local(afterQuiet(at('2018-11-19T13:29'), zone, siesta))).toBe('2018-11-19T13:30:00');
  expect(isQuiet(at('2018-11-19T13:30'), zone, siesta)).toBe(false);
});

it('the same hour twice is never quiet', () => {
  fc.assert(
    fc.property(times(), moments(), (hour, moment) => !isQuiet(moment, zone, { from: hour, until: hour })),
  );
});

it('after the quiet hours it is not quiet, and nothing waits a whole day', () => {
  fc.assert(
    fc.property(moments(), times(), times(), (moment, from, until) => {
      const later = afterQuiet(moment, zone, { from, until });
      expect(isQuiet(later, zone, { from, until })).toBe(false);
      expect(later.equals(moment)).toBe(!isQuiet(moment, zone, { from, until }));
      const waited = later.epochMilliseconds - moment.epochMilliseconds;
      expect(waited >= 0 && waited < 24 * 3_600_000).toBe(true);
    }),
  );
});

function moments() {
  return fc
    .integer({ min: 1_400_000_000, max: 1_900_000_000 })
    .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000));
}

function times() {
  return fc
    .integer({ min: 0, max: 1439 })
    .map((minute) => new Temporal.PlainTime(Math.floor(minute / 60), minute % 60).toString().slice(0, 5));
}
