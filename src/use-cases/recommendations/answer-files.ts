import type { RecommendationId } from '../../domain/identity.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Markup } from '../../domain/message.ts';
import { dayIn } from '../../domain/time.ts';
import { writeShortDate } from '../../domain/write-moment.ts';
import type { FiledAnswer } from '../../store/recommendation-history.ts';
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
export async function allAnswerFiles(act: Act, reader: Reader, id: RecommendationId): Promise<Files> {
  const answers = await act.store.recommendations.filedAnswers(id);
  return answers.flatMap((answer) => answerFiles(answer.files, labelOf(act, reader, answer)));
}

const labelOf = ({ zone }: Act, reader: Reader, { at, place, of }: FiledAnswer): Markup =>
  reader.say(of > 1 ? 'recommendation.answer-file-of-several' : 'recommendation.answer-file', {
    place,
    date: writeShortDate(dayIn(zone, at)),
  });
