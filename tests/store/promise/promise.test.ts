import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fold } from '../../../src/domain/history.ts';
import type { OfficeId } from '../../../src/domain/identity.ts';
import { settledBy } from '../../../src/domain/on-time.ts';
import type { Standing } from '../../../src/domain/recommendation.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { act, begin, type Model, sweep } from '../../domain/promise/model.ts';
import { type Action, type Plan, plans } from '../../domain/promise/plan.ts';
import { onePromise, seed } from '../../domain/promise/statements.ts';
import { type FragileDatabase, fragileDatabase } from './faults.ts';
import { Player } from './player.ts';
import { furnish, furnishLevels } from './province.ts';

const histories = Number(process.env.PROMISE_STORED ?? 200);
let database: FragileDatabase;

beforeAll(async () => {
  database = await fragileDatabase();
  await furnishLevels(database.rows);
});
afterAll(() => database.close());

/** The bot is in use everywhere: whether it is, is a matter of units in the store, of offices in the model. */
const everywhere = (plan: Plan): Plan => ({
  ...plan,
  offices: plan.offices.map((office) => ({ ...office, live: true })),
  actions: plan.actions.map((action) => (action.do === 'staff' ? { ...action, live: true } : action)),
});

/** As both know it: the model by the names of its offices, the store by their keys. */
function comparable(standing: Standing, nameOf: (office: OfficeId) => string) {
  const { office, sentTo, asked, helpers, handler: _, joined, linkedTo, ...rest } = standing;
  const names = asked && {
    ...asked,
    to: nameOf(asked.to),
    ...(asked.what === 'transfer' && { target: nameOf(asked.target) }),
  };
  const moments = Object.entries(rest).map(([key, value]) => [key, value?.toString()]);
  const { interim: __, ...decided } = { interim: '', ...names };
  return {
    ...Object.fromEntries(moments),
    office: nameOf(office),
    joined: joined.length,
    isLinked: linkedTo !== undefined,
    sentTo: sentTo.map(nameOf).sort(),
    helpers: helpers.map((helper) =>
      JSON.stringify(
        Object.entries({ ...helper, office: nameOf(helper.office) })
          .filter(([, value]) => value !== undefined)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    ),
    asked: asked && decided,
  };
}

/** The day the model means by a number of days. */
function meant({ now, standing }: Model, action: Action): Instant | undefined {
  if (action.do === 'pause') return now.add({ hours: 24 * action.days });
  if (action.do === 'extend') return (standing.deadline ?? now).add({ hours: 24 * action.days });
  return undefined;
}

async function playBoth(plan: Plan, deaths: readonly number[]): Promise<number> {
  const model = begin(plan, () => {});
  if (!model) return 0;
  const player = new Player(database, await furnish(database.rows, plan), model);
  await player.raise(deaths[0]!);
  for (const [at, action] of plan.actions.entries()) {
    const before = model.calendar;
    const until = meant(model, action);
    act(model, action);
    sweep(model);
    await player.play(action, deaths[at % deaths.length]!, before, until);
    const told = await player.told();
    expect(comparable(told, player.officeOf)).toEqual({
      ...comparable(model.standing, (office) => office),
      ...factsOf(told, player.officeOf),
    });
    onePromise(told, model.now);
  }
  const [told, history] = [await player.told(), await player.history()];
  const folded = comparable(fold(history)!, player.officeOf);
  expect({ ...comparable(told, player.officeOf) }).toMatchObject(folded);
  expect(history.map(({ what }) => what)).toEqual(model.history.map(({ what }) => what));
  const kept = await database.rows<{ position: number; office: string; onTime: string; pausedDays: number }>(
    `select position, office_id as office, on_time as "onTime", paused_days as "pausedDays"
      from kept_deadlines where recommendation_id = $1::uuid order by position`,
    told.id,
  );
  const settled = settledBy(history).map(({ at: _, ...one }) => one);
  expect(kept).toEqual(settled);
  return player.crashes;
}

const standingKeys = [
  'id',
  'number',
  'unitId',
  'unit',
  'visitId',
  'raisedBy',
  'raiserName',
  'kind',
  'urgency',
];
const factKeys = [...standingKeys, 'field', 'text', 'raisedAt', 'aboutOffice', 'hiddenFrom', 'limits'];
const named = [...factKeys, 'officeName', 'handlerName', 'joiners', 'isMain'];

const factsOf = (told: Standing, nameOf: (office: OfficeId) => string) =>
  Object.fromEntries(Object.entries(comparable(told, nameOf)).filter(([key]) => named.includes(key)));

it('the store keeps the promise as the model does, whatever dies between two statements', {
  timeout: 60_000 + histories * 4_500,
}, async () => {
  const chosen = seed();
  process.stdout.write(
    `the promise stored: ${histories} histories, ${database.workers.length} at work, PROMISE_SEED=${chosen}\n`,
  );
  let crashes = 0;
  await fc.assert(
    fc.asyncProperty(
      plans(6).map(everywhere),
      fc.array(fc.nat(14), { minLength: 3, maxLength: 8 }),
      async (plan, deaths) => {
        crashes += await playBoth(plan, deaths);
      },
    ),
    { numRuns: histories, seed: chosen, endOnFailure: true },
  );
  expect(crashes).toBeGreaterThan(histories);
});
