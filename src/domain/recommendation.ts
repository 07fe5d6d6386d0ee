import type { OfficeId, PersonId, RecommendationId, UnitId, VisitId } from './identity.ts';
import type { Limits, RecommendationKind } from './ladder.ts';
import { earlier, type Instant, parse } from './time.ts';
import { afterWorkingDays, beforeWorkingDays, nextOpening, type WorkCalendar } from './work-calendar.ts';

export type State = 'open' | 'taken-up' | 'answered' | 'closed';
export type Step = 'warn' | 'escalate' | 'remind' | 'close';

export type Raised = {
  readonly id: RecommendationId;
  readonly number: string;
  readonly unitId: UnitId;
  readonly visitId: VisitId | undefined;
  readonly raisedBy: PersonId;
  readonly kind: RecommendationKind;
  readonly field: string | undefined;
  readonly text: string;
  readonly raisedAt: Instant;
  readonly legalDeadline: Instant;
  readonly aboutOffice: boolean;
  /** Where it is about the unit's own office: the offices of this unit and below do not see it. */
  readonly hiddenFrom: UnitId | undefined;
  readonly limits: Limits;
};

/** What can change: the fold of the history. */
export type Standing = {
  readonly state: State;
  readonly office: OfficeId;
  readonly handler: PersonId | undefined;
  readonly deadline: Instant | undefined;
  readonly nextStep: Step | undefined;
  readonly nextStepAt: Instant | undefined;
  /** It can go no higher: overdue, it stays here, red. */
  readonly atTop: boolean;
  readonly sentTo: readonly OfficeId[];
  readonly events: number;
};

export type Recommendation = Raised & Standing;

/** One entry of the append-only history. */
export type Entry = {
  readonly at: Instant;
  readonly by: PersonId | undefined;
} & (
  | { readonly what: 'raised' | 'moved' | 'disputed'; readonly data: Move }
  /** Its office ended in a reform: who has it now; a new deadline where it is still to be answered. */
  | { readonly what: 'reorganised'; readonly data: Move | Reseated }
  | { readonly what: 'passed-over'; readonly data: PassedOver }
  | { readonly what: 'warned' | 'warning-moot' | 'overdue-at-top' | 'reminded'; readonly data: NextStep }
  | { readonly what: 'taken-up'; readonly data: NextStep & { readonly deadline: string } }
  | { readonly what: 'answered'; readonly data: NextStep & { readonly text: string } }
  | { readonly what: 'confirmed' | 'closed-by-silence'; readonly data: Record<string, never> }
);

/** `why`: nobody there could be told, or the bot was not in use there. */
export type PassedOver = { readonly office: OfficeId; readonly why?: 'not-live' };
export type NextStep = { readonly step: Step; readonly stepAt: string };
export type Reseated = { readonly office: OfficeId; readonly atTop: boolean };
export type Move = NextStep & {
  readonly office: OfficeId;
  readonly atTop: boolean;
  readonly deadline: string;
  /** Why it moved: time ran out, or what the raiser said of the answer. */
  readonly reason?: string;
};

/** The state after one more entry. The entries carry every promised moment, so that no calendar is asked again. */
export function apply(standing: Standing | undefined, entry: Entry): Standing {
  const before = standing ?? nothingYet;
  const events = before.events + 1;
  switch (entry.what) {
    case 'raised':
    case 'moved':
    case 'disputed':
      return { ...before, ...landed(before, entry.data), events };
    case 'reorganised':
      return {
        ...before,
        ...('deadline' in entry.data ? landed(before, entry.data) : reseated(before, entry.data)),
        events,
      };
    case 'passed-over':
      return { ...before, events };
    case 'warned':
    case 'warning-moot':
    case 'overdue-at-top':
    case 'reminded':
      return { ...before, ...next(entry.data), events };
    case 'taken-up':
      return {
        ...before,
        ...next(entry.data),
        state: 'taken-up',
        handler: entry.by,
        deadline: parse(entry.data.deadline),
        events,
      };
    case 'answered':
      return {
        ...before,
        ...next(entry.data),
        state: 'answered',
        handler: entry.by,
        deadline: undefined,
        events,
      };
    case 'confirmed':
    case 'closed-by-silence':
      return {
        ...before,
        state: 'closed',
        deadline: undefined,
        nextStep: undefined,
        nextStepAt: undefined,
        events,
      };
  }
}

