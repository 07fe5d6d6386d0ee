import type { Organisation } from '../domain/reorganisation/organisation.ts';
import { type Carrying, carryOut } from './carry-out-reorganisation.ts';
import { type Db, sql } from './db.ts';

type Rows<Name extends keyof Organisation> = Organisation[Name][number][];

/** All of a province for a reform, and what the reform makes of it: each table in one statement. */
export const reorganisation = (db: Db) => ({
  async organisation(on: string, now: Date): Promise<Organisation> {
    const levels = await db.$queryRaw<Rows<'levels'>>(sql`select key, name, norm from levels order by rank`);
    const units = await db.$queryRaw<Rows<'units'>>(sql`
      select u.id, u.code, u.name, u.word, l.key as level, u.parent_id as parent, u.households,
        u.live_from::text as "liveFrom", u.valid_from::text as "validFrom", u.valid_until::text as "validUntil",
        to_jsonb(u.search) as search
      from units u join levels l on l.rank = u.rank order by u.rank, u.code`);
    const offices = await db.$queryRaw<Rows<'offices'>>(sql`
      select id, code, name, unit_id as unit, kind, to_jsonb(fields) as fields, valid_until::text as "validUntil"
      from offices order by code`);
    const assignments = await db.$queryRaw<Rows<'assignments'>>(sql`
      select s.id, s.person_id as person, pe.code as "personCode", s.unit_id as unit, s.role, s."from"::text as "from",
        s.until::text as until, s.decision
      from assignments s join people pe on pe.id = s.person_id
      where s.until is null or s.until >= ${on}::date order by s."from", s.id`);
    const seats = await db.$queryRaw<Rows<'seats'>>(sql`
      select person_id as person, office_id as office, role, until::text as until from staff
      where until is null or until >= ${on}::date order by office_id, person_id`);
    const clusters = await db.$queryRaw<Rows<'clusters'>>(
      sql`select cluster_id as cluster, unit_id as unit from cluster_units`,
    );
    const meetings = await db.$queryRaw<Rows<'meetings'>>(
      sql`select id, unit_id as unit, office_id as office from meetings where starts_at >= ${now}`,
    );
    const recommendations = await db.$queryRaw<Rows<'recommendations'>>(sql`
      select id, unit_id as unit, office_id as office, hidden_from_id as "hiddenFrom" from recommendations
      where state not in ('closed', 'withdrawn') order by number`);
    return { levels, units, offices, assignments, seats, clusters, meetings, recommendations };
  },

  /** Writes all that differs; recommendations are moved by entries of their histories, not here. */
  carryOut: (carrying: Carrying): Promise<void> => carryOut(db, carrying),
});
