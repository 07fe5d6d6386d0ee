import { Temporal } from 'temporal-polyfill';
import type { Conclusion } from '../../domain/conclusion.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Markup } from '../../domain/message.ts';
import { writeDate } from '../../domain/write-moment.ts';
import type { Reader } from '../messaging/say.ts';
import { written } from './wording.ts';

type Line = Pick<Conclusion, 'text' | 'ownerName' | 'dueOn'>;

/** What was concluded, numbered: what, which office, by which day. */
export const conclusionLines = (reader: Reader, lines: readonly Line[]): readonly Markup[] =>
  lines.map((line, at) => conclusionLine(reader, line, at + 1));

export const conclusionLine = (reader: Reader, { text, ownerName, dueOn }: Line, number: number): Markup =>
  reader.say('conclusion.line', {
    number,
    text: escapeMarkup(text),
    owner: escapeMarkup(ownerName),
    due: writeDate(Temporal.PlainDate.from(dueOn), written(reader)),
  });
