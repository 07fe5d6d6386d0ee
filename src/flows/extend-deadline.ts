import { Temporal } from 'temporal-polyfill';
import { escapeMarkup } from '../domain/markup.ts';
import { writeDate } from '../domain/write-moment.ts';
import {
  extendDeadline as extend,
  refuseExtensionUntil,
} from '../use-cases/recommendations/extend-deadline.ts';
import { type About, idOf, triedDay, words } from './about-recommendation.ts';
import { given, languageOf } from './ask.ts';
import { day } from './ask-day.ts';
import type { Flow } from './flow.ts';
import { askedAbove } from './recommendation-items.ts';

type Draft = About & {
  /** As it is now, in words. */
  readonly deadline?: string;
  readonly until?: string;
  readonly reason?: string;
  readonly interim?: string;
};

/** Xin gia hạn: until when, why, and what who raised it is told meanwhile. */
export const extendDeadline: Flow<Draft> = {
  name: 'extend-deadline',
  version: 1,
  title: 'promise.title.extend',
  questions: {
    recommendation: given,
    deadline: given,
    until: triedDay(
      day<Draft>({
        ask: ({ recommendation, deadline = '' }) => ({
          key: 'promise.ask.extend-until',
          values: { number: recommendation?.label ?? '', deadline },
        }),
        label: 'promise.label.until',
        looking: 'forward',
      }),
      refuseExtensionUntil,
    ),
    reason: words<Draft>('promise.ask.extend-reason', 'promise.label.reason'),
    interim: words<Draft>('promise.ask.interim', 'promise.label.interim'),
  },
  summary: async ({ reader }, { recommendation, until, reason, interim }) =>
    reader.say('promise.summary.extend', {
      number: recommendation.label,
      until: writeDate(Temporal.PlainDate.from(until), languageOf(reader.language)),
      reason: escapeMarkup(reason),
      interim: escapeMarkup(interim),
    }),
  async finish(world, draft) {
    const { reason, interim } = draft;
    const until = Temporal.PlainDate.from(draft.until);
    const told = await extend(world, idOf(draft), { until, reason, interim });
    if (told.asked) return [await askedAbove(world, told, told.asked)];
    return [{ text: world.reader.say('promise.you-extended', { number: told.number }) }];
  },
};
