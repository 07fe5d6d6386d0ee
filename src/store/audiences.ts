import type { Audience, ClusterId } from '../domain/audience.ts';
import type { ChannelName } from '../domain/channel.ts';
import type { OfficeId, PersonId, UnitId } from '../domain/identity.ts';
import type { Unit } from '../domain/unit.ts';
import { type Db, sql } from './db.ts';
import type { Named } from './people.ts';
import type { Prisma } from './prisma-client/client.ts';

/** Invited by right of their own, or because they stand in for somebody who is. */
export type Invitee = { readonly id: PersonId; readonly insteadOfId: PersonId | null };

/** Another meeting of somebody at about the same time. */
export type Clash = { readonly name: string; readonly at: Date };

/** Some of them by name, and how many there are. */
export type Some<Item> = { readonly first: readonly Item[]; readonly count: number };

export type Unreached = { readonly name: string; readonly why: 'not-linked' | 'blocked' | 'ended' };

export type Preview = {
  readonly invited: number;
  readonly channels: readonly { readonly channel: ChannelName; readonly count: number }[];
  readonly unreached: Some<Unreached>;
};

/** Of a unit, on the day of the meeting. */
export type Meant = { readonly unit: Unit; readonly audience: Audience; readonly day: Date };

type NamedOffice = { readonly id: OfficeId; readonly name: string };
type NamedCluster = { readonly id: ClusterId; readonly name: string };

const serves = (day: Date) => sql`(pe.ended_on is null or pe.ended_on > ${day})`;
const lasts = (day: Date) =>
  sql`(s."from" is null or s."from" <= ${day}) and (s.until is null or s.until >= ${day})`;

/** `invited`: who is meant by it on the day, and who stands in for them. */
function invitedOf({ unit, audience, day }: Meant): Prisma.Sql {
  const ranks = audience.levels.map((level) => unit.rank + level);
  const roles = audience.leadsOnly ? ['lead'] : ['lead', 'support'];
  const offices = audience.offices.map(({ id }) => id);
  const clusters = audience.clusters.map(({ id }) => id);
  const guests = audience.guests.map(({ id }) => id);
  return sql`
    places as (
      select id from units where lineage @> array[${unit.id}]::uuid[] and rank = any(${ranks}::int[])
      union select unit_id from cluster_units where cluster_id = any(${clusters}::uuid[])
    ), asked as (
      select s.person_id from places p join assignments s on s.unit_id = p.id
      where ${lasts(day)} and s.role = any(${roles})
      union select s.person_id from staff s where s.office_id = any(${offices}::uuid[]) and ${lasts(day)}
      union select unnest(${guests}::uuid[])
    ), theirs as (
      select pe.id from asked a join people pe on pe.id = a.person_id where ${serves(day)}
    ), all_of_them as (
      select id, null::uuid as instead_of from theirs
      union all
      select b.substitute_id, t.id from theirs t join substitutions b on b.person_id = t.id
      where b."from" <= ${day} and b.until >= ${day}
    ), invited as (
      select distinct on (pe.id) pe.id, pe.name, a.instead_of
      from all_of_them a join people pe on pe.id = a.id
      where ${serves(day)} order by pe.id, a.instead_of nulls first
    )`;
}

