import { denunciationLaw, suggestsComplaint } from '../domain/complaint.ts';
import { dayIn } from '../domain/time.ts';
import type { Choice, Question, Reading, Sentence, World } from './flow.ts';

type Asked<Value, Draft> = {
  readonly of: (draft: Draft) => Value | undefined;
  readonly words: (value: Value) => string;
  /** What it is where it is no complaint. */
  readonly otherwise?: string;
};

/** Words of another legal procedure only make the bot ask; what the person says decides. */
export function mayBeComplaint<Value, Draft>(
  question: Question<Value, Draft, World>,
  { of, words, otherwise = 'complaint.is-none' }: Asked<Value, Draft>,
): Question<Value, Draft, World> {
  const suggests = (value: Value | undefined): boolean =>
    value !== undefined && suggestsComplaint(words(value));
  return {
    ...question,
    ask: (draft, world) => (suggests(of(draft)) ? { key: 'complaint.ask' } : question.ask(draft, world)),
    choices: async (world, draft, before) =>
      suggests(before) ? choices(world, otherwise) : question.choices(world, draft, before),
    async choose(value, context) {
      const { world, before } = context;
      if (value === 'complaint') return { outcome: 'elsewhere', sentence: wayToGo(world) };
      if (value === 'ordinary' && before !== undefined) return { outcome: 'answer', value: before };
      return question.choose(value, context);
    },
    async read(said, context) {
      const reading = await question.read(said, context);
      return reading.outcome === 'answer' && suggests(reading.value) ? asked(reading.value) : reading;
    },
  };
}

/** The same of a draft whose words are its `text`. */
export const complaintIn = <Draft extends { readonly text?: string }>(
  question: Question<string, Draft, World>,
  otherwise?: string,
): Question<string, Draft, World> =>
  mayBeComplaint(question, {
    of: ({ text }) => text,
    words: (text) => text,
    ...(otherwise && { otherwise }),
  });

const asked = <Value>(value: Value): Reading<Value> => ({
  outcome: 'more',
  value,
  sentence: { key: 'complaint.noticed' },
});

const choices = ({ reader }: World, otherwise: string): readonly Choice[] => [
  { value: 'complaint', label: reader.say('complaint.is-one') },
  { value: 'ordinary', label: reader.say(otherwise) },
];

/** Where it is to be brought, that nothing of it is here any more, and where another copy lies. */
const wayToGo = ({ at, now, zone }: World): Sentence => ({
  key: `complaint.elsewhere-${at.channel}`,
  values: { law: denunciationLaw(dayIn(zone, now).toString()) },
});
