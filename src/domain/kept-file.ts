import type { FileId } from './identity.ts';

/** A file in our own store, under the name its sender gave it. */
export type KeptFile = {
  readonly file: FileId;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  /** What its sender wrote with it. */
  readonly caption?: string;
  /** Why its words could not be read, so that its sender says whether it bears a secret mark. */
  readonly unread?: Unread;
  /** Its sender has said that it bears none. */
  readonly isDeclared?: true;
};

/** A picture, pages that are pictures, protected by a password, of a kind whose text is not read for certain. */
export type Unread = 'picture' | 'scan' | 'locked' | 'old';

/** Nobody has read it, and nobody has answered for it: it is not published. */
export const mustBeDeclared = ({ unread, isDeclared }: KeptFile): boolean =>
  unread !== undefined && !isDeclared;
