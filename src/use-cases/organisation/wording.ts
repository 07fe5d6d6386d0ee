import type { Decision } from '../../domain/assignment.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import type { Markup } from '../../domain/message.ts';
import { fullUnitName, type Unit } from '../../domain/unit.ts';
import type { Reader } from '../messaging/say.ts';

/** An ISO day as it stands in a decision: 01/12/2018. */
export const dayWritten = (iso: string): string => iso.split('-').reverse().join('/');

/** By which decision, at the end of a sentence; nothing where it was not said. */
export function byDecision(reader: Reader, { number, on }: Decision): Markup {
  if (!number) return '';
  const values = { decision: escapeMarkup(number), day: on ? dayWritten(on) : '' };
  return reader.say(on ? 'assignment.by-decision-of' : 'assignment.by-decision', values);
}

export const unitWritten = (unit: Unit): Markup => escapeMarkup(fullUnitName(unit));
