import fc from 'fast-check';
import type { Pattern, Weekday } from '../../src/domain/recurrence.ts';

const weekday = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;
const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Every rule that has a day in some year. */
export const patterns: fc.Arbitrary<Pattern> = fc.oneof(
  fc.record({ kind: fc.constant('day' as const), day: fc.integer({ min: 1, max: 31 }) }),
  fc.integer({ min: 1, max: 12 }).chain((month) =>
    fc.record({
      kind: fc.constant('date' as const),
      day: fc.integer({ min: 1, max: longestMonths[month - 1]! }),
      month: fc.constant(month),
    }),
  ),
  fc.record({
    kind: fc.constant('nth' as const),
    nth: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const, 'last' as const),
    weekday,
  }),
  fc.record({
    kind: fc.constant('week' as const),
    week: fc.constantFrom(2 as const, 3 as const, 4 as const),
    weekday,
  }),
  fc.record({ kind: fc.constant('weekly' as const), weekday }),
);
