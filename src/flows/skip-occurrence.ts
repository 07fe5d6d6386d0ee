import type { SeriesId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import { skipOccurrence as skip } from '../use-cases/series/skip-occurrence.ts';
import { given, yesOrNo } from './ask.ts';
import type { Flow } from './flow.ts';

/** Which occurrence it is about, as it is read back. */
export type AboutOccurrence = {
  readonly series: string;
  readonly on: string;
  readonly subject: string;
  readonly when: string;
  readonly announced: boolean;
};
type Draft = { readonly about?: AboutOccurrence; readonly sure?: boolean };

/** Bỏ kỳ này: one occurrence is not held. */
export const skipOccurrence: Flow<Draft> = {
  name: 'skip-occurrence',
  version: 1,
  title: 'series.skip',
  questions: {
    about: given,
    sure: yesOrNo<Draft>({
      ask: ({ about }) => ({
        key: `series.ask.skip-${about?.announced ? 'announced' : 'planned'}`,
        values: { when: about?.when ?? '', subject: about?.subject ?? '' },
      }),
      label: 'series.skip',
    }),
  },
  async finish(world, { about, sure }) {
    const { reader } = world;
    const values = { when: about.when, subject: escapeMarkup(about.subject) };
    if (!sure) return [{ text: reader.say('series.kept', values) }];
    const { told } = await skip(world, about.series as SeriesId, about.on);
    const key = about.announced ? 'series.skipped-told' : 'series.skipped';
    return [{ text: reader.say(key, { ...values, told }) }];
  },
};
