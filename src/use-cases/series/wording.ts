import { Temporal } from 'temporal-polyfill';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Markup } from '../../domain/message.ts';
import { asksWeekends, type DayOff, type Rule } from '../../domain/recurrence.ts';
import type { Planned } from '../../domain/series.ts';
import { type Day, dayIn } from '../../domain/time.ts';
import { writeDate, writeShortDate, writeTimeFirst, writeWeekday } from '../../domain/write-moment.ts';
import { writePattern } from '../../domain/write-recurrence.ts';
import { written } from '../meetings/wording.ts';
import type { Reader } from '../messaging/say.ts';

/** A rule with its hour: 08:00, ngày 5 hằng tháng. */
export const ruleLine = (reader: Reader, { time, pattern }: Pick<Rule, 'time' | 'pattern'>): Markup =>
  `${time}, ${writePattern(pattern, written(reader))}`;

/** What becomes of days off, and of months that are too short. */
export function holidayLines(reader: Reader, rule: Rule): readonly Markup[] {
  const weekends = asksWeekends(rule)
    ? reader.say(`series.weekends.${rule.weekendsOff ? 'off' : 'worked'}`)
    : '';
  const short = rule.pattern.kind === 'day' && rule.pattern.day > 28 && rule.pattern.day < 31;
  const rare = rule.pattern.kind === 'nth' && rule.pattern.nth === 5;
  const leap = rule.pattern.kind === 'date' && rule.pattern.day === 29 && rule.pattern.month === 2;
  return [
    [reader.say(`series.holiday-line.${rule.onHoliday}`), weekends].filter((part) => part !== '').join(' '),
    ...(short ? [reader.say('series.short-month', { day: rule.pattern.day })] : []),
    ...(rare ? [reader.say('series.rare')] : []),
    ...(leap ? [reader.say('series.leap')] : []),
  ];
}

/** One occurrence as a line: when, and why it is not on the day the rule names. */
export function occurrenceLine(reader: Reader, zone: string, planned: Planned): Markup {
  const language = written(reader);
  const on = Temporal.PlainDate.from(planned.on);
  const why = planned.because ? escapeMarkup(whyOff(reader, planned.because, on)) : '';
  const usual = writeDate(on, language);
  if (!planned.startsAt)
    return reader.say(`series.date.${planned.exception === 'skipped' ? 'skipped' : 'left-out'}`, {
      usual,
      why,
    });
  const when = writeTimeFirst(planned.startsAt.toZonedDateTimeISO(zone), language);
  const values = { when, why, usual: writeShortDate(on) };
  const isElsewhere = !dayIn(zone, planned.startsAt).equals(on);
  const state =
    planned.exception === 'moved' ? 'moved' : !isElsewhere ? 'usual' : why === '' ? 'elsewhere' : 'shifted';
  const line = reader.say(`series.date.${state}`, values);
  return planned.meeting ? `${line} ${reader.say('series.date.announced')}` : line;
}

const whyOff = (reader: Reader, because: DayOff, on: Day): string =>
  because.kind === 'holiday' ? because.name : writeWeekday(on.dayOfWeek, written(reader));
