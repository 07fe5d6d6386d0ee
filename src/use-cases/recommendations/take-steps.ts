import type { RecommendationId } from '../../domain/identity.ts';
import type { Store } from '../../store/store.ts';
import type { Act } from '../app.ts';
import { takeStep } from './take-step.ts';
import { tellOfLegalClock } from './tell-of-legal-clock.ts';

/** Takes the steps of several in one transaction: who sits where is asked once for all of them. */
export async function takeSteps(act: Act, ids: readonly RecommendationId[]): Promise<void> {
  const remembering = { ...act, store: rememberingStore(act.store) };
  for (const id of ids) await takeStep(remembering, id);
}

/** The same of the legal clock. */
export async function tellOfLegalClocks(act: Act, ids: readonly RecommendationId[]): Promise<void> {
  const remembering = { ...act, store: rememberingStore(act.store) };
  for (const id of ids) await tellOfLegalClock(remembering, id);
}

type Ask = (...about: never[]) => Promise<unknown>;

/** The same question is asked of the database once. */
function once<Question extends Ask>(ask: Question): Question {
  const known = new Map<string, Promise<unknown>>();
  const asked = (...about: Parameters<Question>) => {
    const key = JSON.stringify(about);
    const answer = known.get(key) ?? ask(...about);
    known.set(key, answer);
    return answer;
  };
  return asked as Question;
}

/** What no step changes is remembered as long as the transaction lasts. */
function rememberingStore(store: Store): Store {
  const offices = {
    ...store.offices,
    named: once(store.offices.named),
    onTheWay: once(store.offices.onTheWay),
  };
  const people = {
    ...store.people,
    named: once(store.people.named),
    staff: once(store.people.staff),
    speakersFor: once(store.people.speakersFor),
  };
  const accounts = { ...store.accounts, reach: once(store.accounts.reach) };
  const remembered: Partial<Store> = { offices, people, accounts };
  return new Proxy(store, {
    get: (all, name: keyof Store) => remembered[name] ?? all[name],
  });
}
