import { type WorkCalendar, workCalendar } from '../../domain/work-calendar.ts';
import type { Store } from '../../store/store.ts';
import { vietnameseHolidays } from './vietnamese-holidays.ts';

/** The years whose holidays must be known around one: deadlines reach into the next, reports into the last. */
const yearsAround = (year: number): readonly number[] => [year - 1, year, year + 1, year + 2];

/** The working calendar, with the holidays of the years around `year` filled in where they are missing. */
export async function keepCalendar(
  { calendar, settings }: Store,
  zone: string,
  year: number,
): Promise<WorkCalendar> {
  const known = new Set((await settings.get<readonly number[]>('calendar-years')) ?? []);
  const missing = yearsAround(year).filter((one) => !known.has(one));
  if (missing.length > 0) {
    for (const one of missing) await calendar.add(await vietnameseHolidays(one));
    await settings.set('calendar-years', [...known, ...missing].sort());
  }
  return workCalendar(zone, await calendar.days());
}

const editionKey = 'calendar-edition';

/** Goes up with every edit, so that each process sees that its calendar is old. */
export const calendarEdition = async ({ settings }: Pick<Store, 'settings'>): Promise<number> =>
  (await settings.get<number>(editionKey)) ?? 0;

export async function nextEdition(store: Pick<Store, 'settings'>): Promise<void> {
  await store.settings.set(editionKey, (await calendarEdition(store)) + 1);
}
