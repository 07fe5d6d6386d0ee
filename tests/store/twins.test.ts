import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonId, RecommendationId, UnitId } from '../../src/domain/identity.ts';
import type { Unit } from '../../src/domain/unit.ts';
import { type FragileDatabase, fragileDatabase } from './promise/faults.ts';
import { furnishLevels } from './promise/province.ts';

let database: FragileDatabase;
const units = new Map<string, string[]>();
const people = new Map<string, string>();
const office = randomUUID();

const idOf = (unit: string): UnitId => units.get(unit)!.at(-1)! as UnitId;
const personOf = (name: string): PersonId => people.get(name)! as PersonId;
const store = () => database.workers[0]!.store;
const unitOf = async (name: string): Promise<Unit> => (await store().units.byId(idOf(name)))!;

async function addUnit(name: string, above?: string): Promise<void> {
  const lineage = [...(above ? units.get(above)! : []), randomUUID()];
  units.set(name, lineage);
  await database.rows(
    `insert into units (id, code, name, folded, word, rank, parent_id, lineage, search)
     values ($1::uuid, $2, $2, $2, 'xã', $3::int, $4::uuid, $5::uuid[], '{}')`,
    lineage.at(-1),
    name,
    lineage.length - 1,
    lineage.at(-2) ?? null,
    lineage,
  );
}

async function addPerson(name: string): Promise<void> {
  people.set(name, randomUUID());
  await database.rows(
    `insert into people (id, code, name, post) values ($1::uuid, $2, $2, 'x')`,
    people.get(name),
    name,
  );
}

type Raised = { readonly kind?: string; readonly about?: boolean; readonly over?: boolean };

/** So many at the unit, one a minute, the last the newest. */
async function addRaised(
  unit: string,
  count: number,
  { kind = 'petition', about = false, over = false }: Raised = {},
): Promise<readonly RecommendationId[]> {
  const rows = await database.rows<{ id: RecommendationId }>(
    `insert into recommendations (id, number, unit_id, raised_by_id, kind, text, raised_at, legal_deadline, limits, state,
       office_id, deadline, next_step, next_step_at, events, about_office)
     select gen_random_uuid(), gen_random_uuid()::text, $1::uuid, $2::uuid, $3, $4 || ' ' || n, timestamptz '2018-11-01' + n * interval '1 minute',
       now(), '{}', case when $5::boolean then 'closed' else 'open' end, $6::uuid, now(),
       case when $5::boolean then null else 'warn' end, case when $5::boolean then null else now() end, 0, $7::boolean
     from generate_series(1, $8::int) n returning id`,
    idOf(unit),
    personOf('raiser'),
    kind,
    unit,
    over,
    office,
    about,
    count,
  );
  return rows.map(({ id }) => id);
}

const joins = (id: RecommendationId, person: string, unit: string) =>
  database.rows(
    `insert into recommendation_joins (recommendation_id, person_id, unit_id, position) values ($1::uuid, $2::uuid, $3::uuid, 1)`,
    id,
    personOf(person),
    idOf(unit),
  );

const follows = (person: string, unit: string, role: string, until: string | null) =>
  database.rows(
    `insert into assignments (id, person_id, unit_id, role, "from", until)
     values (gen_random_uuid(), $1::uuid, $2::uuid, $3, '2017-01-01', $4::date)`,
    personOf(person),
    idOf(unit),
    role,
    until,
  );

beforeAll(async () => {
  database = await fragileDatabase();
  await furnishLevels(database.rows);
  await addUnit('P');
  await addUnit('P.A', 'P');
  await addUnit('P.B', 'P');
  for (const name of ['P.A.1', 'P.A.2', 'P.A.3']) await addUnit(name, 'P.A');
  await addUnit('P.A.1.a', 'P.A.1');
  await addUnit('P.B.1', 'P.B');
  for (const name of ['raiser', 'joiner', 'heir', 'substitute']) await addPerson(name);
  await database.rows(
    `insert into offices (id, code, name, unit_id, kind, fields) values ($1::uuid, 'O', 'O', $2::uuid, 'general', '{}')`,
    office,
    idOf('P'),
  );
});
afterAll(() => database.close());

