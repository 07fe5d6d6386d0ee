import { expect, it } from 'vitest';
import type { Limits } from '../../../src/domain/ladder.ts';
import { silenceDue } from '../../../src/domain/promise/silence.ts';
import { parse } from '../../../src/domain/time.ts';
import { workCalendar } from '../../../src/domain/work-calendar.ts';

const calendar = workCalendar('Asia/Ho_Chi_Minh', []);
/** Answered on Monday 19 November 2018 at nine; ten working days are over on 3 December at 17:00. */
const due = '2018-12-03T10:00:00Z';
const answered = '2018-11-19T02:00:00Z';

const told = (arrivedAt: string | undefined, { at = due, maySendAgain = false, closeDays = 10 } = {}) => {
  const limits = { closeDays } as Limits;
  const answer = { arrivedAt: arrivedAt ? parse(arrivedAt) : undefined, maySendAgain };
  const [entry, ...more] = silenceDue({ limits }, { now: parse(at), calendar }, answer);
  expect(more).toEqual([]);
  expect(`${entry!.at}`).toBe(at);
  return [entry!.what, entry!.data];
};

it('an answer that arrived on its day is closed by silence at closing time of the tenth working day', () => {
  expect(told(answered)).toEqual(['closed-by-silence', {}]);
  expect(told('2018-11-19T16:59:00Z')).toEqual(['closed-by-silence', {}]);
});

it('one that arrived later has its ten days from then on', () => {
  const putOff = (arrivedAt: string, stepAt: string) => [
    'close-put-off',
    { step: 'close', stepAt, arrivedAt },
  ];
  expect(told('2018-11-19T17:00:00Z')).toEqual(putOff('2018-11-19T17:00:00Z', '2018-12-04T10:00:00Z'));
  expect(told('2018-12-01T02:00:00Z')).toEqual(putOff('2018-12-01T02:00:00Z', '2018-12-14T10:00:00Z'));
  expect(told('2018-12-03T09:59:00Z')).toEqual(putOff('2018-12-03T09:59:00Z', '2018-12-17T10:00:00Z'));
  expect(told('2018-12-01T02:00:00Z', { at: '2018-12-14T10:00:00Z' })).toEqual(['closed-by-silence', {}]);
});

it('one that has not arrived is looked for after five working days, and sent again where that can be', () => {
  const putOff = { step: 'close', stepAt: '2018-12-10T10:00:00Z' };
  expect(told(undefined)).toEqual(['close-put-off', putOff]);
  expect(told(undefined, { maySendAgain: true })).toEqual(['close-put-off', { ...putOff, sentAgain: true }]);
  const sooner = { ...putOff, stepAt: '2018-12-05T10:00:00Z' };
  expect(told(undefined, { closeDays: 2 })).toEqual(['close-put-off', sooner]);
});
