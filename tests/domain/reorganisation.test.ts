import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MeetingId, OfficeId, PersonId, RecommendationId, UnitId } from '../../src/domain/identity.ts';
import { flaws } from '../../src/domain/reorganisation/check.ts';
import type {
  Organisation,
  OrganisationOffice,
  OrganisationUnit,
  Reorganised,
} from '../../src/domain/reorganisation/organisation.ts';
import type { Change, Piece, ReorganisationPlan } from '../../src/domain/reorganisation/plan.ts';
import { reorganise } from '../../src/domain/reorganisation.ts';
import { searchWords } from '../../src/domain/vietnamese-text.ts';

const on = '2020-01-01';
const levels = ['tinh', 'huyen', 'xa', 'ap'].map((key) => ({ key, name: key, norm: null }));

/** A province: so many units below each of a level; each with a general office where `offices` says so. */
function province(widths: readonly number[], offices: (code: string) => boolean): Organisation {
  const units: OrganisationUnit[] = [];
  const grow = (code: string, parent: string | null, level: number): void => {
    const names = { name: code.toUpperCase(), word: levels[level]!.key };
    units.push({
      id: code as UnitId,
      code,
      ...names,
      level: levels[level]!.key,
      parent: parent as UnitId | null,
      households: level === 3 ? 10 : null,
      liveFrom: null,
      validFrom: null,
      validUntil: null,
      search: searchWords(names.word, names.name, parent ?? ''),
    });
    for (let at = 0; at < (widths[level] ?? 0); at += 1) grow(`${code}.${at}`, code, level + 1);
  };
  grow('p', null, 0);
  const office = (unit: OrganisationUnit): OrganisationOffice => ({
    id: `o:${unit.code}` as OfficeId,
    code: `O-${unit.code}`,
    name: `Văn phòng ${unit.word} ${unit.name}`,
    unit: unit.id,
    kind: 'general',
    fields: [],
    validUntil: null,
  });
  const bodies = units.filter(({ code }) => offices(code)).map(office);
  return {
    levels,
    units,
    offices: bodies,
    assignments: units
      .filter(({ parent }) => parent !== null)
      .map(({ id, code }) => ({
        id: `a:${code}`,
        person: `f:${code}` as PersonId,
        personCode: `F-${code}`,
        unit: id,
        role: 'lead' as const,
        from: '2016-06-01',
        until: null,
        decision: null,
      })),
    seats: bodies.map(({ id }) => ({
      person: `s:${id}` as PersonId,
      office: id,
      role: 'head' as const,
      until: null,
    })),
    clusters: units.filter(({ level }) => level === 'xa').map(({ id }) => ({ cluster: 'c', unit: id })),
    meetings: bodies.map(({ id, unit }) => ({ id: `m:${id}` as MeetingId, unit, office: id })),
    recommendations: bodies.map(({ id, unit }) => ({
      id: `r:${id}` as RecommendationId,
      unit,
      office: id,
      hiddenFrom: null,
    })),
  };
}

let made = 0;
const makeId = <Id extends string>(): Id => `new:${made++}` as Id;
const plan = (...changes: Change[]): ReorganisationPlan => ({ on, decision: '856', changes, offices: {} });

function planned(before: Organisation, what: ReorganisationPlan): Reorganised {
  const result = reorganise(before, what, makeId);
  if (result.outcome === 'refused') throw new Error(JSON.stringify(result.problems));
  return result.after;
}

const reasons = (before: Organisation, what: ReorganisationPlan): readonly string[] => {
  const result = reorganise(before, what, makeId);
  return result.outcome === 'refused' ? result.problems.map(({ reason }) => reason) : [];
};

const unitOf = (after: Organisation, code: string) => after.units.find((unit) => unit.code === code)!;
const everywhere = province([2, 2, 2], () => true);