export const fold = (entries: readonly Entry[]): Standing | undefined =>
  entries.reduce<Standing | undefined>(apply, undefined);

const nothingYet: Standing = {
  state: 'open',
  office: '' as OfficeId,
  handler: undefined,
  deadline: undefined,
  nextStep: undefined,
  nextStepAt: undefined,
  atTop: false,
  sentTo: [],
  events: 0,
};

const next = ({ step, stepAt }: NextStep) => ({ nextStep: step, nextStepAt: parse(stepAt) });

const reseated = (before: Standing, { office, atTop }: Reseated) => ({
  office,
  atTop,
  sentTo: before.sentTo.includes(office) ? before.sentTo : [...before.sentTo, office],
});

const landed = (before: Standing, move: Move) => ({
  ...next(move),
  ...reseated(before, move),
  state: 'open' as const,
  handler: undefined,
  deadline: parse(move.deadline),
});

/** When the office must have taken it up, told of it at `from`. */
export const takeUpDeadline = (from: Instant, limits: Limits, calendar: WorkCalendar): Instant =>
  afterWorkingDays(from, limits.takeUpDays, calendar);

/** When it must be answered, in hand from `from` on: the moment promised for it alone, else by the ladder. */
export function answerDeadline(from: Instant, limits: Limits, calendar: WorkCalendar): Instant {
  const due = limits.due === undefined ? undefined : parse(limits.due);
  return due && earlier(from, due) ? due : afterWorkingDays(from, limits.answerDays, calendar);
}

/** What its office must do by the deadline: where a moment was promised for it alone, answer at once. */
export const awaits = ({
  state,
  deadline,
  limits,
}: Pick<Recommendation, 'state' | 'deadline' | 'limits'>): 'take-up' | 'answer' =>
  state === 'open' && !(limits.due && deadline?.equals(parse(limits.due))) ? 'take-up' : 'answer';

/** When it moves up if nothing happens. */
export const escalatesAt = (deadline: Instant, limits: Limits, calendar: WorkCalendar): Instant =>
  limits.graceDays === 0 ? deadline : afterWorkingDays(deadline, limits.graceDays, calendar);

/** The step that follows a newly promised deadline. */
export function stepAfter(deadline: Instant, now: Instant, limits: Limits, calendar: WorkCalendar): NextStep {
  const warning = beforeWorkingDays(deadline, limits.warnDays, calendar);
  return earlier(now, warning)
    ? { step: 'warn', stepAt: warning.toString() }
    : { step: 'escalate', stepAt: escalatesAt(deadline, limits, calendar).toString() };
}

/** At the top, overdue: in the daily digest of every working day until it is answered. */
export const nextDigest = (now: Instant, calendar: WorkCalendar): NextStep => ({
  step: 'remind',
  stepAt: nextOpening(now, calendar).toString(),
});

/** At the top and overdue, or disputed there. */
export const isRed = (standing: Pick<Standing, 'nextStep'>): boolean => standing.nextStep === 'remind';

/** The step once somebody has it in hand: what is red stays in the daily digest all the same. */
export const stepOnceTakenUp = (
  { nextStep, nextStepAt }: Pick<Standing, 'nextStep' | 'nextStepAt'>,
  ...promise: Parameters<typeof stepAfter>
): NextStep =>
  nextStepAt && isRed({ nextStep })
    ? { step: 'remind', stepAt: nextStepAt.toString() }
    : stepAfter(...promise);

export const closesAt = (answeredAt: Instant, limits: Limits, calendar: WorkCalendar): Instant =>
  afterWorkingDays(answeredAt, limits.closeDays, calendar);

export const isOpen = (standing: Pick<Standing, 'state'>): boolean =>
  standing.state === 'open' || standing.state === 'taken-up';

export const isOverdue = (standing: Pick<Standing, 'deadline'>, now: Instant): boolean =>
  standing.deadline !== undefined && earlier(standing.deadline, now);
