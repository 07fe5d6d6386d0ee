import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfficeId, UnitId } from '../../src/domain/identity.ts';
import {
  aboveAsker,
  firstRung,
  hiddenFrom,
  isTop,
  levelAbove,
  type RungOffice,
  rungAfter,
  rungAt,
  rungs,
} from '../../src/domain/rung.ts';

const fields = ['Giao thông', 'Y tế', 'Đất đai'] as const;
const field = fc.option(fc.constantFrom(...fields), { nil: undefined });

/** The offices above a unit of some level: the province's general office among them, in no order. */
const way = fc
  .array(
    fc.record({
      kind: fc.constantFrom('general' as const, 'specialised' as const),
      fields: fc.subarray([...fields]),
      rank: fc.nat({ max: 4 }),
      reachable: fc.boolean(),
      live: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .chain((some) => {
    const below = some.filter(({ rank, kind }) => rank > 0 || kind === 'specialised');
    const top = { kind: 'general' as const, fields: [], rank: 0 };
    return fc
      .tuple(fc.shuffledSubarray(below), fc.nat({ max: below.length }), fc.boolean(), fc.boolean())
      .map(([kept, at, reachable, live]) =>
        kept.toSpliced(at, 0, { ...top, reachable, live }).map(
          (office, number): RungOffice => ({
            ...office,
            id: `office ${number}` as OfficeId,
            unitId: `unit of rank ${office.rank}` as UnitId,
            level: `level ${office.rank}`,
            lineage: [`unit of rank ${office.rank}` as UnitId],
            name: `${number}`,
          }),
        ),
      );
  });

const climbs = fc.tuple(way, field).map(([offices, about]) => ({ climb: rungs(offices, about), about }));

/** The offices that what is raised may come to. */
const openTo = (climb: readonly RungOffice[], aboutOffice: boolean): readonly RungOffice[] => {
  const own = climb[0]!.rank;
  return climb.filter(({ rank, live }) => live && (!aboutOffice || own === 0 || rank < own));
};

/** Every office it passes when nobody ever answers. */
function wholeWay(
  climb: readonly RungOffice[],
  about: string | undefined,
  aboutOffice: boolean,
): readonly RungOffice[] {
  const passed: RungOffice[] = [];
  for (
    let at = firstRung(climb, about, aboutOffice);
    at && passed.length <= climb.length;
    at = rungAfter(climb, at.office.id)
  )
    passed.push(at.office);
  return passed;
}

describe('the climb', () => {
  it('ends at the province’s general office, the competent office of a level before its general one', () => {
    fc.assert(
      fc.property(climbs, ({ climb, about }) => {
        expect(climb.at(-1)).toMatchObject({ kind: 'general', rank: 0 });
        expect(climb.map(({ rank }) => rank)).toEqual(climb.map(({ rank }) => rank).sort((a, b) => b - a));
        for (const { kind, fields: answersFor } of climb)
          if (kind === 'specialised') expect(answersFor).toContain(about);
        expect(new Set(climb.map(({ rank, kind }) => `${rank} ${kind}`)).size).toBe(climb.length);
      }),
    );
  });

  it('unanswered, it goes upward only, and comes to the highest where the bot is in use', () => {
    fc.assert(
      fc.property(climbs, fc.boolean(), ({ climb, about }, aboutOffice) => {
        const passed = wholeWay(climb, about, aboutOffice);
        const places = passed.map((office) => climb.indexOf(office));
        expect(places.length > 0).toBe(openTo(climb, aboutOffice).length > 0);
        for (const [at, place] of places.entries())
          if (at > 0) expect(place).toBeGreaterThan(places[at - 1]!);
        if (passed.length === 0) return;
        expect(isTop(climb, passed.at(-1)!.id)).toBe(true);
        expect(passed.at(-1)).toBe(climb.findLast(({ live }) => live));
      }),
    );
  });

  it('lands wherever the bot is in use; there is no next at the top alone', () => {
    fc.assert(
      fc.property(climbs, fc.boolean(), ({ climb, about }, aboutOffice) => {
        expect(firstRung(climb, about, aboutOffice) !== undefined).toBe(
          openTo(climb, aboutOffice).length > 0,
        );
        for (const [at, { id }] of climb.entries()) {
          const higher = climb.slice(at + 1).some(({ live }) => live);
          expect(rungAfter(climb, id) !== undefined).toBe(higher);
          expect(levelAbove(climb, id) !== undefined).toBe(higher);
          expect(isTop(climb, id)).toBe(!higher);
        }
      }),
    );
  });

  it('rests only where the bot is in use, and with whom somebody can tell, but for the last; who is passed over lacks either', () => {
    fc.assert(
      fc.property(climbs, fc.boolean(), ({ climb, about }, aboutOffice) => {
        const landings = [
          firstRung(climb, about, aboutOffice),
          ...climb.flatMap(({ id }) => [rungAfter(climb, id), levelAbove(climb, id)]),
        ];
        for (const landing of landings) {
          if (!landing) continue;
          expect(landing.office.live).toBe(true);
          expect(landing.office.reachable || isTop(climb, landing.office.id)).toBe(true);
          for (const { reachable, live } of landing.skipped) expect(reachable && live).toBe(false);
        }
      }),
    );
  });

  it('what is about the unit’s own office starts above it', () => {
    fc.assert(
      fc.property(climbs, ({ climb, about }) => {
        const own = climb[0]!.rank;
        const landing = firstRung(climb, about, true);
        if (landing && own > 0)
          for (const { rank } of [landing.office, ...landing.skipped]) expect(rank).toBeLessThan(own);
        const hidden = hiddenFrom(climb, { id: 'raised at' as UnitId, rank: 4 });
        expect(hidden).toBe(own > 0 ? `unit of rank ${own}` : 'raised at');
      }),
    );
  });

  it('of an opinion goes only above who asks, whoever has it', () => {
    const somewhere = fc.tuple(way, fc.nat({ max: 4 }), fc.nat({ max: 20 }), fc.boolean());
    fc.assert(
      fc.property(somewhere, ([onTheWay, rank, at, isOutside]) => {
        const lineage = [...new Set(onTheWay.map(({ unitId }) => unitId))];
        const asker = Math.max(...onTheWay.map((office) => office.rank));
        const outside = { ...onTheWay[0]!, id: 'outside' as OfficeId, unitId: 'another' as UnitId, rank };
        const all = isOutside ? [...onTheWay, outside] : onTheWay;
        const holder = isOutside ? outside : onTheWay[at % onTheWay.length]!;
        const climb = rungs(aboveAsker(all, { lineage }, holder.id), undefined, holder.id);
        expect(climb).toContain(holder);
        for (const to of [
          rungAt(climb, holder.id),
          rungAfter(climb, holder.id),
          levelAbove(climb, holder.id),
        ])
          if (to && to.office !== holder) expect(to.office.rank).toBeLessThan(asker);
      }),
    );
  });

  it('a disputed answer goes to a level above, or from the highest level’s department to its general office', () => {
    fc.assert(
      fc.property(climbs, ({ climb }) => {
        for (const { id, rank } of climb) {
          const landing = levelAbove(climb, id);
          const higher = climb.some((office) => office.live && office.rank < rank);
          if (landing && higher) expect(landing.office.rank).toBeLessThan(rank);
          else if (landing) expect(landing.office).toMatchObject({ rank, kind: 'general' });
        }
      }),
    );
  });
});
