import type { OfficeId, PersonId, UnitId } from '../domain/identity.ts';
import type { Level } from '../domain/level.ts';
import type { OfficeKind, StaffRole } from '../domain/office.ts';
import type { AssignmentRole } from '../domain/roster/assignments.ts';
import { type Db, json, sql } from './db.ts';
import { readInParts, sharedTexts, writeInParts } from './large-tables.ts';

// Rows as the tables keep them; days are ISO.

export type UnitRow = {
  readonly id: UnitId;
  readonly code: string;
  readonly name: string;
  readonly word: string;
  readonly folded: string;
  readonly rank: number;
  readonly parentId: UnitId | null;
  readonly lineage: readonly UnitId[];
  readonly households: number | null;
  readonly liveFrom: string | null;
  /** Words by which it is found. */
  readonly search: readonly string[];
};

export type OfficeRow = {
  readonly id: OfficeId;
  readonly code: string;
  readonly name: string;
  readonly unitId: UnitId;
  readonly kind: OfficeKind;
  readonly fields: readonly string[];
};

export type PersonRow = {
  readonly id: PersonId;
  readonly code: string;
  readonly name: string;
  readonly post: string;
  readonly phone: string | null;
  readonly endedOn?: string | null;
};

export type SeatRow = {
  readonly personId: PersonId;
  readonly officeId: OfficeId;
  readonly role: StaffRole;
  readonly from: string | null;
  readonly until: string | null;
};

export type AssignmentRow = {
  readonly id: string;
  readonly personId: PersonId;
  readonly unitId: UnitId;
  readonly role: AssignmentRole;
  readonly from: string;
  readonly until: string | null;
  readonly decision: string | null;
  readonly decidedOn: string | null;
};

export type ClusterRow = {
  readonly id: string;
  readonly name: string;
  /** In order. */
  readonly units: readonly UnitId[];
};

/** `validUntil`: the first day it no longer exists. */
type Dated<Row> = Row & { readonly validUntil: string | null };

type StoredPerson = PersonRow & { readonly endedOn: string | null };

/** What the tables hold. */
export type CurrentRoster = {
  readonly levels: readonly Level[];
  readonly units: readonly Dated<UnitRow>[];
  readonly offices: readonly Dated<OfficeRow>[];
  readonly people: readonly StoredPerson[];
  readonly seats: readonly SeatRow[];
  readonly assignments: readonly AssignmentRow[];
  readonly clusters: readonly ClusterRow[];
};

