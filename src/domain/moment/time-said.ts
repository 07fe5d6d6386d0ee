import { Temporal } from 'temporal-polyfill';
import type { PartOfDay, Said } from './said.ts';

type Hours = { readonly from: number; readonly until: number };
type Custom = {
  /** Said on the twelve-hour clock: these hours count from noon. */
  readonly afterNoon?: Hours;
  /** Hours that may be said with it as they are. */
  readonly asSaid: readonly Hours[];
  /** The hour meant when only the part of the day was said: when offices begin, or people are at home. */
  readonly alone?: number;
};

const customs: Record<PartOfDay, Custom> = {
  morning: { asSaid: [{ from: 1, until: 11 }], alone: 8 },
  noon: { afterNoon: { from: 1, until: 2 }, asSaid: [{ from: 10, until: 14 }], alone: 12 },
  afternoon: { afterNoon: { from: 1, until: 6 }, asSaid: [{ from: 12, until: 18 }], alone: 14 },
  evening: { afterNoon: { from: 5, until: 11 }, asSaid: [{ from: 17, until: 23 }], alone: 19 },
  // 12 giờ đêm is the midnight of either day, so it is asked again.
  night: {
    afterNoon: { from: 8, until: 11 },
    asSaid: [
      { from: 0, until: 4 },
      { from: 20, until: 23 },
    ],
    alone: 22,
  },
  am: { asSaid: [{ from: 0, until: 11 }] },
  pm: { afterNoon: { from: 1, until: 11 }, asSaid: [{ from: 12, until: 23 }] },
};

const within = (hour: number, hours: Hours): boolean => hour >= hours.from && hour <= hours.until;

export function timeOf(said: Partial<Said>): Temporal.PlainTime | undefined | 'unclear' {
  const hour = hourOf(said);
  if (typeof hour !== 'number') return hour;
  return new Temporal.PlainTime(hour, said.minute ?? 0);
}

function hourOf({ hour, part }: Partial<Said>): number | undefined | 'unclear' {
  if (part === undefined) return hour;
  const { afterNoon, asSaid, alone } = customs[part];
  if (hour === undefined) return alone ?? 'unclear';
  if (part === 'am' && hour === 12) return 0;
  if (afterNoon && within(hour, afterNoon)) return hour + 12;
  return asSaid.some((hours) => within(hour, hours)) ? hour : 'unclear';
}
