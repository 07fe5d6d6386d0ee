import { type Attendee, attendanceOf } from '../../domain/attendance.ts';
import { type PersonId, shortId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Meeting } from '../../domain/meeting.ts';
import type { Button, Markup } from '../../domain/message.ts';
import { shorten } from '../../domain/shorten.ts';
import { nameKey } from '../../domain/vietnamese-text.ts';
import type { Reader, Wording } from '../messaging/say.ts';
import { whenAndWhere } from './wording.ts';

/** With a button each and the ways on, a message has at most twenty. */
const onePage = 12;

/** The names in the order of a roll: the same whatever is ticked. */
export const inRollOrder = (attendees: readonly Attendee[]): readonly Attendee[] =>
  attendees
    .map((one) => ({ one, key: nameKey(one.name) }))
    .sort((a, b) => (a.key < b.key || (a.key === b.key && a.one.invitation < b.one.invitation) ? -1 : 1))
    .map(({ one }) => one);

export const pageOf = (attendees: readonly Attendee[], invitation: string): number =>
  Math.floor(
    Math.max(
      0,
      inRollOrder(attendees).findIndex((one) => one.invitation === invitation),
    ) / onePage,
  );

/** Everyone who was invited, whether they came, and a button each that changes it. */
export function attendanceList(
  reader: Reader,
  zone: string,
  meeting: Meeting,
  attendees: readonly Attendee[],
  page: number,
): Wording {
  const came = attendees.filter((one) => attendanceOf(one) === 'came').length;
  const from = page * onePage;
  const part = inRollOrder(attendees).slice(from, from + onePage);
  const subject = escapeMarkup(shorten(meeting.subject, 100));
  const values = { ...whenAndWhere(reader, zone, meeting), subject, came, absent: attendees.length - came };
  const range = { from: from + 1, to: from + part.length, count: attendees.length };
  return {
    text: [
      reader.say('attendance.title', values),
      ...(attendees.length > onePage ? [reader.say('attendance.part', range)] : []),
      ...part.map((one) => line(reader, one)),
      reader.say('attendance.how'),
    ].join('\n'),
    buttons: [
      ...inPairs(part.map((one) => toggle(reader, one))),
      ...ways(reader, meeting, page, from + part.length < attendees.length),
    ],
  };
}

function line(reader: Reader, one: Attendee): Markup {
  const now = attendanceOf(one);
  const line = reader.say(`attendance.line.${now}`, { name: escapeMarkup(one.name) });
  // That somebody came who had said so needs no saying.
  return now === 'came' && one.answer === 'coming' ? line : `${line} (${remark(reader, one)})`;
}

type Said = Pick<Attendee, 'answer' | 'reason' | 'substitute' | 'substituteDeclined' | 'before'>;

function remark(reader: Reader, { answer, reason, substitute, substituteDeclined, before }: Said): Markup {
  if (!answer && before)
    return reader.say('attendance.said.before', { said: remark(reader, { ...before, before: undefined }) });
  const isDeclined = answer === 'substitute' && substituteDeclined !== undefined;
  return reader.say(`attendance.said.${isDeclined ? 'substitute-declined' : (answer ?? 'nothing')}`, {
    reason: escapeMarkup(shorten(substituteDeclined ?? reason ?? '', 60)),
    substitute: escapeMarkup(shorten(substitute ?? '', 60)),
  });
}

function toggle(reader: Reader, one: Attendee): Button {
  const now = attendanceOf(one);
  return {
    label: reader.say(`attendance.button.${now}`, { name: shorten(one.name, 30) }),
    // It says what it makes of it, not that it changes it: pressed twice it is the same.
    action: `${now === 'came' ? 'aa' : 'ac'}:${shortId(one.invitation)}`,
  };
}

function ways(reader: Reader, { id }: Meeting, page: number, more: boolean): readonly (readonly Button[])[] {
  const turn = (to: number, key: string) => ({ label: reader.say(key), action: `al:${shortId(id)}:${to}` });
  const turns = [
    ...(page > 0 ? [turn(page - 1, 'attendance.before')] : []),
    ...(more ? [turn(page + 1, 'attendance.more')] : []),
  ];
  return [
    ...(turns.length > 0 ? [turns] : []),
    [{ label: reader.say('chat.done'), action: `ax:${shortId(id)}` }],
  ];
}

const inPairs = (buttons: readonly Button[]): readonly (readonly Button[])[] =>
  Array.from({ length: Math.ceil(buttons.length / 2) }, (_, at) => buttons.slice(at * 2, at * 2 + 2));

/** What somebody kept of the meetings they were invited to. */
export const historyButton = (reader: Reader, person: PersonId): Button => ({
  label: reader.say('attendance.history.button'),
  action: `ht:${shortId(person)}`,
});
