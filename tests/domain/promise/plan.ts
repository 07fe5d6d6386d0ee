import fc from 'fast-check';
import type { Ladder, LadderRung, Limits } from '../../../src/domain/ladder.ts';
import { ladderProblems } from '../../../src/domain/ladder-check.ts';
import type { OfficeKind } from '../../../src/domain/office.ts';
import type { Span } from '../../../src/domain/span.ts';

/** An office of a generated tree, from the unit up to the province; the last is the province's general office. */
export type PlannedOffice = {
  readonly rank: number;
  readonly kind: OfficeKind;
  /** It answers for the field. */
  readonly competent: boolean;
  readonly reachable: boolean;
  readonly live: boolean;
};

export type Phone = 'prompt' | 'slow' | 'unreachable';

/** What happens next in a generated history. Times are hours; choices are taken modulo what there is. */
export type Action =
  | { readonly do: 'wait'; readonly hours: number }
  /** To the moment of the next step, and so much later: what an outage is. */
  | { readonly do: 'step'; readonly lateHours: number }
  /** Two workers look at once; the first of them dies before it has written. */
  | { readonly do: 'crash' }
  | { readonly do: 'take-up' | 'answer' | 'confirm' | 'dispute' | 'question' | 'reply' }
  | { readonly do: 'withdraw' | 'reopen' }
  | { readonly do: 'pause' | 'extend'; readonly days: number }
  | { readonly do: 'transfer'; readonly to: number }
  | { readonly do: 'decide'; readonly agreed: boolean }
  | { readonly do: 'people-told'; readonly told: boolean }
  /** Who raised it: reached at once, some day, or not at all. */
  | { readonly do: 'phone'; readonly phone: Phone }
  /** Another office is asked to take part; one of those asked answers, or is let off. */
  | { readonly do: 'co-ask'; readonly office: number; readonly hours: number }
  | { readonly do: 'co-answer' | 'co-end'; readonly which: number }
  /** One of two who may join it does, or says that they are satisfied. */
  | { readonly do: 'join' | 'second'; readonly who: number }
  /** The office links it to the other one, which it has too, or takes the two apart. */
  | { readonly do: 'link' | 'unlink' }
  | { readonly do: 'staff'; readonly office: number; readonly reachable: boolean; readonly live: boolean }
  | { readonly do: 'calendar'; readonly day: number; readonly kind: 'holiday' | 'workday' | 'morning' };

export type Plan = {
  readonly ranks: number;
  readonly offices: readonly PlannedOffice[];
  readonly limits: Limits;
  readonly aboutOffice: boolean;
  /** Hours after the beginning of the year. */
  readonly raisedAt: number;
  readonly holidays: readonly number[];
  readonly actions: readonly Action[];
};

const span = (days: number, hours: number): fc.Arbitrary<Span> =>
  fc.oneof(
    fc.integer({ min: 1, max: days }).map((count) => ({ days: count })),
    fc.integer({ min: 2, max: hours }).map((count) => ({ hours: count })),
  );
const grace: fc.Arbitrary<Span> = fc.oneof(
  fc.integer({ min: 0, max: 2 }).map((count) => ({ days: count })),
  fc.integer({ min: 0, max: 8 }).map((count) => ({ hours: count })),
);
const warning = fc.record({
  before: fc.oneof(
    fc.constant({ days: 1 }),
    fc.integer({ min: 1, max: 6 }).map((hours) => ({ hours })),
  ),
  whom: fc.constantFrom('office' as const, 'head' as const, 'handler' as const),
});

const levelKey = (rank: number): string => `level-${rank}`;

const rungAt = (ranks: number): fc.Arbitrary<LadderRung> =>
  fc.record({
    level: fc.oneof(fc.constant('*'), fc.integer({ min: 0, max: ranks - 1 }).map(levelKey)),
    office: fc.constantFrom<OfficeKind>('general', 'specialised'),
    takeUp: span(6, 30),
    answer: span(15, 60),
    grace,
    warn: fc.array(warning, { maxLength: 2 }),
    next: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('general', 'above') },
      { weight: 1, arbitrary: fc.constantFrom('top', levelKey(0)) },
    ),
  });

/** Ladders that pass the check that stands before every one in use. */
const limits = (ranks: number): fc.Arbitrary<Limits> =>
  fc
    .record({
      legalDays: fc.integer({ min: 20, max: 50 }),
      closeDays: fc.integer({ min: 1, max: 12 }),
      standard: fc.tuple(rungAt(ranks), rungAt(ranks)),
      special: fc.array(rungAt(ranks), { maxLength: 2 }),
    })
    .map(({ standard: [a, b], special, ...rest }) => {
      const base: readonly LadderRung[] = [
        { ...a, level: '*', office: 'specialised', next: 'general' },
        { ...b, level: '*', office: 'general', next: 'above' },
      ];
      const ladder = { kind: 'petition', urgency: 'normal', source: '', verified: false } as const;
      const levels = Array.from({ length: ranks }, (_, rank) => ({
        key: levelKey(rank),
        name: levelKey(rank),
        kinds: ['general', 'specialised'] as const,
      }));
      const whole: Ladder = { ...ladder, ...rest, rungs: [...special, ...base] };
      const rungs = ladderProblems(whole, levels).length === 0 ? whole.rungs : base;
      return { ...rest, rungs };
    });

