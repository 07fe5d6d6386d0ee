import type { Temporal } from 'temporal-polyfill';
import { dateOf } from './moment/date-said.ts';
import { listen } from './moment/listen.ts';
import type { Said } from './moment/said.ts';
import { timeOf } from './moment/time-said.ts';
import { lineOf } from './moment/tokens.ts';
import { shorten } from './shorten.ts';
import { tidy } from './vietnamese-text.ts';

/** A part that was not said is undefined; `solar` means that mùng was written and read as the solar date. */
export type ReadMoment =
  | {
      readonly outcome: 'read';
      readonly date: Temporal.PlainDate | undefined;
      readonly time: Temporal.PlainTime | undefined;
      readonly solar: boolean;
    }
  | {
      readonly outcome: 'monthly';
      readonly day: number;
      readonly time: Temporal.PlainTime | undefined;
      readonly solar: boolean;
    }
  | { readonly outcome: 'no-such-date'; readonly said: string }
  | { readonly outcome: 'not-understood'; readonly said: string };

export type ReadingContext = {
  readonly now: Temporal.ZonedDateTime;
  /** Which way a date without a year, or a weekday without a week, is meant. */
  readonly looking: 'forward' | 'back';
};

const longest = 100;

/** A date, a time or both, as people write them in Vietnamese or English. */
export function readMoment(text: string, context: ReadingContext): ReadMoment {
  if (text.length > longest) return { outcome: 'not-understood', said: tidy(shorten(text, longest)) };
  const line = lineOf(tidy(text));
  const notUnderstood: ReadMoment = { outcome: 'not-understood', said: line.text };
  const heard = listen(line);
  if (!heard) return notUnderstood;
  const { said, fragment } = heard;
  if (said.impossible !== undefined) return { outcome: 'no-such-date', said: said.impossible };
  const time = timeOf(said);
  if (time === 'unclear') return notUnderstood;
  const solar = said.solar === true;
  if (said.everyMonth) return monthly(said, time, solar) ?? notUnderstood;
  const date = dateOf(said, time, context);
  if (date === 'unclear') return notUnderstood;
  if (date === 'no-such-date') return { outcome: 'no-such-date', said: fragment };
  return { outcome: 'read', date, time, solar };
}

function monthly(
  said: Partial<Said>,
  time: Temporal.PlainTime | undefined,
  solar: boolean,
): ReadMoment | undefined {
  const { day, solar: _solar, everyMonth: _every, hour: _hour, minute: _minute, part: _part, ...rest } = said;
  if (day === undefined || Object.keys(rest).length > 0) return undefined;
  return { outcome: 'monthly', day, time, solar };
}
