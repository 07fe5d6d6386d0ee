import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { documentsDue, dueDocumentReminder, nextDocumentReminder } from '../../src/domain/document-due.ts';
import { workCalendar } from '../../src/domain/work-calendar.ts';

const zone = 'Asia/Ho_Chi_Minh';
const calendar = workCalendar(zone, [{ date: '2018-11-22', kind: 'holiday', name: 'a day off' }]);
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant();
const local = (moment: Temporal.Instant | undefined) =>
  moment?.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });

describe('documents are due', () => {
  it.each([
    ['three days before', '2018-12-07T08:00', 3, '2018-11-19T08:00', '2018-12-04T17:00'],
    [
      'the working day before where that is a Sunday',
      '2018-12-05T08:00',
      3,
      '2018-11-19T08:00',
      '2018-11-30T17:00',
    ],
    [
      'the working day before where that is a holiday',
      '2018-11-23T08:00',
      1,
      '2018-11-19T08:00',
      '2018-11-21T17:00',
    ],
    [
      'the evening before, called two days ahead',
      '2018-11-21T08:00',
      3,
      '2018-11-19T09:00',
      '2018-11-20T17:00',
    ],
    [
      'when it begins, called the evening before',
      '2018-11-20T08:00',
      3,
      '2018-11-19T18:00',
      '2018-11-20T08:00',
    ],
    [
      'when it begins, called for the same day',
      '2018-11-19T14:00',
      3,
      '2018-11-19T08:00',
      '2018-11-19T14:00',
    ],
  ])('%s', (_, startsAt, days, now, due) => {
    expect(local(documentsDue(at(startsAt), days, calendar, at(now)))).toBe(due);
  });
});

describe('the office is reminded', () => {
  const due = at('2018-11-26T17:00');
  const all = () => {
    const found: (string | undefined)[] = [];
    let after = at('2018-11-10T08:00');
    for (
      let next = nextDocumentReminder(due, after, calendar);
      next;
      next = nextDocumentReminder(due, after, calendar)
    ) {
      found.push(local(next.at));
      after = next.at;
    }
    return found;
  };

  it('two working days before, one, and on the day, when the offices open', () => {
    expect(all()).toEqual(['2018-11-21T08:00', '2018-11-23T08:00', '2018-11-26T08:00']);
  });

  it('by the latest only, after an outage, and not once the time is up', () => {
    expect(dueDocumentReminder(due, at('2018-11-20T08:00'), calendar)).toBeUndefined();
    expect(local(dueDocumentReminder(due, at('2018-11-25T10:00'), calendar)?.at)).toBe('2018-11-23T08:00');
    expect(local(dueDocumentReminder(due, at('2018-11-26T16:59'), calendar)?.at)).toBe('2018-11-26T08:00');
    expect(dueDocumentReminder(due, due, calendar)).toBeUndefined();
  });
});
