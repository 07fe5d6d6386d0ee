import { Temporal } from 'temporal-polyfill';
import { isWeekend } from '../../domain/recurrence.ts';
import { Refusal } from '../../domain/refusal.ts';
import { writeDay } from '../../domain/roster/cell.ts';
import { tidy } from '../../domain/vietnamese-text.ts';
import type { CalendarDay } from '../../domain/work-calendar.ts';
import type { Act } from '../app.ts';
import { rescheduleAll } from '../series/reschedule-series.ts';
import { nextEdition } from './keep-calendar.ts';

export const nameAtMost = 100;

/** What the day was before; undefined where it was as the week has it. */
type Edited = { readonly day: CalendarDay; readonly before: CalendarDay | undefined };

/** A day off, or a Saturday or Sunday that is worked. What is not yet announced follows. */
export async function addCalendarDay(act: Act, given: CalendarDay): Promise<Edited> {
  const name = tidy(given.name).replace(/\n/g, ' ');
  const date = writeDay(given.date);
  if (name === '') throw new Refusal('calendar.refused.no-name');
  if ([...name].length > nameAtMost) throw new Refusal('calendar.refused.long-name', { atMost: nameAtMost });
  const before = await act.store.calendar.on(given.date);
  if (before?.kind === given.kind && before.name === name)
    throw new Refusal('calendar.refused.there-already', { date, name });
  if (given.kind === 'workday' && !isWeekend(Temporal.PlainDate.from(given.date)))
    throw new Refusal(before ? 'calendar.refused.remove-instead' : 'calendar.refused.worked-anyway', {
      date,
    });
  const day = { ...given, name };
  await act.store.calendar.put(day);
  await settled(act);
  return { day, before };
}

/** The day is again as the week has it. */
export async function removeCalendarDay(act: Act, date: string): Promise<CalendarDay> {
  const before = await act.store.calendar.on(date);
  if (!before) throw new Refusal('calendar.refused.not-there', { date: writeDay(date) });
  await act.store.calendar.remove(date);
  await settled(act);
  return before;
}

async function settled(act: Act): Promise<void> {
  await nextEdition(act.store);
  await rescheduleAll(act);
}