describe('a reform', () => {
  it('merges into a unit that is there: what lay below, followers, people and recommendations go along', () => {
    const after = planned(everywhere, plan({ kind: 'merge', units: ['p.0.0', 'p.0.1'], into: 'p.0.0' }));
    const [kept, ended] = [unitOf(after, 'p.0.0'), unitOf(after, 'p.0.1')];
    expect(ended).toMatchObject({ validUntil: on, parent: kept.id });
    expect(unitOf(after, 'p.0.1.0').parent).toBe(kept.id);
    expect(kept.search).toEqual(expect.arrayContaining(['xa', 'p', '0', '1']));
    expect(after.successions).toEqual([{ ended: ended.id, successor: kept.id }]);
    expect(after.officeHeirs.get('o:p.0.1' as OfficeId)).toBe('o:p.0.0');
    expect(after.recommendations.find(({ id }) => id === 'r:o:p.0.1')!.office).toBe('o:p.0.0');
    expect(after.meetings.find(({ id }) => id === 'm:o:p.0.1')).toMatchObject({
      unit: kept.id,
      office: 'o:p.0.0',
    });
    const of = (person: string) => after.assignments.filter((one) => one.person === person);
    expect(of('f:p.0.1')).toMatchObject([
      { unit: ended.id, until: '2019-12-31' },
      { unit: kept.id, from: on, until: null, decision: '856', role: 'lead' },
    ]);
    expect(after.severalLeads).toEqual([kept.id]);
    expect(after.seats).toContainEqual(
      expect.objectContaining({ person: 's:o:p.0.1', office: 'o:p.0.0', role: 'staff' }),
    );
    expect(after.clusters.filter(({ unit }) => unit === kept.id)).toHaveLength(1);
  });

  it('merges into a new one: the first office moves there and is called by it', () => {
    const into = { code: 'N', name: 'Mới', word: 'phường' };
    const after = planned(everywhere, plan({ kind: 'merge', units: ['p.0.0', 'p.0.1'], into }));
    const made = unitOf(after, 'N');
    expect(made).toMatchObject({ parent: 'p.0', validFrom: on, level: 'xa' });
    expect(after.offices.find(({ id }) => id === 'o:p.0.0')).toMatchObject({
      unit: made.id,
      name: 'Văn phòng phường Mới',
      validUntil: null,
    });
    expect(after.officeHeirs.get('o:p.0.1' as OfficeId)).toBe('o:p.0.0');
  });

  it('of those merged into a new one, the office of the first that the plan names goes on', () => {
    const into = { code: 'N', name: 'Mới', word: 'phường' };
    const after = planned(everywhere, plan({ kind: 'merge', units: ['p.0.1', 'p.0.0'], into }));
    expect(after.officeHeirs.get('o:p.0.0' as OfficeId)).toBe('o:p.0.1');
  });

  it('splits one: children and followers go where it says, the rest to the first', () => {
    const piece = (code: string, children: string[], followers: string[] = []): Piece => ({
      code,
      name: code,
      word: 'xã',
      children,
      followers,
    });
    const after = planned(
      everywhere,
      plan({ kind: 'split', unit: 'p.0.0', into: [piece('A', []), piece('B', ['p.0.0.1'], ['F-p.0.0'])] }),
    );
    expect(unitOf(after, 'p.0.0.0').parent).toBe(unitOf(after, 'A').id);
    expect(unitOf(after, 'p.0.0.1').parent).toBe(unitOf(after, 'B').id);
    expect(after.assignments.find(({ person, until }) => person === 'f:p.0.0' && until === null)!.unit).toBe(
      unitOf(after, 'B').id,
    );
    expect(after.offices.find(({ id }) => id === 'o:p.0.0')!.unit).toBe(unitOf(after, 'A').id);
  });

  it('dissolves a level: its units and offices end, what they answered for goes to the level above', () => {
    const after = planned(everywhere, plan({ kind: 'dissolve', level: 'Huyen' }));
    expect(after.levels.map(({ key }) => key)).toEqual(['tinh', 'xa', 'ap', 'huyen']);
    expect(unitOf(after, 'p.0.0')).toMatchObject({ parent: 'p', search: expect.arrayContaining(['0', 'p']) });
    expect(after.officeHeirs.get('o:p.1' as OfficeId)).toBe('o:p');
    expect(after.seats.find(({ person }) => person === 's:o:p.1')).toMatchObject({ until: '2019-12-31' });
    expect(after.assignments.find(({ person }) => person === 'f:p.1')).toMatchObject({ until: '2019-12-31' });
  });

  it('what moves stays in use from the day it had from above', () => {
    const liveFrom = '2019-03-01';
    const units = everywhere.units.map((unit) => (unit.code === 'p.0' ? { ...unit, liveFrom } : unit));
    const before = { ...everywhere, units };
    const moved = planned(before, plan({ kind: 'move', units: ['p.0.0'], under: 'p.1' }));
    expect(unitOf(moved, 'p.0.0').liveFrom).toBe(liveFrom);
    expect(unitOf(moved, 'p.0.0.0').liveFrom).toBeNull();
    expect(unitOf(moved, 'p.0.1').liveFrom).toBeNull();
    const flat = planned(before, plan({ kind: 'dissolve', level: 'huyen' }));
    expect(unitOf(flat, 'p.0.1').liveFrom).toBe(liveFrom);
    expect(unitOf(flat, 'p.1.0').liveFrom).toBeNull();
  });

  it('keeps a former name, and moves what is moved', () => {
    const after = planned(
      everywhere,
      plan(
        { kind: 'rename', unit: 'p.0.0', name: 'Hòa Lợi', word: 'phường', code: 'HL' },
        { kind: 'move', units: ['HL'], under: 'p.1' },
      ),
    );
    expect(unitOf(after, 'HL')).toMatchObject({ parent: 'p.1', name: 'Hòa Lợi' });
    expect(after.renamed).toEqual([{ unit: 'p.0.0', name: 'P.0.0', word: 'xa' }]);
    expect(unitOf(after, 'HL').search).toEqual(expect.arrayContaining(['hoa', 'loi', 'xa', 'p']));
  });

  it.each<[string, Change, string]>([
    ['a unit that is not there', { kind: 'move', units: ['X'], under: 'p' }, 'unknown-unit'],
    ['the whole province', { kind: 'merge', units: ['p', 'p.0'], into: 'p.0' }, 'top-unit'],
    ['units of two levels', { kind: 'merge', units: ['p.0', 'p.0.0'], into: 'p.0' }, 'levels-differ'],
    ['one with itself', { kind: 'merge', units: ['p.0', 'p.0'], into: 'p.0' }, 'nothing-to-merge'],
    ['a unit under its own', { kind: 'move', units: ['p.0'], under: 'p.0.0' }, 'not-above'],
    ['a code that is taken', { kind: 'rename', unit: 'p.0', code: 'p.1' }, 'code-taken'],
    ['no level', { kind: 'dissolve', level: 'vùng' }, 'unknown-level'],
    ['the top', { kind: 'dissolve', level: 'tinh' }, 'top-level'],
  ])('refuses %s', (_, change, reason) => expect(reasons(everywhere, plan(change))).toContain(reason));

  it('refuses to leave recommendations without an office', () => {
    const bare = province([2, 2, 2], (code) => code === 'p.0' || code === 'p.1');
    expect(reasons(bare, plan({ kind: 'dissolve', level: 'huyen' }))).toContain('no-office-above');
  });
});

