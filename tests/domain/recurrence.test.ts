import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  daysNamed,
  neverOccurs,
  type Occurrence,
  occurrences,
  type Pattern,
  type Rule,
} from '../../src/domain/recurrence.ts';
import type { CalendarDay } from '../../src/domain/work-calendar.ts';
import { patterns } from '../support/recurrences.ts';

type Day = Temporal.PlainDate;
const day = (iso: string): Day => Temporal.PlainDate.from(iso);

const days = fc.integer({ min: 0, max: 40_000 }).map((count) => day('1970-01-01').add({ days: count }));

function take<Item>(from: Iterable<Item>, count: number): Item[] {
  const taken: Item[] = [];
  for (const item of from) {
    if (taken.length >= count) break;
    taken.push(item);
  }
  return taken;
}

/** Said of one day alone, without any arithmetic of months. */
function isNamed(pattern: Pattern, one: Day): boolean {
  const left = one.daysInMonth - one.day;
  const isClamped = (wanted: number) => one.day === wanted || (left === 0 && one.day < wanted);
  switch (pattern.kind) {
    case 'day':
      return isClamped(pattern.day);
    case 'date':
      return one.month === pattern.month && isClamped(pattern.day);
    case 'weekly':
      return one.dayOfWeek === pattern.weekday;
    case 'nth': {
      const nth = pattern.nth === 'last' ? left < 7 : Math.ceil(one.day / 7) === pattern.nth;
      return one.dayOfWeek === pattern.weekday && nth;
    }
    case 'week': {
      let mondays = 0;
      for (let other = one; other.month === one.month; other = other.subtract({ days: 1 }))
        if (other.dayOfWeek === 1 && other.day > 1) mondays += 1;
      return one.dayOfWeek === pattern.weekday && mondays + 1 === pattern.week;
    }
  }
}

function naiveDays(pattern: Pattern, from: Day, count: number): string[] {
  const found: string[] = [];
  for (let one = from; found.length < count; one = one.add({ days: 1 }))
    if (isNamed(pattern, one)) found.push(one.toString());
  return found;
}

