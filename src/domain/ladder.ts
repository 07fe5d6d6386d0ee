import type { OfficeKind } from './office.ts';
import type { Span } from './span.ts';

export const recommendationKinds = [
  'petition',
  'feedback',
  'proposal',
  'hardship',
  'obstacle',
  'opinion',
] as const;
/** What a meeting concluded is raised by its office, not chosen as a kind. */
export const ladderKinds = [...recommendationKinds, 'conclusion'] as const;
export type RecommendationKind = (typeof ladderKinds)[number];

export const urgencies = ['normal', 'urgent'] as const;
export type Urgency = (typeof urgencies)[number];

export const warned = ['office', 'head', 'handler'] as const;
export type Warned = (typeof warned)[number];

/** Who is told, and how long before the deadline. */
export type Warning = { readonly before: Span; readonly whom: Warned };

/** A level that has no rung of its own has that of every level. */
export const everyLevel = '*';

/** Who is next: the general office of the level, the level above, the province's general office, or nobody: that is the top. */
export const nexts = ['general', 'above', 'top', 'end'] as const;

/** How long the office of a level and a kind may take, and who is next when it did not. */
export type LadderRung = {
  /** The key of a level, or every level. */
  readonly level: string;
  readonly office: OfficeKind;
  readonly takeUp: Span;
  readonly answer: Span;
  /** After the deadline, before it moves up. */
  readonly grace: Span;
  readonly warn: readonly Warning[];
  /** One of `nexts`, or the key of a level. */
  readonly next: string;
};

/** How long a recommendation may lie: promised when it is raised, and not changed by a later edit of the ladder. */
export type Limits = {
  /** Working days from the day it was raised, whatever happens. */
  readonly legalDays: number;
  /** Working days of silence after an answer, until it closes by itself. */
  readonly closeDays: number;
  readonly rungs: readonly LadderRung[];
  /** The moment promised for one alone: until then the ladder's time does not run. */
  readonly due?: string;
};

export type Ladder = Limits & {
  readonly kind: RecommendationKind;
  readonly urgency: Urgency;
  readonly source: string;
  readonly verified: boolean;
};

/** The rung of an office: that of its level, else that of every level. */
export function rungFor(
  { rungs }: Pick<Limits, 'rungs'>,
  { level, kind }: { readonly level: string; readonly kind: OfficeKind },
): LadderRung {
  const ofKind = rungs.filter(({ office }) => office === kind);
  const found =
    ofKind.find((rung) => rung.level === level) ??
    ofKind.find((rung) => rung.level === everyLevel) ??
    ofKind[0] ??
    rungs[0];
  if (!found) throw new Error('a ladder without a rung');
  return found;
}

type Pace = Pick<LadderRung, 'takeUp' | 'answer' | 'grace' | 'warn'>;

const everywhere = (pace: Pace): readonly LadderRung[] => [
  { ...pace, level: everyLevel, office: 'specialised', next: 'general' },
  { ...pace, level: everyLevel, office: 'general', next: 'above' },
];

const standard: Omit<Ladder, 'kind'> = {
  urgency: 'normal',
  legalDays: 40,
  closeDays: 10,
  rungs: everywhere({
    takeUp: { days: 5 },
    answer: { days: 15 },
    grace: { days: 1 },
    warn: [{ before: { days: 1 }, whom: 'office' }],
  }),
  source: 'Quyết định 33/2017/QĐ-TTg (5, 15, 40 ngày làm việc)',
  verified: false,
};

// No decree gives these hours: something to begin with until the province has decided.
const urgent: Omit<Ladder, 'kind'> = {
  urgency: 'urgent',
  legalDays: 15,
  closeDays: 10,
  rungs: everywhere({
    takeUp: { hours: 4 },
    answer: { hours: 16 },
    grace: { hours: 2 },
    warn: [
      { before: { hours: 2 }, whom: 'office' },
      { before: { hours: 1 }, whom: 'head' },
    ],
  }),
  source: 'Đề xuất ban đầu, chưa có văn bản quy định',
  verified: false,
};

const opinion: Omit<Ladder, 'kind'> = {
  urgency: 'normal',
  legalDays: 20,
  closeDays: 10,
  rungs: everywhere({
    takeUp: { days: 3 },
    answer: { days: 5 },
    grace: { days: 1 },
    warn: [
      { before: { days: 1 }, whom: 'handler' },
      { before: { hours: 2 }, whom: 'head' },
    ],
  }),
  source: 'Đề xuất ban đầu, chưa có văn bản quy định',
  verified: false,
};

/** What a new database starts with; the province edits it. */
export const defaultLadders: readonly Ladder[] = [
  ...ladderKinds.map((kind) => ({ ...(kind === 'opinion' ? opinion : standard), kind })),
  { ...urgent, kind: 'feedback' },
  { ...urgent, kind: 'hardship' },
];
