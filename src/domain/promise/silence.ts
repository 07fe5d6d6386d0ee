import type { Entry, PutOff } from '../entry.ts';
import type { Recommendation } from '../recommendation.ts';
import { earlier, type Instant } from '../time.ts';
import { afterWorkingDays } from '../work-calendar.ts';
import { lookAgainDays } from './bounds.ts';
import { closesAt, type Scene } from './clock.ts';

/** What became of the last answer on its way to those who may confirm it. */
export type AnswerDelivery = {
  /** When the first of them had it. */
  readonly arrivedAt: Instant | undefined;
  /** It is not on its way to any of them any more, and one can be told now. */
  readonly maySendAgain: boolean;
};

/** Silence closes what has arrived, its days after it did; an answer that has not is waited for, and sent once more. */
export function silenceDue(
  { limits }: Pick<Recommendation, 'limits'>,
  { now, calendar }: Pick<Scene, 'now' | 'calendar'>,
  { arrivedAt, maySendAgain }: AnswerDelivery,
): readonly Entry[] {
  const putOff = (to: Instant, why: Pick<PutOff, 'arrivedAt' | 'sentAgain'>): readonly Entry[] => {
    const data: PutOff = { ...why, step: 'close', stepAt: to.toString() };
    return [{ what: 'close-put-off', at: now, by: undefined, data }];
  };
  if (!arrivedAt) {
    const again = afterWorkingDays(now, Math.min(lookAgainDays, limits.closeDays), calendar);
    return putOff(again, maySendAgain ? { sentAgain: true } : {});
  }
  const closes = closesAt(arrivedAt, limits, calendar);
  return earlier(now, closes)
    ? putOff(closes, { arrivedAt: arrivedAt.toString() })
    : [{ what: 'closed-by-silence', at: now, by: undefined, data: {} }];
}
