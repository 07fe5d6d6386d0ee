import { expect, it } from 'vitest';
import { fullUnitName } from '../../src/domain/unit.ts';

const commune = { word: 'xã', name: 'Mỹ Thạnh', parent: 'huyện Ba Tri' };

it('a unit is named with what is above it', () => {
  expect(fullUnitName(commune)).toBe('xã Mỹ Thạnh, huyện Ba Tri');
  expect(fullUnitName({ word: 'tỉnh', name: 'Bến Tre', parent: undefined })).toBe('tỉnh Bến Tre');
});

it('a unit that is no more is named with what it has become, which is not above it', () => {
  expect(fullUnitName({ ...commune, now: 'xã Mỹ Đức' })).toBe('xã Mỹ Thạnh (nay là xã Mỹ Đức), huyện Ba Tri');
});
