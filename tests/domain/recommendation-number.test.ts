import { describe, expect, it } from 'vitest';
import { readNumberLike, readRecommendationNumber } from '../../src/domain/recommendation-number.ts';

describe('the number of a recommendation', () => {
  it.each([
    ['KN-BT-2018-00123', 'KN-BT-2018-00123'],
    ['kn-bt-2018-123', 'KN-BT-2018-00123'],
    ['  KN BT 2018 00123 ', 'KN-BT-2018-00123'],
    ['KN – BT – 2018 – 00123', 'KN-BT-2018-00123'],
    ['KN-BT.X-2018-123456', 'KN-BT.X-2018-123456'],
    ['123', undefined],
    ['KN-BT-18-123', undefined],
    ['KN-BT-2018-', undefined],
    ['kiến nghị 2018-123', undefined],
    ['', undefined],
  ])('%j is %j', (typed, number) => {
    expect(readRecommendationNumber(typed)).toBe(number);
  });

  it.each([
    ['123', 'KN-BT-2018-00123'],
    ['00123', 'KN-BT-2018-00123'],
    ['2019-7', 'KN-BT-2019-00007'],
    ['2019 7', 'KN-BT-2019-00007'],
    ['kn-vl-2019-7', 'KN-VL-2019-00007'],
    ['số nào', undefined],
    ['0x12', undefined],
  ])('beside KN-BT-2018-00005, %j is %j', (typed, number) => {
    expect(readNumberLike(typed, 'KN-BT-2018-00005')).toBe(number);
  });
});
