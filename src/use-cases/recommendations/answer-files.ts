import type { Entry } from '../../domain/entry.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Markup } from '../../domain/message.ts';
import { dayIn } from '../../domain/time.ts';
import { writeShortDate } from '../../domain/write-moment.ts';
import type { Act } from '../app.ts';
import type { Reader, Wording } from '../messaging/say.ts';

type Files = NonNullable<Wording['files']>;

/** What came with an answer; `label`: which one. */
export const answerFiles = (files: readonly KeptFile[] = [], label: Markup = ''): Files =>
  files.map((file) => {
    const caption = [label, escapeMarkup(file.caption ?? '')].filter((part) => part !== '').join(': ');
    return { file, caption, buttons: [] };
  });

/** What came with every answer it ever had, each with the answer it belongs to. */
export function allAnswerFiles({ zone }: Act, reader: Reader, history: readonly Entry[]): Files {
  const answers = history.filter((entry) => entry.what === 'answered');
  const key = answers.length > 1 ? 'recommendation.answer-file-of-several' : 'recommendation.answer-file';
  return answers.flatMap(({ at, data }, place) =>
    answerFiles(data.files, reader.say(key, { place: place + 1, date: writeShortDate(dayIn(zone, at)) })),
  );
}
