import { Temporal } from 'temporal-polyfill';
import { escapeMarkup } from '../domain/markup.ts';
import type { Markup } from '../domain/message.ts';
import type { Actor, InsteadOf, Seat } from '../domain/permission.ts';
import { fullUnitName } from '../domain/unit.ts';
import type { Reader } from '../use-cases/messaging/say.ts';

/** What the person answers for: the units followed, with the decision, and the offices sat in. */
export function unitLines(reader: Reader, actor: Actor): Markup {
  const followed = actor.follows.map(({ unit, role, decision, from, insteadOf }) => {
    const line = reader.say(`unit.followed.${role}`, {
      unit: escapeMarkup(fullUnitName(unit)),
      decision: escapeMarkup(decision ?? reader.say('unit.no-decision')),
      from: shortDay(from),
    });
    return line + instead(reader, insteadOf);
  });
  const seats = actor.seats.map((seat) => {
    const values = { office: escapeMarkup(seat.officeName), unit: escapeMarkup(whereOf(seat)) };
    return reader.say('unit.seat', values) + instead(reader, seat.insteadOf);
  });
  const lines = [...followed, ...seats];
  return lines.length > 0 ? lines.join('\n') : reader.say('unit.none');
}

/** Whose it is, where it is held as a substitute. */
const instead = (reader: Reader, insteadOf: InsteadOf | undefined): Markup =>
  insteadOf
    ? ` ${reader.say('assignment.instead-of', { name: escapeMarkup(insteadOf.name), until: shortDay(insteadOf.until) })}`
    : '';

/** The unit an office stands at; what the office's own name says already is not said again. */
const whereOf = ({ officeName, unit }: Seat): string =>
  unit.parent && officeName.endsWith(`${unit.word} ${unit.name}`) ? unit.parent : fullUnitName(unit);

function shortDay(iso: string): string {
  const { day, month, year } = Temporal.PlainDate.from(iso);
  return `${day}/${month}/${year}`;
}
