import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plans } from './plan.ts';
import { play, seed } from './statements.ts';

const histories = Number(process.env.PROMISE_HISTORIES ?? 10_000);

it('the eight statements hold in every generated history', { timeout: 60_000 + histories * 60 }, () => {
  const chosen = seed();
  process.stdout.write(`the promise: ${histories} histories, PROMISE_SEED=${chosen}\n`);
  const met = new Map<string, number>();
  fc.assert(
    fc.property(plans(24), (plan) => {
      const model = play(plan);
      for (const { what } of model?.history ?? []) met.set(what, (met.get(what) ?? 0) + 1);
    }),
    { numRuns: histories, seed: chosen },
  );
  // What is never met is not proved.
  const all = [
    ...['raised', 'moved', 'disputed', 'transferred', 'reopened', 'passed-over', 'warned', 'warning-moot'],
    ...['overdue-at-top', 'reminded', 'taken-up', 'paused', 'resumed', 'extended', 'asked-above'],
    ...['refused-above', 'questioned', 'replied', 'calendar-changed', 'answered', 'confirmed'],
    ...['closed-by-silence', 'withdrawn', 'legal-near', 'legal-passed', 'people-told', 'people-asked'],
    ...['co-asked', 'co-answered', 'co-ended', 'co-warned', 'co-passed', 'co-reminded', 'co-postponed'],
    ...['close-put-off', 'joined', 'seconded', 'linked', 'unlinked'],
  ];
  expect(all.filter((what) => (met.get(what) ?? 0) < histories / 1000)).toEqual([]);
});
