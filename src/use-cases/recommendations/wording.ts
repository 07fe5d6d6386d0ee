import { shortId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Button, Markup } from '../../domain/message.ts';
import { awaits, isOpen, isPaused, isRed } from '../../domain/recommendation.ts';
import { type RungOffice, rungAfter } from '../../domain/rung.ts';
import { gist } from '../../domain/shorten.ts';
import type { Instant } from '../../domain/time.ts';
import { fullUnitName, unitName } from '../../domain/unit.ts';
import { workingDaysBetween } from '../../domain/work-calendar.ts';
import { writeDate, writeTimeFirst } from '../../domain/write-moment.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act } from '../app.ts';
import type { Reader } from '../messaging/say.ts';

const language = (reader: Reader): 'vi' | 'en' => (reader.language === 'en' ? 'en' : 'vi');

export const moment = (act: Pick<Act, 'zone'>, reader: Reader, at: Instant | undefined): string =>
  at ? writeTimeFirst(at.toZonedDateTimeISO(act.zone), language(reader)) : '';

/** What every sentence about a recommendation may speak of. */
export function facts(act: Act, reader: Reader, told: Told) {
  const short = gist(told.text, 80).replace(/\.+$/, '');
  return {
    number: told.number,
    unit: escapeMarkup(fullUnitName(told.unit)),
    office: escapeMarkup(told.officeName),
    raiser: escapeMarkup(told.raiserName),
    kind: kindWords(reader, told),
    field: told.field ? escapeMarkup(told.field) : reader.say('recommendation.no-field'),
    text: escapeMarkup(told.text),
    short: escapeMarkup(short),
    sentence: escapeMarkup(/[?!…]$/.test(short) ? short : `${short}.`),
    raised: writeDate(told.raisedAt.toZonedDateTimeISO(act.zone).toPlainDate(), language(reader)),
    age: workingDaysBetween(told.raisedAt, act.now, act.calendar()),
    deadline: moment(act, reader, told.deadline),
    legal: moment(act, reader, told.legalDeadline),
    until: moment(act, reader, told.pausedUntil),
    closeDays: told.limits.closeDays,
  };
}

export const kindWords = (reader: Reader, { kind, urgency }: Pick<Told, 'kind' | 'urgency'>): string => {
  const words = reader.say(`recommendation.kind.${kind}`);
  return urgency === 'urgent' ? reader.say('promise.urgent', { kind: words }) : words;
};

/** "Nếu chưa tiếp nhận, chuyển lên … lúc …": the next step, said beforehand to everyone concerned. */
export function nextStepLine(act: Act, reader: Reader, told: Told, climb: readonly RungOffice[]): Markup {
  if (!isOpen(told) || !told.deadline) return '';
  if (isRed(told)) return reader.say('recommendation.next.red');
  const next = rungAfter(climb, told.office, told.limits);
  if (!next) return reader.say('recommendation.next.top');
  return reader.say(`recommendation.next.${awaits(told)}`, {
    office: escapeMarkup(next.office.name),
    at: moment(act, reader, told.movesUpAt),
  });
}

/** While it is paused, until when; and what is due then. */
export function deadlineLine(act: Act, reader: Reader, told: Told): Markup {
  const line = reader.say(`recommendation.deadline.${awaits(told)}`, {
    deadline: moment(act, reader, told.deadline),
  });
  if (!isPaused(told)) return line;
  return `${reader.say('promise.paused-line', { until: moment(act, reader, told.pausedUntil) })}\n${line}`;
}

/** The whole recommendation as the office that must act reads it. */
export function card(act: Act, reader: Reader, told: Told, climb: readonly RungOffice[]): Markup {
  const key = told.kind === 'opinion' ? 'promise.opinion.card' : 'recommendation.card';
  return [
    reader.say(key, facts(act, reader, told)),
    isOpen(told) ? deadlineLine(act, reader, told) : '',
    isOpen(told) ? reader.say('promise.legal-line', { legal: moment(act, reader, told.legalDeadline) }) : '',
    nextStepLine(act, reader, told, climb),
    joinedLine(reader, told),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** How many have joined it, and for which units. */
function joinedLine(reader: Reader, { joiners }: Told): Markup {
  if (joiners.length === 0) return '';
  const units = [...new Set(joiners.map(({ unit }) => unitName(unit)))];
  const named = units.slice(0, unitsNamed).map(escapeMarkup).join(', ');
  return reader.say(units.length > unitsNamed ? 'twin.card-many' : 'twin.card', {
    count: joiners.length,
    units: named,
    more: units.length - unitsNamed,
  });
}

const unitsNamed = 5;

const button =
  (reader: Reader, { id }: Pick<Told, 'id'>) =>
  (key: string, verb: string): Button => ({ label: reader.say(key), action: `${verb}:${shortId(id)}` });

type Asked = Pick<Told, 'id' | 'state' | 'nextStep' | 'pausedUntil'>;

/** What is done most: it goes with every message about it. */
export function officeButtons(reader: Reader, told: Asked): readonly (readonly Button[])[] {
  const one = button(reader, told);
  const takeUp = one('recommendation.take-up', 'rt');
  const answer = one('recommendation.answer', 'ra');
  const first = told.state === 'open' ? [takeUp, answer] : [answer];
  if (isRed(told)) return [first];
  const transfer = one('promise.button.transfer', 'rx');
  return [first, isPaused(told) ? [transfer] : [one('promise.button.extend', 'rg'), transfer]];
}

/** All that the office may do about it, on its card. */
export function cardButtons(
  reader: Reader,
  told: Asked & Pick<Told, 'questioned' | 'kind' | 'linkedTo'>,
): readonly (readonly Button[])[] {
  const one = button(reader, told);
  const rest = [
    ...(told.questioned ? [] : [one('promise.button.question', 'rq')]),
    ...(isRed(told) || isPaused(told) ? [] : [one('promise.button.pause', 'rp')]),
  ];
  const link = told.linkedTo ? one('twin.button.unlink', 'rs') : one('twin.button.link', 'rl');
  return [
    ...officeButtons(reader, told),
    ...(rest.length > 0 ? [rest] : []),
    ...(told.kind === 'opinion' ? [] : [[link]]),
  ];
}

export const viewButton = (reader: Reader, told: Pick<Told, 'id'>): readonly (readonly Button[])[] => [
  [button(reader, told)('recommendation.view', 'rv')],
];

/** Whether the people were told of the answer. */
export const toldButtons = (reader: Reader, told: Pick<Told, 'id'>): readonly (readonly Button[])[] => [
  [
    { label: reader.say('recommendation.told-them'), action: `rk:${shortId(told.id)}` },
    { label: reader.say('recommendation.not-told-them'), action: `ru:${shortId(told.id)}` },
  ],
];
