import type { Day } from '../../domain/time.ts';
import type { Unit } from '../../domain/unit.ts';
import type { Values } from '../app.ts';

/** Sentences as plain text, with plain text in them. */
export type Words = (key: string, values?: Values) => string;

// Only what could be made another number by a 1 in front of it has a 0 there: days below 10, January and February.
export const placeAndDay = (words: Words, { name }: Pick<Unit, 'name'>, { day, month, year }: Day): string =>
  words('letter.paper.place-and-day', {
    place: name,
    day: String(day).padStart(2, '0'),
    month: month < 3 ? `0${month}` : month,
    year,
  });
