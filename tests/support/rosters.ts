import fc from 'fast-check';
import type { RosterAssignment } from '../../src/domain/roster/assignments.ts';
import type { RosterPerson } from '../../src/domain/roster/people.ts';
import type { RosterUnit } from '../../src/domain/roster/units.ts';
import type { Roster } from '../../src/domain/roster.ts';
import { settleTones, tidy } from '../../src/domain/vietnamese-text.ts';

const syllable = fc.constantFrom(
  'Mỹ',
  'Thạnh',
  'Hòa',
  'Bình',
  'An',
  'Đức',
  '1',
  '=SUM',
  '"x"',
  'a,b',
  '<i>',
  '0',
);
const name = fc.array(syllable, { minLength: 1, maxLength: 4 }).map((words) => tidy(words.join(' ')));
const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const phone = fc.integer({ min: 0, max: 9_999_999 }).map((rest) => `+8491${String(rest).padStart(7, '0')}`);

const leaf = fc.record({
  name,
  word: fc.constantFrom('xã', 'phường', 'đặc khu'),
  households: maybe(fc.nat(9999)),
  liveFrom: maybe(day),
});

/** A tree of one province: below each unit some of the next rank. */
const units = (ranks: number): fc.Arbitrary<readonly RosterUnit[]> =>
  fc
    .array(fc.array(leaf, { minLength: 1, maxLength: 4 }), { minLength: ranks, maxLength: ranks })
    .map((levels) => {
      const all: RosterUnit[] = [];
      for (const [rank, members] of levels.entries())
        for (const [at, unit] of (rank === 0 ? members.slice(0, 1) : members).entries()) {
          const above = all.filter((one) => one.rank === rank - 1);
          const parent = rank === 0 ? undefined : above[at % above.length]!.code;
          all.push({ ...unit, code: `U${rank}.${at}`, rank, parent });
        }
      return all;
    });

const codes = (all: readonly { readonly code: string }[]) => fc.constantFrom(...all.map(({ code }) => code));

const people = (offices: readonly string[]): fc.Arbitrary<readonly RosterPerson[]> =>
  fc
    .array(
      fc.record({
        name,
        post: name,
        phone: maybe(phone),
        seats: fc.subarray([...offices]),
        roles: fc.oneof(
          fc.constant([]),
          fc.array(fc.constantFrom('head', 'staff'), { minLength: 9, maxLength: 9 }),
        ),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((all) =>
      all.map(({ seats, roles, ...person }, at) => ({
        ...person,
        code: `P${at}`,
        seats: seats.map((office, seat) => ({ office, role: (roles[seat] as 'head' | 'staff') ?? 'member' })),
      })),
    );

const follow = (
  persons: readonly RosterPerson[],
  all: readonly RosterUnit[],
): fc.Arbitrary<RosterAssignment> =>
  fc.record({
    person: codes(persons),
    unit: codes(all),
    role: fc.constantFrom('lead', 'support'),
    from: day,
    until: fc.constant(undefined),
    decision: maybe(name),
    decidedOn: maybe(day),
  });

const distinct = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] => [
  ...new Map(items.map((item) => [keyOf(item), item])).values(),
];

const fields = fc.uniqueArray(
  fc.constantFrom('Nông nghiệp', 'Thủy lợi', 'Y tế', 'Giao thông').map(settleTones),
);

/** Any roster that an import takes: of two tiers or three. */
export const rosters: fc.Arbitrary<Roster> = fc
  .constantFrom('three-tier' as const, 'two-tier' as const)
  .chain((template) =>
    fc.record({ template: fc.constant(template), units: units(template === 'three-tier' ? 5 : 4) }),
  )
  .chain((base) =>
    fc
      .record({
        offices: fc.array(
          fc.record({
            name,
            unit: codes(base.units),
            kind: fc.constantFrom('general' as const, 'specialised' as const),
            fields,
          }),
          { maxLength: 5 },
        ),
      })
      .map(({ offices }) => ({
        ...base,
        offices: offices.map((office, at) => ({ ...office, code: `O${at}` })),
      })),
  )
  .chain((base) =>
    people(base.offices.map(({ code }) => code)).map((persons) => ({ ...base, people: persons })),
  )
  .chain((base) =>
    fc
      .record({
        assignments: fc.array(follow(base.people, base.units), { maxLength: 8 }),
        clusters: fc.array(
          fc.record({
            name,
            units: fc.subarray(
              base.units.map(({ code }) => code),
              { minLength: 1 },
            ),
          }),
          { maxLength: 3 },
        ),
      })
      .map(({ assignments, clusters }) => ({
        ...base,
        assignments: distinct(assignments, ({ person, unit }) => `${person} ${unit}`),
        clusters: distinct(clusters, ({ name: called }) => called),
        unsaid: [],
      })),
  );

export const checkRosters = (runs: number, check: (roster: Roster) => Promise<void>): Promise<void> =>
  fc.assert(fc.asyncProperty(rosters, check), { numRuns: runs });
