import { Temporal } from 'temporal-polyfill';
import { readMoment } from '../domain/read-moment.ts';
import { readRecurrence } from '../domain/read-recurrence.ts';
import { noticeDaysAtMost } from '../domain/series.ts';
import { shorten } from '../domain/shorten.ts';
import { fold, tidy } from '../domain/vietnamese-text.ts';
import { writeTime } from '../domain/write-moment.ts';
import { writePattern } from '../domain/write-recurrence.ts';
import { languageOf, nowIn } from './ask.ts';
import type { Question, Reading, World } from './flow.ts';
import { codeOf, type RuleSaid, ruleOf } from './rule-code.ts';

type Asked<Draft> = {
  readonly ask: string;
  readonly label: string;
  readonly when?: (draft: Draft) => boolean;
};

const refused = (key: string, values?: Readonly<Record<string, string | number>>): Reading<never> => ({
  outcome: 'refused',
  sentence: values ? { key, values } : { key },
});

const bare = <Draft>({ ask, label, when }: Asked<Draft>) => ({
  kind: 'question' as const,
  ask: () => ({ key: ask }),
  label,
  ...(when && { when }),
  choices: async () => [],
  takesNumbers: true,
});

/** The answer, with how it was understood. */
function taken(value: RuleSaid, { reader }: World): Reading<RuleSaid> {
  const days = writePattern(value.pattern, languageOf(reader.language));
  const when = value.time === undefined ? days : `${value.time}, ${days}`;
  return { outcome: 'answer', value, sentence: { key: 'chat.understood', values: { when } } };
}

/** The days of a series, typed as people type them; asked which is meant where it could be several. */
export const ruleQuestion = <Draft>(asked: Asked<Draft>): Question<RuleSaid, Draft, World> => ({
  ...bare(asked),
  show: ({ pattern }, { reader }) => writePattern(pattern, languageOf(reader.language)),
  async choose(value, { world }) {
    const rule = ruleOf(value);
    return rule ? taken(rule, world) : refused('chat.choose-one');
  },
  async read(said, { world }) {
    if (!('text' in said)) return refused('chat.wants-text');
    const quoted = shorten(tidy(said.text), 60);
    const read = readRecurrence(said.text);
    switch (read.outcome) {
      case 'never':
        return refused('series.never-said', { said: quoted });
      case 'not-understood':
        return refused('series.not-understood', { said: quoted });
      case 'read':
        return taken({ pattern: read.pattern, time: read.time }, world);
      case 'which': {
        const language = languageOf(world.reader.language);
        const choices = read.patterns.map((pattern) => ({
          value: codeOf({ pattern, time: read.time }),
          label: shorten(writePattern(pattern, language), 60),
        }));
        return { outcome: 'which', sentence: { key: 'series.which', values: { said: quoted } }, choices };
      }
    }
  },
});

/** An hour of the day alone. */
export const hourQuestion = <Draft>(asked: Asked<Draft>): Question<string, Draft, World> => ({
  ...bare(asked),
  choose: async () => refused('chat.choose-one'),
  show: (value) => writeTime(Temporal.PlainTime.from(value)),
  async read(said, { world }) {
    if (!('text' in said)) return refused('chat.wants-text');
    const read = readMoment(said.text, { now: nowIn(world), looking: 'forward' });
    return read.outcome === 'read' && read.time && !read.date
      ? { outcome: 'answer', value: writeTime(read.time) }
      : refused('series.bad-hour', { said: shorten(tidy(said.text), 40) });
  },
});

/** A number of days: 7, 7 ngày, 2 tuần. */
export const daysQuestion = <Draft>(asked: Asked<Draft>): Question<number, Draft, World> => ({
  ...bare(asked),
  choose: async () => refused('chat.choose-one'),
  show: (value, { reader }) => reader.say('series.days', { count: value }),
  async read(said) {
    if (!('text' in said)) return refused('chat.wants-text');
    const [, count = '', unit = ''] =
      /^(?:truoc )?(\d{1,3}) ?(ngay|tuan|days?|weeks?)?$/.exec(fold(said.text)) ?? [];
    const days = Number(count) * (/^(tuan|week)/.test(unit) ? 7 : 1);
    return days >= 1 && days <= noticeDaysAtMost
      ? { outcome: 'answer', value: days }
      : refused('series.bad-notice-days', { atMost: noticeDaysAtMost });
  },
});
