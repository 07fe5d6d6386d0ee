import type { Entry, PeopleTold } from '../entry.ts';
import type { PersonId } from '../identity.ts';
import { isBetweenOffices, type Recommendation } from '../recommendation.ts';
import { Refusal } from '../refusal.ts';
import { earlier } from '../time.ts';
import { afterWorkingDays } from '../work-calendar.ts';
import { askAgainDays } from './bounds.ts';
import type { Scene } from './clock.ts';

type Told = Recommendation;

export const concernsPeople = (told: Pick<Told, 'kind'>): boolean => !isBetweenOffices(told);

/** Said once the answer stands; that they were told is not taken back. Not yet: it is asked once more. */
export function peopleTold(
  told: Told,
  { now, calendar }: Pick<Scene, 'now' | 'calendar'>,
  by: PersonId,
  isTold: boolean,
): readonly Entry[] {
  if (!concernsPeople(told)) throw new Refusal('promise.no-people', { number: told.number });
  if (told.state !== 'closed') throw new Refusal('promise.not-closed', { number: told.number });
  if (told.peopleTold === true || told.peopleTold === isTold) return [];
  const data: PeopleTold = isTold
    ? { told: true }
    : { told: false, askAgainAt: afterWorkingDays(now, askAgainDays, calendar).toString() };
  return [{ what: 'people-told', at: now, by, data }];
}

export const isAskDue = (
  { askAgainAt, kind }: Pick<Told, 'askAgainAt' | 'kind'>,
  { now }: Pick<Scene, 'now'>,
): boolean => askAgainAt !== undefined && !earlier(now, askAgainAt) && concernsPeople({ kind });

/** The question that is due, asked now and never again; nothing where none is. */
export const askedAgain = (told: Told, { now }: Pick<Scene, 'now'>): readonly Entry[] =>
  isAskDue(told, { now }) ? [{ what: 'people-asked', at: now, by: undefined, data: {} }] : [];
