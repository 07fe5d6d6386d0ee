import pg from 'pg';
import { readConfig } from '../../../src/config.ts';
import type { PersonId } from '../../../src/domain/identity.ts';
import { openHouse } from '../../../src/house.ts';
import { inAct } from '../../../src/use-cases/messaging/act.ts';
import { raiseRecommendation } from '../../../src/use-cases/recommendations/raise-recommendation.ts';

export type Statement = <Row>(statement: string, values?: unknown[]) => Promise<Row[]>;

export async function connected<Result>(
  url: string,
  work: (run: Statement) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(async (statement, values) => (await client.query(statement, values)).rows as never);
  } finally {
    await client.end();
  }
}

/** One recommendation raised as people do, to be copied. */
export async function raiseOne(env: Record<string, string>): Promise<void> {
  const house = await openHouse(readConfig(env));
  try {
    const [follower] = await connected(env.DATABASE_URL!, (run) =>
      run<{ person: PersonId; code: string }>(
        `select s.person_id as person, u.code from assignments s join units u on u.id = s.unit_id
         where s.until is null and u.code like 'BT.BATRI.%' order by u.code limit 1`,
      ),
    );
    if (!follower) throw new Error('nobody follows anything');
    const { store } = house.database;
    const actor = await store.people.actor(follower.person, new Date());
    const unit = await store.units.byCode(follower.code);
    if (!actor || !unit) throw new Error('the follower is nobody');
    const raising = {
      unit,
      visit: undefined,
      kind: 'petition' as const,
      field: 'Giao thông',
      aboutOffice: false,
    };
    await inAct(house.app, (act) =>
      raiseRecommendation({ ...act, actor }, { ...raising, text: 'Sửa cầu ấp 5' }),
    );
  } finally {
    await house.close();
  }
}

/** So many copies of it, spread over all units and the working hours to come. */
export const copy = (run: Statement, count: number): Promise<unknown> =>
  run(
    `with one as (select * from recommendations order by raised_at limit 1),
      units_ as (select array_agg(id) as ids from units where rank > 0),
      more as (
        insert into recommendations (id, number, unit_id, raised_by_id, kind, urgency, field, text, raised_at, legal_deadline,
          limits, state, office_id, deadline, first_deadline, moves_up_at, next_step, next_step_at, at_top, events)
        select gen_random_uuid(), 'B-' || gen_random_uuid(), ids[1 + n % array_length(ids, 1)], raised_by_id, kind, urgency, field,
          text, raised_at, legal_deadline, limits, state, office_id, deadline, first_deadline, moves_up_at, next_step,
          now() + interval '1 day' + n * interval '1 second', at_top, events
        from one, units_, generate_series(1, $1::int) n returning id, next_step_at)
     insert into recommendation_events (recommendation_id, position, at, what, by_id, data)
     select more.id, 0, e.at, e.what, e.by_id, e.data from more, one
     join recommendation_events e on e.recommendation_id = one.id and e.position = 0`,
    [count],
  );

/** So many of those that wait come due now. */
export const comeDue = (run: Statement, count: number, step: 'warn' | 'escalate'): Promise<unknown> =>
  run(
    `update recommendations set next_step = $2, next_step_at = now() - interval '1 minute'
     where id in (select id from recommendations where next_step_at > now() order by md5(id::text) limit $1)`,
    [count, step],
  );
