import { shortId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Button, Markup } from '../../domain/message.ts';
import { awaits, escalatesAt, isOpen, isRed } from '../../domain/recommendation.ts';
import { type RungOffice, rungAfter } from '../../domain/rung.ts';
import { shorten } from '../../domain/shorten.ts';
import type { Instant } from '../../domain/time.ts';
import { fullUnitName } from '../../domain/unit.ts';
import { workingDaysBetween } from '../../domain/work-calendar.ts';
import { writeDate, writeTimeFirst } from '../../domain/write-moment.ts';
import type { Told } from '../../store/recommendations.ts';
import type { Act } from '../app.ts';
import type { Reader } from '../messaging/say.ts';

const language = (reader: Reader): 'vi' | 'en' => (reader.language === 'en' ? 'en' : 'vi');

const moment = (act: Act, reader: Reader, at: Instant | undefined): string =>
  at ? writeTimeFirst(at.toZonedDateTimeISO(act.zone), language(reader)) : '';

/** What every sentence about a recommendation may speak of. */
export function facts(act: Act, reader: Reader, told: Told) {
  const short = shorten(told.text, 80).replace(/\.+$/, '');
  return {
    number: told.number,
    unit: escapeMarkup(fullUnitName(told.unit)),
    office: escapeMarkup(told.officeName),
    raiser: escapeMarkup(told.raiserName),
    kind: reader.say(`recommendation.kind.${told.kind}`),
    field: told.field ? escapeMarkup(told.field) : reader.say('recommendation.no-field'),
    text: escapeMarkup(told.text),
    short: escapeMarkup(short),
    sentence: escapeMarkup(/[?!…]$/.test(short) ? short : `${short}.`),
    raised: writeDate(told.raisedAt.toZonedDateTimeISO(act.zone).toPlainDate(), language(reader)),
    age: workingDaysBetween(told.raisedAt, act.now, act.calendar()),
    deadline: moment(act, reader, told.deadline),
  };
}

/** "Nếu chưa tiếp nhận, chuyển lên … lúc …": the next step, said beforehand to everyone concerned. */
export function nextStepLine(act: Act, reader: Reader, told: Told, climb: readonly RungOffice[]): Markup {
  if (!isOpen(told) || !told.deadline) return '';
  if (isRed(told)) return reader.say('recommendation.next.red');
  const next = rungAfter(climb, told.office);
  if (!next) return reader.say('recommendation.next.top');
  const at = escalatesAt(told.deadline, told.limits, act.calendar());
  return reader.say(`recommendation.next.${awaits(told)}`, {
    office: escapeMarkup(next.office.name),
    at: moment(act, reader, at),
  });
}

export function deadlineLine(act: Act, reader: Reader, told: Told): Markup {
  return reader.say(`recommendation.deadline.${awaits(told)}`, {
    deadline: moment(act, reader, told.deadline),
  });
}

/** The whole recommendation as the office that must act reads it. */
export function card(act: Act, reader: Reader, told: Told, climb: readonly RungOffice[]): Markup {
  return [
    reader.say('recommendation.card', facts(act, reader, told)),
    isOpen(told) ? deadlineLine(act, reader, told) : '',
    nextStepLine(act, reader, told, climb),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

export function officeButtons(
  reader: Reader,
  told: Pick<Told, 'id' | 'state'>,
): readonly (readonly Button[])[] {
  const key = shortId(told.id);
  const takeUp = { label: reader.say('recommendation.take-up'), action: `rt:${key}` };
  const answer = { label: reader.say('recommendation.answer'), action: `ra:${key}` };
  return [told.state === 'open' ? [takeUp, answer] : [answer]];
}

export const viewButton = (reader: Reader, told: Pick<Told, 'id'>): readonly (readonly Button[])[] => [
  [{ label: reader.say('recommendation.view'), action: `rv:${shortId(told.id)}` }],
];
