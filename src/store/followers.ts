import type { OfficeId, PersonId, UnitId } from '../domain/identity.ts';
import { type Db, sql } from './db.ts';

/** Who follows a unit as its lead, with their own office, and who is there in their place. */
export type LeadFollower = {
  readonly id: PersonId;
  readonly name: string;
  readonly office: OfficeId;
  /** Somebody can write to them. */
  readonly reachable: boolean;
  readonly substitute: PersonId | undefined;
  readonly head: PersonId | undefined;
};

type Row = Omit<LeadFollower, 'substitute' | 'head'> & { substitute: PersonId | null; head: PersonId | null };

export const followers = (db: Db) => ({
  /** The lead follower who sits in an office; of several offices the highest. */
  async lead(unit: UnitId, day: Date): Promise<LeadFollower | undefined> {
    const [row] = await db.$queryRaw<Row[]>(sql`
      select pe.id, pe.name, st.office_id as office,
        exists (select 1 from accounts a where a.person_id = pe.id and a.unreachable is null) as reachable,
        (select b.substitute_id from substitutions b
          where b.person_id = pe.id and b."from" <= ${day} and b.until >= ${day} order by b."from" limit 1) as substitute,
        (select h.person_id from staff h join people hp on hp.id = h.person_id
          where h.office_id = st.office_id and h.role = 'head' and h.person_id <> pe.id
            and (h."from" is null or h."from" <= ${day}) and (h.until is null or h.until >= ${day})
            and (hp.ended_on is null or hp.ended_on > ${day}) order by hp.code limit 1) as head
      from assignments s join people pe on pe.id = s.person_id
      join staff st on st.person_id = pe.id join offices o on o.id = st.office_id join units u on u.id = o.unit_id
      where s.unit_id = ${unit}::uuid and s.role = 'lead' and s."from" <= ${day} and (s.until is null or s.until >= ${day})
        and (pe.ended_on is null or pe.ended_on > ${day}) and (o.valid_until is null or o.valid_until > ${day})
        and (st."from" is null or st."from" <= ${day}) and (st.until is null or st.until >= ${day})
      order by s."from", u.rank, o.code limit 1`);
    return row && { ...row, substitute: row.substitute ?? undefined, head: row.head ?? undefined };
  },
});
