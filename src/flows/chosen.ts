import { fold } from '../domain/vietnamese-text.ts';
import { readYesNo } from '../domain/yes-no.ts';
import type { Choice, Said, World } from './flow.ts';
import { type Exit, exitNumbers, exitValues } from './prompt.ts';

/** The choice meant by a press, a number, or a label with or without diacritics. */
export function choiceOf(said: Said, choices: readonly Choice[]): string | undefined {
  if ('pressed' in said) return choices.find(({ value }) => value === said.pressed)?.value;
  if (!('text' in said)) return undefined;
  const typed = fold(said.text);
  if (/^\d{1,2}$/.test(typed)) return choices[Number(typed) - 1]?.value;
  const same = choices.filter(({ label }) => fold(label) === typed);
  if (same.length > 0) return same.length === 1 ? same[0]?.value : undefined;
  const agreed = readYesNo(said.text);
  return agreed === undefined
    ? undefined
    : choices.find(({ value }) => value === (agreed ? 'yes' : 'no'))?.value;
}

export function exitOf(said: Said, { reader }: World): Exit | undefined {
  const exits: readonly Exit[] = ['back', 'cancel'];
  if ('pressed' in said) return exits.find((exit) => exitValues[exit] === said.pressed);
  if (!('text' in said)) return undefined;
  const typed = fold(said.text);
  return exits.find((exit) => typed === exitNumbers[exit] || typed === fold(reader.say(`chat.${exit}`)));
}
