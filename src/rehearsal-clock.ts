import { Temporal } from 'temporal-polyfill';
import { Refusal } from './domain/refusal.ts';
import { dateOf, earlier, type Instant, instant } from './domain/time.ts';
import { nextOpening, type WorkCalendar } from './domain/work-calendar.ts';
import type { Database } from './store/database.ts';
import type { Clock } from './use-cases/app.ts';

/** The rehearsal's clock: real time and an offset, kept in the database. */
export type RehearsalClock = Clock & {
  /** Moves to the moment, stopping wherever something falls due; `work` does what is due there. */
  readonly advance: (to: Instant, work: (now: Instant) => Promise<void>) => Promise<Instant>;
};

const key = 'clock-offset-ms';
const atMostDays = 366;

/** `begins`: what it shows when a rehearsal starts anew. */
export async function rehearsalClock(
  database: Database,
  realNow: () => number,
  begins: Instant,
): Promise<RehearsalClock> {
  const { settings, due } = database.store;
  let offset = await settings.settle<number>(key, begins.epochMilliseconds - realNow());
  let moving: Promise<unknown> = Promise.resolve();
  const now = () => Temporal.Instant.fromEpochMilliseconds(realNow() + offset);

  async function moveTo(moment: Instant): Promise<void> {
    // Kept before anything is done at the moment: a process that dies here never sees time run backwards.
    offset = Math.max(offset, moment.epochMilliseconds - realNow());
    await settings.set(key, offset);
  }

  async function run(to: Instant, work: (now: Instant) => Promise<void>): Promise<Instant> {
    let worked: Instant | undefined;
    while (true) {
      // What failed stays due, and is tried again at every moment after it: the clock is not held up by it.
      const at = await due.next(worked && dateOf(worked));
      const next = at && instant(at);
      if (!next || earlier(to, next)) break;
      await moveTo(next);
      worked = now();
      await work(worked);
    }
    await moveTo(to);
    await work(now());
    return now();
  }

  return {
    now,
    advance(to, work) {
      if (earlier(now().add({ hours: 24 * atMostDays }), to)) throw new Refusal('web.clock.too-far');
      const result = moving.then(() => run(to, work));
      moving = result.catch(() => {});
      return result;
    },
  };
}

/** The moment meant by a duration of ISO 8601, or by "next-working-day" (its opening). */
export function momentAfter(now: Instant, by: string, zone: string, calendar: WorkCalendar): Instant {
  if (by === 'next-working-day') return nextOpening(now, calendar);
  try {
    return now.toZonedDateTimeISO(zone).add(Temporal.Duration.from(by)).toInstant();
  } catch {
    throw new Refusal('web.clock.bad-duration');
  }
}

/** As the pages show it: ISO 8601 with the offset, whole seconds. */
export const written = (now: Temporal.Instant, zone: string): string =>
  now.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', fractionalSecondDigits: 0 });