const initials = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** As RFC 5545 says it; a calendar week of the month it can not say. */
function rruleOf(pattern: Exclude<Pattern, { kind: 'week' }>): string {
  switch (pattern.kind) {
    case 'day':
      return `FREQ=MONTHLY;BYMONTHDAY=${upTo(pattern.day)};BYSETPOS=-1`;
    case 'date':
      return `FREQ=YEARLY;BYMONTH=${pattern.month};BYMONTHDAY=${upTo(pattern.day)};BYSETPOS=-1`;
    case 'nth':
      return `FREQ=MONTHLY;BYDAY=${pattern.nth === 'last' ? -1 : pattern.nth}${initials[pattern.weekday - 1]}`;
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${initials[pattern.weekday - 1]}`;
  }
}

/** The last of these that the month has. */
const upTo = (wanted: number): string =>
  [28, 29, 30, 31, wanted].filter((one, at, all) => one <= wanted && all.indexOf(one) === at).join(',');

describe('the days a rule names', () => {
  it('are those of a loop over all days', () => {
    fc.assert(
      fc.property(patterns, days, (pattern, from) => {
        const count = pattern.kind === 'date' ? 2 : 8;
        expect(take(daysNamed(pattern, from), count).map(String)).toEqual(naiveDays(pattern, from, count));
      }),
      { numRuns: 60 },
    );
  });

  it('are those of rrule-temporal', () => {
    const sayable = patterns.filter(({ kind }) => kind !== 'week') as fc.Arbitrary<
      Exclude<Pattern, { kind: 'week' }>
    >;
    fc.assert(
      fc.property(sayable, days, (pattern, from) => {
        const start = `${from.toString().replaceAll('-', '')}T080000`;
        const rule = new RRuleTemporal({
          rruleString: `DTSTART;TZID=Asia/Ho_Chi_Minh:${start}\nRRULE:${rruleOf(pattern)};COUNT=6`,
        });
        const theirs = rule.all().map((at) => at.toString().slice(0, 10));
        expect(take(daysNamed(pattern, from), 6).map(String)).toEqual(theirs);
      }),
      { numRuns: 60 },
    );
  });

  it.each<[string, Pattern, string, string[]]>([
    [
      'the 31st',
      { kind: 'day', day: 31 },
      '2019-01-15',
      ['2019-01-31', '2019-02-28', '2019-03-31', '2019-04-30'],
    ],
    ['the 30th in a leap year', { kind: 'day', day: 30 }, '2020-02-01', ['2020-02-29', '2020-03-30']],
    ['29 February', { kind: 'date', day: 29, month: 2 }, '2018-06-01', ['2019-02-28', '2020-02-29']],
    ['the fifth Monday', { kind: 'nth', nth: 5, weekday: 1 }, '2018-12-01', ['2018-12-31', '2019-04-29']],
    [
      'Thursday of the second week',
      { kind: 'week', week: 2, weekday: 4 },
      '2019-03-01',
      ['2019-03-07', '2019-04-11'],
    ],
  ])('%s', (_, pattern, from, wanted) => {
    expect(take(daysNamed(pattern, day(from)), wanted.length).map(String)).toEqual(wanted);
  });

  it('are none where no year has them', () => {
    for (const pattern of [
      { kind: 'date', day: 31, month: 2 },
      { kind: 'date', day: 31, month: 4 },
      { kind: 'date', day: 1, month: 13 },
      { kind: 'day', day: 32 },
      { kind: 'day', day: 0 },
    ] as const) {
      expect(neverOccurs(pattern)).toBe(true);
      expect(take(daysNamed(pattern, day('2018-11-19')), 1)).toEqual([]);
    }
    fc.assert(fc.property(patterns, (pattern) => !neverOccurs(pattern)));
  });
});

/** Off, one day after the other, each with its own reason. */
const calendars = days.chain((begin) =>
  fc
    .array(
      fc.record({
        gap: fc.integer({ min: 1, max: 9 }),
        kind: fc.constantFrom('holiday' as const, 'workday' as const),
      }),
      {
        maxLength: 60,
      },
    )
    .map((gaps) => {
      let at = begin;
      const known = gaps.map(({ gap, kind }): CalendarDay => {
        at = at.add({ days: gap });
        return { date: at.toString(), kind, name: `${kind} ${at}` };
      });
      return { begin, known: new Map(known.map((one) => [one.date, one])) };
    }),
);

const rules: fc.Arbitrary<Rule> = fc.record({
  pattern: patterns.filter(({ kind }) => kind !== 'date'),
  time: fc.constant('08:00'),
  onHoliday: fc.constantFrom('stay' as const, 'next' as const, 'previous' as const),
  weekendsOff: fc.boolean(),
});

/** The same, said of the days one by one. */
function naiveOccurrences(rule: Rule, known: ReadonlyMap<string, CalendarDay>, from: Day): string[] {
  const isOff = (one: Day): boolean => {
    const kind = known.get(one.toString())?.kind;
    return kind ? kind === 'holiday' : rule.weekendsOff && one.dayOfWeek >= 6;
  };
  const all: Day[] = [];
  for (let one = from.subtract({ days: 40 }); one.until(from).days > -520; one = one.add({ days: 1 }))
    if (isNamed(rule.pattern, one)) all.push(one);
  return all.flatMap((one, at) => {
    if (Temporal.PlainDate.compare(one, from) < 0) return [];
    let held = one;
    const step = { days: rule.onHoliday === 'next' ? 1 : -1 };
    if (rule.onHoliday !== 'stay') while (isOff(held)) held = held.add(step);
    const others = [all[at - 1], all[at + 1]].filter((other) => other !== undefined);
    const collides =
      !held.equals(one) &&
      others.some(
        (other) => Temporal.PlainDate.compare(one, other) !== Temporal.PlainDate.compare(held, other),
      );
    return [`${one} ${collides ? 'none' : held}`];
  });
}

const asText = ({ on, heldOn }: Occurrence): string => `${on} ${heldOn ?? 'none'}`;

describe('a day off', () => {
  it('moves an occurrence as a loop over the days would', () => {
    fc.assert(
      fc.property(calendars, rules, ({ begin, known }, rule) => {
        const ours = take(occurrences(rule, known, begin), 4).map(asText);
        expect(ours).toEqual(naiveOccurrences(rule, known, begin).slice(0, ours.length));
      }),
      { numRuns: 200 },
    );
  });

  it('never puts two on one day, nor out of order', () => {
    fc.assert(
      fc.property(calendars, rules, ({ begin, known }, rule) => {
        const held = take(occurrences(rule, known, begin), 20).flatMap(({ heldOn }) =>
          heldOn ? [heldOn.toString()] : [],
        );
        expect(held).toEqual([...new Set(held)].sort());
      }),
    );
  });

  const tet = new Map<string, CalendarDay>(
    ['2019-02-04', '2019-02-05', '2019-02-06', '2019-02-07', '2019-02-08'].map((date) => [
      date,
      { date, kind: 'holiday', name: 'Tết Nguyên đán' },
    ]),
  );
  tet.set('2019-01-05', { date: '2019-01-05', kind: 'workday', name: 'Làm bù' });
  const fifth = (onHoliday: Rule['onHoliday'], weekendsOff = true): Rule => ({
    pattern: { kind: 'day', day: 5 },
    time: '08:00',
    onHoliday,
    weekendsOff,
  });

  it.each([
    [
      'the next working day',
      fifth('next'),
      ['2018-12-05', '2019-01-05', '2019-02-11', '2019-03-05', '2019-04-05', '2019-05-06'],
    ],
    [
      'the working day before',
      fifth('previous'),
      ['2018-12-05', '2019-01-05', '2019-02-01', '2019-03-05', '2019-04-05', '2019-05-03'],
    ],
    [
      'weekends that count',
      fifth('next', false),
      ['2018-12-05', '2019-01-05', '2019-02-09', '2019-03-05', '2019-04-05', '2019-05-05'],
    ],
    [
      'no moving',
      fifth('stay'),
      ['2018-12-05', '2019-01-05', '2019-02-05', '2019-03-05', '2019-04-05', '2019-05-05'],
    ],
  ])('over Tết 2019: %s', (_, rule, wanted) => {
    expect(
      take(occurrences(rule, tet, day('2018-11-19')), 6).map(({ heldOn }) => heldOn?.toString()),
    ).toEqual(wanted);
  });

  it('says why, and leaves out what would fall on the next occurrence', () => {
    const weekly: Rule = {
      pattern: { kind: 'weekly', weekday: 1 },
      time: '08:00',
      onHoliday: 'next',
      weekendsOff: true,
    };
    expect(take(occurrences(weekly, tet, day('2019-01-28')), 3)).toMatchObject([
      { heldOn: day('2019-01-28'), because: undefined },
      { heldOn: undefined, because: { kind: 'holiday', name: 'Tết Nguyên đán' } },
      { heldOn: day('2019-02-11'), because: undefined },
    ]);
  });
});
