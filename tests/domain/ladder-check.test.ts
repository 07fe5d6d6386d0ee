import { describe, expect, it } from 'vitest';
import { defaultLadders, type Ladder, type LadderRung, rungFor } from '../../src/domain/ladder.ts';
import { ladderProblems } from '../../src/domain/ladder-check.ts';
import type { OfficeKind } from '../../src/domain/office.ts';

const both: readonly OfficeKind[] = ['general', 'specialised'];
const levels = [
  { key: 'tinh', name: 'Tỉnh', kinds: both },
  { key: 'huyen', name: 'Huyện', kinds: both },
  { key: 'xa', name: 'Xã', kinds: ['general'] as const },
  { key: 'ap', name: 'Ấp', kinds: [] },
];
const [ladder] = defaultLadders as readonly [Ladder];
const [competent, general] = ladder.rungs as readonly [LadderRung, LadderRung];
const reasons = (rungs: readonly LadderRung[], more: Partial<Ladder> = {}) =>
  ladderProblems({ ...ladder, ...more, rungs }, levels).map(({ reason }) => reason);

it('what is shipped is right, with a source, and unverified', () => {
  for (const one of defaultLadders) {
    expect(ladderProblems(one, levels)).toEqual([]);
    expect(one.verified).toBe(false);
    expect(one.source).not.toBe('');
  }
});

it('the rung of its level goes before that of every level', () => {
  const own = { ...general, level: 'huyen', takeUp: { days: 2 } };
  expect(rungFor({ rungs: [general, own] }, { level: 'huyen', kind: 'general' })).toBe(own);
  expect(rungFor({ rungs: [own, general] }, { level: 'xa', kind: 'general' })).toBe(general);
});

describe('a ladder is refused', () => {
  it.each([
    ['without a rung', [], ['no-rung']],
    ['with a gap', [general], ['gap', 'gap']],
    ['with a rung twice', [competent, general, general], ['twice']],
    ['with a level there is not', [competent, general, { ...general, level: 'khu' }], ['no-level']],
    ['with a next there is not', [competent, { ...general, next: 'khu' }], ['no-next']],
    [
      'that comes back',
      [competent, general, { ...general, level: 'huyen', next: 'xa' }],
      ['loop', 'loop', 'loop'],
    ],
    [
      'that ends below the top',
      [competent, general, { ...general, level: 'huyen', next: 'end' }],
      ['ends-below', 'ends-below', 'ends-below'],
    ],
    ['without time', [competent, { ...general, answer: { hours: 0 } }], ['no-time', 'warns-too-early']],
    [
      'that warns before it begins',
      [competent, { ...general, warn: [{ before: { days: 5 }, whom: 'office' as const }] }],
      ['warns-too-early'],
    ],
  ])('%s', (_, rungs, expected) => {
    expect(reasons(rungs as readonly LadderRung[])).toEqual(expected);
  });

  it('that gives one office longer than there is in all', () => {
    expect(reasons(ladder.rungs, { legalDays: 10 })).toEqual(['legal-too-short', 'legal-too-short']);
  });
});
