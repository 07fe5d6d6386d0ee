import { Temporal } from 'temporal-polyfill';
import { escapeMarkup } from '../domain/markup.ts';
import { shorten } from '../domain/shorten.ts';
import { tidy } from '../domain/vietnamese-text.ts';
import type { Choice, Given, Group, Question, Questions, Reading, Sentence, World } from './flow.ts';

export type Asked<Draft, In> = {
  readonly ask: string | ((draft: Draft, world: In) => Sentence);
  /** How the summary and Sửa name it. */
  readonly label: string;
  readonly when?: (draft: Draft) => boolean;
};

export const sentence = <Draft, In>(ask: Asked<Draft, In>['ask']) =>
  typeof ask === 'string' ? () => ({ key: ask }) : ask;

export const common = <Draft, In>({ ask, label, when }: Asked<Draft, In>) => ({
  kind: 'question' as const,
  ask: sentence(ask),
  label,
  ...(when && { when }),
});

export const refused = (key: string, values?: Sentence['values']): Reading<never> => ({
  outcome: 'refused',
  sentence: values ? { key, values } : { key },
});
export const answer = <Value>(value: Value, sentence?: Sentence): Reading<Value> => ({
  outcome: 'answer',
  value,
  ...(sentence && { sentence }),
});
export const noChoices = async (): Promise<readonly Choice[]> => [];

/** Anything but text where text is asked. */
export const wantsText = (): Reading<never> => refused('chat.wants-text');
export const noSuchChoice = async (): Promise<Reading<never>> => refused('chat.choose-one');

export const given: Given = { kind: 'given' };

/** Free text of at most so many characters. */
export function text<Draft, In extends World = World>(
  asked: Asked<Draft, In> & { readonly atMost: number },
): Question<string, Draft, In> {
  return {
    ...common(asked),
    choices: noChoices,
    choose: noSuchChoice,
    takesNumbers: false,
    show: (value) => escapeMarkup(value),
    async read(said) {
      if (!('text' in said)) return wantsText();
      const value = tidy(said.text);
      if (value === '') return refused('chat.empty');
      const length = [...value].length;
      return length > asked.atMost
        ? refused('chat.too-long', { length, atMost: asked.atMost })
        : answer(value);
    },
  };
}

/** One of some; what is typed may be number or label, or is looked up by `find` when the question has it. */
export function oneOf<Draft, In extends World = World>(
  asked: Asked<Draft, In> & {
    readonly choices: (world: In, draft: Draft) => Promise<readonly Choice[]>;
    readonly find?: (typed: string, world: In, draft: Draft) => Promise<readonly Choice[]>;
    /** The label of a value that is not among the choices: one that was found. */
    readonly name?: (value: string, world: In) => Promise<string | undefined>;
    /** What is said when nothing is found by what was typed (`said`), and when several are. */
    readonly notFound?: string;
    readonly several?: string;
  },
): Question<Choice, Draft, In> {
  return {
    ...common(asked),
    choices: asked.choices,
    takesNumbers: false,
    show: ({ label }) => escapeMarkup(label),
    async choose(value, { world, draft }) {
      const known = (await asked.choices(world, draft)).find((choice) => choice.value === value);
      if (known) return answer(known);
      const label = await asked.name?.(value, world);
      return label === undefined ? refused('chat.choose-one') : answer({ value, label });
    },
    async read(said, { world, draft }) {
      if (!('text' in said)) return refused('chat.choose-one');
      const found = (await asked.find?.(said.text, world, draft)) ?? [];
      const [only] = found;
      if (found.length > 1)
        return { outcome: 'which', sentence: { key: asked.several ?? 'chat.which' }, choices: found };
      if (only) return answer(only);
      return asked.notFound
        ? refused(asked.notFound, { said: quoted(said.text) })
        : refused('chat.choose-one');
    },
  };
}

export function yesOrNo<Draft, In extends World = World>(
  asked: Asked<Draft, In>,
): Question<boolean, Draft, In> {
  const label = (value: boolean) => (value ? 'chat.yes' : 'chat.no');
  return {
    ...common(asked),
    takesNumbers: false,
    choices: async ({ reader }) => [
      { value: 'yes', label: reader.say('chat.yes') },
      { value: 'no', label: reader.say('chat.no') },
    ],
    choose: async (value) => answer(value === 'yes'),
    read: async () => refused('chat.choose-one'),
    show: (value, { reader }) => reader.say(label(value)),
  };
}

export const quoted = (said: string): string => shorten(tidy(said), 40);

export const nowIn = ({ now, zone }: Pick<World, 'now' | 'zone'>): Temporal.ZonedDateTime =>
  now.toZonedDateTimeISO(zone);

export const zonedOf = (local: string, zone: string): Temporal.ZonedDateTime =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone);

export const languageOf = (language: string): 'vi' | 'en' => (language === 'en' ? 'en' : 'vi');

/** A list, one item at a time, each with questions of its own. */
export const list = <Item extends object, Draft, In extends World = World>(asked: {
  readonly item: Questions<Item, In>;
  readonly more: (items: number, draft: Draft) => Sentence;
  readonly atMost: number;
  readonly label: string;
}): Group<Item, Draft, In> => ({ kind: 'group', ...asked });
