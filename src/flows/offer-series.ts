import { readRecurrence } from '../domain/read-recurrence.ts';
import type { Pattern } from '../domain/recurrence.ts';
import { shorten } from '../domain/shorten.ts';
import { tidy } from '../domain/vietnamese-text.ts';
import { writePattern } from '../domain/write-recurrence.ts';
import { languageOf } from './ask.ts';
import type { AnyDraft, Choice, Question, Reading, World } from './flow.ts';
import { codeOf, ruleOf } from './rule-code.ts';

/** The flow that plans a series, by its name: it is begun in place of the one that asks. */
const planSeries = 'plan-series';
const once = 'once';
const chosen = 'series';

/** What both flows ask is not asked again. */
const shared = ['office', 'subject', 'place'];

const instead = (draft: object, more: AnyDraft = {}): Reading<never> => ({
  outcome: 'instead',
  flow: planSeries,
  preset: { ...Object.fromEntries(Object.entries(draft).filter(([key]) => shared.includes(key))), ...more },
});

/** A text asked first of all, where a series can be chosen instead. */
export const orSeriesChosen = <Draft extends object>(
  question: Question<string, Draft, World>,
): Question<string, Draft, World> => ({
  ...question,
  choices: async ({ reader }) => [{ value: chosen, label: reader.say('series.choose') }],
  choose: async (_, { draft }) => instead(draft),
});

/** A moment, or where a rule was typed in its place, the offer to plan a series by it. */
export const orSeries = <Draft extends object>(
  question: Question<string, Draft, World>,
): Question<string, Draft, World> => ({
  ...question,
  async read(said, context) {
    const reading = await question.read(said, context);
    const offer =
      reading.outcome === 'refused' && 'text' in said ? offered(said.text, context.world) : undefined;
    return offer ?? reading;
  },
  async choose(value, context) {
    if (value === once) return { outcome: 'refused', sentence: { key: 'chat.monthly-not-here' } };
    const rule = ruleOf(value);
    return rule ? instead(context.draft, { rule }) : question.choose(value, context);
  },
});

function offered(text: string, { reader }: World): Reading<never> | undefined {
  const read = readRecurrence(text);
  if ((read.outcome !== 'read' && read.outcome !== 'which') || !read.explicit) return undefined;
  const { time } = read;
  const choiceFor = (pattern: Pattern): Choice => ({
    value: codeOf({ pattern, time }),
    label: shorten(
      reader.say('series.offer-rule', { rule: writePattern(pattern, languageOf(reader.language)) }),
      60,
    ),
  });
  const patterns = read.outcome === 'read' ? [read.pattern] : read.patterns;
  return {
    outcome: 'which',
    sentence: { key: 'series.offer', values: { said: shorten(tidy(text), 60) } },
    choices: [...patterns.map(choiceFor), { value: once, label: reader.say('series.offer-once') }],
  };
}
