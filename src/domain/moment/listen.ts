import { readPart } from './grammar.ts';
import type { Said } from './said.ts';
import { fragment, type Line } from './tokens.ts';

export type Heard = {
  readonly said: Partial<Said>;
  /** The words that named the date. */
  readonly fragment: string;
};

const fillers = new Set(
  'luc vao ngay day bua hom buoi nhe nha a at on of the tu , ; . - – ( ) ! ?'.split(' '),
);
const namesDate: readonly (keyof Said)[] = ['day', 'month', 'year', 'monthsAhead', 'yearsAhead', 'monthEnd'];

/** Everything the line said; nothing when a word remains that is neither date, time nor filler. */
export function listen(line: Line): Heard | undefined {
  let said: Partial<Said> = {};
  let last: Partial<Said> = {};
  let [from, until] = [line.tokens.length, 0];
  for (let at = 0; at < line.tokens.length; ) {
    const reading = readPart(line, at);
    if (!reading && !fillers.has(line.tokens[at]?.word ?? '')) return undefined;
    if (reading && (contradicts(said, reading.said) || isComingOrEvening(line, at, last))) return undefined;
    if (reading && namesDate.some((key) => key in reading.said)) {
      [from, until] = [Math.min(from, at), reading.next];
    }
    if (reading) last = reading.said;
    said = { ...reading?.said, ...said };
    at = reading?.next ?? at + 1;
  }
  return Object.keys(said).length === 0 ? undefined : { said, fragment: fragment(line, from, until) };
}

function contradicts(said: Partial<Said>, more: Partial<Said>): boolean {
  return Object.keys(more).some((key) => key in said && key !== 'impossible');
}

// Without diacritics "thu hai toi" is as well Monday evening (tối) as the coming Monday (tới).
function isComingOrEvening(line: Line, at: number, last: Partial<Said>): boolean {
  return line.tokens[at]?.exact === 'toi' && ('day' in last || 'weekday' in last);
}
