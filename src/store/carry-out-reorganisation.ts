import type { UnitId } from '../domain/identity.ts';
import type { Organisation, OrganisationUnit, Reorganised } from '../domain/reorganisation/organisation.ts';
import { unitName } from '../domain/unit.ts';
import { fold } from '../domain/vietnamese-text.ts';
import { type Db, json, sql } from './db.ts';

export type Carrying = {
  readonly id: string;
  readonly on: string;
  readonly decision: string | null;
  readonly plan: unknown;
  readonly at: Date;
  readonly before: Organisation;
  readonly after: Reorganised;
};

/** A unit as the table keeps it, once it is known where it lies. */
type UnitRow = OrganisationUnit & { readonly rank: number; readonly lineage: readonly UnitId[] };

const atOnce = 3000;

async function inParts<Row>(rows: readonly Row[], write: (part: readonly Row[]) => Promise<unknown>) {
  for (let at = 0; at < rows.length; at += atOnce) await write(rows.slice(at, at + atOnce));
}

export async function carryOut(
  db: Db,
  { id, on, decision, plan, at, before, after }: Carrying,
): Promise<void> {
  await db.$executeRaw(sql`
    insert into reorganisations (id, "on", plan, applied_at) values (${id}::uuid, ${on}::date, ${json(plan)}, ${at})`);
  await writeLevels(db, before, after);
  await writeUnits(db, before, after);
  await writeHistory(db, after, on);
  await writeOffices(db, before, after);
  await writeAssignments(db, { before, after, on, decision });
  await writeSeats(db, before, after, on);
  await writePlaces(db, after);
}

/** What is new or not as it was: what a change leaves alone is the same object. */
const changed = <Row>(before: readonly Row[], after: readonly Row[]): readonly Row[] => {
  const known = new Set(before);
  return after.filter((row) => !known.has(row));
};

async function writeLevels(db: Db, before: Organisation, after: Reorganised): Promise<void> {
  if (before.levels === after.levels) return;
  const rows = after.levels.map((level, rank) => ({ ...level, rank }));
  // Keys are unique: none may meet the key of a row not yet written.
  await db.$executeRaw(sql`update levels set key = key || '~'`);
  await db.$executeRaw(sql`
    update levels l set key = r.key, name = r.name, norm = r.norm
    from jsonb_to_recordset(${json(rows)}) as r(rank int, key text, name text, norm int) where l.rank = r.rank`);
}

/** From the top down, each with what it lies under. */
function placed({ levels, units }: Pick<Organisation, 'levels' | 'units'>): ReadonlyMap<UnitId, UnitRow> {
  const ranks = new Map(levels.map(({ key }, rank) => [key, rank]));
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const rows = new Map<UnitId, UnitRow>();
  const place = (unit: OrganisationUnit): UnitRow => {
    const known = rows.get(unit.id);
    if (known) return known;
    const parent = unit.parent === null ? undefined : byId.get(unit.parent);
    const lineage = [...(parent ? place(parent).lineage : []), unit.id];
    const row = { ...unit, rank: ranks.get(unit.level) ?? 0, lineage };
    rows.set(unit.id, row);
    return row;
  };
  for (const unit of units) place(unit);
  return rows;
}

async function writeUnits(db: Db, before: Organisation, after: Reorganised): Promise<void> {
  const was = placed(before);
  const known = new Set(before.units);
  const now = placed(after);
  const isSame = (row: UnitRow): boolean => {
    const old = was.get(row.id);
    return old?.rank === row.rank && old.lineage.join() === row.lineage.join();
  };
  const rows = after.units.flatMap((unit) => {
    const row = now.get(unit.id);
    return !row || (known.has(unit) && isSame(row)) ? [] : [{ ...row, folded: fold(unitName(unit)) }];
  });
  // Written in parts, what lies above is there before what lies below it.
  rows.sort((a, b) => a.lineage.length - b.lineage.length);
  await inParts(rows, (part) =>
    db.$executeRaw(sql`
    insert into units (id, code, name, word, folded, rank, parent_id, lineage, households, live_from, valid_from,
      valid_until, search)
    select id, code, name, word, folded, rank, parent, lineage, households, "liveFrom", "validFrom", "validUntil", search
    from jsonb_to_recordset(${json(part)}) as r(id uuid, code text, name text, word text, folded text, rank int,
      parent uuid, lineage uuid[], households int, "liveFrom" date, "validFrom" date, "validUntil" date, search text[])
    on conflict (id) do update set code = excluded.code, name = excluded.name, word = excluded.word,
      folded = excluded.folded, rank = excluded.rank, parent_id = excluded.parent_id, lineage = excluded.lineage,
      households = excluded.households, live_from = excluded.live_from, valid_until = excluded.valid_until,
      search = excluded.search`),
  );
}

