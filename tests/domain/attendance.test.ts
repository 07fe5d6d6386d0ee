import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  asksAttendanceAt,
  asksNotesAt,
  attendanceOf,
  type Kept,
  missedPairs,
} from '../../src/domain/attendance.ts';
import { closingOf, dueOn, workingDayAfter } from '../../src/domain/conclusion.ts';
import type { MeetingId } from '../../src/domain/identity.ts';
import { workCalendar } from '../../src/domain/work-calendar.ts';

const zone = 'Asia/Ho_Chi_Minh';
const at = (local: string) => Temporal.Instant.from(`${local}:00+07:00`);
const local = (moment: Temporal.Instant) =>
  moment.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });

describe('who came', () => {
  it('is what the office said, else what was answered', () => {
    const answers = ['coming', 'substitute', 'absent', undefined] as const;
    expect(answers.map((answer) => attendanceOf({ answer, attendance: undefined }))).toEqual([
      'came',
      'came',
      'absent',
      'absent',
    ]);
    for (const answer of answers)
      for (const attendance of ['came', 'absent'] as const)
        expect(attendanceOf({ answer, attendance })).toBe(attendance);
  });

  it('is nobody of a place whose substitute said no, unless the office says so', () => {
    const place = { answer: 'substitute', substituteDeclined: '' } as const;
    expect(attendanceOf({ ...place, attendance: undefined })).toBe('absent');
    expect(attendanceOf({ ...place, attendance: 'came' })).toBe('came');
  });

  it.each([
    ['2018-11-19T08:00', '2018-11-19T10:00', '2018-11-20T08:00'],
    ['2018-11-19T18:59', '2018-11-19T20:59', '2018-11-20T18:59'],
    ['2018-11-19T19:00', '2018-11-20T06:30', '2018-11-20T19:00'],
    ['2018-11-19T22:30', '2018-11-20T06:30', '2018-11-21T06:30'],
  ])('of a meeting at %s is asked at %s, and notes at %s', (start, attendance, notes) => {
    expect(local(asksAttendanceAt(at(start), zone))).toBe(attendance);
    expect(local(asksNotesAt(at(start), zone))).toBe(notes);
  });
});

describe('missed in a row', () => {
  const history = (missed: readonly boolean[]): readonly Kept[] =>
    missed.map((one, day) => ({
      meeting: `m${day}` as MeetingId,
      startsAt: at('2018-11-01T08:00').add({ hours: 24 * day }),
      missed: one,
    }));
  const pairsOf = (line: string) =>
    missedPairs(history([...line].map((mark) => mark === 'x'))).map((pair) => pair.map((one) => one.meeting));

  it.each([
    ['', []],
    ['x', []],
    ['x.x', []],
    ['xx', [['m0', 'm1']]],
    ['xxx', [['m0', 'm1']]],
    ['.xx.x', [['m1', 'm2']]],
    [
      'xxxx',
      [
        ['m0', 'm1'],
        ['m2', 'm3'],
      ],
    ],
  ])('“%s” is told as %j', (line, pairs) => {
    expect(pairsOf(line)).toEqual(pairs);
  });

  it('makes pairs of neighbours only, none of which shares a meeting with another', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (missed) => {
        const kept = history(missed);
        const pairs = missedPairs(kept);
        const places = pairs.map((pair) => pair.map((one) => kept.indexOf(one)));
        expect(places.every(([a, b]) => b === a! + 1)).toBe(true);
        expect(pairs.flat().every((one) => one.missed)).toBe(true);
        expect(new Set(places.flat()).size).toBe(places.flat().length);
        // Every run of missed ones gives half of them.
        const runs =
          missed
            .map((one) => (one ? 'x' : '.'))
            .join('')
            .match(/x+/g) ?? [];
        expect(pairs.length).toBe(runs.reduce((sum, run) => sum + Math.floor(run.length / 2), 0));
      }),
    );
  });
});

describe('a day something is due on', () => {
  const calendar = workCalendar(zone, [
    { date: '2018-11-26', kind: 'holiday', name: 'Nghỉ' },
    { date: '2018-11-24', kind: 'workday', name: 'Làm bù' },
  ]);
  const day = (iso: string) => Temporal.PlainDate.from(iso);

  it.each([
    ['2018-11-19', 'fit'],
    ['2018-11-18', 'past'],
    ['2018-11-24', 'fit'],
    ['2018-11-25', 'day-off'],
    ['2018-11-26', 'day-off'],
  ])('%s, seen on Monday 19 November: %s', (iso, fit) => {
    expect(dueOn(day(iso), at('2018-11-19T16:59'), calendar)).toBe(fit);
  });

  it('has passed once the offices are closed', () => {
    expect(dueOn(day('2018-11-19'), at('2018-11-19T17:00'), calendar)).toBe('past');
  });

  it('ends when the offices close; after a day off comes the next working day', () => {
    expect(local(closingOf(day('2018-11-24'), calendar))).toBe('2018-11-24T17:00');
    expect(workingDayAfter(day('2018-11-25'), calendar).toString()).toBe('2018-11-27');
    expect(workingDayAfter(day('2018-11-23'), calendar).toString()).toBe('2018-11-24');
  });
});
