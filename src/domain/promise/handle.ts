import type { Entry } from '../entry.ts';
import type { PersonId } from '../identity.ts';
import type { KeptFile } from '../kept-file.ts';
import { isOpen, type Recommendation } from '../recommendation.ts';
import { Refusal } from '../refusal.ts';
import { earlier, type Instant } from '../time.ts';
import { reopenDays } from './bounds.ts';
import { answerDeadline, clockOf, closesAt, rungOf, type Scene, unlessRed } from './clock.ts';
import { type By, disputed, reopened } from './landing.ts';

type Told = Recommendation;

/** Only what is open may be worked on. */
export function refuseUnlessOpen(told: Told): void {
  if (told.state === 'withdrawn') throw new Refusal('promise.withdrawn-already', { number: told.number });
  if (!isOpen(told)) throw new Refusal('recommendation.answered-already', { number: told.number });
}

/** Somebody of the office takes it in hand: the answer is promised. */
export function takenUp(told: Told, scene: Scene, by: PersonId): readonly Entry[] {
  const rung = rungOf(told, scene.climb);
  const data = unlessRed(told, clockOf(answerDeadline(told, rung, scene), rung, scene));
  return [{ what: 'taken-up', at: scene.now, by, data }];
}

type Answer = { readonly by: PersonId; readonly text: string; readonly files?: readonly KeptFile[] };

export function answered(
  told: Told,
  { now, calendar }: Pick<Scene, 'now' | 'calendar'>,
  { by, text, files = [] }: Answer,
): readonly Entry[] {
  refuseUnlessOpen(told);
  const stepAt = closesAt(now, told.limits, calendar).toString();
  const data = { text, ...(files.length > 0 && { files }), step: 'close' as const, stepAt };
  return [{ what: 'answered', at: now, by, data }];
}

/** The office wants to know something of who raised it; no clock stands still for it. */
export function questioned(told: Told, now: Instant, by: PersonId, text: string): readonly Entry[] {
  refuseUnlessOpen(told);
  if (told.questioned) throw new Refusal('promise.questioned-already', { number: told.number });
  return [{ what: 'questioned', at: now, by, data: { text } }];
}

export function replied(told: Told, now: Instant, by: PersonId, text: string): readonly Entry[] {
  if (!told.questioned) throw new Refusal('promise.no-question', { number: told.number });
  return [{ what: 'replied', at: now, by, data: { text } }];
}

/** What others have joined is theirs too. */
export function refuseWithdrawal(told: Told): void {
  refuseUnlessOpen(told);
  const { number, joined } = told;
  if (joined.length > 0) throw new Refusal('twin.not-withdrawn', { number, count: joined.length });
}

export function withdrawn(told: Told, now: Instant, { by, reason }: By): readonly Entry[] {
  refuseWithdrawal(told);
  return [{ what: 'withdrawn', at: now, by, data: { reason } }];
}

/** There is an answer, and it waits for the word of who raised it. */
export function refuseUnlessAnswered(told: Told & { readonly officeName?: string }): void {
  const { number, officeName = '' } = told;
  if (told.state === 'closed') throw new Refusal('recommendation.closed-already', { number });
  if (told.state === 'withdrawn') throw new Refusal('promise.withdrawn-already', { number });
  if (told.state !== 'answered')
    throw new Refusal('recommendation.not-answered', { number, office: officeName });
}

export function confirmed(told: Told, now: Instant, by: PersonId): readonly Entry[] {
  refuseUnlessAnswered(told);
  return [{ what: 'confirmed', at: now, by, data: {} }];
}

export function disputedBy(told: Told, scene: Scene, by: By): readonly Entry[] {
  refuseUnlessAnswered(told);
  return disputed(told, scene, by);
}

/** Until when what is closed may be opened again. */
export const reopensUntil = (closedAt: Instant): Instant => closedAt.add({ hours: 24 * reopenDays });

export const mayReopen = (told: Pick<Told, 'state' | 'closedAt'>, now: Instant): boolean =>
  told.state === 'closed' && told.closedAt !== undefined && !earlier(reopensUntil(told.closedAt), now);

export function refuseUnlessClosed(told: Told, now: Instant): void {
  if (told.state !== 'closed') throw new Refusal('promise.not-closed', { number: told.number });
  if (!mayReopen(told, now))
    throw new Refusal('promise.closed-too-long', { number: told.number, days: reopenDays });
}

export function reopenedBy(told: Told, scene: Scene, by: By): readonly Entry[] {
  refuseUnlessClosed(told, scene.now);
  return reopened(told, scene, by);
}