async function writeHistory(db: Db, { renamed, successions }: Reorganised, on: string): Promise<void> {
  await db.$executeRaw(sql`
    insert into unit_names (unit_id, until, name, word) select unit, ${on}::date, name, word
    from jsonb_to_recordset(${json(renamed)}) as r(unit uuid, name text, word text) on conflict do nothing`);
  await db.$executeRaw(sql`
    insert into unit_successions (ended_id, successor_id, "on") select ended, successor, ${on}::date
    from jsonb_to_recordset(${json(successions)}) as r(ended uuid, successor uuid) on conflict do nothing`);
}

async function writeOffices(db: Db, before: Organisation, after: Reorganised): Promise<void> {
  await db.$executeRaw(sql`
    update offices o set name = r.name, unit_id = r.unit, fields = r.fields, valid_until = r."validUntil",
      next_chase_at = case when r."validUntil" is null then o.next_chase_at end
    from jsonb_to_recordset(${json(changed(before.offices, after.offices))})
      as r(id uuid, name text, unit uuid, fields text[], "validUntil" date) where o.id = r.id`);
}

async function writeAssignments(
  db: Db,
  { before, after, on, decision }: Pick<Carrying, 'before' | 'after' | 'on' | 'decision'>,
): Promise<void> {
  await db.$executeRaw(sql`
    delete from assignments where id = any(${after.dropped.map(({ id }) => id)}::uuid[])`);
  await inParts(changed(before.assignments, after.assignments), (part) =>
    db.$executeRaw(sql`
    insert into assignments (id, person_id, unit_id, role, "from", until, decision, decided_on)
    select id, person, unit, role, "from", until, decision, case when decision = ${decision} then ${on}::date end
    from jsonb_to_recordset(${json(part)}) as r(id uuid, person uuid, unit uuid, role text, "from" date, until date,
      decision text)
    on conflict (id) do update set until = excluded.until, end_decision = ${decision}`),
  );
}

async function writeSeats(db: Db, before: Organisation, after: Reorganised, on: string): Promise<void> {
  await inParts(changed(before.seats, after.seats), (part) =>
    db.$executeRaw(sql`
    insert into staff (person_id, office_id, role, "from", until)
    select person, office, role, case when until is null then ${on}::date end, until
    from jsonb_to_recordset(${json(part)}) as r(person uuid, office uuid, role text, until date)
    on conflict (person_id, office_id) do update set role = excluded.role, until = excluded.until`),
  );
}

/** Meetings ahead, series, clusters, and from where recommendations are hidden. */
async function writePlaces(db: Db, after: Reorganised): Promise<void> {
  await db.$executeRaw(sql`
    update meetings m set unit_id = r.unit, office_id = r.office
    from jsonb_to_recordset(${json(after.meetings)}) as r(id uuid, unit uuid, office uuid)
    where m.id = r.id and (m.unit_id <> r.unit or m.office_id <> r.office)`);
  await db.$executeRaw(sql`
    update series s set unit_id = coalesce(u.heir, s.unit_id), office_id = coalesce(o.heir, s.office_id)
    from series t
      left join jsonb_to_recordset(${json(pairs(after.unitHeirs))}) as u(id uuid, heir uuid) on u.id = t.unit_id
      left join jsonb_to_recordset(${json(pairs(after.officeHeirs))}) as o(id uuid, heir uuid) on o.id = t.office_id
    where s.id = t.id and s.ended_at is null and (u.heir is not null or o.heir is not null)`);
  const ended = [...after.unitHeirs.keys()];
  await db.$executeRaw(sql`
    insert into cluster_units (cluster_id, unit_id) select cluster, unit
    from jsonb_to_recordset(${json(after.clusters)}) as r(cluster uuid, unit uuid) on conflict do nothing`);
  await db.$executeRaw(sql`delete from cluster_units where unit_id = any(${ended}::uuid[])`);
  await db.$executeRaw(sql`
    update recommendations r set hidden_from_id = h."hiddenFrom"
    from jsonb_to_recordset(${json(after.recommendations)}) as h(id uuid, "hiddenFrom" uuid)
    where r.id = h.id and r.hidden_from_id is distinct from h."hiddenFrom"`);
}

const pairs = (heirs: ReadonlyMap<string, string>) => [...heirs].map(([id, heir]) => ({ id, heir }));
