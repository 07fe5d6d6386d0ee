import { expect, it } from 'vitest';
import type { Entry } from '../../src/domain/entry.ts';
import type { OfficeId, PersonId } from '../../src/domain/identity.ts';
import { settledBy } from '../../src/domain/on-time.ts';
import { parse } from '../../src/domain/time.ts';

const by = 'somebody' as PersonId;
const office = 'road' as OfficeId;
const day = (date: number): string => `2018-11-${String(date).padStart(2, '0')}T10:00:00Z`;
const clock = (deadline: number) => ({
  deadline: day(deadline),
  movesUpAt: day(deadline + 1),
  step: 'escalate' as const,
  stepAt: day(deadline + 1),
});

const raised = (deadline: number): Entry => ({
  what: 'raised',
  at: parse(day(1)),
  by,
  data: { ...clock(deadline), office, atTop: false, legal: day(30) },
});
const takenUp = (at: number, deadline: number): Entry => ({
  what: 'taken-up',
  at: parse(day(at)),
  by,
  data: clock(deadline),
});
const answered = (at: number): Entry => ({
  what: 'answered',
  at: parse(day(at)),
  by,
  data: { text: '', step: 'close', stepAt: day(30) },
});
const paused = (at: number, deadline: number): Entry => ({
  what: 'paused',
  at: parse(day(at)),
  by,
  data: { ...clock(deadline), reason: '', until: day(deadline - 3), days: 4, legal: day(30) },
});
const moved = (at: number, to: string, deadline: number): Entry => ({
  what: 'moved',
  at: parse(day(at)),
  by: undefined,
  data: { ...clock(deadline), office: to as OfficeId, atTop: true },
});
const red = (at: number): Entry => ({
  what: 'overdue-at-top',
  at: parse(day(at)),
  by: undefined,
  data: { step: 'remind', stepAt: day(at + 1) },
});

it.each([
  ['answered before the first deadline', [raised(6), answered(6)], ['first']],
  ['taken up and answered in time', [raised(6), takenUp(3, 18), answered(18)], ['first']],
  ['answered within a pause', [raised(6), takenUp(3, 12), paused(5, 18), answered(15)], ['extended']],
  [
    'taken up within a pause, answered in time',
    [raised(6), paused(2, 12), takenUp(9, 20), answered(10)],
    ['extended'],
  ],
  ['answered after all that', [raised(6), takenUp(3, 12), paused(5, 18), answered(19)], ['late']],
  ['taken away, answered above', [raised(6), moved(7, 'province', 12), answered(11)], ['late', 'first']],
  ['red at the top and answered then: late once', [raised(6), red(7), takenUp(8, 20), answered(9)], ['late']],
  ['not answered yet', [raised(6), takenUp(3, 12)], []],
])('%s', (_, history, expected) => {
  expect(settledBy(history as readonly Entry[]).map(({ onTime }) => onTime)).toEqual(expected);
});

it('the days of pauses are counted where it was then, and only what the last entries settled', () => {
  const before = [raised(6), takenUp(3, 12), paused(5, 18), moved(19, 'province', 24)];
  expect(settledBy(before).map(({ position, pausedDays }) => [position, pausedDays])).toEqual([[3, 4]]);
  expect(settledBy([answered(20)], before)).toMatchObject([
    { office: 'province', position: 4, pausedDays: 0 },
  ]);
});