/** All of a province at once. */
export const roster = (db: Db) => ({
  async current(): Promise<CurrentRoster> {
    // One that a reform has dissolved has units, and none of them exists.
    const levels = await db.$queryRaw<Level[]>(sql`
      select l.rank, l.key, l.name, l.norm from levels l
      where not exists (select 1 from units u where u.rank = l.rank)
        or exists (select 1 from units u where u.rank = l.rank and u.valid_until is null)
      order by l.rank`);
    const alike = sharedTexts();
    const units = await readInParts(alike<Dated<UnitRow>>('code', 'folded'), (last, atMost) =>
      db.$queryRaw<Dated<UnitRow>[]>(sql`
        select id, code, name, word, folded, rank, parent_id as "parentId", to_jsonb(lineage) as lineage, households,
          live_from::text as "liveFrom", to_jsonb(search) as search, valid_until::text as "validUntil"
        from units where ${last ? sql`code > ${last.code}` : sql`true`} order by code limit ${atMost}`),
    );
    const offices = await db.$queryRaw<Dated<OfficeRow>[]>(sql`
      select id, code, name, unit_id as "unitId", kind, to_jsonb(fields) as fields,
        valid_until::text as "validUntil" from offices order by code`);
    const people = await readInParts(alike<StoredPerson>('code', 'name', 'phone'), (last, atMost) =>
      db.$queryRaw<StoredPerson[]>(sql`
        select id, code, name, post, phone, ended_on::text as "endedOn"
        from people where ${last ? sql`code > ${last.code}` : sql`true`} order by code limit ${atMost}`),
    );
    const seats = await db.$queryRaw<SeatRow[]>(sql`
      select person_id as "personId", office_id as "officeId", role, "from"::text as "from", until::text as until
      from staff order by person_id, office_id`);
    const assignments = await readInParts(alike<AssignmentRow>('id'), (last, atMost) =>
      db.$queryRaw<AssignmentRow[]>(sql`
        select id, person_id as "personId", unit_id as "unitId", role, "from"::text as "from", until::text as until,
          decision, decided_on::text as "decidedOn"
        from assignments where ${last ? sql`id > ${last.id}::uuid` : sql`true`} order by id limit ${atMost}`),
    );
    const clusters = await db.$queryRaw<ClusterRow[]>(sql`
      select c.id, c.name, coalesce(jsonb_agg(cu.unit_id order by cu.unit_id) filter (where cu.unit_id is not null),
        '[]') as units
      from clusters c left join cluster_units cu on cu.cluster_id = c.id group by c.id order by c.name`);
    return { levels, units, offices, people, seats, assignments, clusters };
  },

  /** The people with these codes, by name. */
  named(codes: readonly string[]): Promise<readonly { readonly code: string; readonly name: string }[]> {
    return codes.length === 0
      ? Promise.resolve([])
      : db.$queryRaw(sql`select code, name from people where code = any(${codes}::text[]) order by code`);
  },

  /** So that questions asked from now on are planned for tables of this size. */
  async takeStock(): Promise<void> {
    await db.$executeRaw(sql`analyze units, offices, people, staff, assignments, cluster_units`);
  },

  async writeLevels(rows: readonly Level[]): Promise<void> {
    if (rows.length === 0) return;
    await db.$executeRaw(sql`
      insert into levels (rank, key, name, norm)
      select rank, key, name, norm
      from jsonb_to_recordset(${json(rows)}) as r(rank int, key text, name text, norm int)`);
  },

  async writeUnits(rows: readonly UnitRow[]): Promise<void> {
    await writeInParts(rows, (part) =>
      db.$executeRaw(sql`
        insert into units (id, code, name, word, folded, rank, parent_id, lineage, households, live_from, search)
        select id, code, name, word, folded, rank, "parentId", lineage, households, "liveFrom", search
        from jsonb_to_recordset(${json(part)}) as r(id uuid, code text, name text, word text, folded text, rank int,
          "parentId" uuid, lineage uuid[], households int, "liveFrom" date, search text[])
        on conflict (id) do update set name = excluded.name, word = excluded.word, folded = excluded.folded,
          rank = excluded.rank, parent_id = excluded.parent_id, lineage = excluded.lineage,
          households = excluded.households, live_from = excluded.live_from, search = excluded.search`),
    );
  },

  async writeOffices(rows: readonly OfficeRow[]): Promise<void> {
    await writeInParts(rows, (part) =>
      db.$executeRaw(sql`
        insert into offices (id, code, name, unit_id, kind, fields)
        select id, code, name, "unitId", kind, fields
        from jsonb_to_recordset(${json(part)}) as r(id uuid, code text, name text, "unitId" uuid, kind text, fields text[])
        on conflict (id) do update set name = excluded.name, unit_id = excluded.unit_id, kind = excluded.kind,
          fields = excluded.fields`),
    );
  },

  async writePeople(rows: readonly PersonRow[]): Promise<void> {
    await writeInParts(rows, (part) =>
      db.$executeRaw(sql`
        insert into people (id, code, name, post, phone, ended_on)
        select id, code, name, post, phone, "endedOn"
        from jsonb_to_recordset(${json(part)}) as r(id uuid, code text, name text, post text, phone text,
          "endedOn" date)
        on conflict (id) do update set name = excluded.name, post = excluded.post, phone = excluded.phone,
          ended_on = excluded.ended_on`),
    );
  },

  async writeSeats(rows: readonly SeatRow[]): Promise<void> {
    await writeInParts(rows, (part) =>
      db.$executeRaw(sql`
        insert into staff (person_id, office_id, role, "from", until)
        select "personId", "officeId", role, "from", until
        from jsonb_to_recordset(${json(part)}) as r("personId" uuid, "officeId" uuid, role text, "from" date, until date)
        on conflict (person_id, office_id) do update set role = excluded.role, "from" = excluded."from",
          until = excluded.until`),
    );
  },

  async writeAssignments(rows: readonly AssignmentRow[]): Promise<void> {
    await writeInParts(rows, (part) =>
      db.$executeRaw(sql`
        insert into assignments (id, person_id, unit_id, role, "from", until, decision, decided_on)
        select id, "personId", "unitId", role, "from", until, decision, "decidedOn"
        from jsonb_to_recordset(${json(part)}) as r(id uuid, "personId" uuid, "unitId" uuid, role text, "from" date,
          until date, decision text, "decidedOn" date)
        on conflict (id) do update set role = excluded.role, until = excluded.until, decision = excluded.decision,
          decided_on = excluded.decided_on,
          end_decision = case when excluded.until is not null then assignments.end_decision end,
          end_decided_on = case when excluded.until is not null then assignments.end_decided_on end`),
    );
  },

  async writeClusters(rows: readonly ClusterRow[]): Promise<void> {
    if (rows.length === 0) return;
    await db.$executeRaw(sql`
      insert into clusters (id, name) select id, name from jsonb_to_recordset(${json(rows)}) as r(id uuid, name text)
      on conflict (id) do nothing`);
    await db.$executeRaw(sql`
      with said as (
        select r.id as cluster_id, unit_id from jsonb_to_recordset(${json(rows)}) as r(id uuid, units uuid[]),
          unnest(r.units) as unit_id
      ), gone as (
        delete from cluster_units cu where cu.cluster_id = any(${rows.map(({ id }) => id)}::uuid[])
          and not exists (select 1 from said s where s.cluster_id = cu.cluster_id and s.unit_id = cu.unit_id)
      )
      insert into cluster_units (cluster_id, unit_id) select cluster_id, unit_id from said on conflict do nothing`);
  },

  async removeClusters(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await db.$executeRaw(sql`delete from clusters where id = any(${ids}::uuid[])`);
  },
});
