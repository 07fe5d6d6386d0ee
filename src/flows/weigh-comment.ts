import type { Outcome } from '../domain/comment.ts';
import type { CommentId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { weighComment as weigh } from '../use-cases/comments/weigh-comment.ts';
import { given, text } from './ask.ts';
import type { Choice, Flow } from './flow.ts';

type Draft = { readonly comment?: Choice; readonly outcome?: Outcome; readonly response?: string };

/** Tiếp thu: what has changed. Giải trình: why not. */
export const weighComment: Flow<Draft> = {
  name: 'weigh-comment',
  version: 1,
  title: 'comment.weigh-title',
  questions: {
    comment: given,
    outcome: given,
    response: text<Draft>({
      ask: ({ outcome = 'accepted', comment }) => ({
        key: `comment.ask.${outcome}`,
        values: { name: comment?.label ?? '' },
      }),
      label: 'comment.label.response',
      atMost: 1000,
    }),
  },
  async finish(world, { comment, outcome, response }) {
    const { changed } = await weigh(world, comment.value as CommentId, { outcome, response });
    const key = changed ? `comment.noted.${outcome}` : 'comment.noted.before';
    return [{ text: world.reader.say(key, { name: escapeMarkup(comment.label) }) }];
  },
};
