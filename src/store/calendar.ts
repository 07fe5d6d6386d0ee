import type { CalendarDay } from '../domain/work-calendar.ts';
import type { Db } from './db.ts';

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

export const calendar = (db: Db) => ({
  async days(): Promise<readonly CalendarDay[]> {
    const rows = await db.calendarDay.findMany({ orderBy: { date: 'asc' } });
    return rows.map(({ date, kind, name }) => ({
      date: isoDay(date),
      kind: kind as CalendarDay['kind'],
      name,
    }));
  },

  /** Adds days; what the operator has entered for a day stands. */
  async add(days: readonly CalendarDay[]): Promise<void> {
    await db.calendarDay.createMany({
      data: days.map(({ date, kind, name }) => ({ date: new Date(`${date}T00:00:00Z`), kind, name })),
      skipDuplicates: true,
    });
  },
});