describe('what was raised nearby', () => {
  it('is of the unit itself first, then the newest beside, above and below it; nothing that is settled or apart', async () => {
    await addRaised('P.A.1', 2);
    await addRaised('P.A.2', 3);
    for (const unit of ['P.A', 'P.A.1.a']) await addRaised(unit, 1);
    for (const unit of ['P', 'P.B', 'P.B.1']) await addRaised(unit, 1);
    await addRaised('P.A.1', 1, { over: true });
    await addRaised('P.A.1', 1, { about: true });
    for (const kind of ['opinion', 'conclusion']) await addRaised('P.A.1', 1, { kind });
    const near = await store().twins.near(await unitOf('P.A.1'), false, 200);
    expect(near.slice(0, 4).map(({ text, here }) => [text, here])).toEqual([
      ['P.A.1 2', true],
      ['P.A.1 1', true],
      ['P.A.2 3', false],
      ['P.A.2 2', false],
    ]);
    expect(near.map(({ text }) => text).sort()).toEqual(
      ['P.A.1 1', 'P.A.1 2', 'P.A.1.a 1', 'P.A.2 1', 'P.A.2 2', 'P.A.2 3', 'P.A 1'].sort(),
    );
    expect((await store().twins.near(await unitOf('P.A.1'), true, 200)).map(({ text }) => text)).toEqual([
      'P.A.1 1',
    ]);
  });

  it('is no more than so many of a unit, and no more than so many in all, however many there are', async () => {
    await addRaised('P.A.3', 3000);
    await addRaised('P.B.1', 3000);
    const near = await store().twins.near(await unitOf('P.A.1'), false, 200);
    expect(near.filter(({ text }) => text.startsWith('P.A.3'))).toHaveLength(50);
    expect(near.slice(2, 4).map(({ text }) => text)).toEqual(['P.A.3 3000', 'P.A.3 2999']);
    expect(await store().twins.near(await unitOf('P.A.1'), false, 20)).toHaveLength(20);
    await database.rows('analyze recommendations');
    const plan = await database.rows<Record<string, string>>(
      `explain select id from recommendations r where r.unit_id = $1::uuid and r.next_step_at is not null
       order by r.raised_at desc limit 50`,
      idOf('P.A.3'),
    );
    expect(plan.map((line) => Object.values(line)[0]).join('\n')).toContain('recommendations_unsettled_idx');
  });
});

describe('who has joined', () => {
  it('is told, with whoever speaks for them: a substitute, and the lead who came after', async () => {
    const [id] = await addRaised('P.A.2', 1);
    await joins(id!, 'joiner', 'P.A.1');
    const day = new Date('2018-11-20T00:00:00Z');
    const speakers = async () =>
      new Map((await store().twins.joinersSpeakers(id!, day)).map((one) => [one.id, one.confirms]));
    await follows('joiner', 'P.A.1', 'support', '2018-11-19');
    expect(await speakers()).toEqual(new Map([[personOf('joiner'), true]]));
    await follows('heir', 'P.A.1', 'lead', null);
    // Who came after has the word on its answer now.
    const both = new Map([
      [personOf('joiner'), false],
      [personOf('heir'), true],
    ]);
    expect(await speakers()).toEqual(both);
    const told = (await store().recommendations.byId(id!))!;
    expect(told.joined).toEqual([personOf('joiner')]);
    expect(told.joiners.map(({ name, unit }) => [name, unit.code])).toEqual([['joiner', 'P.A.1']]);
  });

  it('has it among what they raised, once; the database takes nobody twice', async () => {
    const page = await store().recommendations.raisedBy(personOf('joiner'), undefined, 10);
    expect([page.told.length, page.total]).toEqual([1, 1]);
    await expect(joins(page.told[0]!.id, 'joiner', 'P.A.1')).rejects.toThrow();
  });
});
