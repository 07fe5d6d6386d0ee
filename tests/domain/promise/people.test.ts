import { expect, it } from 'vitest';
import { ladderKinds } from '../../../src/domain/ladder.ts';
import { concernsPeople } from '../../../src/domain/promise/people.ts';

it('people await the outcome of what was raised for them, not of what offices settle between them', () => {
  const between = ladderKinds.filter((kind) => !concernsPeople({ kind }));
  expect(between).toEqual(['opinion', 'conclusion']);
});
