import { createHash } from 'node:crypto';
import type { RecommendationId } from '../domain/identity.ts';
import type { CalendarDay } from '../domain/work-calendar.ts';
import { type Db, json, sql } from './db.ts';

/** A change of the calendar that the promises are following: what they were counted by, what they are now, how far they are. */
export type CalendarChange = {
  readonly from: readonly CalendarDay[];
  readonly to: readonly CalendarDay[];
  readonly after: RecommendationId | undefined;
};

const changeKey = 'calendar-change';
const followedKey = 'calendar-followed';

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

const midnight = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

const dayOfRow = ({ date, kind, name }: { date: Date; kind: string; name: string }): CalendarDay => ({
  date: isoDay(date),
  kind: kind as CalendarDay['kind'],
  name,
});

const printOf = (days: readonly CalendarDay[]): string | null =>
  days.length === 0
    ? null
    : createHash('md5')
        .update(days.map(({ date, kind }) => `${date}${kind}`).join())
        .digest('hex');

export const calendar = (db: Db) => ({
  async days(): Promise<readonly CalendarDay[]> {
    const rows = await db.calendarDay.findMany({ orderBy: { date: 'asc' } });
    return rows.map(dayOfRow);
  },

  /** The days of a year. */
  async ofYear(year: number): Promise<readonly CalendarDay[]> {
    const rows = await db.calendarDay.findMany({
      where: { date: { gte: new Date(Date.UTC(year, 0, 1)), lt: new Date(Date.UTC(year + 1, 0, 1)) } },
      orderBy: { date: 'asc' },
    });
    return rows.map(dayOfRow);
  },

  async on(date: string): Promise<CalendarDay | undefined> {
    const row = await db.calendarDay.findUnique({ where: { date: midnight(date) } });
    return row ? dayOfRow(row) : undefined;
  },

  async put({ date, kind, name }: CalendarDay): Promise<void> {
    await db.calendarDay.upsert({
      where: { date: midnight(date) },
      create: { date: midnight(date), kind, name },
      update: { kind, name },
    });
  },

  async remove(date: string): Promise<void> {
    await db.calendarDay.deleteMany({ where: { date: midnight(date) } });
  },

  /** True while promises are counted by another calendar than today's. */
  async isChanged(): Promise<boolean> {
    const [row] = await db.$queryRaw<{ changed: boolean }[]>(sql`
      select exists (select 1 from settings where key = ${changeKey}) or
        (select md5(string_agg(date::text || kind, ',' order by date)) from calendar_days) is distinct from
        (select value ->> 'print' from settings where key = ${followedKey}) as changed`);
    return row?.changed ?? false;
  },

  /** The change that is being followed, begun now where none is; only one worker at a time goes on with it. */
  async change(): Promise<CalendarChange> {
    const [known] = await db.$queryRaw<{ value: { days: readonly CalendarDay[] } }[]>(
      sql`select value from settings where key = ${followedKey} for update`,
    );
    const days = await this.days();
    // The first calendar a database has: nothing was promised by another.
    if (!known) return { from: days, to: days, after: undefined };
    const [open] = await db.$queryRaw<{ value: CalendarChange }[]>(
      sql`select value from settings where key = ${changeKey}`,
    );
    return open?.value ?? { from: known.value.days, to: days, after: undefined };
  },

  /** So far it has been followed; to the end where `after` says no more. */
  async followed(change: CalendarChange): Promise<void> {
    const isDone = change.after === undefined;
    const value = isDone ? { days: change.to, print: printOf(change.to) } : change;
    await db.$executeRaw(sql`
      insert into settings (key, value) values (${isDone ? followedKey : changeKey}, ${json(value)})
      on conflict (key) do update set value = excluded.value`);
    if (isDone) await db.$executeRaw(sql`delete from settings where key = ${changeKey}`);
  },

  /** Adds days; what the operator has entered for a day stands. */
  async add(days: readonly CalendarDay[]): Promise<void> {
    await db.calendarDay.createMany({
      data: days.map(({ date, kind, name }) => ({ date: midnight(date), kind, name })),
      skipDuplicates: true,
    });
  },
});