const offices = (ranks: number): fc.Arbitrary<readonly PlannedOffice[]> =>
  fc
    .array(
      fc.record({
        rank: fc.integer({ min: 0, max: ranks - 1 }),
        kind: fc.constantFrom<OfficeKind>('general', 'specialised'),
        competent: fc.boolean(),
        reachable: fc.boolean(),
        live: fc.integer({ min: 0, max: 5 }).map((one) => one > 0),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .chain((some) =>
      fc
        .record({ reachable: fc.boolean() })
        .map(({ reachable }) => [
          ...some
            .filter(({ rank, kind }) => rank > 0 || kind === 'specialised')
            .sort((a, b) => b.rank - a.rank || (a.kind < b.kind ? 1 : -1)),
          { rank: 0, kind: 'general' as const, competent: false, reachable, live: true },
        ]),
    );

const weighted = (weight: number, arbitrary: fc.Arbitrary<Action>) => ({ weight, arbitrary });

const action: fc.Arbitrary<Action> = fc.oneof(
  weighted(
    4,
    fc.integer({ min: 1, max: 60 }).map((hours) => ({ do: 'wait', hours })),
  ),
  weighted(
    8,
    fc
      .oneof(fc.constant(0), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 24, max: 900 }))
      .map((lateHours) => ({ do: 'step', lateHours })),
  ),
  weighted(2, fc.constant({ do: 'crash' })),
  weighted(
    5,
    fc
      .constantFrom('take-up' as const, 'answer' as const, 'confirm' as const, 'dispute' as const)
      .map((what) => ({ do: what })),
  ),
  weighted(
    2,
    fc
      .constantFrom('question' as const, 'reply' as const, 'withdraw' as const, 'reopen' as const)
      .map((what) => ({ do: what })),
  ),
  weighted(
    4,
    fc.record({
      do: fc.constantFrom('pause' as const, 'extend' as const),
      days: fc.integer({ min: 0, max: 24 }),
    }),
  ),
  weighted(3, fc.record({ do: fc.constant('transfer' as const), to: fc.nat(9) })),
  weighted(3, fc.record({ do: fc.constant('decide' as const), agreed: fc.boolean() })),
  weighted(
    3,
    fc.record({
      do: fc.constant('people-told' as const),
      told: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
    }),
  ),
  weighted(
    2,
    fc.record({
      do: fc.constant('phone' as const),
      phone: fc.constantFrom('prompt' as const, 'slow' as const, 'unreachable' as const),
    }),
  ),
  weighted(
    5,
    fc.record({
      do: fc.constant('co-ask' as const),
      office: fc.nat(9),
      hours: fc.integer({ min: -2, max: 200 }),
    }),
  ),
  weighted(1, fc.record({ do: fc.constantFrom('co-answer' as const, 'co-end' as const), which: fc.nat(4) })),
  weighted(
    3,
    fc.record({ do: fc.constantFrom('join' as const, 'join' as const, 'second' as const), who: fc.nat(1) }),
  ),
  weighted(
    2,
    fc.constantFrom('link' as const, 'link' as const, 'unlink' as const).map((what) => ({ do: what })),
  ),
  weighted(
    2,
    fc.record({
      do: fc.constant('staff' as const),
      office: fc.nat(9),
      reachable: fc.boolean(),
      live: fc.integer({ min: 0, max: 4 }).map((one) => one > 0),
    }),
  ),
  weighted(
    2,
    fc.record({
      do: fc.constant('calendar' as const),
      day: fc.integer({ min: 0, max: 30 }),
      kind: fc.constantFrom('holiday' as const, 'workday' as const, 'morning' as const),
    }),
  ),
);

type Simple = Extract<
  Action['do'],
  'answer' | 'confirm' | 'dispute' | 'question' | 'reply' | 'reopen' | 'link' | 'unlink'
>;
const just = (what: Simple): fc.Arbitrary<Action> => fc.constant({ do: what });
const moreDays = fc.record({ do: fc.constant('extend' as const), days: fc.integer({ min: 1, max: 6 }) });
const passOn = fc.record({ do: fc.constant('transfer' as const), to: fc.nat(9) });
const decide = fc.record({ do: fc.constant('decide' as const), agreed: fc.boolean() });
const coAsk = fc.record({
  do: fc.constant('co-ask' as const),
  office: fc.nat(9),
  hours: fc.integer({ min: 1, max: 200 }),
});

/** What seldom comes about by itself, for it makes sense only after something else. */
const courses: fc.Arbitrary<readonly Action[]> = fc.oneof(
  fc.tuple(moreDays, moreDays, decide),
  fc.tuple(passOn, passOn, passOn, decide),
  fc.tuple(just('question'), just('reply')),
  fc.tuple(
    fc.constant({ do: 'join' as const, who: 0 }),
    just('answer'),
    fc.constant({ do: 'second' as const, who: 0 }),
  ),
  fc.tuple(just('answer'), just('dispute')),
  fc.tuple(just('answer'), just('confirm'), just('reopen')),
  fc.tuple(just('link'), just('unlink')),
  fc.tuple(coAsk, fc.constant({ do: 'co-answer' as const, which: 0 })),
);

const actions = (atMost: number): fc.Arbitrary<readonly Action[]> =>
  fc
    .array(
      fc.oneof({ weight: 9, arbitrary: action.map((one) => [one]) }, { weight: 1, arbitrary: courses }),
      { minLength: 4, maxLength: atMost },
    )
    .map((all) => all.flat());

/** A tree, a ladder, a calendar, and what happens: vacancies, outages, crashes, and people who press buttons. */
export const plans = (actionsAtMost: number): fc.Arbitrary<Plan> =>
  fc.integer({ min: 2, max: 4 }).chain((ranks) =>
    fc.record({
      ranks: fc.constant(ranks),
      offices: offices(ranks),
      limits: limits(ranks),
      aboutOffice: fc.integer({ min: 0, max: 4 }).map((one) => one === 0),
      raisedAt: fc.integer({ min: 0, max: 8000 }),
      holidays: fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 20 }),
      actions: actions(actionsAtMost),
    }),
  );
