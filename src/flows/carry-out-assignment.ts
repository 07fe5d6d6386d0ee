import type { PersonId, UnitId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Markup } from '../domain/message.ts';
import type { AssignmentRole } from '../domain/roster/assignments.ts';
import { fullUnitName } from '../domain/unit.ts';
import type { Values } from '../use-cases/app.ts';
import type { Wording } from '../use-cases/messaging/say.ts';
import { assign } from '../use-cases/organisation/assign.ts';
import { todayOf } from '../use-cases/organisation/assignable.ts';
import { endAssignment } from '../use-cases/organisation/end-assignment.ts';
import { handOver } from '../use-cases/organisation/hand-over.ts';
import { nameSubstitute } from '../use-cases/organisation/substitute.ts';
import { dayWritten } from '../use-cases/organisation/wording.ts';
import type { Choice, World } from './flow.ts';

export type AssignmentDraft = {
  readonly unit?: Choice;
  readonly what?: Choice;
  /** Who follows the unit now and is away, leaves or hands over. */
  readonly whom?: Choice;
  readonly who?: Choice;
  readonly from?: string;
  readonly until?: string;
  readonly decision?: string;
  readonly decidedOn?: string;
};

/** `handoverOf`: where the unit has several leads, so that it is asked who hands over. */
export const what = {
  lead: 'lead',
  support: 'support',
  handover: 'handover',
  handoverOf: 'handover-of',
  substitute: 'substitute',
  end: 'end',
} as const;
type What = (typeof what)[keyof typeof what];

export const isOf = (draft: AssignmentDraft, ...those: readonly What[]): boolean =>
  those.includes(draft.what?.value as What);

/** Does what the form says; who asked is told what has been done. */
export async function carryOut(world: World, draft: AssignmentDraft): Promise<readonly Wording[]> {
  const given = {
    unit: draft.unit?.value as UnitId,
    decision: { number: draft.decision || undefined, on: draft.decision ? draft.decidedOn : undefined },
    by: world.actor,
  };
  const from = draft.from ?? todayOf(world);
  const whom = draft.whom?.value as PersonId;
  const who = draft.who?.value as PersonId;
  switch (draft.what?.value as What) {
    case 'lead':
    case 'support':
      return assigned(world, { ...given, person: who, role: draft.what?.value as AssignmentRole, from });
    case 'handover':
      return handedOver(world, { ...given, to: who, from: undefined, on: from });
    case 'handover-of':
      return handedOver(world, { ...given, to: who, from: whom, on: from });
    case 'substitute':
      return substituted(world, {
        ...given,
        person: whom,
        substitute: who,
        from,
        until: draft.until ?? from,
      });
    case 'end':
      return ended(world, { ...given, person: whom, on: from });
  }
}

const done = (
  { reader }: World,
  key: string,
  values: Values,
  more: readonly Markup[] = [],
): readonly Wording[] => [{ text: [reader.say(`assignment.done.${key}`, values), ...more].join('\n') }];

async function assigned(world: World, given: Parameters<typeof assign>[1]): Promise<readonly Wording[]> {
  const { assignment, unit, person } = await assign(world, given);
  return done(world, 'assigned', {
    name: escapeMarkup(person.name),
    role: world.reader.say(`assignment.role.${assignment.role}`).toLowerCase(),
    unit: escapeMarkup(fullUnitName(unit)),
    from: dayWritten(assignment.from),
  });
}

async function handedOver(world: World, given: Parameters<typeof handOver>[1]): Promise<readonly Wording[]> {
  const { unit, former, to, assignment, invitations } = await handOver(world, given);
  return done(world, former ? 'handed-over' : 'handed-over-vacant', {
    name: escapeMarkup(to.name),
    unit: escapeMarkup(fullUnitName(unit)),
    from: dayWritten(assignment.from),
    former: escapeMarkup(former?.name ?? ''),
    count: invitations,
  });
}

async function substituted(
  world: World,
  given: Parameters<typeof nameSubstitute>[1],
): Promise<readonly Wording[]> {
  const { person, substitute, invited } = await nameSubstitute(world, given);
  return done(world, 'substituted', {
    name: escapeMarkup(person.name),
    substitute: escapeMarkup(substitute.name),
    from: dayWritten(given.from),
    until: dayWritten(given.until),
    count: invited,
  });
}

async function ended(world: World, given: Parameters<typeof endAssignment>[1]): Promise<readonly Wording[]> {
  const { unit, ended: row, lastDay, withdrawn } = await endAssignment(world, given);
  const { count } = withdrawn;
  const values = {
    name: escapeMarkup(row.name),
    unit: escapeMarkup(fullUnitName(unit)),
    until: dayWritten(lastDay),
  };
  const more = count > 0 ? [world.reader.say('assignment.invitations-withdrawn', { count })] : [];
  return done(world, 'ended', values, more);
}
