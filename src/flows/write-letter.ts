import { Temporal } from 'temporal-polyfill';
import type { LetterKind } from '../domain/letter.ts';
import type { LetterForm } from '../domain/letter-form.ts';
import { readLetterNumber, writeLetterNumber } from '../domain/letter-number.ts';
import { escapeMarkup, escapeValues, plain } from '../domain/markup.ts';
import { shorten } from '../domain/shorten.ts';
import { tidy } from '../domain/vietnamese-text.ts';
import { writeShortDate } from '../domain/write-moment.ts';
import type { KeptLetter } from '../store/letters.ts';
import type { Told } from '../store/recommendation-row.ts';
import {
  letterFile,
  numberButton,
  openLetter,
  paperWords,
  suggestedNumber,
} from '../use-cases/letters/open-letter.ts';
import type { Wording } from '../use-cases/messaging/say.ts';
import { type About, idOf } from './about-recommendation.ts';
import { answer, given, refused } from './ask.ts';
import type { Choice, Flow, Question, World } from './flow.ts';

export type Draft = About & {
  readonly kind?: LetterKind;
  readonly form?: LetterForm;
  /** What stands for the office in its sign. */
  readonly sign?: string;
  readonly corrects?: boolean;
  readonly number?: string;
};

const left = 'blank';
const offered = /^n(\d+)$/;

const example = ({ reader }: World, { form = 'state', kind = 'answer', sign = '' }: Draft): string =>
  plain(reader.say(`letter.example.${form}.${kind}`, escapeValues({ sign })));

async function suggestion(world: World, { recommendation, kind }: Draft) {
  if (!recommendation || !kind) return undefined;
  const { subject } = await openLetter(world, idOf({ recommendation }), kind);
  return suggestedNumber(world, subject);
}

/** The next number of the office, where it has given one before, and none. */
async function choices(world: World, draft: Draft): Promise<readonly Choice[]> {
  const next = await suggestion(world, draft);
  const blank = { value: left, label: world.reader.say('letter.blank') };
  return next ? [{ value: `n${next.ordinal}`, label: writeLetterNumber(next) }, blank] : [blank];
}

/** With its sign; '' where it is left to be filled in by hand. */
const number: Question<string, Draft, World> = {
  kind: 'question',
  label: 'letter.label',
  ask: (draft, world) => ({
    key: `letter.ask.${draft.kind ?? 'answer'}`,
    values: { number: draft.recommendation?.label ?? '', example: example(world, draft) },
  }),
  choices,
  takesNumbers: true,
  show: (value, { reader }) => (value === '' ? reader.say('letter.blank') : escapeMarkup(value)),
  // What was offered may have been given meanwhile: then it is refused as it stood in the button.
  async choose(value, { world, draft }) {
    if (value === left) return answer('');
    const [, ordinal] = offered.exec(value) ?? [];
    const next = await suggestion(world, draft);
    return ordinal && next
      ? answer(writeLetterNumber({ ordinal: Number(ordinal), sign: next.sign }))
      : refused('chat.choose-one');
  },
  async read(said, { world, draft }) {
    if (!('text' in said)) return refused('chat.wants-text');
    const read = readLetterNumber(said.text);
    return read
      ? answer(writeLetterNumber(read))
      : refused('letter.not-a-number', {
          said: shorten(tidy(said.text), 40),
          example: example(world, draft),
        });
  },
};

/** Công văn trả lời, phiếu chuyển: its number is asked, then the file comes. */
export const writeLetter: Flow<Draft> = {
  name: 'write-letter',
  version: 1,
  title: 'letter.title',
  questions: { recommendation: given, kind: given, form: given, sign: given, corrects: given, number },
  async finish(world, draft) {
    // What writes Word files is large, and seldom wanted.
    const { writeLetter: write } = await import('../use-cases/letters/write-letter.ts');
    const { told, letter } = await write(world, idOf(draft), draft.kind, {
      number: readLetterNumber(draft.number),
      corrects: draft.corrects,
    });
    return [letterSaid(world, told, letter)];
  },
};

/** The letter, and how it comes by another number. */
export function letterSaid(world: World, told: Told, letter: KeptLetter): Wording {
  const { reader } = world;
  const { kind, number, writtenOn } = letter;
  const day = Temporal.PlainDate.from(writtenOn);
  const text = number
    ? reader.say(`letter.made.${kind}`, {
        recommendation: told.number,
        number: escapeMarkup(writeLetterNumber(number)),
        date: `${writeShortDate(day)}/${day.year}`,
      })
    : reader.say(`letter.made-blank.${kind}`, { recommendation: told.number });
  return {
    text,
    buttons: [[numberButton(reader, told, letter)]],
    files: [{ file: letterFile(paperWords(world), told, letter), buttons: [] }],
  };
}
