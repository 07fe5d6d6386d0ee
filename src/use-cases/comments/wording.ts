import type { Comment } from '../../domain/comment.ts';
import { type MeetingId, shortId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Button, Markup } from '../../domain/message.ts';
import { shorten } from '../../domain/shorten.ts';
import { writeTimeFirst } from '../../domain/write-moment.ts';
import type { Reader } from '../messaging/say.ts';

export const commentButton = (reader: Reader, meeting: MeetingId): Button => ({
  label: reader.say('comment.button'),
  action: `gy:${shortId(meeting)}`,
});

/** What it is about, in the middle of a sentence. */
export function aboutWords(reader: Reader, { about, title }: Pick<Comment, 'about' | 'title'>): Markup {
  const values = { title: escapeMarkup(title ?? ''), ...(about.kind === 'point' && { point: about.point }) };
  return reader.say(`comment.about.${about.kind}`, values);
}

/** Its text in few words; without one, what was sent. */
export function remarkWords(
  reader: Reader,
  { text, files }: Pick<Comment, 'text' | 'files'>,
  atMost: number,
): Markup {
  const attached = files.length > 0 ? reader.say('comment.attached', { count: files.length }) : '';
  return [text === '' ? '' : `“${escapeMarkup(shorten(text, atMost))}”`, attached].filter(Boolean).join(' ');
}

/** What became of it. */
export function outcomeWords(
  reader: Reader,
  { outcome, response }: Pick<Comment, 'outcome' | 'response'>,
): Markup {
  if (!outcome) return reader.say('comment.outcome.none');
  return reader.say(`comment.outcome.${outcome}`, { response: escapeMarkup(response ?? '') });
}

export const writtenWhen = (reader: Reader, zone: string, { writtenAt, late }: Comment): Markup => {
  const when = writeTimeFirst(writtenAt.toZonedDateTimeISO(zone), reader.language === 'en' ? 'en' : 'vi');
  return late ? `${when} (${reader.say('comment.late')})` : when;
};
