import type { Actor } from '../domain/permission.ts';
import type { Looking } from '../store/meeting-calendar.ts';

/** As the law of access has it: who is invited, the office that called it, the general offices over its unit. */
export const sightOf = (actor: Actor): Looking => ({
  person: actor.id,
  offices: [...new Set(actor.seats.map(({ office }) => office))],
  over: [...new Set(actor.seats.filter(({ kind }) => kind === 'general').map(({ unit }) => unit.id))],
});
