import type { RecommendationId } from '../../domain/identity.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import type { Addition } from '../../store/recommendation-history.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Store } from '../../store/store.ts';
import type { Act } from '../app.ts';
import { askWhetherTold } from './ask-whether-told.ts';
import { takeHelperSteps } from './help/take-helper-steps.ts';
import { takeStep } from './take-step.ts';
import { tellOfLegalClock } from './tell-of-legal-clock.ts';

/** Takes the steps of several in one transaction: what they all ask is asked once for all of them. */
export const takeSteps = (act: Act, ids: readonly RecommendationId[]): Promise<void> =>
  together(act, ids, takeStep);

/** The same of the legal clock. */
export const tellOfLegalClocks = (act: Act, ids: readonly RecommendationId[]): Promise<void> =>
  together(act, ids, tellOfLegalClock);

/** It is asked once more of several whether the people were told. */
export const askWhetherAllTold = (act: Act, ids: readonly RecommendationId[]): Promise<void> =>
  together(act, ids, askWhetherTold);

/** The same of the days of helpers. */
export const takeStepsOfHelpers = (act: Act, ids: readonly RecommendationId[]): Promise<void> =>
  together(act, ids, takeHelperSteps);

type Take = (act: Act, id: RecommendationId) => Promise<void>;

async function together(act: Act, ids: readonly RecommendationId[], take: Take): Promise<void> {
  const told = await act.store.recommendations.byIds(ids);
  const { recommendations, enter } = await knownBeforehand(act.store, told);
  const onTheWay = await wayOf(act, told);
  const remembering = { ...act, store: rememberingStore(act.store, recommendations, onTheWay) };
  for (const id of ids) await take(remembering, id);
  await enter();
}

type Known = {
  readonly recommendations: Store['recommendations'];
  /** Writes all that was to be appended. */
  readonly enter: () => Promise<void>;
};

type OnTheWay = Store['offices']['onTheWay'];

/** The offices on the way up from all their units, read at once. */
async function wayOf({ store, zone, now }: Act, all: readonly Told[]): Promise<OnTheWay> {
  const lineages = new Map(all.map(({ unit }) => [unit.id, unit.lineage]));
  const holders = new Set(all.map(({ office }) => office));
  const day = dateOfDay(dayIn(zone, now));
  const offices = await store.offices.onTheWays([...lineages.keys()], day, [...holders]);
  const others = once((...about: Parameters<OnTheWay>) => store.offices.onTheWay(...about));
  return async (unit, on, besides = []) => {
    const lineage = lineages.get(unit);
    if (!lineage || !besides.every((id) => holders.has(id))) return others(unit, on, besides);
    return offices.filter(
      ({ id, unitId, isCurrent }) => (isCurrent && lineage.includes(unitId)) || besides.includes(id),
    );
  };
}

/** Each of them and its history, read at once and written at once. Who is faster meanwhile is noticed at the end. */
async function knownBeforehand({ recommendations }: Store, all: readonly Told[]): Promise<Known> {
  const told = new Map(all.map((one) => [one.id, one]));
  const histories = new Map(await recommendations.histories([...told.keys()]));
  let waiting: Addition[] = [];
  const enter = async () => {
    const all = waiting;
    waiting = [];
    if (!(await recommendations.append(all))) throw new Error('a history has grown meanwhile');
  };
  return {
    enter,
    recommendations: {
      ...recommendations,
      redAt: once(recommendations.redAt),
      byId: async (id) => told.get(id),
      history: async (id) => histories.get(id) ?? [],
      async append(all) {
        // What stands in one statement is about different ones.
        if (all.some(({ before }) => waiting.some((one) => one.before.id === before.id))) await enter();
        waiting.push(...all);
        for (const { before, entries } of all)
          histories.set(before.id, [...(histories.get(before.id) ?? []), ...entries]);
        return true;
      },
    },
  };
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
function rememberingStore(
  store: Store,
  recommendations: Store['recommendations'],
  onTheWay: OnTheWay,
): Store {
  const offices = {
    ...store.offices,
    named: once(store.offices.named),
    onTheWay,
  };
  const people = {
    ...store.people,
    named: once(store.people.named),
    staff: once(store.people.staff),
    speakersFor: once(store.people.speakersFor),
  };
  const accounts = { ...store.accounts, reach: once(store.accounts.reach) };
  const helpers = { ...store.helpers, late: once(store.helpers.late) };
  const remembered: Partial<Store> = { recommendations, offices, people, accounts, helpers };
  return new Proxy(store, {
    get: (all, name: keyof Store) => remembered[name] ?? all[name],
  });
}