const codes = everywhere.units.map(({ code }) => code);
const someCode = fc.constantFrom(...codes, 'N0', 'N1', 'N2', 'none');
const newCode = fc.constantFrom('N0', 'N1', 'N2', ...codes.slice(0, 3));
const named = { code: newCode, name: fc.constant('Mới'), word: fc.constant('xã') };
const piece = fc.record({
  ...named,
  children: fc.array(someCode, { maxLength: 2 }),
  followers: fc.constant([]),
});
const someChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('rename' as const),
    unit: someCode,
    name: fc.constant('Tên mới'),
    code: fc.option(newCode, { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('merge' as const),
    units: fc.array(someCode, { minLength: 2, maxLength: 4 }),
    into: fc.oneof(someCode, fc.record({ ...named, parent: fc.option(someCode, { nil: undefined }) })),
  }),
  fc.record({
    kind: fc.constant('split' as const),
    unit: someCode,
    into: fc.array(piece, { minLength: 2, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('move' as const),
    units: fc.array(someCode, { minLength: 1, maxLength: 3 }),
    under: someCode,
  }),
  fc.record({ kind: fc.constant('dissolve' as const), level: fc.constantFrom('huyen', 'xa', 'ap', 'tinh') }),
);

describe('no accepted plan', () => {
  it('leaves a unit without parent, a cycle, a recommendation without office, an assignment to an ended unit', () => {
    let accepted = 0;
    fc.assert(
      fc.property(
        fc.array(someChange, { minLength: 1, maxLength: 4 }),
        fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 5 }),
        (changes, without) => {
          const before = province([2, 2, 2], (code) => !without.includes(code));
          const result = reorganise(before, plan(...changes), makeId);
          if (result.outcome === 'refused') return;
          accepted += 1;
          const { after } = result;
          // Written out once more, so that a mistake of the check is not the test's too.
          expect(flaws(after, on)).toEqual([]);
          const live = new Map(
            after.units.filter((one) => one.validUntil === null).map((one) => [one.id, one]),
          );
          for (const unit of live.values()) {
            const way = new Set<string>();
            for (
              let at: OrganisationUnit | undefined = unit;
              at;
              at = at.parent ? live.get(at.parent) : undefined
            ) {
              expect(way.has(at.id)).toBe(false);
              way.add(at.id);
            }
            expect(way).toContain('p');
          }
          expect(after.recommendations).toHaveLength(before.recommendations.length);
          for (const { office } of after.recommendations) {
            const found = after.offices.find(({ id }) => id === office)!;
            expect(found.validUntil).toBeNull();
            expect(live.has(found.unit)).toBe(true);
          }
          for (const one of after.assignments)
            if (one.until === null || one.until >= on) expect(live.has(one.unit)).toBe(true);
          const held = after.assignments.map(({ person, unit, from }) => `${person} ${unit} ${from}`);
          expect(new Set(held).size).toBe(held.length);
          expect(new Set(after.units.map(({ code }) => code)).size).toBe(after.units.length);
        },
      ),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});
