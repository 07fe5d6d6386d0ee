import type { Decision, Term } from '../domain/assignment.ts';
import type { PersonId } from '../domain/identity.ts';
import { type Db, sql } from './db.ts';

export type Substitution = {
  readonly id: string;
  /** Who is away. */
  readonly person: PersonId;
  readonly substitute: PersonId;
  readonly from: string;
  readonly until: string;
};

const columns = sql`b.id, b.person_id as person, b.substitute_id as substitute, b."from"::text as "from", b.until::text as until`;

export const substitutions = (db: Db) => ({
  async add({ id, person, substitute, from, until }: Substitution, decision: Decision): Promise<void> {
    await db.$executeRaw(sql`
      insert into substitutions (id, person_id, substitute_id, "from", until, decision, decided_on)
      values (${id}::uuid, ${person}::uuid, ${substitute}::uuid, ${from}::date, ${until}::date,
        ${decision.number ?? null}, ${decision.on ?? null}::date)`);
  },

  /** Those for or by the person that share a day with the term. */
  async during(person: PersonId, { from, until }: Term): Promise<readonly Substitution[]> {
    return db.$queryRaw<Substitution[]>(sql`
      select ${columns} from substitutions b
      where ${person}::uuid in (b.person_id, b.substitute_id) and b.until >= ${from}::date
        and b."from" <= ${until ?? '9999-12-31'}::date
      order by b."from"`);
  },

  /** Whoever is named stands in no more from the day, for either reason that there is nobody to stand in for, or nobody who would. */
  async endAllOf(person: PersonId, day: string): Promise<void> {
    await db.$executeRaw(sql`
      update substitutions set until = ${day}::date - 1
      where ${person}::uuid in (person_id, substitute_id) and until >= ${day}::date and "from" < ${day}::date`);
    await db.$executeRaw(sql`
      delete from substitutions where ${person}::uuid in (person_id, substitute_id) and "from" >= ${day}::date`);
  },
});
