import type { SeriesId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { endSeries as end } from '../use-cases/series/end-series.ts';
import { given, yesOrNo } from './ask.ts';
import type { Flow } from './flow.ts';

type Draft = {
  readonly about?: { readonly series: string; readonly subject: string };
  readonly sure?: boolean;
};

/** Kết thúc lịch: no more meetings come of it. */
export const endSeries: Flow<Draft> = {
  name: 'end-series',
  version: 1,
  title: 'series.end',
  questions: {
    about: given,
    sure: yesOrNo<Draft>({
      ask: ({ about }) => ({ key: 'series.ask.end', values: { subject: about?.subject ?? '' } }),
      label: 'series.end',
    }),
  },
  async finish(world, { about, sure }) {
    const values = { subject: escapeMarkup(about.subject) };
    if (sure) await end(world, about.series as SeriesId);
    return [{ text: world.reader.say(sure ? 'series.ended' : 'series.not-ended', values) }];
  },
};
