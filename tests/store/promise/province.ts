import { randomUUID } from 'node:crypto';
import type { OfficeId, PersonId, UnitId } from '../../../src/domain/identity.ts';
import type { Plan } from '../../domain/promise/plan.ts';
import type { FragileDatabase } from './faults.ts';

/** The tree of a plan as it is stored: the keys of its offices, of who sits in each, and of who raises. */
export type Province = {
  readonly unit: UnitId;
  readonly offices: readonly OfficeId[];
  readonly staff: readonly PersonId[];
  readonly raiser: PersonId;
  /** Two who follow the same unit. */
  readonly joiners: readonly PersonId[];
};

type Rows = FragileDatabase['rows'];

let provinces = 0;

export async function furnishLevels(rows: Rows): Promise<void> {
  for (const rank of [0, 1, 2, 3])
    await rows(`insert into levels (rank, key, name) values ($1, $2, $2)`, rank, `level-${rank}`);
}

/** A province of its own for every history: one unit a level, the offices of the plan, one person in each. */
export async function furnish(rows: Rows, plan: Plan): Promise<Province> {
  const name = `P${provinces++}`;
  const units = Array.from({ length: plan.ranks }, () => randomUUID());
  const offices = plan.offices.map(() => randomUUID());
  const people = [...plan.offices, 'joiner', 'joiner', 'raiser'].map(() => randomUUID());
  const raiser = people.at(-1)!;
  await rows(
    `insert into units (id, code, name, folded, word, rank, parent_id, lineage, search)
     select u.id, $2 || '.' || u.rank, $2, $2, 'xã', u.rank, ($1::uuid[])[u.rank], ($1::uuid[])[1:u.rank + 1], '{}'
     from (select id, (n - 1)::int as rank from unnest($1::uuid[]) with ordinality as t(id, n)) u`,
    units,
    name,
  );
  await rows(
    `insert into people (id, code, name, post) select id, $2 || '-' || n, 'x', 'x' from unnest($1::uuid[]) with ordinality as t(id, n)`,
    people,
    name,
  );
  await rows(
    `insert into offices (id, code, name, unit_id, kind, fields)
     select o.id, $5 || '-' || lpad(o.n::text, 2, '0'), o.n::text, ($4::uuid[])[o.rank + 1], o.kind,
       case when o.competent then array['Giao thông'] else '{}'::text[] end
     from unnest($1::uuid[], $2::int[], $3::text[], $6::boolean[]) with ordinality as o(id, rank, kind, competent, n)`,
    offices,
    plan.offices.map(({ rank }) => rank),
    plan.offices.map(({ kind }) => kind),
    units,
    name,
    plan.offices.map(({ competent }) => competent),
  );
  await rows(
    `insert into staff (person_id, office_id, role)
     select p, o, 'head' from unnest($1::uuid[], $2::uuid[]) as s(p, o)`,
    people.slice(0, -3),
    offices,
  );
  await rows(
    `insert into accounts (id, channel, address, person_id, linked_at, unreachable)
     select gen_random_uuid(), 'telegram', p::text, p, now(), case when r then null else 'blocked' end from unnest($1::uuid[], $2::boolean[]) as a(p, r)`,
    people,
    [...plan.offices.map(({ reachable }) => reachable), true, true, true],
  );
  await rows(
    `insert into assignments (id, person_id, unit_id, role, "from") values (gen_random_uuid(), $1::uuid, $2::uuid, 'lead', '2017-01-01')`,
    raiser,
    units.at(-1),
  );
  const joiners = people.slice(-3, -1) as PersonId[];
  await rows(
    `insert into assignments (id, person_id, unit_id, role, "from")
     select gen_random_uuid(), j, $2::uuid, 'support', '2017-01-01' from unnest($1::uuid[]) j`,
    joiners,
    units.at(-1),
  );
  return {
    unit: units.at(-1) as UnitId,
    offices: offices as OfficeId[],
    staff: people.slice(0, -3) as PersonId[],
    joiners,
    raiser: raiser as PersonId,
  };
}

export const reach = (rows: Rows, person: PersonId, reachable: boolean): Promise<unknown> =>
  rows(
    `update accounts set unreachable = $2 where person_id = $1::uuid`,
    person,
    reachable ? null : 'blocked',
  );
