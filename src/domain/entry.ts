import type { HelperHappening } from './helper-office.ts';
import type { OfficeId, PersonId, RecommendationId, UnitId } from './identity.ts';
import type { KeptFile } from './kept-file.ts';
import type { AskedAbove, Step } from './recommendation.ts';
import type { Instant } from './time.ts';

/** One entry of the append-only history. */
export type Entry = {
  readonly at: Instant;
  readonly by: PersonId | undefined;
} & Happening;

type Happening =
  | HelperHappening
  | { readonly what: 'raised'; readonly data: Move & Legal }
  | { readonly what: 'moved' | 'disputed' | 'transferred' | 'reopened'; readonly data: Move }
  /** Its office ended in a reform: who has it now; a new deadline where it is still to be answered. */
  | { readonly what: 'reorganised'; readonly data: Move | Reseated }
  | { readonly what: 'passed-over'; readonly data: PassedOver }
  | { readonly what: 'warned' | 'warning-moot' | 'overdue-at-top' | 'reminded'; readonly data: NextStep }
  | { readonly what: 'taken-up'; readonly data: Clock }
  | { readonly what: 'paused'; readonly data: Paused }
  | { readonly what: 'resumed'; readonly data: NextStep }
  /** `agreed`: the level above did. */
  | { readonly what: 'extended'; readonly data: Clock & Reason & { readonly interim?: string } }
  | { readonly what: 'asked-above'; readonly data: AskedAbove & { readonly interim?: string } }
  | { readonly what: 'refused-above'; readonly data: Reason }
  | { readonly what: 'questioned' | 'replied'; readonly data: { readonly text: string } }
  | { readonly what: 'calendar-changed'; readonly data: CalendarChanged }
  /** The legal deadline is a working day away; it has passed. */
  | { readonly what: 'legal-near' | 'legal-passed'; readonly data: Record<string, never> }
  /** The office asked to decide ended in a reform: who decides now. */
  | { readonly what: 'readdressed'; readonly data: Readdressed }
  | { readonly what: 'answered'; readonly data: Answered }
  | { readonly what: 'close-put-off'; readonly data: PutOff }
  | { readonly what: 'people-told'; readonly data: PeopleTold }
  /** Who raised it is asked once more whether the people were told. */
  | { readonly what: 'people-asked'; readonly data: Record<string, never> }
  | { readonly what: 'confirmed' | 'closed-by-silence'; readonly data: Record<string, never> }
  /** Somebody has the same problem: who entered it is an origin from now on. */
  | { readonly what: 'joined'; readonly data: Joined }
  /** An origin other than the raiser finds the answer satisfactory. */
  | { readonly what: 'seconded'; readonly data: Record<string, never> }
  | { readonly what: 'linked'; readonly data: Linked }
  | { readonly what: 'unlinked'; readonly data: Record<string, never> }
  | { readonly what: 'withdrawn'; readonly data: Reason };

export type What = Entry['what'];

/** `why`: nobody there could be told, or the bot was not in use there. */
export type PassedOver = { readonly office: OfficeId; readonly why?: 'not-live' };
export type NextStep = { readonly step: Step; readonly stepAt: string };
/** `unit`: for which one. `text`: in words of their own. */
export type Joined = { readonly unit: UnitId; readonly text: string };
/** The main one. */
export type Linked = { readonly to: RecommendationId; readonly number: string };
export type Reason = { readonly reason: string };
export type Answered = NextStep & { readonly text: string; readonly files?: readonly KeptFile[] };
/** Silence does not close it yet: the answer has not arrived (`sentAgain`: it goes out once more), or it arrived late. */
export type PutOff = NextStep & { readonly arrivedAt?: string; readonly sentAgain?: true };
/** `told`: who raised it has told the people of the answer, or has not yet; `askAgainAt`: when that is asked once more. */
export type PeopleTold = { readonly told: boolean; readonly askAgainAt?: string };
export type Reseated = { readonly office: OfficeId; readonly atTop: boolean };
/** A deadline that is promised, and all that follows from it. */
export type Clock = NextStep & { readonly deadline: string; readonly movesUpAt: string };
export type Paused = Clock & Reason & Legal & { readonly until: string; readonly days: number };
export type CalendarChanged = Partial<Clock> & Legal & { readonly first?: string };
/** The legal deadline, and when it is near. */
export type Legal = { readonly legal: string; readonly legalNear?: string };
/** `target`: where it was to be passed on, if that ended too. */
export type Readdressed = { readonly office: OfficeId; readonly target?: OfficeId };
export type Move = Clock & {
  readonly office: OfficeId;
  readonly atTop: boolean;
  /** Whose it is in the office, where it is somebody's from the beginning. */
  readonly handler?: PersonId;
  /** Why it moved: what the office gave as a reason, or what the raiser said of the answer. */
  readonly reason?: string;
};

/** Entries by which it comes to an office; `passed-over` and what is asked of the level above name others. */
export const movings = ['raised', 'moved', 'disputed', 'transferred', 'reopened', 'reorganised'] as const;
