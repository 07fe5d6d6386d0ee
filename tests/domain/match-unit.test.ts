import { describe, expect, it } from 'vitest';
import type { UnitId } from '../../src/domain/identity.ts';
import { meantUnit, type NamedUnit } from '../../src/domain/match-unit.ts';
import { fullUnitName, type Unit } from '../../src/domain/unit.ts';
import { searchWords } from '../../src/domain/vietnamese-text.ts';

const unit = (
  word: string,
  name: string,
  parent?: string,
  formerly: NamedUnit['formerly'] = [],
): NamedUnit => ({
  unit: {
    id: `${word} ${name}` as UnitId,
    code: '',
    word,
    name,
    parent,
    rank: 2,
    lineage: [],
  } satisfies Unit,
  formerly,
});

const found: readonly NamedUnit[] = [
  unit('xã', 'Mỹ Thạnh', 'huyện Ba Tri'),
  unit('xã', 'Mỹ Thạnh', 'huyện Giồng Trôm'),
  unit('ấp', 'Thạnh Mỹ', 'xã Mỹ Thạnh'),
  unit('ấp', '3', 'xã Mỹ Thạnh'),
  unit('xã', 'Bình Thạnh', 'huyện Thạnh Phú'),
  unit('xã', 'Bình Thành', 'huyện Giồng Trôm'),
  unit('xã', 'Hoà Lợi', 'huyện Thạnh Phú'),
  unit('xã', 'Phước Ngãi', 'tỉnh Bến Tre', [{ word: 'xã', name: 'Phú Ngãi' }]),
];

/** As the database finds them. */
const has = ({ unit: { name, word, parent = '' }, formerly }: NamedUnit, said: string): boolean => {
  const words = searchWords(name, word, parent, ...formerly.flatMap((former) => [former.word, former.name]));
  return searchWords(said).every((one) => words.includes(one));
};

const meant = (said: string): readonly string[] => {
  const match = meantUnit(
    said,
    found.filter((one) => has(one, said)),
  );
  const units = match.outcome === 'one' ? [match.unit] : match.outcome === 'several' ? match.units : [];
  return units.map((one) => fullUnitName(one.unit));
};

describe('the unit that is meant', () => {
  it.each([
    ['xã Mỹ Thạnh, huyện Ba Tri', 'xã Mỹ Thạnh, huyện Ba Tri'],
    ['ba tri my thanh', 'xã Mỹ Thạnh, huyện Ba Tri'],
    ['my thanh giong trom', 'xã Mỹ Thạnh, huyện Giồng Trôm'],
    ['ap 3 my thanh', 'ấp 3, xã Mỹ Thạnh'],
    ['hòa lợi', 'xã Hoà Lợi, huyện Thạnh Phú'],
    ['Hoà Lợi', 'xã Hoà Lợi, huyện Thạnh Phú'],
    ['phu ngai', 'xã Phước Ngãi, tỉnh Bến Tre'],
    ['xa phu ngai', 'xã Phước Ngãi, tỉnh Bến Tre'],
  ])('%s is one', (said, name) => expect(meant(said)).toEqual([name]));

  it.each(['my thanh', 'Mỹ Thạnh', 'xa My Thanh', 'xã mỹ thạnh'])('%s may be either', (said) =>
    expect(meant(said)).toEqual(['xã Mỹ Thạnh, huyện Ba Tri', 'xã Mỹ Thạnh, huyện Giồng Trôm']),
  );

  it('of names that differ in diacritics the one as spelt comes first, and is not taken unasked', () => {
    expect(meant('Bình Thành')).toEqual([
      'xã Bình Thành, huyện Giồng Trôm',
      'xã Bình Thạnh, huyện Thạnh Phú',
    ]);
    expect(meant('bình thạnh')[0]).toBe('xã Bình Thạnh, huyện Thạnh Phú');
  });

  it('none of none', () => expect(meantUnit('x', [])).toEqual({ outcome: 'none' }));
});
