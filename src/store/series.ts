import type { MeetingId, OfficeId, SeriesId, UnitId } from '../domain/identity.ts';
import type { MeetingKind } from '../domain/meeting.ts';
import type { Made, Series } from '../domain/series.ts';
import { type Instant, instant, parse } from '../domain/time.ts';
import { type Db, sql, unitJson } from './db.ts';
import type { Prisma } from './prisma-client/client.ts';

type SeriesRow = Omit<Series, 'createdAt' | 'endedAt' | 'exceptions'> & {
  createdAt: Date;
  endedAt: Date | null;
  exceptions: readonly { on: string; movedTo: string | null }[];
};

const seriesOf = ({ exceptions, createdAt, endedAt, ...row }: SeriesRow): Series => ({
  ...row,
  createdAt: instant(createdAt),
  endedAt: endedAt ? instant(endedAt) : undefined,
  exceptions: new Map(
    exceptions.map(({ on, movedTo }): [string, Instant | undefined] => [
      on,
      movedTo ? parse(movedTo) : undefined,
    ]),
  ),
});

const columns = sql`
  s.id, ${unitJson('u', 'p')} as unit, s.office_id as office, o.name as "officeName", s.called_by_id as "calledBy",
  s.kind, s.subject, s.place, s.rule, s.notice_days as "noticeDays", s.created_at as "createdAt", s.ended_at as "endedAt",
  (select coalesce(jsonb_agg(jsonb_build_object('on', e."on", 'movedTo', e.moved_to) order by e."on"), '[]'::jsonb)
    from series_exceptions e where e.series_id = s.id) as exceptions`;
const tables = sql`
  series s join units u on u.id = s.unit_id left join units p on p.id = u.parent_id join offices o on o.id = s.office_id`;

export type NewSeries = Omit<Series, 'endedAt' | 'exceptions' | 'officeName'>;

export const series = (db: Db) => {
  const select = async (where: Prisma.Sql): Promise<readonly Series[]> =>
    (await db.$queryRaw<SeriesRow[]>(sql`select ${columns} from ${tables} where ${where}`)).map(seriesOf);
  return {
    async create(one: NewSeries, nextAt: Date | undefined): Promise<void> {
      await db.series.create({
        data: {
          id: one.id,
          unitId: one.unit.id,
          officeId: one.office,
          calledById: one.calledBy,
          kind: one.kind,
          subject: one.subject,
          place: one.place,
          rule: { ...one.rule },
          noticeDays: one.noticeDays,
          createdAt: new Date(one.createdAt.epochMilliseconds),
          nextMeetingAt: nextAt ?? null,
        },
      });
    },

    byId: async (id: SeriesId) => (await select(sql`s.id = ${id}::uuid`))[0],

    /** For this transaction alone. */
    async lock(id: SeriesId): Promise<Series | undefined> {
      await db.$queryRaw(sql`select 1 from series where id = ${id}::uuid for update`);
      return this.byId(id);
    },

    /** Those that go on, of the offices or at the units. */
    running: (where: { offices: readonly OfficeId[]; units: readonly UnitId[] }, atMost: number) =>
      select(sql`s.ended_at is null
        and (s.office_id = any(${where.offices}::uuid[]) or s.unit_id = any(${where.units}::uuid[]))
        order by s.created_at, s.id limit ${atMost}`),

    async countOf(office: OfficeId): Promise<number> {
      return db.series.count({ where: { officeId: office, endedAt: null } });
    },

    async allRunning(after: SeriesId | undefined, atMost: number): Promise<readonly Series[]> {
      return select(sql`s.next_meeting_at is not null and (${after ?? null}::uuid is null or s.id > ${after ?? null}::uuid)
        order by s.id limit ${atMost}`);
    },

    /** Those whose next notice is due, each with the moment. */
    async due(now: Date, atMost: number): Promise<readonly SeriesId[]> {
      const rows = await db.$queryRaw<{ id: SeriesId }[]>(sql`
        select id from series where next_meeting_at is not null and next_meeting_at <= ${now}
        order by next_meeting_at, id limit ${atMost}`);
      return rows.map(({ id }) => id);
    },

    async schedule(id: SeriesId, nextAt: Date | undefined, madeUntil?: string): Promise<void> {
      await db.$executeRaw(sql`
        update series set next_meeting_at = ${nextAt ?? null}::timestamptz,
          made_until = greatest(made_until, ${madeUntil ?? null}::date) where id = ${id}::uuid`);
    },

    async except(id: SeriesId, on: string, movedTo: Date | undefined): Promise<void> {
      await db.$executeRaw(sql`
        insert into series_exceptions (series_id, "on", moved_to) values (${id}::uuid, ${on}::date, ${movedTo ?? null}::timestamptz)
        on conflict (series_id, "on") do update set moved_to = excluded.moved_to`);
    },

    async end(id: SeriesId, at: Date): Promise<void> {
      await db.series.update({ where: { id }, data: { endedAt: at, nextMeetingAt: null } });
    },

    /** What was announced of several series and begins after the moment. */
    async made(ids: readonly SeriesId[], after: Date): Promise<ReadonlyMap<SeriesId, readonly Made[]>> {
      const rows = await db.$queryRaw<(Omit<Made, 'startsAt'> & { series: SeriesId; startsAt: Date })[]>(sql`
        select series_id as series, id as meeting, occurrence::text as "on", starts_at as "startsAt",
          cancelled_at is not null as cancelled
        from meetings where series_id = any(${ids}::uuid[]) and (starts_at > ${after} or occurrence > ${after}::date - 62)`);
      const found = new Map<SeriesId, Made[]>();
      for (const { series: id, startsAt, ...one } of rows)
        found.set(id, [...(found.get(id) ?? []), { ...one, startsAt: instant(startsAt) }]);
      return found;
    },

    /** Says of a meeting that was called which occurrence it is: two of one can not be. */
    async bind(meeting: MeetingId, id: SeriesId, on: string, kind: MeetingKind): Promise<void> {
      await db.$executeRaw(sql`
        update meetings set series_id = ${id}::uuid, occurrence = ${on}::date, kind = ${kind} where id = ${meeting}::uuid`);
    },
  };
};