export const audiences = (db: Db) => ({
  async invitees(meant: Meant): Promise<readonly Invitee[]> {
    return db.$queryRaw<Invitee[]>(sql`
      with ${invitedOf(meant)} select id, instead_of as "insteadOfId" from invited`);
  },

  /** Whether the person is one of them. */
  async invites(meant: Meant, person: PersonId): Promise<boolean> {
    const [row] = await db.$queryRaw<{ there: boolean }[]>(sql`
      with ${invitedOf(meant)} select exists (select 1 from invited where id = ${person}::uuid) as there`);
    return row?.there ?? false;
  },

  /** Whether those are meant who follow the unit. */
  async covers(meant: Meant, unit: UnitId): Promise<boolean> {
    const [row] = await db.$queryRaw<{ there: boolean }[]>(sql`
      with ${invitedOf(meant)} select exists (select 1 from places where id = ${unit}::uuid) as there`);
    return row?.there ?? false;
  },

  /** How many of them are reached by which channel, and who is not; `atMost` of these by name. */
  async preview(meant: Meant, atMost: number): Promise<Preview> {
    const guests = meant.audience.guests.map(({ id }) => id);
    // Each looked up by itself: joined, the two long lists would be gone through once for every person where the
    // database has not counted its rows yet.
    const [row] = await db.$queryRaw<{ preview: Preview }[]>(sql`
      with ${invitedOf(meant)}, phones as (
        select i.id, i.name, (
          select a.channel from accounts a where a.person_id = i.id and a.unreachable is null
          order by a.preference, a.linked_at desc limit 1) as channel
        from invited i
      ), missed as (
        select p.name, case when exists (select 1 from accounts a where a.person_id = p.id)
          then 'blocked' else 'not-linked' end as why
        from phones p where p.channel is null
        union all
        select pe.name, 'ended' from people pe where pe.id = any(${guests}::uuid[]) and not ${serves(meant.day)}
      )
      select jsonb_build_object(
        'invited', (select count(*) from invited),
        'channels', (select coalesce(jsonb_agg(jsonb_build_object('channel', c.channel, 'count', c.count)
          order by c.count desc), '[]'::jsonb)
          from (select channel, count(*) from phones where channel is not null group by channel) c),
        'unreached', jsonb_build_object(
          'count', (select count(*) from missed),
          'first', (select coalesce(jsonb_agg(jsonb_build_object('name', m.name, 'why', m.why) order by m.name), '[]'::jsonb)
            from (select * from missed order by name limit ${atMost}) m))
      ) as preview`);
    return row?.preview ?? { invited: 0, channels: [], unreached: { first: [], count: 0 } };
  },

  /** Who of them is invited elsewhere between the two moments and has not said that they do not come. */
  async clashes(meant: Meant, from: Date, until: Date, atMost: number): Promise<Some<Clash>> {
    const then = sql`m.starts_at > ${from} and m.starts_at < ${until} and m.cancelled_at is null`;
    const [any] = await db.$queryRaw<{ there: boolean }[]>(
      sql`select exists (select 1 from meetings m where ${then}) as there`,
    );
    if (!any?.there) return { first: [], count: 0 };
    const rows = await db.$queryRaw<(Clash & { count: number })[]>(sql`
      with ${invitedOf(meant)}, busy as (
        select i.name, (
          select min(m.starts_at) from invitations x join meetings m on m.id = x.meeting_id
          where x.person_id = i.id and ${then} and x.withdrawn_at is null
            and (x.answer is null or x.answer = 'coming')) as at
        from invited i
      )
      select name, at, count(*) over ()::int as count from busy where at is not null
      order by name limit ${atMost}`);
    return { first: rows, count: rows[0]?.count ?? 0 };
  },

  /** Levels below the unit whose units somebody follows, with what such a unit is called. */
  async levelsBelow(unit: Unit, day: Date): Promise<readonly { level: number; word: string }[]> {
    return db.$queryRaw(sql`
      select u.rank - ${unit.rank}::int as level, l.name as word
      from units u join levels l on l.rank = u.rank
      where u.lineage @> array[${unit.id}]::uuid[] and u.id <> ${unit.id}::uuid and u.valid_until is null
        and exists (select 1 from assignments s where s.unit_id = u.id and ${lasts(day)})
      group by u.rank, l.name order by u.rank`);
  },

  /** The offices of the unit itself, the general one first. */
  async officesOf(unit: UnitId, atMost: number): Promise<readonly NamedOffice[]> {
    return db.$queryRaw(sql`
      select id, name from offices where unit_id = ${unit}::uuid and valid_until is null
      order by kind, name limit ${atMost}`);
  },

  /** Clusters all of whose units lie in the unit. */
  async clustersIn(unit: UnitId, atMost: number): Promise<readonly NamedCluster[]> {
    return db.$queryRaw(sql`
      select c.id, c.name from clusters c
      where exists (select 1 from cluster_units cu where cu.cluster_id = c.id) and not exists (
        select 1 from cluster_units cu join units u on u.id = cu.unit_id
        where cu.cluster_id = c.id and not u.lineage @> array[${unit}]::uuid[])
      order by c.name limit ${atMost}`);
  },

  /** Offices in the unit or below, by the words of their names. */
  async officesNamed(
    words: readonly string[],
    unit: UnitId,
    atMost: number,
  ): Promise<readonly NamedOffice[]> {
    if (words.length === 0) return [];
    return db.$queryRaw(sql`
      select o.id, o.name from offices o join units u on u.id = o.unit_id
      where u.lineage @> array[${unit}]::uuid[] and o.valid_until is null
        and name_words(o.name) @@ ${words.join(' & ')}::tsquery order by u.rank, o.name limit ${atMost}`);
  },

  async clustersNamed(
    words: readonly string[],
    unit: UnitId,
    atMost: number,
  ): Promise<readonly NamedCluster[]> {
    if (words.length === 0) return [];
    const all = await this.clustersIn(unit, 200);
    if (all.length === 0) return [];
    return db.$queryRaw(sql`
      select id, name from clusters where id = any(${all.map(({ id }) => id)}::uuid[])
        and name_words(name) @@ ${words.join(' & ')}::tsquery order by name limit ${atMost}`);
  },

  async clusterName(id: ClusterId): Promise<string | undefined> {
    return (await db.cluster.findUnique({ where: { id } }))?.name;
  },

  /** People of the offices of the units above, by the words of their names. */
  async servingAbove(
    words: readonly string[],
    unit: Unit,
    day: Date,
    atMost: number,
  ): Promise<readonly Named[]> {
    if (words.length === 0) return [];
    return db.$queryRaw<Named[]>(sql`
      select distinct pe.id, pe.code, pe.name, pe.post
      from people pe join staff s on s.person_id = pe.id join offices o on o.id = s.office_id
      where name_words(pe.name) @@ ${words.join(' & ')}::tsquery and ${serves(day)} and ${lasts(day)}
        and o.unit_id = any(${unit.lineage}::uuid[]) order by pe.name limit ${atMost}`);
  },

  /** People of these offices, or with a seat or an assignment at or below the units, by the words of their names. */
  async colleaguesNamed(
    words: readonly string[],
    near: { readonly offices: readonly OfficeId[]; readonly within: readonly UnitId[] },
    day: Date,
    atMost: number,
  ): Promise<readonly Named[]> {
    if (words.length === 0) return [];
    return db.$queryRaw<Named[]>(sql`
      select pe.id, pe.code, pe.name, pe.post from people pe
      where name_words(pe.name) @@ ${words.join(' & ')}::tsquery and ${serves(day)} and (
        exists (select 1 from staff s where s.person_id = pe.id and s.office_id = any(${near.offices}::uuid[]) and ${lasts(day)})
        or exists (select 1 from staff s join offices o on o.id = s.office_id join units w on w.id = o.unit_id
          where s.person_id = pe.id and ${lasts(day)} and w.lineage && ${near.within}::uuid[])
        or exists (select 1 from assignments s join units w on w.id = s.unit_id
          where s.person_id = pe.id and ${lasts(day)} and w.lineage && ${near.within}::uuid[]))
      order by pe.name limit ${atMost}`);
  },
});
