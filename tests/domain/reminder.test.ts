import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { isQuiet, standardQuietHours } from '../../src/domain/quiet-hours.ts';
import { dueReminder, nextReminder, reminders, stillMatters } from '../../src/domain/reminder.ts';

const zone = 'Asia/Ho_Chi_Minh';
const minute = 60_000;
const start = fc
  .integer({ min: Date.UTC(2018, 0, 1) / minute, max: Date.UTC(2032, 0, 1) / minute })
  .map((at) => Temporal.Instant.fromEpochMilliseconds(at * minute));
const zones = fc.constantFrom(zone, 'Europe/Berlin', 'America/New_York', 'UTC');
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant();
const local = (moment: Temporal.Instant) => moment.toZonedDateTimeISO(zone).toPlainDateTime().toString();

describe('reminders', () => {
  it('never in quiet hours, never after the moment meant, in order', () => {
    fc.assert(
      fc.property(start, zones, (startsAt, where) => {
        const all = reminders(startsAt, where);
        expect(all.map(({ key }) => key)).toEqual(['3d', '1d', '2h']);
        for (const [place, hours] of [72, 24, 2].entries()) {
          const moment = all[place]!.at;
          expect(isQuiet(moment, where, standardQuietHours)).toBe(false);
          expect(Temporal.Instant.compare(moment, startsAt.subtract({ hours }))).toBeLessThanOrEqual(0);
          if (place > 0) expect(Temporal.Instant.compare(all[place - 1]!.at, moment)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('the next is still to come, and there is one due from the first on', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: -100, max: 10 }), (startsAt, hours) => {
        const now = startsAt.add({ hours });
        const next = nextReminder(startsAt, now, zone);
        if (next) expect(Temporal.Instant.compare(now, next.at)).toBeLessThan(0);
        const due = dueReminder(startsAt, now, zone);
        if (due) expect(Temporal.Instant.compare(due.at, now)).toBeLessThanOrEqual(0);
        expect(next === undefined && due === undefined).toBe(false);
        if (next) expect(dueReminder(startsAt, next.at, zone)?.at.equals(next.at)).toBe(true);
      }),
    );
  });

  it.each([
    ['2018-11-26T08:30', ['2018-11-23T08:30:00', '2018-11-25T08:30:00', '2018-11-26T06:30:00']],
    ['2018-11-26T07:00', ['2018-11-23T07:00:00', '2018-11-25T07:00:00', '2018-11-25T20:00:00']],
    ['2018-11-26T23:30', ['2018-11-23T20:00:00', '2018-11-25T20:00:00', '2018-11-26T20:00:00']],
  ])('of a meeting at %s', (startsAt, wanted) => {
    expect(reminders(at(startsAt), zone).map((one) => local(one.at))).toEqual(wanted);
  });

  it('matter to who has not answered, and near the day to who is coming', () => {
    expect((['3d', '1d', '2h'] as const).map((key) => stillMatters(key, undefined))).toEqual([
      true,
      true,
      true,
    ]);
    expect((['3d', '1d', '2h'] as const).map((key) => stillMatters(key, 'coming'))).toEqual([
      false,
      true,
      true,
    ]);
    for (const key of ['3d', '1d', '2h'] as const)
      for (const answer of ['absent', 'substitute'] as const) expect(stillMatters(key, answer)).toBe(false);
  });
});
