import type { Assignment, Decision } from '../domain/assignment.ts';
import type { PersonId, UnitId } from '../domain/identity.ts';
import type { AssignmentRole } from '../domain/roster/assignments.ts';
import type { Unit } from '../domain/unit.ts';
import { type Db, present, sql, unitJson } from './db.ts';
import type { Named } from './people.ts';
import type { Prisma } from './prisma-client/client.ts';

/** A line of the history of a unit or of a person: who followed it, from when to when, by which decision. */
export type Followed = Assignment & {
  readonly code: string;
  readonly name: string;
  readonly post: string;
  readonly phone: string | undefined;
  readonly decision: string | undefined;
  readonly decidedOn: string | undefined;
  readonly endDecision: string | undefined;
};

/** A unit with the days it exists, where it has not always; days are ISO. */
export type DatedUnit = {
  readonly unit: Unit;
  readonly validFrom: string | undefined;
  readonly validUntil: string | undefined;
};

/** Somebody of the roster; `endedOn`: the first day without access. */
export type DatedPerson = Named & { readonly endedOn: string | undefined };

const columns = sql`
  s.id, s.person_id as person, s.unit_id as unit, s.role, s."from"::text as "from", s.until::text as until, s.decision,
  s.decided_on::text as "decidedOn", s.end_decision as "endDecision", pe.code, pe.name, pe.post, pe.phone`;

const onDay = (day: string): Prisma.Sql =>
  sql`s."from" <= ${day}::date and (s.until is null or s.until >= ${day}::date)
    and (pe.ended_on is null or pe.ended_on > ${day}::date)`;

export const assignments = (db: Db) => {
  const select = async (where: Prisma.Sql): Promise<readonly Followed[]> => {
    const rows = await db.$queryRaw<Followed[]>(
      sql`select ${columns} from assignments s join people pe on pe.id = s.person_id where ${where}`,
    );
    return rows.map(present) as Followed[];
  };
  return {
    /** The unit, with what is decided about it locked until the transaction ends. */
    async lockUnit(id: UnitId): Promise<DatedUnit | undefined> {
      const [row] = await db.$queryRaw<DatedUnit[]>(sql`
        select ${unitJson('u', 'p')} as unit, u.valid_from::text as "validFrom", u.valid_until::text as "validUntil"
        from units u left join units p on p.id = u.parent_id where u.id = ${id}::uuid for update of u`);
      return row && (present(row) as DatedUnit);
    },

    async person(id: PersonId): Promise<DatedPerson | undefined> {
      const [row] = await db.$queryRaw<DatedPerson[]>(sql`
        select id, code, name, post, ended_on::text as "endedOn" from people where id = ${id}::uuid`);
      return row && (present(row) as DatedPerson);
    },

    /** Units one or two levels below any of those given: those nobody leads first. */
    async below(above: readonly UnitId[], atMost: number): Promise<readonly Unit[]> {
      const rows = await db.$queryRaw<{ unit: Unit }[]>(sql`
        select ${unitJson('u', 'p')} as unit from units u join units p on p.id = u.parent_id
        where (u.parent_id = any(${above}::uuid[]) or p.parent_id = any(${above}::uuid[])) and u.valid_until is null
        order by exists (select 1 from assignments s where s.unit_id = u.id and s.role = 'lead' and s.until is null),
          u.rank, u.name, u.id limit ${atMost}`);
      return rows.map(({ unit }) => unit);
    },

    /** Who followed the unit on the day: leads first. Whoever wants to credit a visit or a meeting asks for its day. */
    on: (unit: UnitId, day: string) =>
      select(sql`s.unit_id = ${unit}::uuid and ${onDay(day)} order by s.role, s."from", pe.name`),

    /** All that was ever decided about the unit, the newest first. */
    history: (unit: UnitId, atMost: number) =>
      select(sql`s.unit_id = ${unit}::uuid order by s."from" desc, s.role, pe.name limit ${atMost}`),

    ofPersonAt: (person: PersonId, unit: UnitId) =>
      select(sql`s.person_id = ${person}::uuid and s.unit_id = ${unit}::uuid order by s."from"`),

    /** Those of the person that still run on the day or begin later. */
    openOf: (person: PersonId, day: string) =>
      select(
        sql`s.person_id = ${person}::uuid and (s.until is null or s.until >= ${day}::date) order by s."from"`,
      ),

    async begin(one: Assignment, decision: Decision): Promise<void> {
      await db.$executeRaw(sql`
        insert into assignments (id, person_id, unit_id, role, "from", until, decision, decided_on)
        values (${one.id}::uuid, ${one.person}::uuid, ${one.unit}::uuid, ${one.role satisfies AssignmentRole},
          ${one.from}::date, ${one.until ?? null}::date, ${decision.number ?? null}, ${decision.on ?? null}::date)`);
    },

    /** Gives them their last day. */
    async end(ids: readonly string[], lastDay: string, decision: Decision): Promise<void> {
      await db.$executeRaw(sql`
        update assignments set until = ${lastDay}::date, end_decision = ${decision.number ?? null},
          end_decided_on = ${decision.on ?? null}::date
        where id = any(${ids}::uuid[])`);
    },

    /** Takes out those that never came into force: what they said would have begun later. */
    async forget(ids: readonly string[]): Promise<void> {
      await db.$executeRaw(sql`delete from assignments where id = any(${ids}::uuid[])`);
    },
  };
};
