import { Temporal } from 'temporal-polyfill';
import { decisionAtMost } from '../domain/assignment.ts';
import type { PersonId, UnitId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Markup } from '../domain/message.ts';
import { assigningUnits, mayAssign, seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { fullUnitName, type Unit } from '../domain/unit.ts';
import { writeDate } from '../domain/write-moment.ts';
import type { Followed } from '../store/assignments.ts';
import { todayOf } from '../use-cases/organisation/assignable.ts';
import { dayWritten } from '../use-cases/organisation/wording.ts';
import { languageOf, oneOf, text } from './ask.ts';
import { day } from './ask-day.ts';
import { personChoice, personQuestion } from './ask-person.ts';
import { choiceOf, matchUnits, offeredAtMost } from './ask-unit.ts';
import { type AssignmentDraft, carryOut, isOf, what } from './carry-out-assignment.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type Choice, type Flow, type World } from './flow.ts';

/** The unit behind a choice, if the person may say who follows it. */
async function unitToAssign({ actor, store }: World, id: string): Promise<Unit> {
  const unit = await store.units.byId(id as UnitId);
  if (!unit || !mayAssign(actor, unit)) throw new Refusal('assignment.refused.unit-not-yours');
  return unit;
}

async function findUnits(typed: string, world: World): Promise<readonly Choice[]> {
  const within = assigningUnits(world.actor).map(({ id }) => id);
  const match = await matchUnits(typed, within, world);
  const meant = match.outcome === 'one' ? [match.unit] : match.outcome === 'several' ? match.units : [];
  return meant
    .filter(({ unit }) => mayAssign(world.actor, unit))
    .slice(0, offeredAtMost)
    .map(({ unit }) => choiceOf(unit));
}

const followersOf = async (world: World, draft: AssignmentDraft): Promise<readonly Followed[]> =>
  draft.unit ? world.store.assignments.on(draft.unit.value as UnitId, todayOf(world)) : [];

/** What can be done about the unit as it stands today. */
async function whatChoices(world: World, draft: AssignmentDraft): Promise<readonly Choice[]> {
  const followers = await followersOf(world, draft);
  const leads = followers.filter(({ role }) => role === 'lead').length;
  const handover = leads === 0 ? [] : leads === 1 ? [what.handover] : [what.handoverOf];
  const other = followers.length > 0 ? [what.substitute, what.end] : [];
  return [what.lead, what.support, ...handover, ...other].map((value) => ({
    value,
    label: world.reader.say(`assignment.what.${value === what.handoverOf ? what.handover : value}`),
  }));
}

async function followerChoices(world: World, draft: AssignmentDraft): Promise<readonly Choice[]> {
  const followers = await followersOf(world, draft);
  const those = isOf(draft, what.handoverOf) ? followers.filter(({ role }) => role === 'lead') : followers;
  return those
    .slice(0, offeredAtMost)
    .map(({ person, name, post }) => personChoice({ id: person, name, post }));
}

const askWho = (draft: AssignmentDraft): string => {
  if (isOf(draft, what.substitute)) return 'assignment.ask.substitute-by';
  return isOf(draft, what.handover, what.handoverOf) ? 'assignment.ask.handover-to' : 'assignment.ask.who';
};

const askWhom = (draft: AssignmentDraft): string => {
  if (isOf(draft, what.substitute)) return 'assignment.ask.absent';
  return isOf(draft, what.end) ? 'assignment.ask.ending' : 'assignment.ask.former';
};

const todayToo = async ({ reader }: World): Promise<readonly Choice[]> => [
  { value: 'today', label: reader.say('chat.today') },
];

/** Phân công: an office says who follows a unit below it, who stands in, who comes next. */
export const assignUnit: Flow<AssignmentDraft> = {
  name: 'assign-unit',
  version: 1,
  title: 'assignment.title',
  questions: {
    unit: oneOf<AssignmentDraft>({
      ask: 'assignment.ask.unit',
      label: 'assignment.label.unit',
      choices: async ({ actor, store }) =>
        (
          await store.assignments.below(
            assigningUnits(actor).map(({ id }) => id),
            offeredAtMost,
          )
        ).map(choiceOf),
      find: findUnits,
      notFound: 'assignment.unit-not-found',
      several: 'unit.several',
      name: async (value, world) => choiceOf(await unitToAssign(world, value)).label,
    }),
    what: oneOf<AssignmentDraft>({
      ask: 'assignment.ask.what',
      label: 'assignment.label.what',
      choices: whatChoices,
    }),
    whom: oneOf<AssignmentDraft>({
      ask: (draft) => ({ key: askWhom(draft) }),
      label: 'assignment.label.whom',
      when: (draft) => isOf(draft, what.substitute, what.end, what.handoverOf),
      choices: followerChoices,
    }),
    who: personQuestion<AssignmentDraft>({
      ask: (draft) => ({ key: askWho(draft) }),
      label: 'assignment.label.who',
      when: (draft) => !isOf(draft, what.end),
    }),
    from: {
      ...day<AssignmentDraft>({
        ask: (draft) => ({ key: isOf(draft, what.end) ? 'assignment.ask.from-end' : 'assignment.ask.from' }),
        label: 'assignment.label.from',
        looking: 'forward',
      }),
      choices: todayToo,
    },
    until: day<AssignmentDraft>({
      ask: 'assignment.ask.until',
      label: 'assignment.label.until',
      looking: 'forward',
      when: (draft) => isOf(draft, what.substitute),
    }),
    decision: {
      ...text<AssignmentDraft>({
        ask: 'assignment.ask.decision',
        label: 'assignment.label.decision',
        atMost: decisionAtMost,
      }),
      choices: async ({ reader }) => [{ value: 'none', label: reader.say('assignment.no-decision') }],
      choose: async () => ({ outcome: 'answer', value: '' }),
    },
    decidedOn: day<AssignmentDraft>({
      ask: 'assignment.ask.decidedOn',
      label: 'assignment.label.decidedOn',
      looking: 'back',
      when: ({ decision }) => decision !== undefined && decision !== '',
    }),
  },
  summary,
  finish: carryOut,
};

/** /phancong: for those whose office has units below it. */
export async function startAssigning({ actor, reader }: World): Promise<Turned> {
  return seatsThatCall(actor).length > 0
    ? { start: anyFlow(assignUnit) }
    : { say: [{ text: reader.say('assignment.refused.not-yours') }] };
}

async function summary(world: World, draft: AssignmentDraft): Promise<Markup> {
  const { reader } = world;
  const unit = await unitToAssign(world, draft.unit?.value ?? '');
  const date = (iso: string) => writeDate(Temporal.PlainDate.from(iso), languageOf(reader.language));
  const from = date(draft.from ?? todayOf(world));
  const term = isOf(draft, what.end) ? 'end' : draft.until === undefined ? 'from' : 'term';
  const text = reader.say('assignment.summary', {
    what: reader.say(`assignment.what.${isOf(draft, what.handoverOf) ? what.handover : draft.what?.value}`),
    unit: escapeMarkup(fullUnitName(unit)),
    people: await people(world, draft),
    days: reader.say(`assignment.days.${term}`, { from, until: draft.until ? date(draft.until) : '' }),
    decision: decisionLine(world, draft),
  });
  return [text, ...(await secondLead(world, draft))].join('\n');
}

/** Who is concerned; of a handover also who led until then. */
async function people(world: World, draft: AssignmentDraft): Promise<Markup> {
  const { reader } = world;
  const lead = (await followersOf(world, draft)).find(({ role }) => role === 'lead');
  const former = lead && personChoice({ id: lead.person, name: lead.name, post: lead.post }).label;
  const values = {
    who: escapeMarkup(draft.who?.label ?? ''),
    whom: escapeMarkup((isOf(draft, what.handover) ? former : draft.whom?.label) ?? ''),
  };
  if (isOf(draft, what.end)) return reader.say('assignment.summary-end', values);
  if (isOf(draft, what.substitute)) return reader.say('assignment.summary-absent', values);
  const both = isOf(draft, what.handover, what.handoverOf);
  return reader.say(both ? 'assignment.summary-both' : 'assignment.summary-who', values);
}

function decisionLine({ reader }: World, { decision = '', decidedOn }: AssignmentDraft): Markup {
  if (decision === '') return reader.say('assignment.no-decision');
  const written = escapeMarkup(decision);
  return decidedOn
    ? reader.say('assignment.decision-of', { decision: written, day: dayWritten(decidedOn) })
    : written;
}

async function secondLead(world: World, draft: AssignmentDraft): Promise<readonly Markup[]> {
  if (!isOf(draft, what.lead) || !draft.unit) return [];
  const that = await world.store.assignments.on(draft.unit.value as UnitId, draft.from ?? todayOf(world));
  const leads = that.filter(
    ({ role, person }) => role === 'lead' && person !== (draft.who?.value as PersonId),
  );
  const names = leads.map(({ name }) => escapeMarkup(name)).join(', ');
  return leads.length > 0 ? [world.reader.say('assignment.two-leads', { names })] : [];
}
