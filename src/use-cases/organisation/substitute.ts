import { Temporal } from 'temporal-polyfill';
import type { Decision, Term } from '../../domain/assignment.ts';
import { newId, type PersonId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { maySubstitute } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dateOf, dateOfDay } from '../../domain/time.ts';
import type { Unit } from '../../domain/unit.ts';
import type { DatedPerson } from '../../store/assignments.ts';
import type { Act } from '../app.ts';
import { inviteInstead } from '../meetings/pass-invitations.ts';
import type { Reader } from '../messaging/say.ts';
import { assignablePerson, type By, checkDecision, todayOf } from './assignable.ts';
import { tell, tellOfficeOf } from './tell-followers.ts';
import { byDecision, dayWritten, unitWritten } from './wording.ts';

export type Substituting = {
  /** Who is away. */
  readonly person: PersonId;
  readonly substitute: PersonId;
  readonly from: string;
  readonly until: string;
  readonly decision: Decision;
  readonly by: By;
};

export type Substituted = {
  readonly id: string;
  readonly person: DatedPerson;
  readonly substitute: DatedPerson;
  readonly units: readonly Unit[];
  /** Meetings ahead to which the substitute is invited as well. */
  readonly invited: number;
};

/** Names who acts for somebody between two days, both included; it ends by itself. */
export async function nameSubstitute(act: Act, given: Substituting): Promise<Substituted> {
  checkDecision(given.decision);
  checkDays(act, given);
  const person = await assignablePerson(act, given.person, given.from);
  const substitute = await assignablePerson(act, given.substitute, given.from);
  await checkFree(act, given, person, substitute);
  const units = await unitsOf(act, given);
  const id = newId<string>(act.now.epochMilliseconds);
  await act.store.substitutions.add(
    { id, person: person.id, substitute: substitute.id, from: given.from, until: given.until },
    given.decision,
  );
  const invited = await invite(act, given, person, substitute, units);
  const named = { id, person, substitute, units, invited };
  await tellOfIt(act, named, given);
  return named;
}

function checkDays(act: Act, { person, substitute, from, until }: Substituting): void {
  if (person === substitute) throw new Refusal('assignment.refused.own-substitute');
  if (until < from)
    throw new Refusal('assignment.refused.wrong-way-round', {
      from: dayWritten(from),
      until: dayWritten(until),
    });
  if (until < todayOf(act)) throw new Refusal('assignment.refused.past', { day: dayWritten(until) });
}

/** Nobody has two substitutes on a day, and nobody who is away stands in for another. */
async function checkFree(
  { store }: Act,
  term: Term,
  person: DatedPerson,
  substitute: DatedPerson,
): Promise<void> {
  const [before] = (await store.substitutions.during(person.id, term)).filter(
    (one) => one.person === person.id,
  );
  if (before)
    throw new Refusal('assignment.refused.substituted-already', {
      name: person.name,
      from: dayWritten(before.from),
      until: dayWritten(before.until),
    });
  const [away] = (await store.substitutions.during(substitute.id, term)).filter(
    (one) => one.person === substitute.id,
  );
  if (away)
    throw new Refusal('assignment.refused.substitute-away', {
      name: substitute.name,
      from: dayWritten(away.from),
      until: dayWritten(away.until),
    });
}

/** The units the absent one follows in those days, if `by` may say who stands in. */
async function unitsOf({ store }: Act, { person, from, by }: Substituting): Promise<readonly Unit[]> {
  const actor = await store.people.actor(person, dateOfDay(Temporal.PlainDate.from(from)));
  if (by && (!actor || !maySubstitute(by, actor))) throw new Refusal('assignment.refused.absent-not-yours');
  return (actor?.follows ?? []).flatMap(({ unit, insteadOf }) => (insteadOf ? [] : [unit]));
}

/** Meetings between the two days that are called already. */
async function invite(
  act: Act,
  { from, until }: Substituting,
  person: DatedPerson,
  substitute: DatedPerson,
  units: readonly Unit[],
): Promise<number> {
  const begins = Temporal.PlainDate.from(from).toZonedDateTime(act.zone).toInstant();
  const ends = Temporal.PlainDate.from(until).add({ days: 1 }).toZonedDateTime(act.zone).toInstant();
  const after = dateOf(Temporal.Instant.compare(begins, act.now) < 0 ? act.now : begins);
  let invited = 0;
  for (const unit of units)
    invited += await inviteInstead(act, {
      unit: unit.id,
      absent: person,
      to: substitute,
      after,
      before: dateOf(ends),
    });
  return invited;
}

async function tellOfIt(
  act: Act,
  { id, person, substitute, units }: Substituted,
  { from, until, decision, by }: Substituting,
): Promise<void> {
  const values = (reader: Reader) => ({
    name: escapeMarkup(person.name),
    substitute: escapeMarkup(substitute.name),
    post: escapeMarkup(substitute.post),
    units: units.map(unitWritten).join('; ') || reader.say('chat.none'),
    from: dayWritten(from),
    until: dayWritten(until),
    decision: byDecision(reader, decision),
  });
  await tell(act, [substitute.id], {
    once: `substitution:${id}:substitute`,
    word: (reader) => ({ text: reader.say('assignment.stands-in', values(reader)) }),
  });
  await tell(act, [person.id], {
    once: `substitution:${id}:absent`,
    word: (reader) => ({ text: reader.say('assignment.stood-in-for', values(reader)) }),
  });
  const except = [substitute.id, person.id];
  for (const unit of units)
    await tellOfficeOf(act, unit, by, {
      once: `substitution:${id}:unit:${unit.id}`,
      except,
      word: (reader) => ({
        text: reader.say('assignment.stands-in-office', { ...values(reader), units: unitWritten(unit) }),
      }),
    });
}
