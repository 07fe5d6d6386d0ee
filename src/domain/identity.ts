import { randomFillSync } from 'node:crypto';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type UnitId = Branded<'unit'>;
export type OfficeId = Branded<'office'>;
export type PersonId = Branded<'person'>;
export type MeetingId = Branded<'meeting'>;
export type SeriesId = Branded<'series'>;
export type InvitationId = Branded<'invitation'>;
export type DocumentId = Branded<'document'>;
export type CommentId = Branded<'comment'>;
export type BulletinId = Branded<'bulletin'>;
export type VisitId = Branded<'visit'>;
export type RecommendationId = Branded<'recommendation'>;
/** SHA-256 of the content, in hex. */
export type FileId = Branded<'file'>;

/** A UUID v7: keys made in one process sort by time. `at` in milliseconds since 1970. */
export function newId<Id extends string>(at: number): Id {
  const bytes = nextRandom();
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return dashed(bytes.toString('hex')) as Id;
}

// The system is asked for the randomness of many at once; that of one costs nearly as much.
const random = Buffer.alloc(16 * 256);
let used = random.length;

function nextRandom(): Buffer {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += 16;
  return random.subarray(used - 16, used);
}

// One flat string: joined from slices it would hold six times the memory, and a province has hundreds of thousands.
const dashed = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** 22 characters instead of 36: a button's action has 64 bytes. */
export const shortId = (id: string): string =>
  Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

/** The inverse of `shortId`; undefined for anything else, for buttons are trusted by nobody. */
export function longId<Id extends string>(short: string): Id | undefined {
  if (!/^[A-Za-z0-9_-]{22}$/.test(short)) return undefined;
  return dashed(Buffer.from(short, 'base64url').toString('hex')) as Id;
}
