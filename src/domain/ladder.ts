/** How long a recommendation may lie, in working days: promised when it is raised, and not changed by a later edit of the ladder. */
export type Limits = {
  readonly takeUpDays: number;
  readonly answerDays: number;
  /** After the deadline, before it moves up. */
  readonly graceDays: number;
  /** Before the deadline the office is warned. */
  readonly warnDays: number;
  /** From the day it was raised, whatever happens. */
  readonly legalDays: number;
  /** Of silence after an answer, until it closes by itself. */
  readonly closeDays: number;
  /** The moment promised for one alone: until then the ladder's days do not run. */
  readonly due?: string;
};

export const recommendationKinds = ['petition', 'feedback', 'proposal', 'hardship', 'obstacle'] as const;
/** What a meeting concluded is raised by its office, not chosen as a kind. */
export type RecommendationKind = (typeof recommendationKinds)[number] | 'conclusion';

export type Ladder = Limits & {
  readonly kind: RecommendationKind;
  readonly source: string;
  readonly verified: boolean;
};

const standard: Limits = {
  takeUpDays: 5,
  answerDays: 15,
  graceDays: 1,
  warnDays: 1,
  legalDays: 40,
  closeDays: 10,
};

/** What a new database starts with; the province edits it. */
export const defaultLadders: readonly Ladder[] = ([...recommendationKinds, 'conclusion'] as const).map(
  (kind) => ({
    ...standard,
    kind,
    source: 'Quyết định 33/2017/QĐ-TTg (5, 15, 40 ngày làm việc)',
    verified: false,
  }),
);
