import type { Temporal } from 'temporal-polyfill';
import { type Actor, seatsThatCall } from './permission.ts';
import { earlier, type Instant } from './time.ts';
import { isWithin, type Unit } from './unit.ts';
import { nextOpening, type WorkCalendar } from './work-calendar.ts';

/** What a unit may lack: units without a lead, cadres without a unit, people without a phone linked, people with too many units. */
export const lacks = ['units', 'idle', 'unlinked', 'overloaded'] as const;
export type Lack = (typeof lacks)[number];

/** A general office sees how its own unit is covered, and what is below. */
export const maySeeCoverage = (actor: Actor, unit: Pick<Unit, 'lineage'>): boolean =>
  seatsThatCall(actor).some((seat) => isWithin(unit, seat.unit.id));

/** When an office is next asked about what is missing: the first opening of a week, after `now`. */
export function nextChase(now: Instant, calendar: WorkCalendar): Instant {
  const today = now.toZonedDateTimeISO(calendar.zone).toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  for (let week = 0; ; week += 1) {
    const opening = openingFrom(monday.add({ weeks: week }), calendar);
    if (earlier(now, opening)) return opening;
  }
}

function openingFrom(day: Temporal.PlainDate, calendar: WorkCalendar): Instant {
  const midnight = day.toZonedDateTime(calendar.zone).toInstant();
  return nextOpening(midnight.subtract({ milliseconds: 1 }), calendar);
}

/** 2018-W48: what is said once a week has it in its key. */
export function weekOf(at: Instant, zone: string): string {
  const day = at.toZonedDateTimeISO(zone).toPlainDate();
  return `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, '0')}`;
}
