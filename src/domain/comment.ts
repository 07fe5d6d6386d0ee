import type { CommentId, DocumentId, MeetingId, PersonId } from './identity.ts';
import type { KeptFile } from './kept-file.ts';
import type { Meeting } from './meeting.ts';
import { earlier, type Instant } from './time.ts';

/** What a comment is about: a document, a point of the agenda (from 1 on), or the meeting as a whole. */
export type About =
  | { readonly kind: 'meeting' }
  | { readonly kind: 'document'; readonly document: DocumentId }
  | { readonly kind: 'point'; readonly point: number };

/** What the office makes of it: taken in (tiếp thu), or why not (giải trình). */
export const outcomes = ['accepted', 'explained'] as const;
export type Outcome = (typeof outcomes)[number];

export type Comment = {
  readonly id: CommentId;
  readonly meeting: MeetingId;
  readonly about: About;
  /** The name of the document, or the words of the point. */
  readonly title: string | undefined;
  readonly author: PersonId;
  readonly name: string;
  readonly post: string;
  readonly text: string;
  readonly files: readonly KeptFile[];
  readonly writtenAt: Instant;
  readonly late: boolean;
  readonly outcome: Outcome | undefined;
  readonly response: string | undefined;
  readonly weighedBy: string | undefined;
};

export const commentAtMost = 4000;
export const commentFilesAtMost = 5;

/** Nobody says when a meeting ends: half a working day, and what comes in the day after it is late. */
const lasting = { hours: 4 };
const after = { hours: 24 };

/** In time, late, or not taken any more. */
export function commentTime(
  { startsAt }: Pick<Meeting, 'startsAt'>,
  now: Instant,
): 'in-time' | 'late' | 'over' {
  const end = startsAt.add(lasting);
  if (earlier(now, end)) return 'in-time';
  return earlier(now, end.add(after)) ? 'late' : 'over';
}

/** Meetings begun since then still take comments. */
export const commentsSince = (now: Instant): Instant => now.subtract(after).subtract(lasting);
