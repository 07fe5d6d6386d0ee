import { escapeMarkup } from '../../domain/markup.ts';
import type { Markup } from '../../domain/message.ts';
import type { Unit } from '../../domain/unit.ts';
import type { Followed } from '../../store/assignments.ts';
import type { Store } from '../../store/store.ts';
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

export type FollowedThere = { readonly unit: Unit; readonly rows: readonly Followed[] };

/** Who followed the unit on the day, and what has become it since; only where somebody did. */
export async function followedOn(
  { assignments, units }: Pick<Store, 'assignments' | 'units'>,
  unit: Unit,
  day: string,
): Promise<readonly FollowedThere[]> {
  const found: FollowedThere[] = [];
  for (const one of [unit, ...(await units.mergedInto(unit, day))])
    found.push({ unit: one, rows: await assignments.on(one.id, day) });
  return found.filter(({ rows }) => rows.length > 0);
}
