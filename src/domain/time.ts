import { Temporal } from 'temporal-polyfill';

export type Instant = Temporal.Instant;
export type Day = Temporal.PlainDate;

export const instant = (at: Date): Instant => Temporal.Instant.fromEpochMilliseconds(at.getTime());
export const dateOf = (at: Instant): Date => new Date(at.epochMilliseconds);

export const earlier = (a: Instant, b: Instant): boolean => Temporal.Instant.compare(a, b) < 0;

export const dayIn = (zone: string, at: Instant): Day => at.toZonedDateTimeISO(zone).toPlainDate();

/** A day as the database keeps it: midnight UTC. */
export const dateOfDay = (day: Day): Date => new Date(`${day.toString()}T00:00:00Z`);
export const dayOf = (date: Date): Day => Temporal.PlainDate.from(date.toISOString().slice(0, 10));

export const firstOf = (...moments: readonly (Instant | undefined)[]): Instant | undefined =>
  moments.reduce((first, at) => (at && (!first || earlier(at, first)) ? at : first), undefined);

export const parse = (iso: string): Instant => Temporal.Instant.from(iso);
