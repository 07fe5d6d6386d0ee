import type {
  CalendarChanged,
  Clock,
  Entry,
  Legal,
  Move,
  NextStep,
  Paused,
  PeopleTold,
  Readdressed,
  Reseated,
} from './entry.ts';
import { helpersAfter } from './helper-office.ts';
import type { OfficeId, PersonId } from './identity.ts';
import type { AskedAbove, Standing } from './recommendation.ts';
import { parse } from './time.ts';

/** The state after one more entry. The entries carry every promised moment, so that no calendar is asked again. */
export function apply(standing: Standing | undefined, entry: Entry): Standing {
  const before = standing ?? nothingYet;
  return { ...before, ...changes(before, entry), events: before.events + 1 };
}

export const fold = (entries: readonly Entry[]): Standing | undefined =>
  entries.reduce<Standing | undefined>(apply, undefined);

function changes(before: Standing, entry: Entry): Partial<Standing> {
  switch (entry.what) {
    case 'raised':
      return { ...landed(before, entry.data), ...legal(entry.data) };
    case 'moved':
    case 'disputed':
    case 'reopened':
      return landed(before, entry.data);
    case 'transferred':
      return { ...landed(before, entry.data), transfers: before.transfers + 1 };
    case 'reorganised':
      return 'deadline' in entry.data ? landed(before, entry.data) : reseated(before, entry.data);
    case 'passed-over':
      return {};
    case 'warned':
    case 'warning-moot':
    case 'overdue-at-top':
    case 'reminded':
    case 'close-put-off':
      return next(entry.data);
    case 'taken-up':
      return { ...promised(entry.data), ...inHand(entry.by), pausedUntil: undefined };
    case 'paused':
      return pausing(before, entry.data);
    case 'resumed':
      return { ...next(entry.data), pausedUntil: undefined };
    case 'extended':
      return { ...clock(entry.data), extensions: before.extensions + 1, asked: undefined };
    case 'asked-above':
      return { asked: entry.data };
    case 'refused-above':
      return { asked: undefined };
    case 'readdressed':
      return { asked: before.asked && askedOf(before.asked, entry.data) };
    case 'legal-near':
      return { legalTold: 'near' };
    case 'legal-passed':
      return { legalTold: 'passed' };
    case 'questioned':
      return { questioned: true };
    case 'people-told':
      return { peopleTold: entry.data.told, askAgainAt: askAgain(entry.data) };
    case 'people-asked':
      return { askAgainAt: undefined };
    case 'replied':
      return { questioned: false };
    case 'calendar-changed':
      return recounted(entry.data);
    case 'answered':
      return { ...settled, ...next(entry.data), state: 'answered', handler: entry.by };
    case 'confirmed':
    case 'closed-by-silence':
      return { ...settled, ...noStep, ...closed(entry) };
    case 'joined':
      return entry.by ? { joined: [...before.joined, entry.by] } : {};
    case 'seconded':
      return {};
    case 'linked':
      return { linkedTo: entry.data.to };
    case 'unlinked':
      return { linkedTo: undefined };
    case 'withdrawn':
      return { ...settled, ...noStep, state: 'withdrawn' };
    case 'co-asked':
    case 'co-answered':
    case 'co-ended':
    case 'co-warned':
    case 'co-passed':
    case 'co-reminded':
    case 'co-postponed':
    case 'co-readdressed':
      return { helpers: helpersAfter(before.helpers, entry, before.events) };
  }
}

const nothingYet: Standing = {
  state: 'open',
  office: '' as OfficeId,
  handler: undefined,
  deadline: undefined,
  firstDeadline: undefined,
  movesUpAt: undefined,
  legalDeadline: parse('1970-01-01T00:00:00Z'),
  legalNearAt: parse('1970-01-01T00:00:00Z'),
  legalTold: 'nothing',
  nextStep: undefined,
  nextStepAt: undefined,
  atTop: false,
  sentTo: [],
  pausedUntil: undefined,
  pauses: 0,
  pausedDays: 0,
  extensions: 0,
  transfers: 0,
  asked: undefined,
  questioned: false,
  peopleTold: undefined,
  askAgainAt: undefined,
  joined: [],
  linkedTo: undefined,
  closedAt: undefined,
  bySilence: false,
  helpers: [],
  events: 0,
};

const noStep = { nextStep: undefined, nextStepAt: undefined };

/** Nothing of it runs any more. */
const settled = {
  deadline: undefined,
  firstDeadline: undefined,
  movesUpAt: undefined,
  pausedUntil: undefined,
  asked: undefined,
  questioned: false,
};

const next = ({ step, stepAt }: NextStep) => ({ nextStep: step, nextStepAt: parse(stepAt) });

const askAgain = ({ askAgainAt }: PeopleTold) => (askAgainAt ? parse(askAgainAt) : undefined);

const closed = ({ what, at }: Pick<Entry, 'what' | 'at'>) => ({
  state: 'closed' as const,
  closedAt: at,
  bySilence: what === 'closed-by-silence',
});

/** Entries of before it was told of beforehand have the deadline only. */
const legal = ({ legal: deadline, legalNear = deadline }: Legal) => ({
  legalDeadline: parse(deadline),
  legalNearAt: parse(legalNear),
});

const askedOf = (asked: AskedAbove, { office, target }: Readdressed): AskedAbove =>
  asked.what === 'transfer' && target !== undefined
    ? { ...asked, to: office, target }
    : { ...asked, to: office };

const clock = (data: Clock) => ({
  ...next(data),
  deadline: parse(data.deadline),
  movesUpAt: parse(data.movesUpAt),
});

const promised = (data: Clock) => ({ ...clock(data), firstDeadline: parse(data.deadline) });

const inHand = (handler: PersonId | undefined) => ({ state: 'taken-up' as const, handler });

const reseated = (before: Standing, { office, atTop }: Reseated) => ({
  office,
  atTop,
  sentTo: before.sentTo.includes(office) ? before.sentTo : [...before.sentTo, office],
});

const landed = (before: Standing, move: Move) => ({
  ...settled,
  ...promised(move),
  ...reseated(before, move),
  peopleTold: undefined,
  askAgainAt: undefined,
  // It is with another office, or open again for itself.
  linkedTo: undefined,
  questioned: before.questioned,
  state: 'open' as const,
  handler: move.handler,
  closedAt: undefined,
  bySilence: false,
});

const pausing = (before: Standing, data: Paused) => ({
  ...clock(data),
  ...legal(data),
  pausedUntil: parse(data.until),
  pauses: before.pauses + 1,
  pausedDays: before.pausedDays + data.days,
});

const recounted = ({ deadline, movesUpAt, first, step, stepAt, ...moments }: CalendarChanged) => ({
  ...legal(moments),
  ...(deadline && { deadline: parse(deadline) }),
  ...(movesUpAt && { movesUpAt: parse(movesUpAt) }),
  ...(first && { firstDeadline: parse(first) }),
  ...(step && stepAt && next({ step, stepAt })),
});
