import { type InvitationId, shortId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Invitation, Meeting } from '../../domain/meeting.ts';
import type { Button, Markup } from '../../domain/message.ts';
import { unitName } from '../../domain/unit.ts';
import { writeTimeFirst } from '../../domain/write-moment.ts';
import type { Reader } from '../messaging/say.ts';

export const written = (reader: Reader): 'vi' | 'en' => (reader.language === 'en' ? 'en' : 'vi');

/** What every sentence about a meeting may speak of. */
export const whenAndWhere = (reader: Reader, zone: string, meeting: Meeting) => ({
  office: escapeMarkup(meeting.officeName),
  unit: escapeMarkup(unitName(meeting.unit)),
  subject: escapeMarkup(meeting.subject),
  // The sentence it stands in ends by itself.
  place: escapeMarkup(meeting.place.replace(/\.+$/, '')),
  when: writeTimeFirst(meeting.startsAt.toZonedDateTimeISO(zone), written(reader)),
});

type Answered = Pick<Invitation, 'answer' | 'reason' | 'substitute' | 'substituteDeclined' | 'before'>;

/** What somebody answered, as the office reads it. */
export function answerLine(
  reader: Reader,
  { answer, reason, substitute, substituteDeclined, before }: Answered,
): Markup {
  if (!answer && before)
    return reader.say('change.answered-before', {
      answer: answerLine(reader, { ...before, before: undefined }),
    });
  if (!answer) return reader.say('meeting.silent');
  const values = {
    reason: escapeMarkup(substituteDeclined ?? reason ?? ''),
    substitute: escapeMarkup(substitute ?? ''),
  };
  const isDeclined = answer === 'substitute' && substituteDeclined !== undefined;
  return reader.say(`meeting.answered.${isDeclined ? 'substitute-declined' : answer}`, values);
}

/** `revision` of the meeting they are shown with: pressed when it has been changed since, they say so. */
export function answerButtons(
  reader: Reader,
  invitation: InvitationId,
  revision = 0,
): readonly (readonly Button[])[] {
  const key = revision === 0 ? shortId(invitation) : `${shortId(invitation)}:${revision}`;
  return [
    [
      { label: reader.say('meeting.coming'), action: `y:${key}` },
      { label: reader.say('meeting.absent'), action: `n:${key}` },
    ],
    [{ label: reader.say('meeting.substitute'), action: `s:${key}` }],
  ];
}
