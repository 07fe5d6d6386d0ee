import type { KeptFile } from '../domain/kept-file.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { answerHelp as answer } from '../use-cases/recommendations/help/answer-help.ts';
import { type About, idOf } from './about-recommendation.ts';
import { given, text } from './ask.ts';
import { fileLine, files } from './ask-files.ts';
import type { Flow } from './flow.ts';

type Draft = About & {
  readonly request?: number;
  /** The lead office, and what it asked. */
  readonly lead?: string;
  readonly asked?: string;
  readonly text?: string;
  readonly files?: readonly KeptFile[];
};

/** Trả lời phối hợp, read back before it goes to the lead office. */
export const answerHelp: Flow<Draft> = {
  name: 'answer-help',
  version: 1,
  title: 'help.flow.answer',
  questions: {
    recommendation: given,
    request: given,
    lead: given,
    asked: given,
    text: text<Draft>({
      ask: ({ recommendation, lead = '', asked = '' }) => ({
        key: 'help.ask.answer',
        values: { number: recommendation?.label ?? '', lead, asked },
      }),
      label: 'help.label.answer',
      atMost: 3000,
    }),
    files: files<Draft>({
      label: 'help.label.files',
      ask: 'help.ask.files',
      atMost: 10,
      only: 'any',
      none: 'chat.no-files',
    }),
  },
  beside: { files: 'recommendation.attach' },
  summary: async ({ reader }, { recommendation, lead, text: said, files: attached }) =>
    [
      reader.say('help.summary.answer', {
        number: recommendation.label,
        lead: escapeMarkup(lead),
        text: escapeMarkup(said),
      }),
      ...(attached.length > 0
        ? [reader.say('recommendation.answer-attached', { files: attached.map(fileLine).join(', ') })]
        : []),
    ].join('\n'),
  async finish(world, draft) {
    const about = { recommendation: idOf(draft), request: draft.request };
    const told = await answer(world, about, draft.text, draft.files);
    const values = { number: told.number, lead: escapeMarkup(told.officeName) };
    return [{ text: world.reader.say('help.you-answered', values) }];
  },
};
