import { escapeMarkup } from '../domain/markup.ts';
import { questionRaiser as question } from '../use-cases/recommendations/question-raiser.ts';
import { replyToQuestion as reply } from '../use-cases/recommendations/reply-to-question.ts';
import { confirmersNames } from '../use-cases/recommendations/tell.ts';
import { type About, idOf, words } from './about-recommendation.ts';
import { given, text } from './ask.ts';
import type { Flow } from './flow.ts';

type Draft = About & { readonly text?: string };

/** Hỏi người nêu. */
export const questionRaiser: Flow<Draft> = {
  name: 'question-raiser',
  version: 1,
  title: 'promise.title.question',
  questions: {
    recommendation: given,
    text: words<Draft>('promise.ask.question', 'promise.label.text'),
  },
  async finish(world, draft) {
    const told = await question(world, idOf(draft), draft.text);
    const people = await confirmersNames(world, told);
    const key = people ? 'promise.you-questioned' : 'promise.you-questioned-nobody';
    return [{ text: world.reader.say(key, { number: told.number, people: escapeMarkup(people) }) }];
  },
};

type Reply = Draft & { readonly office?: string };

/** The answer of who raised it, into the history. */
export const replyToQuestion: Flow<Reply> = {
  name: 'reply-to-question',
  version: 1,
  title: 'promise.title.reply',
  questions: {
    recommendation: given,
    office: given,
    text: text<Reply>({
      ask: ({ recommendation, office = '' }) => ({
        key: 'promise.ask.reply',
        values: { number: recommendation?.label ?? '', office },
      }),
      label: 'promise.label.text',
      atMost: 2000,
    }),
  },
  async finish(world, draft) {
    const told = await reply(world, idOf(draft), draft.text);
    return [{ text: world.reader.say('promise.you-replied', { office: escapeMarkup(told.officeName) }) }];
  },
};
