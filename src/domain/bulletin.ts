import type { BulletinId, OfficeId, PersonId } from './identity.ts';
import type { KeptFile } from './kept-file.ts';
import type { Instant } from './time.ts';
import type { Unit } from './unit.ts';

/** bulletin: an office informs its followers; guidance: a cadre urges or guides the unit's office. */
export type BulletinKind = 'bulletin' | 'guidance';

export type Bulletin = {
  readonly id: BulletinId;
  readonly kind: BulletinKind;
  readonly unit: Unit;
  /** From it, or for it. */
  readonly office: OfficeId;
  readonly officeName: string;
  readonly author: PersonId;
  readonly authorName: string;
  readonly authorPost: string;
  readonly text: string;
  readonly sentAt: Instant;
};

export type BulletinWithFiles = Bulletin & { readonly files: readonly KeptFile[] };

/** How far it has come with one of those it was sent to. */
export type Progress = 'read' | 'received' | 'sent' | 'waiting' | 'unreached';

export const bulletinAtMost = 4000;
export const replyAtMost = 2000;
