import type { DocumentId, FileId, InvitationId, MeetingId, OfficeId, PersonId } from './identity.ts';
import type { Answer } from './reminder.ts';
import { earlier, type Instant } from './time.ts';
import type { Unit } from './unit.ts';

export const meetingKinds = ['committee', 'review', 'summing-up', 'local-activity', 'ad-hoc'] as const;
export type MeetingKind = (typeof meetingKinds)[number];

/** Where the sending of a notice stands. */
export type Sending = 'held' | 'sending' | 'stopped' | 'sent';

export type Meeting = {
  readonly id: MeetingId;
  readonly kind: MeetingKind;
  /** Its points, in order. */
  readonly agenda: readonly string[];
  /** How often it has been changed. */
  readonly revision: number;
  readonly cancelledAt: Instant | undefined;
  readonly cancelReason?: string | undefined;
  /** Called off for now: it is to be held some other day, which is to be said. */
  readonly postponed: boolean;
  readonly sending: Sending;
  readonly unit: Unit;
  readonly office: OfficeId;
  readonly officeName: string;
  readonly calledBy: PersonId;
  readonly subject: string;
  readonly place: string;
  readonly startsAt: Instant;
};

export type Invitation = {
  readonly id: InvitationId;
  readonly meeting: MeetingId;
  readonly person: PersonId;
  readonly name: string;
  readonly post: string;
  readonly answer: Answer | undefined;
  readonly reason: string | undefined;
  readonly substitute: string | undefined;
  /** Who of the roster comes instead, where the one named is in it. */
  readonly substituteId?: PersonId | undefined;
  /** Why that one, or whom they sent in turn, does not come after all. */
  readonly substituteDeclined?: string | undefined;
  /** Whose place the invited takes. */
  readonly insteadOfId?: PersonId | undefined;
  /** When the notice was written for them. */
  readonly noticedAt?: Date | undefined;
  /** Invited no longer from then on. */
  readonly withdrawnAt?: Date | undefined;
  /** What was answered for the time before the last change of it. */
  readonly before?: AnswerBefore | undefined;
};

export type AnswerBefore = {
  readonly answer: Answer;
  readonly reason: string | undefined;
  readonly substitute: string | undefined;
};

/** Its notice has not gone to all of them. */
export const isHeldBack = ({ sending }: Pick<Meeting, 'sending'>): boolean => sending !== 'sent';

const kindsByWord: readonly (readonly [RegExp, MeetingKind])[] = [
  [/tổng kết/i, 'summing-up'],
  [/sơ kết/i, 'review'],
  [/thường kỳ/i, 'committee'],
];

/** The kind that what it is about speaks of; else one of its own. */
export const kindSpokenOf = (subject: string): MeetingKind =>
  kindsByWord.find(([word]) => word.test(subject.normalize('NFC')))?.[1] ?? 'ad-hoc';

export type MeetingDocument = {
  readonly id: DocumentId;
  readonly meeting: MeetingId;
  readonly file: FileId;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly caption: string;
  /** 1, 2, 3… of the same document. */
  readonly version: number;
  /** A newer version has taken its place. */
  readonly isReplaced: boolean;
};

/** Word of it can not wait for the end of a night. */
export const isSoon = ({ startsAt }: Pick<Meeting, 'startsAt'>, now: Instant): boolean =>
  earlier(startsAt, now.add({ hours: 24 }));
