import { Temporal } from 'temporal-polyfill';
import { escapeMarkup } from '../domain/markup.ts';
import { writeDate } from '../domain/write-moment.ts';
import {
  pauseRecommendation as pause,
  refusePauseUntil,
} from '../use-cases/recommendations/pause-recommendation.ts';
import { type About, idOf, triedDay, words } from './about-recommendation.ts';
import { given, languageOf } from './ask.ts';
import { day } from './ask-day.ts';
import type { Flow } from './flow.ts';

type Draft = About & {
  /** Working days that may still be used. */
  readonly left?: number;
  readonly until?: string;
  readonly reason?: string;
};

/** Tạm dừng: to the end of which day, and why. */
export const pauseRecommendation: Flow<Draft> = {
  name: 'pause-recommendation',
  version: 1,
  title: 'promise.title.pause',
  questions: {
    recommendation: given,
    left: given,
    until: triedDay(
      day<Draft>({
        ask: ({ recommendation, left = 0 }) => ({
          key: 'promise.ask.pause-until',
          values: { number: recommendation?.label ?? '', left },
        }),
        label: 'promise.label.until',
        looking: 'forward',
      }),
      refusePauseUntil,
    ),
    reason: words<Draft>('promise.ask.pause-reason', 'promise.label.reason'),
  },
  summary: async ({ reader }, { recommendation, until, reason }) =>
    reader.say('promise.summary.pause', {
      number: recommendation.label,
      until: writeDate(Temporal.PlainDate.from(until), languageOf(reader.language)),
      reason: escapeMarkup(reason),
    }),
  async finish(world, draft) {
    const until = Temporal.PlainDate.from(draft.until);
    const told = await pause(world, idOf(draft), { until, reason: draft.reason });
    return [{ text: world.reader.say('promise.you-paused', { number: told.number }) }];
  },
};
