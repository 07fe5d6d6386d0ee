import { escapeMarkup } from '../../domain/markup.ts';
import type { Markup } from '../../domain/message.ts';
import type { Followed } from '../../store/assignments.ts';
import type { Reader } from '../messaging/say.ts';
import { byDecision, dayWritten } from './wording.ts';

/** A line of a unit's history: who, as what, from when to when, by which decision. */
export const followedLine = (reader: Reader, one: Followed): Markup =>
  reader.say(`assignment.history.${one.until === undefined ? 'line' : 'line-ended'}`, {
    role: reader.say(`assignment.role.${one.role}`),
    name: escapeMarkup(one.name),
    post: escapeMarkup(one.post),
    from: dayWritten(one.from),
    until: dayWritten(one.until ?? ''),
    decision: byDecision(reader, { number: one.decision, on: one.decidedOn }),
  });
