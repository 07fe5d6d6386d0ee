import type { Helper } from './helper-office.ts';
import type { OfficeId, PersonId, RecommendationId, UnitId, VisitId } from './identity.ts';
import type { Limits, RecommendationKind, Urgency } from './ladder.ts';
import { earlier, type Instant, parse } from './time.ts';

export type State = 'open' | 'taken-up' | 'answered' | 'closed' | 'withdrawn';
export type Step = 'warn' | 'escalate' | 'remind' | 'resume' | 'close';

export type Raised = {
  readonly id: RecommendationId;
  readonly number: string;
  readonly unitId: UnitId;
  readonly visitId: VisitId | undefined;
  readonly raisedBy: PersonId;
  readonly kind: RecommendationKind;
  readonly urgency: Urgency;
  readonly field: string | undefined;
  readonly text: string;
  readonly raisedAt: Instant;
  readonly aboutOffice: boolean;
  /** Where it is about the unit's own office: the offices of this unit and below do not see it. */
  readonly hiddenFrom: UnitId | undefined;
  readonly limits: Limits;
};

/** What an office has asked of the level above it, which has not decided yet. */
export type AskedAbove = {
  /** Who decides. */
  readonly to: OfficeId;
  readonly reason: string;
} & (
  | { readonly what: 'extension'; readonly until: string }
  | { readonly what: 'transfer'; readonly target: OfficeId }
);

export type LegalTold = 'nothing' | 'near' | 'passed';

/** What can change: the fold of the history. */
export type Standing = {
  readonly state: State;
  readonly office: OfficeId;
  readonly handler: PersonId | undefined;
  /** Of the office that has it: to take it up, then to answer it. */
  readonly deadline: Instant | undefined;
  /** The same as it was first promised: what on-time is measured by. */
  readonly firstDeadline: Instant | undefined;
  /** When it moves up if nothing happens. */
  readonly movesUpAt: Instant | undefined;
  /** From the day it was raised: no edit, comment or transfer touches it, only calendar and pauses. */
  readonly legalDeadline: Instant;
  /** The legal deadline is near from then on. */
  readonly legalNearAt: Instant;
  /** What was told of the legal clock already: each of it once, however often it is opened again. */
  readonly legalTold: LegalTold;
  readonly nextStep: Step | undefined;
  readonly nextStepAt: Instant | undefined;
  /** It can go no higher: overdue, it stays here, red. */
  readonly atTop: boolean;
  readonly sentTo: readonly OfficeId[];
  /** Both clocks stand still until then. */
  readonly pausedUntil: Instant | undefined;
  readonly pauses: number;
  /** Working days of all pauses together. */
  readonly pausedDays: number;
  readonly extensions: number;
  readonly transfers: number;
  readonly asked: AskedAbove | undefined;
  /** The office has asked who raised it something, and waits for the answer. */
  readonly questioned: boolean;
  /** Whether who raised it has told the people of the answer; undefined while nobody has said. */
  readonly peopleTold: boolean | undefined;
  /** When that is asked once more, where it was not yet so. */
  readonly askAgainAt: Instant | undefined;
  /** Who has joined it: with the raiser its origins. */
  readonly joined: readonly PersonId[];
  /** The one of the same office whose answer is its answer too. */
  readonly linkedTo: RecommendationId | undefined;
  readonly closedAt: Instant | undefined;
  /** Closed because nobody said anything of the answer. */
  readonly bySilence: boolean;
  /** Offices asked to take part, in the order in which they were asked. */
  readonly helpers: readonly Helper[];
  readonly events: number;
};

export type Recommendation = Raised & Standing;

/** Who raised it, and who has joined it. */
export const originsOf = ({ raisedBy, joined }: Pick<Recommendation, 'raisedBy' | 'joined'>) => [
  raisedBy,
  ...joined,
];

/** What runs is a moment that was promised for it alone, such as the day a conclusion names. */
export const hasOwnMoment = ({
  firstDeadline,
  limits: { due },
}: Pick<Recommendation, 'firstDeadline' | 'limits'>): boolean =>
  due !== undefined && firstDeadline?.equals(parse(due)) === true;

/** What its office must do by the deadline: where a moment was promised for it alone, answer at once. */
export const awaits = (
  told: Pick<Recommendation, 'state' | 'firstDeadline' | 'limits'>,
): 'take-up' | 'answer' => (told.state === 'open' && !hasOwnMoment(told) ? 'take-up' : 'answer');

/** At the top and overdue, or disputed there. */
export const isRed = (standing: Pick<Standing, 'nextStep'>): boolean => standing.nextStep === 'remind';

/** What offices settle between them: nobody joins it, and no people wait for its answer. */
export const isBetweenOffices = ({ kind }: Pick<Recommendation, 'kind'>): boolean =>
  kind === 'opinion' || kind === 'conclusion';

export const isOpen = (standing: Pick<Standing, 'state'>): boolean =>
  standing.state === 'open' || standing.state === 'taken-up';

export const isOverdue = (standing: Pick<Standing, 'deadline'>, now: Instant): boolean =>
  standing.deadline !== undefined && earlier(standing.deadline, now);

export const isPaused = (standing: Pick<Standing, 'pausedUntil'>): boolean =>
  standing.pausedUntil !== undefined;

/** When the legal clock is next told of; nothing while nobody must answer. */
export function legalStepAt(
  standing: Pick<Standing, 'state' | 'legalDeadline' | 'legalNearAt' | 'legalTold'>,
): Instant | undefined {
  if (!isOpen(standing) || standing.legalTold === 'passed') return undefined;
  return standing.legalTold === 'nothing' ? standing.legalNearAt : standing.legalDeadline;
}
