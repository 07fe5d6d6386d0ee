import type { OfficeId, RecommendationId } from '../domain/identity.ts';
import type { Unit } from '../domain/unit.ts';
import { type Db, sql } from './db.ts';
import { type Speaker, speakersOf } from './people.ts';

/** What one that was raised before is compared by. */
export type Candidate = {
  readonly id: RecommendationId;
  readonly text: string;
  readonly field: string | null;
  readonly here: boolean;
};

/** Of one unit so many are looked at. */
const ofAUnit = 50;

export const twins = (db: Db) => ({
  /** What waits for an answer or for the word on one at the unit and near it (`isNear`), the unit's own first, then the newest. */
  near: (unit: Unit, aboutOffice: boolean, atMost: number): Promise<readonly Candidate[]> =>
    db.$queryRaw<Candidate[]>(sql`
      with above as (select parent_id as id from units where id = ${unit.id}::uuid and parent_id is not null),
        places as (
          select ${unit.id}::uuid as id
          union select id from above
          union select u.id from units u join above on u.parent_id = above.id
          union select id from units where parent_id = ${unit.id}::uuid)
      select one.id, one.text, one.field, (places.id = ${unit.id}::uuid) as here
      from places cross join lateral (
        select r.id, r.text, r.field, r.raised_at from recommendations r
        where r.unit_id = places.id and r.next_step_at is not null and r.about_office = ${aboutOffice}
          and r.kind not in ('opinion', 'conclusion')
        order by r.raised_at desc limit ${ofAUnit}) one
      order by here desc, one.raised_at desc limit ${atMost}`),

  /** What an office answers for, the nearest deadline first. */
  openAt: (office: OfficeId, atMost: number): Promise<readonly Candidate[]> =>
    db.$queryRaw<Candidate[]>(sql`
      select id, text, field, true as here from recommendations
      where office_id = ${office}::uuid and next_step_at is not null and state in ('open', 'taken-up')
        and kind <> 'opinion' order by deadline limit ${atMost}`),

  /** Those linked to it, wherever they are and however they stand. */
  async linkedTo(main: RecommendationId): Promise<readonly RecommendationId[]> {
    const rows = await db.$queryRaw<{ id: RecommendationId }[]>(sql`
      select id from recommendations where linked_to_id = ${main}::uuid order by number`);
    return rows.map(({ id }) => id);
  },

  /** Whoever speaks for those who have joined it. */
  joinersSpeakers: (id: RecommendationId, day: Date): Promise<readonly Speaker[]> =>
    db.$queryRaw<Speaker[]>(sql`
      select speaker.id, bool_or(speaker.confirms) as confirms
      from recommendation_joins j join units u on u.id = j.unit_id join recommendations r on r.id = j.recommendation_id
      cross join lateral (${speakersOf(sql`j.person_id`, sql`u.lineage`, sql`r.hidden_from_id`, day)}) speaker
      where j.recommendation_id = ${id}::uuid group by speaker.id`),

  /** Nobody else links or answers them until this transaction is over. */
  async hold(ids: readonly RecommendationId[]): Promise<void> {
    await db.$queryRaw(sql`
      select id from recommendations where id = any(${ids}::uuid[]) order by id for update`);
  },
});
