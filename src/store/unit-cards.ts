import { movings } from '../domain/entry.ts';
import type { OfficeId, PersonId, UnitId } from '../domain/identity.ts';
import type { Actor } from '../domain/permission.ts';
import { type Db, json, sql } from './db.ts';

type Follower = { readonly name: string; readonly post: string; readonly role: 'lead' | 'support' };

/** What stands on a unit's card. */
export type UnitCard = {
  readonly households: number | null;
  readonly formerly: readonly { readonly word: string; readonly name: string; readonly until: string }[];
  readonly followers: readonly Follower[];
  readonly offices: readonly string[];
  readonly nextMeeting: { readonly at: string; readonly place: string } | null;
};

/** What stands on a person's card, of the units that the asker may see. */
export type PersonCard = {
  readonly name: string;
  readonly post: string;
  readonly phone: string | null;
  readonly linked: boolean;
  readonly offices: readonly string[];
  readonly follows: readonly { readonly unit: string; readonly role: 'lead' | 'support' }[];
};

export type FoundPerson = { readonly id: PersonId; readonly name: string; readonly post: string };

const serves = (day: Date) => sql`(pe.ended_on is null or pe.ended_on > ${day})`;
const lasts = (day: Date) => sql`(s.until is null or s.until >= ${day})`;

/** The person `pe` has a seat or an assignment at or below one of the units. */
const isWithin = (within: readonly UnitId[], day: Date) => sql`(
  exists (select 1 from assignments s join units w on w.id = s.unit_id
    where s.person_id = pe.id and s."from" <= ${day} and ${lasts(day)} and w.lineage && ${within}::uuid[])
  or exists (select 1 from staff s join offices o on o.id = s.office_id join units w on w.id = o.unit_id
    where s.person_id = pe.id and ${lasts(day)} and w.lineage && ${within}::uuid[]))`;

type Looking = { readonly within: readonly UnitId[]; readonly day: Date; readonly atMost: number };

/** What is found of units and people when somebody looks for them. */
export const unitCards = (db: Db) => ({
  async unit(id: UnitId, day: Date, now: Date): Promise<UnitCard | undefined> {
    const [row] = await db.$queryRaw<{ card: UnitCard }[]>(sql`
      select jsonb_build_object(
        'households', u.households,
        'formerly', (
          select coalesce(jsonb_agg(f order by f.until, f.name), '[]'::jsonb) from (
            select n.word, n.name, n.until from unit_names n where n.unit_id = u.id
            union
            select e.word, e.name, us."on" from unit_successions us join units e on e.id = us.ended_id
            where us.successor_id = u.id and e.rank = u.rank
          ) f),
        'followers', (
          select coalesce(jsonb_agg(jsonb_build_object('name', pe.name, 'post', pe.post, 'role', s.role)
            order by s.role, pe.name), '[]'::jsonb)
          from assignments s join people pe on pe.id = s.person_id
          where s.unit_id = u.id and s."from" <= ${day} and ${lasts(day)} and ${serves(day)}),
        'offices', (
          select coalesce(jsonb_agg(o.name order by o.kind, o.name), '[]'::jsonb) from offices o
          where o.unit_id = u.id and (o.valid_until is null or o.valid_until > ${day})),
        'nextMeeting', (
          select jsonb_build_object('at', m.starts_at, 'place', m.place) from meetings m
          where m.unit_id = u.id and m.cancelled_at is null and m.starts_at >= ${now} order by m.starts_at limit 1)
      ) as card from units u where u.id = ${id}::uuid`);
    return row?.card;
  },

  /** Open recommendations at or below the unit, as far as the law of access lets the actor see them. */
  async openAt(id: UnitId, actor: Actor): Promise<number> {
    const offices: readonly OfficeId[] = actor.seats.map(({ office }) => office);
    const general = actor.seats.filter(({ kind }) => kind === 'general').map(({ unit }) => unit);
    const seats = general.map(({ id: unit, lineage }) => ({ unit, lineage }));
    const [row] = await db.$queryRaw<{ count: number }[]>(sql`
      select count(*)::int as count from recommendations r join units u on u.id = r.unit_id
      where r.state in ('open', 'taken-up') and u.lineage @> array[${id}::uuid] and (
        r.raised_by_id = ${actor.id}::uuid or r.office_id = any(${offices}::uuid[])
        or exists (select 1 from recommendation_joins j where j.recommendation_id = r.id and j.person_id = ${actor.id}::uuid)
        or exists (select 1 from jsonb_to_recordset(${json(seats)}) as s(unit uuid, lineage uuid[])
          where s.unit = any(u.lineage) and (r.hidden_from_id is null or r.hidden_from_id <> all(s.lineage)))
        or exists (select 1 from recommendation_events e where e.recommendation_id = r.id
          and e.what = any(${[...movings]}) and (e.data ->> 'office')::uuid = any(${offices}::uuid[])))`);
    return row?.count ?? 0;
  },

  /** By the words of the name (`searchWords`); the last of them may be its beginning only. */
  async peopleNamed(words: readonly string[], looking: Looking): Promise<readonly FoundPerson[]> {
    if (words.length === 0 || looking.within.length === 0) return [];
    const having = (query: string) =>
      db.$queryRaw<FoundPerson[]>(sql`
      select pe.id, pe.name, pe.post from people pe
      where name_words(pe.name) @@ ${query}::tsquery and ${serves(looking.day)}
        and ${isWithin(looking.within, looking.day)} limit ${looking.atMost}`);
    const whole = await having(words.join(' & '));
    const isBegun = (words.at(-1) ?? '').length > 1;
    return whole.length > 0 || !isBegun ? whole : having(`${words.join(' & ')}:*`);
  },

  /** By the whole code, or the whole phone number. */
  async peopleKnownAs(
    { code, phone }: { readonly code: string; readonly phone: string | undefined },
    { within, day, atMost }: Looking,
  ): Promise<readonly FoundPerson[]> {
    return db.$queryRaw<FoundPerson[]>(sql`
      select pe.id, pe.name, pe.post from people pe
      where (pe.code = ${code} or pe.code = upper(${code}) or pe.phone = ${phone ?? null}) and ${serves(day)}
        and ${isWithin(within, day)} limit ${atMost}`);
  },

  async person(id: PersonId, within: readonly UnitId[], day: Date): Promise<PersonCard | undefined> {
    const [row] = await db.$queryRaw<{ card: PersonCard }[]>(sql`
      select jsonb_build_object('name', pe.name, 'post', pe.post, 'phone', pe.phone,
        'linked', exists (select 1 from accounts a where a.person_id = pe.id),
        'offices', (
          select coalesce(jsonb_agg(o.name order by o.name), '[]'::jsonb) from staff s join offices o on o.id = s.office_id
          where s.person_id = pe.id and (s."from" is null or s."from" <= ${day}) and ${lasts(day)}),
        'follows', (
          select coalesce(jsonb_agg(jsonb_build_object('role', s.role,
            'unit', w.word || ' ' || w.name || coalesce(', ' || p.word || ' ' || p.name, '')) order by s.role, w.name), '[]'::jsonb)
          from assignments s join units w on w.id = s.unit_id left join units p on p.id = w.parent_id
          where s.person_id = pe.id and s."from" <= ${day} and ${lasts(day)} and w.lineage && ${within}::uuid[])
      ) as card from people pe where pe.id = ${id}::uuid and ${serves(day)} and ${isWithin(within, day)}`);
    return row?.card;
  },
});
