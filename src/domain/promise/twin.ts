import type { Entry, Joined } from '../entry.ts';
import type { PersonId } from '../identity.ts';
import { isBetweenOffices, isOpen, type Recommendation } from '../recommendation.ts';
import { Refusal } from '../refusal.ts';
import type { Instant } from '../time.ts';
import { refuseUnlessAnswered, refuseUnlessOpen } from './handle.ts';

type Told = Recommendation;
type At = { readonly now: Instant; readonly by: PersonId };

/** It has been settled or taken back since somebody chose to join it. */
export const isGone = ({ state }: Pick<Told, 'state'>): boolean =>
  state === 'closed' || state === 'withdrawn';

/** It waits for an answer, or for the word on one. */
export function refuseJoin(told: Told, by: PersonId): void {
  const { number, state } = told;
  if (told.raisedBy === by) throw new Refusal('twin.your-own', { number });
  if (told.joined.includes(by)) throw new Refusal('twin.joined-before', { number });
  if (state === 'closed') throw new Refusal('twin.closed', { number });
  if (state === 'withdrawn') throw new Refusal('promise.withdrawn-already', { number });
  if (isBetweenOffices(told)) throw new Refusal('twin.not-joinable', { number });
}

/** Somebody has the same problem; no clock changes. */
export function joined(told: Told, { now, by }: At, data: Joined): readonly Entry[] {
  refuseJoin(told, by);
  return [{ what: 'joined', at: now, by, data }];
}

/** An origin other than the raiser is satisfied; nothing of it changes. Said again of the same answer, nothing is entered. */
export function seconded(told: Told, { now, by }: At, history: readonly Entry[]): readonly Entry[] {
  refuseUnlessAnswered(told);
  const answer = history.findLastIndex(({ what }) => what === 'answered');
  const isSaid = history.slice(answer).some((one) => one.what === 'seconded' && one.by === by);
  return isSaid ? [] : [{ what: 'seconded', at: now, by, data: {} }];
}

/** Its answer comes with the main one's. */
export const isLinkedTo = (told: Told, main: Told): boolean =>
  told.linkedTo === main.id && isOpen(told) && isOpen(main) && told.office === main.office;

/** What may be linked at all: an opinion is one person's question. */
export function refuseLinking(told: Told): void {
  refuseUnlessOpen(told);
  if (told.kind === 'opinion') throw new Refusal('twin.not-linkable', { number: told.number });
}

/** An office answers this one with another it has. Neither's clocks change. */
export function linked(told: Told, main: Told, { now, by }: At): readonly Entry[] {
  refuseLinking(told);
  const { number } = main;
  if (main.id === told.id) throw new Refusal('twin.itself', { number });
  if (main.office !== told.office || !isOpen(main) || main.kind === 'opinion')
    throw new Refusal('twin.not-here', { number });
  if (main.linkedTo) throw new Error(`${number} is linked itself`);
  if (isLinkedTo(told, main)) return [];
  return [{ what: 'linked', at: now, by, data: { to: main.id, number } }];
}

/** It is answered for itself again. */
export function unlinked(told: Told, { now, by }: At): readonly Entry[] {
  refuseUnlessOpen(told);
  return told.linkedTo === undefined ? [] : [{ what: 'unlinked', at: now, by, data: {} }];
}
