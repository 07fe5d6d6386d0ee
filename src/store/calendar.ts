import type { CalendarDay } from '../domain/work-calendar.ts';
import type { Db } from './db.ts';

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

const midnight = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

const dayOfRow = ({ date, kind, name }: { date: Date; kind: string; name: string }): CalendarDay => ({
  date: isoDay(date),
  kind: kind as CalendarDay['kind'],
  name,
});

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

  /** Adds days; what the operator has entered for a day stands. */
  async add(days: readonly CalendarDay[]): Promise<void> {
    await db.calendarDay.createMany({
      data: days.map(({ date, kind, name }) => ({ date: midnight(date), kind, name })),
      skipDuplicates: true,
    });
  },
});
