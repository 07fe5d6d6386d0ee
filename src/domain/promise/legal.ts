import type { Entry } from '../entry.ts';
import { legalStepAt, type Recommendation } from '../recommendation.ts';
import type { RungOffice } from '../rung.ts';
import { earlier } from '../time.ts';
import type { Scene } from './clock.ts';

type Told = Recommendation;

export const isLegalDue = (told: Told, { now }: Pick<Scene, 'now'>): boolean => {
  const at = legalStepAt(told);
  return at !== undefined && !earlier(now, at);
};

/** What is to be told of the legal clock, each once; where an outage has carried us past the deadline, that alone. */
export function legalStepDue(told: Told, { now }: Pick<Scene, 'now'>): readonly Entry[] {
  if (!isLegalDue(told, { now })) return [];
  const what = earlier(now, told.legalDeadline) ? 'legal-near' : 'legal-passed';
  return [{ what, at: now, by: undefined, data: {} }];
}

/** Who watches over the office that must answer: the general office next above it, if there is one. */
export function watcher(told: Pick<Told, 'office'>, { climb }: Pick<Scene, 'climb'>): RungOffice | undefined {
  const above = climb
    .slice(climb.findIndex(({ id }) => id === told.office) + 1)
    .filter(({ kind, live }) => kind === 'general' && live);
  return above.find(({ reachable }) => reachable) ?? above[0];
}
