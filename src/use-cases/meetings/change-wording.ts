import { escapeMarkup } from '../../domain/markup.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { type Aspect, changedAspects } from '../../domain/meeting-change.ts';
import type { Markup } from '../../domain/message.ts';
import { writeDate, writeTime } from '../../domain/write-moment.ts';
import type { Reader } from '../messaging/say.ts';
import { whenAndWhere, written } from './wording.ts';

type Change = { readonly before: Meeting; readonly after: Meeting; readonly urgent: boolean };

/** Only what changed, and which meeting it is. */
export function changeText(reader: Reader, zone: string, { before, after, urgent }: Change): Markup {
  const aspects = changedAspects(before, after);
  const what = aspects.map((aspect) => reader.say(`change.what.${aspect}`)).join(', ');
  const lines = aspects.map((aspect) => aspectLine(reader, zone, aspect, before, after));
  const head = reader.say(aspects.includes('time') ? 'change.head' : 'change.head-when', {
    ...whenAndWhere(reader, zone, after),
    urgent: urgency(reader, urgent),
    what,
  });
  // Points stand on lines of their own.
  const inline = lines.length === 1 && !aspects.includes('agenda');
  const same = unchanged(aspects);
  const parts = [head, ...lines, ...(same ? [reader.say(same)] : [])];
  const whole = parts.join(inline ? ' ' : '\n');
  return aspects.includes('subject')
    ? whole
    : `${whole}\n${reader.say('change.subject-is', { subject: escapeMarkup(before.subject) })}`;
}

/** No meeting of that time and place any more, whether there will be another, and why. */
export function cancelText(reader: Reader, zone: string, { after, urgent }: Omit<Change, 'before'>): Markup {
  const { cancelReason: reason, postponed } = after;
  return [
    reader.say(postponed ? 'change.postponed' : 'change.cancelled', {
      ...whenAndWhere(reader, zone, after),
      urgent: urgency(reader, urgent),
    }),
    ...(reason ? [reader.say('change.reason-is', { reason: escapeMarkup(reason) })] : []),
    reader.say('change.subject-is', { subject: escapeMarkup(after.subject) }),
  ].join('\n');
}

/** What was put off has a day again. */
export const resumedText = (reader: Reader, zone: string, { before, after, urgent }: Change): Markup =>
  reader.say('change.resumed', {
    ...whenAndWhere(reader, zone, after),
    before: whenAndWhere(reader, zone, before).when,
    urgent: urgency(reader, urgent),
  });

const urgency = (reader: Reader, urgent: boolean): Markup =>
  urgent ? `${reader.say('change.urgent')} ` : '';

/** What the reader may wonder about, where it has stayed. */
function unchanged(aspects: readonly Aspect[]): string | undefined {
  const time = aspects.includes('time');
  const place = aspects.includes('place');
  if (time && place) return undefined;
  return `change.same-${time ? 'place' : place ? 'time' : 'both'}`;
}

function aspectLine(reader: Reader, zone: string, aspect: Aspect, before: Meeting, after: Meeting): Markup {
  switch (aspect) {
    case 'time':
      return timeLine(reader, zone, before, after);
    case 'agenda':
      return after.agenda.length === 0 ? reader.say('change.no-agenda') : agendaLines(after.agenda);
    case 'place':
    case 'subject':
      return reader.say('change.instead', {
        now: escapeMarkup(bare(after[aspect])),
        before: escapeMarkup(bare(before[aspect])),
      });
  }
}

// The sentence it stands in ends by itself.
const bare = (text: string): string => text.replace(/\.+$/, '');

function timeLine(reader: Reader, zone: string, before: Meeting, after: Meeting): Markup {
  const [old, now] = [before, after].map(({ startsAt }) => startsAt.toZonedDateTimeISO(zone));
  if (!old || !now) return '';
  const language = written(reader);
  const sameDay = old.toPlainDate().equals(now.toPlainDate());
  return reader.say(sameDay ? 'change.time-same-day' : 'change.time-other-day', {
    time: writeTime(now),
    day: writeDate(now, language),
    oldTime: writeTime(old),
    ...(!sameDay && { oldDay: writeDate(old, language) }),
  });
}

export const agendaLines = (agenda: readonly string[]): Markup =>
  agenda.map((point, at) => `${at + 1}. ${escapeMarkup(point)}`).join('\n');
