import type { Button } from '../domain/message.ts';
import { fold } from '../domain/vietnamese-text.ts';
import { readYesNo } from '../domain/yes-no.ts';
import type { Place, Said } from './flow.ts';

// Places at which the engine itself asks: whether to go on with what has lain for days (@stale), and what a number is
// meant for (@number).

/** Whether to go on is asked; what was said is held until it is answered. */
export const stale = (place: Place, said?: Said): Place => ({
  ...place,
  at: '@stale',
  from: place.at === '@stale' ? (place.from ?? '@summary') : place.at,
  ...(said && { held: [said] }),
});

const pressing = 'press:';

/** A number that was printed with an earlier message, typed where words are asked for. `label`: as an answer. */
export const whichIsMeant = (place: Place, typed: string, label: string, button: Button): Place => ({
  ...place,
  at: '@number',
  from: place.at,
  held: [{ text: typed }],
  offered: [
    { value: 'go-on', label },
    { value: `${pressing}${button.action}`, label: button.label },
  ],
});

/** The action of the button that was meant. */
export const buttonMeant = (chosen: string): string | undefined =>
  chosen.startsWith(pressing) ? chosen.slice(pressing.length) : undefined;

/** Back to where it was asked from. What is offered there is the question's own, but for a number. */
export function left(place: Place): Place {
  const { from = '@summary', held: _held, ...plain } = place;
  const { offered: _offered, ...bare } = plain;
  return { ...(place.at === '@number' ? bare : plain), at: from };
}

/** Drafts that were stored before hold one. */
export const heldIn = ({ held }: Place): readonly Said[] => (held ? [held].flat() : []);

const heldAtMost = 20;

/** What is said before the person has chosen whether to go on is kept, and taken up if they do. */
export function held(place: Place, said: Said): Place {
  const before = heldIn(place);
  const last = before.at(-1);
  const all =
    last && 'text' in last && 'text' in said
      ? [...before.slice(0, -1), { text: `${last.text}\n${said.text}` }]
      : [...before, said];
  return { ...place, held: all.slice(0, heldAtMost) };
}

const goOn = new Set(['lam tiep', 'tiep']);

export const isYes = (said: Said): boolean =>
  'text' in said && (readYesNo(said.text) === true || goOn.has(fold(said.text)));
