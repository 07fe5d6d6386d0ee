import type { FileId } from './identity.ts';

/** A file in our own store, under the name its sender gave it. */
export type KeptFile = {
  readonly file: FileId;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  /** What its sender wrote with it. */
  readonly caption?: string;
};
